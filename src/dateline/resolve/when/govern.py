"""The date of an event: the time that governs its trigger.

The candidates compete: one table of cues with fitted weights (`weights.py`), the reader's own chances among them, turns them into chances;
those of the same day add up, and the likeliest value wins, which may be none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dateline.records import Article, EventDate, Reading, Time, Trigger
from dateline.resolve.chances import chances
from dateline.resolve.hints import TIED_FROM
from dateline.resolve.when.candidates import candidates, told
from dateline.resolve.when.find import anchor_of
from dateline.resolve.when.setting import BACKGROUND_DAYS, LEADING_DATE

TIED = "the reader tied these words to the trigger"


def event_date(trigger: Trigger, reading: Reading, article: Article, times: Sequence[Time]) -> EventDate | None:
    """When the event happened, with its precision and why; None where it cannot be known."""
    options = candidates(trigger, reading, article, told(times, article))
    scores = [o.score for o in options]
    sums: dict[str | None, float] = {}
    for option, chance in zip(options, chances(scores), strict=True):
        sums[option.value] = sums.get(option.value, 0.0) + chance
    value = max(sums, key=lambda v: sums[v])
    if value is None:
        return None
    rivals = [(o.time is not None, score, o) for o, score in zip(options, scores, strict=True) if o.value == value]
    best = max(rivals, key=lambda rival: rival[:2])[2]
    sure = round(min(0.99, sums[value]), 2)
    if best.time is None:
        return EventDate(value, "inferred", sure, best.why)
    why = TIED if best.tie >= TIED_FROM else best.why
    return _event_date(best.time, value, why, min(sure, best.time.confidence))


def is_background(value: str | None, article: Article) -> bool:
    """Whether a date lies more than about a month before the article's day; what lasts, by its end."""
    anchor = anchor_of(article).day
    m = LEADING_DATE.match((value or "").rpartition("/")[2])
    if anchor is None or not m or not int(m[1]):
        return False
    last = date(int(m[1]), int(m[2] or 12), min(int(m[3] or 28), 28))
    return last < anchor - timedelta(BACKGROUND_DAYS)


def _event_date(time: Time, value: str, why: str, sure: float) -> EventDate:
    precision = "interval" if "/" in value else {"minute": "day"}.get(time.precision, time.precision)
    return EventDate(value, precision, sure, f"{why}; {time.why}", time.text, time.start, time.end)  # type: ignore[arg-type]
