"""Candidates of the trigger's own sentence: the times told there, two of them joined, and days counted from them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from dateline.records import Precision, Reading, Time
from dateline.resolve.when.cues import cues_of_time
from dateline.resolve.when.setting import Candidate, Setting, age, usable
from dateline.resolve.when.values import month_value, shifted, year_value
from dateline.resolve.when.words import UNIT, number_of

JOIN = re.compile(r"\s*(?:,|and|to|-|–|,\s*and)\s*(?:on\s+|in\s+)?", re.I)
APART = re.compile(r"(.+?)[\s-]+(day|week|month|year)s?\s+(after|before)", re.I)


def told_here(s: Setting, reading: Reading, here: Sequence[Time], base: Mapping[str, float]) -> Iterator[Candidate]:
    text, (first, last) = s.article.text, s.sentence
    triggers = reading.triggers
    near = triggers[bisect_left(triggers, first, key=lambda t: t.start) : bisect_left(triggers, last, key=lambda t: t.start)]
    others = [(t.start, t.end) for t in near if t.start != s.trigger.start]
    spans = [(t.start, t.end) for t in here if _apart(t)]
    told_to = first  # up to where times are told, those joined to an earlier one among them
    for k, time in enumerate(here):
        if time.start < told_to:
            continue
        value = s.value(time)
        counted = any(s.trigger.start >= end and not (time.start > end and time.end < s.trigger.start) for _, end in spans)
        cues = cues_of_time(text, s.trigger, time, value, here, s.sentence, others, base)
        cues |= {"counted from": float(counted), **age(time.value, time.precision, s)}
        why = "a time of its sentence" if value else "its sentence speaks of a time without a date"
        if joined := _joined(s, here[k:]):
            told_to = joined.end
            yield Candidate("here", joined.value, "times of its sentence, joined", joined, {**cues, "joined": 1.0})
        else:
            yield Candidate("here", value, why, time, cues)


def _joined(s: Setting, here: Sequence[Time]) -> Time | None:
    """ "on Monday and Tuesday", "in 1992 and 1993": the interval from the first to the last that stand joined, in all its words."""
    times = [here[0]]
    for a, b in pairwise(here):
        if a.precision != b.precision or not JOIN.fullmatch(s.article.text, a.end, b.start):
            break
        times.append(b)
    first, last = s.value(times[0]), s.value(times[-1])
    if len(times) < 2 or not first or not last or "/" in first + last or len(first) != len(last) or first >= last:
        return None
    start, end = times[0].start, times[-1].end
    return replace(times[0], end=end, text=s.article.text[start:end], value=f"{first}/{last}", confidence=min(t.confidence for t in times))


def counted_back(s: Setting, here: Sequence[Time], base: Mapping[str, float]) -> Iterator[Candidate]:
    """ "on Sunday, three days after the vote": the vote was three days before the Sunday, or before the article's day."""
    for time in here:
        if not (apart := _apart(time)) or time.end > s.trigger.start:
            continue
        n, unit = apart
        main = min((t for t in here if usable(t)), key=lambda t: abs(t.start - time.start), default=None)
        base_value = (main.value or "").split("T")[0] if main else s.anchor.day.isoformat() if s.anchor.day else ""
        value, precision = _moved(base_value, unit, n)
        if value is None:
            continue
        counted = Time(time.start, time.end, time.text, value, "date", precision, 0.8, f"counted back from {base_value}")
        gap = s.article.text[time.end : s.trigger.start]
        own = {"far": min(2.0, len(gap) / 60), "comma": float("," in gap), "day told": float(main is not None)}
        yield Candidate("shifted", s.value(counted), "its sentence counts from it to another day", counted, own, {"always": base["always"]})


def _moved(value: str, unit: str, n: int) -> tuple[str | None, Precision]:
    """A day, month or year, n units on, as precisely as both are known: a week is seven days of a day, and nothing of a month."""
    try:
        if len(value) == 10:
            at, far = date.fromisoformat(value), 7 * n if unit == "week" else n
            return shifted(at, "day" if unit == "week" else unit, far)  # type: ignore[return-value]
        if len(value) == 7 and unit in ("month", "year"):
            return month_value(int(value[:4]), int(value[5:]) + n * (12 if unit == "year" else 1)), "month"
        if len(value) == 4 and unit == "year":
            return year_value(int(value) + n), "year"
    except (ValueError, OverflowError):
        pass
    return None, "vague"


def _apart(time: Time) -> tuple[int, str] | None:
    """ "three days after" -> (-3, "day"): how far what follows lies from the day that the sentence tells."""
    m = APART.fullmatch(time.text) if time.value is None else None
    n = number_of(m[1].lower()) if m else None
    return (n if m[3].lower() == "before" else -n, UNIT[m[2].lower()]) if m and n else None
