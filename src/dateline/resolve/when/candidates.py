"""The dates that may be a trigger's, each with its cues; `govern.py` chooses among them.

Candidates are of a kind: a time `here` in the trigger's sentence, two of them `joined` ("on Monday and Tuesday"), a day `shifted` by words
("two days after"), the time told `before`, `earlier` or `after`, one beside the same word (`echo`) or the same type of event (`kin`), the
day of the `story`, the day of the article (`current`), and `none`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from dateline.records import Article, Offsets, Reading, Time, Trigger
from dateline.resolve.when.cues import cues_of_time, cues_of_trigger
from dateline.resolve.when.event_value import event_value
from dateline.resolve.when.find import Anchor, anchor_of
from dateline.resolve.when.values import shifted
from dateline.resolve.when.weights import WEIGHTS
from dateline.resolve.when.words import UNIT, number_of

NEWS_DAYS = 4  # the story's own day lies at most so far from the article's
BACKGROUND_DAYS = 31  # "historical" is roughly more than a month before publication
DATED = ("date", "time")
MOST = 8  # times of its sentence, on either side of a trigger; no sentence of 8,392 has more than nine in all
ECHO = 3000  # characters within which a sentence may tell the same again
EARLY = 40  # times of an article among which the story's own day is sought
BACK_SENTENCES = 4  # how far back the time told last still counts
FAR_BACK = 12  # the same for the one told before that
JOIN = re.compile(r"\s*(?:,|and|to|-|–|,\s*and)\s*(?:on\s+|in\s+)?", re.I)
LEADING_UP = frozenset("on of by since until till from and or to in for at before after dated".split())
TOP, HEAD = 3, 500  # times and characters among which an article's own date line stands
APART = re.compile(r"(.+?)[\s-]+(day|week|month|year)s?\s+(after|before)", re.I)


def _by_kind() -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for name, weight in WEIGHTS.items():
        kind, _, cue = name.partition(": ")
        table.setdefault(kind, {})[cue] = weight
    return table


WORTH = _by_kind()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that may govern a trigger: `value` None for none; `time` None where no words name it.

    Its cues are its `own` and those of the trigger, `base`.
    """

    kind: str
    value: str | None
    why: str
    time: Time | None = None
    own: Mapping[str, float] = field(default_factory=dict)
    base: Mapping[str, float] = field(default_factory=dict)

    @property
    def cues(self) -> dict[str, float]:
        """Cues by the names under which they are weighed."""
        return {f"{self.kind}: {name}": x for cues in (self.base, self.own) for name, x in cues.items()}

    @property
    def score(self) -> float:
        worth = WORTH.get(self.kind, {})
        return sum(worth.get(name, 0.0) * x for cues in (self.base, self.own) for name, x in cues.items())


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a trigger stands: its sentence, that sentence's number, and its times `times[at:end]`."""

    article: Article
    times: Sequence[Time]
    trigger: Trigger
    sentence: Offsets
    number: int
    at: int
    end: int
    anchor: Anchor

    @property
    def here(self) -> list[Time]:
        return [t for t in self.times[self.at : self.end] if t.type in DATED or t.precision == "vague"]

    def value(self, time: Time) -> str | None:
        return event_value(time, self.article.text, self.anchor.day)


def candidates(trigger: Trigger, reading: Reading, article: Article, times: Sequence[Time]) -> list[Candidate]:
    """All dates that may be the event's, with their cues; the last is none. `times`: those that `told` leaves."""
    s = setting(trigger, article, times)
    here = s.here
    base = cues_of_trigger(article.text, trigger, s.sentence, s.number, any(usable(t) for t in here)) | _around(s, here)
    out = [*_here(s, reading, here), *_shifted(s, here, base)]
    out += [
        Candidate(kind, s.value(time), why, time, {**_age(time.value, time.precision, s), "away": away}, base)
        for kind, time, why, away in _elsewhere(s, reading)
    ]
    if s.anchor.day:
        story = _of_story(times[: min(s.at, EARLY)], s.anchor.day)
        if story:
            out.append(Candidate("story", s.value(story), "the day of the story, told before", story, {}, base))
        why = f"the report is current and names no other day, so it is {s.anchor.name}"
        out.append(Candidate("current", s.anchor.day.isoformat(), why, None, {"no day told": float(not story)}, base))
    return [*out, Candidate("none", None, "nothing tells its date", None, {}, base)]


def setting(trigger: Trigger, article: Article, times: Sequence[Time]) -> Setting:
    sentences = article.sentences or ((0, len(article.text)),)
    number = max(0, bisect_right(sentences, trigger.start, key=lambda s: s[0]) - 1)
    first, last = sentences[number]
    first_, its, last_ = (bisect_left(times, x, key=lambda t: t.start) for x in (first, trigger.start, last))
    at, end = max(first_, its - MOST), min(last_, its + MOST)
    return Setting(article, times, trigger, (first, last), number, at, end, anchor_of(article))


def told(times: Sequence[Time], article: Article) -> Sequence[Time]:
    """The times without the article's own date line ("Friday, May 8, 2009" after the headline), which dates the page and no event."""
    day = anchor_of(article).day
    return [*(t for t in times[:TOP] if not _dates_page(t, article.text, day)), *times[TOP:]]


def _dates_page(time: Time, text: str, day: date | None) -> bool:
    line = text[text.rfind("\n", 0, time.start) + 1 : time.start].split()
    begins = not line or (day is not None and line[-1].lower() not in LEADING_UP)
    alone = not (rest := text[time.end : time.end + 3].lstrip(" ")) or rest[0] == "\n" or rest[0].isupper()
    whole = time.precision == "day" and bool(re.search(r"\d{4}", time.text)) and time.start < HEAD
    return whole and begins and alone and (day is None or time.value == day.isoformat())


def usable(time: Time) -> bool:
    return bool(time.value) and time.type in DATED


# ---- in the trigger's sentence ------------------------------------------------------------------------------------


def _here(s: Setting, reading: Reading, here: Sequence[Time]) -> Iterator[Candidate]:
    text, (first, last) = s.article.text, s.sentence
    triggers = reading.triggers
    near = triggers[bisect_left(triggers, first, key=lambda t: t.start) : bisect_left(triggers, last, key=lambda t: t.start)]
    others = [(t.start, t.end) for t in near if t.start != s.trigger.start]
    spans = [(t.start, t.end) for t in here if _apart(t)]
    for k, time in enumerate(here):
        value = s.value(time)
        counted = any(s.trigger.start >= end and not (time.start > end and time.end < s.trigger.start) for _, end in spans)
        cues = cues_of_time(text, s.trigger, time, value, here, s.sentence, others)
        cues |= {"counted from": float(counted), **_age(time.value, time.precision, s)}
        why = "a time of its sentence" if value else "its sentence speaks of a time without a date"
        if joined := _joined(s, here[k:]):
            yield Candidate("here", joined, "times of its sentence, joined", time, {**cues, "joined": 1.0})
        elif not (k and _joined(s, here[k - 1 :])):
            yield Candidate("here", value, why, time, cues)


def _joined(s: Setting, here: Sequence[Time]) -> str | None:
    """ "on Monday and Tuesday", "in 1992 and 1993": the interval from the first to the last of those that stand joined."""
    values = [s.value(here[0])]
    for a, b in pairwise(here):
        if a.precision != b.precision or not JOIN.fullmatch(s.article.text, a.end, b.start):
            break
        values.append(s.value(b))
    first, last = values[0], values[-1]
    fit = len(values) > 1 and first and last and "/" not in first + last and len(first) == len(last) and first < last
    return f"{first}/{last}" if fit else None


def _shifted(s: Setting, here: Sequence[Time], base: Mapping[str, float]) -> Iterator[Candidate]:
    """ "on Sunday, three days after the vote": the vote was three days before the Sunday, or before the article's day."""
    for time in here:
        if not (apart := _apart(time)) or time.end > s.trigger.start:
            continue
        n, unit = apart
        days = [t for t in here if usable(t) and t.precision in ("day", "minute")]
        main = min(days, key=lambda t: abs(t.start - time.start), default=None)
        day = date.fromisoformat((main.value or "")[:10]) if main else s.anchor.day
        if day is None:
            continue
        try:
            value, precision = shifted(day, unit, n)
        except (ValueError, OverflowError):
            continue
        counted = Time(time.start, time.end, time.text, value, "date", precision, 0.8, f"counted back from {day}")  # type: ignore[arg-type]
        gap = s.article.text[time.end : s.trigger.start]
        own = {"far": min(2.0, len(gap) / 60), "comma": float("," in gap), "day told": float(main is not None)}
        yield Candidate("shifted", s.value(counted), "its sentence counts from it to another day", counted, own, {"always": base["always"]})


def _apart(time: Time) -> tuple[int, str] | None:
    """ "three days after" -> (-3, "day"): how far what follows lies from the day that the sentence tells."""
    m = APART.fullmatch(time.text) if time.value is None else None
    n = number_of(m[1].lower()) if m else None
    return (n if m[3].lower() == "before" else -n, UNIT[m[2].lower()]) if m and n else None


# ---- in other sentences -------------------------------------------------------------------------------------------


def _elsewhere(s: Setting, reading: Reading) -> Iterator[tuple[str, Time, str, float]]:
    """Times of other sentences: kind, time, why, and how many sentences away, in fours and at most 3."""
    article, times = s.article, s.times
    sentences = article.sentences or ((0, len(article.text)),)

    def away(time: Time) -> float:
        return min(3.0, abs(bisect_right(sentences, time.start, key=lambda x: x[0]) - 1 - s.number) / 4)

    back, far = (sentences[max(0, s.number - n)][0] for n in (BACK_SENTENCES, FAR_BACK))
    told = [t for t in reversed(times[max(0, s.at - 8) : s.at]) if usable(t) and t.start >= far]
    if told and told[0].start >= back:
        yield "before", told[0], "the time told last before it", away(told[0])
    if other := next((t for t in told if t.value != told[0].value), None):
        yield "earlier", other, "another time told before it", away(other)
    until = sentences[min(len(sentences) - 1, s.number + 1)][1]
    if after := next((t for t in times[s.end : s.end + 6] if usable(t) and t.start < until), None):
        yield "after", after, "the time told in the next sentence", away(after)
    if echo := _echo(s, sentences):
        yield "echo", echo, "a time beside the same word in another sentence", away(echo)
    if kin := _kin(s, reading, sentences):
        yield "kin", kin, "a time beside another event of its type", away(kin)


def _echo(s: Setting, sentences: Sequence[Offsets]) -> Time | None:
    """The nearest time in another sentence, near by, that has the longest word of the trigger, whatever its ending."""
    text, trigger = s.article.text, s.trigger
    word = max(re.findall(r"\w+", text[trigger.start : trigger.end]) or [""], key=len)
    stem = word[: max(5, len(word) - 3)]
    if len(stem) < 5:
        return None
    low, high = max(0, trigger.start - ECHO), trigger.start + ECHO
    for m in re.finditer(rf"\b{re.escape(stem)}", text[low:high], re.I):
        if found := _beside(s, sentences, low + m.start()):
            return found
    return None


def _kin(s: Setting, reading: Reading, sentences: Sequence[Offsets]) -> Time | None:
    """The time beside the nearest trigger of the same type in another sentence."""
    at = bisect_left(reading.triggers, s.trigger.start, key=lambda t: t.start)
    near = [t for t in reading.triggers[max(0, at - 6) : at + 6] if t.type == s.trigger.type]
    for other in sorted(near, key=lambda t: abs(t.start - s.trigger.start)):
        if abs(other.start - s.trigger.start) < ECHO and (found := _beside(s, sentences, other.start)):
            return found
    return None


def _beside(s: Setting, sentences: Sequence[Offsets], start: int) -> Time | None:
    """The nearest usable time of the sentence at `start`, if that is not the trigger's own."""
    k = max(0, bisect_right(sentences, start, key=lambda x: x[0]) - 1)
    if k == s.number:
        return None
    a, b = (bisect_left(s.times, x, key=lambda t: t.start) for x in sentences[k])
    told = [t for t in s.times[a:b] if usable(t)]
    return min(told, key=lambda t: abs(t.start - start)) if told else None


def _of_story(before: Sequence[Time], anchor: date) -> Time | None:
    """The first day told that is near the article's own: that of the lead, as a rule."""
    for time in before:
        day = time.value[:10] if time.value and time.precision in ("day", "minute") and time.type in DATED else None
        if day and abs((date.fromisoformat(day) - anchor).days) <= NEWS_DAYS:
            return time
    return None


# ---- how a time lies to the article's day -------------------------------------------------------------------------


def _age(value: str | None, precision: str, s: Setting) -> dict[str, float]:
    """How a time lies to the anchor and to what the reader said of the event."""
    first, anchor = _first_day(value), s.anchor.day
    past, future = "historical" in s.trigger.aux, "future" in s.trigger.aux
    if anchor is None or first is None:
        named = anchor is None and first is not None
        return {"age unknown": 1.0, "named in an undated article": float(named), "coarse": float(precision in ("year", "month"))}
    days = (anchor - first).days
    return {
        "near": float(abs(days) <= NEWS_DAYS),
        "same day": float(days == 0 and precision in ("day", "minute")),
        "coarse": float(precision in ("year", "month")),
        "old": float(days > BACKGROUND_DAYS and not past),
        "old and historical": float(days > BACKGROUND_DAYS and past),
        "near but historical": float(days <= BACKGROUND_DAYS and past),
        "to come, agreed": float(days < 0 and s.trigger.type == "AGREE"),
        "to come": float(days < 0 and not future),
        "to come and future": float(days < 0 and future),
    }


def _around(s: Setting, here: Sequence[Time]) -> dict[str, float]:
    """What the times of the sentence are, for the candidates that are none of them."""
    if s.anchor.day is None:
        return {"undated article": 1.0, "undated article, timed": float(any(usable(t) for t in here))}
    days = [(s.anchor.day - day).days for t in here if usable(t) and (day := _first_day(t.value))]
    old = any(d > BACKGROUND_DAYS for d in days)
    cues = {
        "old time here": float(old),
        "old time here, historical": float(old and "historical" in s.trigger.aux),
        "near time here, historical": float(bool(days) and not old and "historical" in s.trigger.aux),
        "time to come here": float(any(d < 0 for d in days)),
        "two times here": float(len(days) > 1),
    }
    return {name: x for name, x in cues.items() if x}


def _first_day(value: str | None) -> date | None:
    m = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value or "")
    return date(int(m[1]), int(m[2] or 7), int(m[3] or 15)) if m and int(m[1]) else None
