"""The date of an event: the time that governs its trigger.

1. the time that the reader tied to it; 2. a date in its clause, opening its sentence, or the only one there; 3. the day that the
story has told last, where it is recent; 4. where the report is plainly current, the publication day, marked as inferred. Otherwise none.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from datetime import date, timedelta

from dateline.records import Article, EventDate, Offsets, Reading, Time, Trigger
from dateline.resolve.when.find import anchor_of

PLAIN = {"day", "minute", "month", "year", "interval", "week"}
BOUND = re.compile(
    r"[;:—]|\b(?:while|whereas|after|before|although|but|because|since|when|where|who|which|that)\b|[\"“”]"
)
PAST = re.compile(r"\b(?:had|have been|has been|previously|earlier|once|former|then)\b", re.I)
CURRENT_SENTENCES = 12  # later than that reports turn to background
NEWS_DAYS = 4  # news of a longer time ago is told with its date
BACKGROUND_DAYS = 31  # GUIDELINES: historical is roughly more than a month before publication


def event_date(trigger: Trigger, reading: Reading, article: Article, times: Sequence[Time]) -> EventDate | None:
    """When the event happened, with its precision and why; None where it cannot be known."""
    dated = [t for t in times if t.value and t.type in ("date", "time") and t.precision in PLAIN]
    sentence, number = _sentence(article, trigger)
    if found := _of_role(trigger, reading, dated):
        return _event_date(found, "the reader tied these words to the trigger")
    near = [t for t in dated if sentence[0] <= t.start < sentence[1]]
    if found := _of_clause(article.text, trigger, near, sentence):
        return _event_date(found, "the date nearest to the trigger in its clause")
    if "historical" in trigger.aux or PAST.search(article.text[sentence[0] : sentence[1]]):
        return None
    if len(near) == 1 and not _background(near[0], article):
        return _event_date(near[0], "the only date in its sentence")
    if near:
        return None
    if found := _of_story(article, dated, sentence):
        return _event_date(found, "the day that the story has told last")
    return _current(article, number)


def _background(time: Time, article: Article) -> bool:
    return is_background(time.value, article)


def _of_story(article: Article, dated: Sequence[Time], sentence: Offsets) -> Time | None:
    """The day of the lead, or the last day told in the sentences just before, where it is near the article's own day."""
    anchor = anchor_of(article).day
    if anchor is None:
        return None
    told = [t for t in dated if t.end <= sentence[0] and t.precision == "day" and t.value]
    recent = [t for t in told if abs((date.fromisoformat((t.value or "")[:10]) - anchor).days) <= NEWS_DAYS]
    return recent[0] if recent else None


def is_background(value: str | None, article: Article) -> bool:
    """Whether a date lies more than about a month before the article's day."""
    anchor = anchor_of(article).day
    m = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value or "")
    if anchor is None or not m:
        return False
    last = date(int(m[1]), int(m[2] or 12), min(int(m[3] or 28), 28))
    return last < anchor - timedelta(BACKGROUND_DAYS)


def _event_date(time: Time, why: str) -> EventDate:
    value = (time.value or "").split("T")[0]
    if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):  # the record of an event speaks of days
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 6 if m[3] else 1)
        value = f"{monday}/{monday + timedelta(1 if m[3] else 6)}"
    precision = {"minute": "day", "week": "interval"}.get(time.precision, time.precision)
    return EventDate(value, precision, time.confidence, f"{why}; {time.why}", time.text, time.start, time.end)  # type: ignore[arg-type]


def _sentence(article: Article, trigger: Trigger) -> tuple[Offsets, int]:
    sentences = article.sentences or ((0, len(article.text)),)
    at = max(0, bisect.bisect_right([a for a, _ in sentences], trigger.start) - 1)
    return sentences[at], at


def _of_role(trigger: Trigger, reading: Reading, dated: Sequence[Time]) -> Time | None:
    for role in sorted((r for r in trigger.roles if r.name == "time"), key=lambda r: -r.confidence):
        m = reading.mentions[role.mention]
        if found := next((t for t in dated if t.start < m.end and m.start < t.end), None):
            return found
    return None


def _of_clause(text: str, trigger: Trigger, near: Sequence[Time], sentence: Offsets) -> Time | None:
    """The nearest date with no clause boundary between; one that opens the sentence governs it all."""
    open_ = [t for t in near if not BOUND.search(text[min(t.end, trigger.end) : max(t.start, trigger.start)])]
    if open_:
        return min(open_, key=lambda t: (max(t.start - trigger.end, trigger.start - t.end), t.start))
    return next((t for t in near if t.start - sentence[0] <= 12), None)


def _current(article: Article, number: int) -> EventDate | None:
    anchor = anchor_of(article)
    if anchor.day is None or number >= CURRENT_SENTENCES:
        return None
    why = f"the report is current and names no other day, so it is {anchor.name}"
    return EventDate(anchor.day.isoformat(), "inferred", 0.6, why)
