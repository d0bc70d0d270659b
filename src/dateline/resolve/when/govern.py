"""The date of an event: the time that governs its trigger.

The candidates compete: one table of cues with fitted weights (`weights.py`), and the reader's own tie, turn them into chances; chances of
the same day add up, and the likeliest value wins, which may be none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from dateline.records import Article, EventDate, Reading, Time, Trigger
from dateline.resolve.chances import chances
from dateline.resolve.when.candidates import candidates, told
from dateline.resolve.when.find import anchor_of
from dateline.resolve.when.setting import BACKGROUND_DAYS, LEADING_DATE, Candidate

# Triggers given, 187 events of 48 articles that no network learnt from: 0.81 right with ties (0.78 without), 0.93 null. Between 1 and 4 the
# worth of a tie changes nothing there; one to another sentence reaches past what the trigger's own tells, so it counts for less.
TIE, TIE_APART = 2.0, 1.0
OWN = ("here", "shifted", "lasting from", "lasting to")  # candidates of the trigger's own sentence
TIED = "the reader tied these words to the trigger"


def event_date(trigger: Trigger, reading: Reading, article: Article, times: Sequence[Time]) -> EventDate | None:
    """When the event happened, with its precision and why; None where it cannot be known."""
    times = told(times, article)
    tied = time_of_role(trigger, reading, times)
    options = candidates(trigger, reading, article, times)
    scores = [score_of(o, tied) for o in options]
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
    why = TIED if best.time is tied else best.why
    return _event_date(best.time, value, why, min(sure, best.time.confidence))


def score_of(option: Candidate, tied: Time | None) -> float:
    """What a candidate is worth, the reader's tie counted."""
    if tied is None or option.time is not tied:
        return option.score
    return option.score + (TIE if option.kind in OWN else TIE_APART)


def is_background(value: str | None, article: Article) -> bool:
    """Whether a date lies more than about a month before the article's day."""
    anchor = anchor_of(article).day
    m = LEADING_DATE.match(value or "")
    if anchor is None or not m or not int(m[1]):
        return False
    last = date(int(m[1]), int(m[2] or 12), min(int(m[3] or 28), 28))
    return last < anchor - timedelta(BACKGROUND_DAYS)


def _event_date(time: Time, value: str | None, why: str, sure: float) -> EventDate | None:
    if value is None:
        return None
    precision = "interval" if "/" in value else {"minute": "day"}.get(time.precision, time.precision)
    return EventDate(value, precision, sure, f"{why}; {time.why}", time.text, time.start, time.end)  # type: ignore[arg-type]


def time_of_role(trigger: Trigger, reading: Reading, times: Sequence[Time]) -> Time | None:
    """The time that the reader itself tied to the trigger."""
    for role in sorted((r for r in trigger.roles if r.name == "time"), key=lambda r: -r.confidence):
        m = reading.mentions[role.mention]
        k = bisect_right(times, m.start, key=lambda t: t.end)  # the first that ends after the mention begins
        if k < len(times) and times[k].start < m.end:
            return times[k]
    return None
