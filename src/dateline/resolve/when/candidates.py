"""The dates that may be a trigger's, each with its cues; `govern.py` chooses among them.

Candidates are of a kind: a time `here` in the trigger's sentence, two of them `joined` ("on Monday and Tuesday"), a day `shifted` by words
("two days after"), days that it lasts (`lasting from`, `lasting to`); the time told `before`, `earlier` or `after`, one beside the same
word (`echo`), the same type of event (`kin`), what it came after (`wake`) or its place (`there`); the day of the `story`, the day of the
article (`current`), of all further times the one that the reader leans to most (`leant`), and `none`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from datetime import date

from dateline.records import Article, Reading, Time, Trigger
from dateline.resolve.hints import Leanings, leanings, said_of
from dateline.resolve.when.cues import cues_of_trigger
from dateline.resolve.when.elsewhere import of_story, told_elsewhere
from dateline.resolve.when.find import anchor_of
from dateline.resolve.when.here import counted_back, told_here
from dateline.resolve.when.lasting import lasting
from dateline.resolve.when.setting import Candidate, Setting, age, around, setting, usable

EARLY = 40  # times of an article among which the story's own day is sought
LEADING_UP = frozenset("on of by since until till from and or to in for at before after dated".split())
YEAR = re.compile(r"\d{4}")
TOP, HEAD = 3, 500  # times and characters among which an article's own date line stands


def candidates(trigger: Trigger, reading: Reading, article: Article, times: Sequence[Time]) -> list[Candidate]:
    """All dates that may be the event's, with their cues; the last is none. `times`: those that `told` leaves."""
    s = setting(trigger, article, times)
    here = s.here
    base = cues_of_trigger(article.text, trigger, s.sentence, s.number, any(usable(t) for t in here)) | around(s, here)
    out = [*told_here(s, reading, here, base), *counted_back(s, here, base)]
    out += [
        Candidate(kind, s.value(time), why, time, {**age(time.value, time.precision, s), "away": away}, base)
        for kind, time, why, away in told_elsewhere(s, reading)
    ]
    story = of_story(times[: min(s.at, EARLY)], s.anchor.day)
    out += lasting(s, story)
    if story:
        out.append(Candidate("story", s.value(story), "the day of the story, told before", story, {}, base))
    if s.anchor.day:
        why = f"the report is current and names no other day, so it is {s.anchor.name}"
        out.append(Candidate("current", s.anchor.day.isoformat(), why, None, {"no day told": float(not story)}, base))
    leaning = leanings("time", trigger, reading)
    if leaning and (time := _leant(s, leaning, {option.value for option in out})):
        why = "a time further off that the reader leans to"
        out.append(Candidate("leant", s.value(time), why, time, age(time.value, time.precision, s), base))
    out.append(Candidate("none", None, "nothing tells its date", None, {}, base))
    for option in out:
        option.said = said_of(option.time, leaning)
    return out


def _leant(s: Setting, leaning: Leanings, known: Collection[str | None]) -> Time | None:
    """The time that the reader leans to most, of those that give another date than the `known`; None where it leans to none."""
    for hint in sorted(leaning.hints, key=lambda h: (-h.chance, h.start)):
        time = s.times[at - 1] if (at := bisect_left(s.times, hint.end, key=lambda t: t.start)) else None
        if time and hint.start < time.end and usable(time) and s.value(time) not in known:
            return time
    return None


def told(times: Sequence[Time], article: Article) -> Sequence[Time]:
    """The times without the article's own date line ("Friday, May 8, 2009" after the headline), which dates the page and no event."""
    day = anchor_of(article).day
    return [*(t for t in times[:TOP] if not _dates_page(t, article.text, day)), *times[TOP:]]


def _dates_page(time: Time, text: str, day: date | None) -> bool:
    if time.start >= HEAD or time.precision != "day" or not YEAR.search(time.text):
        return False
    line = text[text.rfind("\n", 0, time.start) + 1 : time.start].split()
    begins = not line or (day is not None and line[-1].lower() not in LEADING_UP)
    alone = not (rest := text[time.end : time.end + 3].lstrip(" ")) or rest[0] == "\n" or rest[0].isupper()
    return begins and alone and (day is None or time.value == day.isoformat())
