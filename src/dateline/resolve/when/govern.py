"""The date of an event: the time that governs its trigger.

The reader's own tie comes first. Else candidates compete: the times of its sentence, the one told last before, the day of the story, the
publication day (marked as inferred), and none. One table of cues with fitted weights (`weights.py`) turns them into chances; chances of
the same day add up, and the likeliest value wins, which may be none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateline.records import Article, EventDate, Offsets, Reading, Time, Trigger
from dateline.resolve.chances import chances
from dateline.resolve.when.cues import cues_of_time, cues_of_trigger
from dateline.resolve.when.event_value import event_value
from dateline.resolve.when.find import anchor_of
from dateline.resolve.when.weights import WEIGHTS

NEWS_DAYS = 4  # the story's own day lies at most so far from the article's
BACKGROUND_DAYS = 31  # "historical" is roughly more than a month before publication
DATED = ("date", "time")
ECHO = 3000  # characters within which a sentence may tell the same again
EARLY = 40  # times of an article among which the story's own day is sought
BACK_SENTENCES = 4  # how far back the time told last still counts


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that may govern a trigger: `value` None for none; `time` None where no words name it."""

    value: str | None
    why: str
    time: Time | None = None
    cues: dict[str, float] = field(default_factory=dict)

    @property
    def score(self) -> float:
        return sum(WEIGHTS.get(name, 0.0) * x for name, x in self.cues.items())


def event_date(trigger: Trigger, reading: Reading, article: Article, times: Sequence[Time]) -> EventDate | None:
    """When the event happened, with its precision and why; None where it cannot be known."""
    if found := time_of_role(trigger, reading, times):
        return _event_date(found, article, "the reader tied these words to the trigger", found.confidence)
    options = candidates(trigger, reading, article, times)
    sums: dict[str | None, float] = {}
    for option, chance in zip(options, chances([o.score for o in options]), strict=True):
        sums[option.value] = sums.get(option.value, 0.0) + chance
    value = max(sums, key=lambda v: sums[v])
    if value is None:
        return None
    best = max((o for o in options if o.value == value), key=lambda o: (o.time is not None, o.score))
    sure = round(min(0.99, sums[value]), 2)
    if best.time is None:
        return EventDate(value, "inferred", sure, best.why)
    return _event_date(best.time, article, best.why, min(sure, best.time.confidence))


def candidates(trigger: Trigger, reading: Reading, article: Article, times: Sequence[Time]) -> list[Candidate]:
    """All dates that may be the event's, with their cues; the last is none."""
    (first, last), number = _sentence(article, trigger)
    anchor = anchor_of(article).day
    at = bisect_left(times, first, key=lambda t: t.start)
    end = bisect_left(times, last, key=lambda t: t.start)
    here = [t for t in times[at:end] if t.type in ("date", "time") or t.precision == "vague"]
    base = cues_of_trigger(article.text, trigger, (first, last), number, any(t.value and t.type in DATED for t in here))
    triggers = reading.triggers
    near = triggers[bisect_left(triggers, first, key=lambda t: t.start) : bisect_left(triggers, last, key=lambda t: t.start)]
    others = [(t.start, t.end) for t in near if t.start != trigger.start]
    out = []
    for time in here:
        value = event_value(time, article.text, anchor)
        cues = {**cues_of_time(article.text, trigger, time, value, here, (first, last), others), **_age(time, anchor, trigger, "here")}
        why = "a time of its sentence" if value else "its sentence speaks of a time without a date"
        out.append(Candidate(value, why, time, cues))
    for name, time, why in _elsewhere(article, times, trigger, at, end, number):
        cues = {name: 1.0, **_age(time, anchor, trigger, name), **{f"{name}: {k}": v for k, v in base.items()}}
        out.append(Candidate(event_value(time, article.text, anchor), why, time, cues))
    if anchor:
        story = _of_story(times[: min(at, EARLY)], anchor)
        if story:
            cues = {"story": 1.0, **{f"story: {k}": v for k, v in base.items()}}
            out.append(Candidate(event_value(story, article.text, anchor), "the day of the story, told before", story, cues))
        cues = {"current": 1.0, "current: no day told": float(not story), **{f"current: {k}": v for k, v in base.items()}}
        why = f"the report is current and names no other day, so it is {anchor_of(article).name}"
        out.append(Candidate(anchor.isoformat(), why, None, cues))
    out.append(Candidate(None, "nothing tells its date", None, {f"none: {k}": v for k, v in base.items()}))
    return out


def usable(time: Time) -> bool:
    return bool(time.value) and time.type in DATED


def _elsewhere(
    article: Article, times: Sequence[Time], trigger: Trigger, at: int, end: int, number: int
) -> Iterator[tuple[str, Time, str]]:
    """Times of other sentences: the one told last before, the first told in the next sentence, and the one beside the same word."""
    sentences = article.sentences or ((0, len(article.text)),)
    back = sentences[max(0, number - BACK_SENTENCES)][0]
    if before := next((t for t in reversed(times[max(0, at - 6) : at]) if usable(t) and t.start >= back), None):
        yield "before", before, "the time told last before it"
    until = sentences[min(len(sentences) - 1, number + 1)][1]
    if after := next((t for t in times[end : end + 6] if usable(t) and t.start < until), None):
        yield "after", after, "the time told in the next sentence"
    if echo := _echo(article.text, sentences, times, trigger, number):
        yield "echo", echo, "a time beside the same word in another sentence"


def _echo(text: str, sentences: Sequence[Offsets], times: Sequence[Time], trigger: Trigger, number: int) -> Time | None:
    """The nearest time in another sentence, near by, that has the longest word of the trigger, whatever its ending."""
    word = max(re.findall(r"\w+", text[trigger.start : trigger.end]) or [""], key=len)
    stem = word[: max(5, len(word) - 3)]
    if len(stem) < 5:
        return None
    low, high = max(0, trigger.start - ECHO), trigger.start + ECHO
    for m in re.finditer(rf"\b{re.escape(stem)}", text[low:high], re.I):
        start = low + m.start()
        k = max(0, bisect_right(sentences, start, key=lambda s: s[0]) - 1)
        if k == number:
            continue
        a = bisect_left(times, sentences[k][0], key=lambda t: t.start)
        b = bisect_left(times, sentences[k][1], key=lambda t: t.start)
        if found := [t for t in times[a:b] if usable(t)]:
            return min(found, key=lambda t: abs(t.start - start))
    return None


def _of_story(before: Sequence[Time], anchor: date) -> Time | None:
    """The first day told that is near the article's own: that of the lead, as a rule."""
    for time in before:
        day = time.value[:10] if time.value and time.precision in ("day", "minute") and time.type in DATED else None
        if day and abs((date.fromisoformat(day) - anchor).days) <= NEWS_DAYS:
            return time
    return None


def _age(time: Time, anchor: date | None, trigger: Trigger, where: str) -> dict[str, float]:
    """How a time lies to the anchor and to what the reader said of the event."""
    first = _first_day(time.value)
    past, future = "historical" in trigger.aux, "future" in trigger.aux
    if anchor is None or first is None:
        return {f"{where}: age unknown": 1.0, f"{where}: coarse": float(time.precision in ("year", "month"))}
    days = (anchor - first).days
    return {
        f"{where}: near": float(abs(days) <= NEWS_DAYS),
        f"{where}: same day": float(days == 0 and time.precision in ("day", "minute")),
        f"{where}: coarse": float(time.precision in ("year", "month")),
        f"{where}: old": float(days > BACKGROUND_DAYS and not past),
        f"{where}: old and historical": float(days > BACKGROUND_DAYS and past),
        f"{where}: near but historical": float(days <= BACKGROUND_DAYS and past),
        f"{where}: to come": float(days < 0 and not future),
        f"{where}: to come and future": float(days < 0 and future),
    }


def _first_day(value: str | None) -> date | None:
    m = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value or "")
    return date(int(m[1]), int(m[2] or 7), int(m[3] or 15)) if m and int(m[1]) else None


def is_background(value: str | None, article: Article) -> bool:
    """Whether a date lies more than about a month before the article's day."""
    anchor = anchor_of(article).day
    m = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value or "")
    if anchor is None or not m or not int(m[1]):
        return False
    last = date(int(m[1]), int(m[2] or 12), min(int(m[3] or 28), 28))
    return last < anchor - timedelta(BACKGROUND_DAYS)


def _event_date(time: Time, article: Article, why: str, sure: float) -> EventDate | None:
    value = event_value(time, article.text, anchor_of(article).day)
    if value is None:
        return None
    precision = "interval" if "/" in value else {"minute": "day"}.get(time.precision, time.precision)
    return EventDate(value, precision, sure, f"{why}; {time.why}", time.text, time.start, time.end)  # type: ignore[arg-type]


def _sentence(article: Article, trigger: Trigger) -> tuple[Offsets, int]:
    sentences = article.sentences or ((0, len(article.text)),)
    at = max(0, bisect_right(sentences, trigger.start, key=lambda s: s[0]) - 1)
    return sentences[at], at


def time_of_role(trigger: Trigger, reading: Reading, times: Sequence[Time]) -> Time | None:
    """The time that the reader itself tied to the trigger."""
    for role in sorted((r for r in trigger.roles if r.name == "time"), key=lambda r: -r.confidence):
        m = reading.mentions[role.mention]
        k = bisect_right(times, m.start, key=lambda t: t.end)  # the first that ends after the mention begins
        if k < len(times) and times[k].start < m.end:
            return times[k]
    return None
