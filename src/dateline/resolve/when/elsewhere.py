"""Candidates of other sentences: the time told before or after, beside the same word, place or type of event; the story's own day."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from dateline.records import Offsets, Reading, Time
from dateline.resolve.when.setting import DATED, NEWS_DAYS, Setting, usable

ECHO = 3000  # characters within which a sentence may tell the same again
BACK_SENTENCES = 4  # how far back the time told last still counts
LEAD = 800  # characters at the top of an undated article
FAR_BACK = 12  # the same for the one told before that
AFTER = re.compile(
    r"\b(?:after|following|in the wake of|since)\s+(?:the|that|this|these|those|his|her|its|their)\s+(?:\w+\s+)?([a-z]{5,})\b", re.I
)
THERE = re.compile(r"\b(?:In|At|In the|At the)\s+([A-Z]\w{3,})")
# Kind of candidate, the words by which a sentence leans on one before it, and why its time may be the event's.
LINKS = (
    ("wake", AFTER, "a time beside what its sentence says it came after"),
    ("there", THERE, "a time beside the place that its sentence begins with"),
)


def told_elsewhere(s: Setting, reading: Reading) -> Iterator[tuple[str, Time, str, float]]:
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
    for kind, pattern, why in LINKS:
        if linked := _linked(s, sentences, pattern):
            yield kind, linked, why, away(linked)


def _linked(s: Setting, sentences: Sequence[Offsets], pattern: re.Pattern[str]) -> Time | None:
    """The time beside an earlier mention of the word by which its sentence leans on another."""
    text, (first, _) = s.article.text, s.sentence
    if not (m := pattern.search(text, first, s.trigger.start)):
        return None
    stem = m[1] if m[1][0].isupper() else _stem(m[1])
    low = max(0, first - ECHO)
    for other in reversed(list(_beginning(stem).finditer(text[low:first]))):
        if found := _beside(s, sentences, low + other.start()):
            return found
    return None


def _echo(s: Setting, sentences: Sequence[Offsets]) -> Time | None:
    """The time of the first other sentence, near by, that has the longest word of the trigger, whatever its ending."""
    text, trigger = s.article.text, s.trigger
    word = max(re.findall(r"\w+", text[trigger.start : trigger.end]) or [""], key=len)
    stem = _stem(word)
    if len(stem) < 5:
        return None
    low, high = max(0, trigger.start - ECHO), trigger.start + ECHO
    for m in _beginning(stem).finditer(text[low:high]):
        if found := _beside(s, sentences, low + m.start()):
            return found
    return None


@lru_cache(maxsize=1 << 11)  # `re` keeps but 512 patterns, and articles have the same verbs
def _beginning(stem: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(stem)}", re.I)


def _stem(word: str) -> str:
    """A word without its ending; five letters of it at least, where it has them."""
    return word[: max(5, len(word) - 3)]


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


def of_story(before: Sequence[Time], anchor: date | None) -> Time | None:
    """The first day told that is near the article's own: that of the lead, as a rule. In an undated article the first of its top."""
    if anchor is None:
        return next((t for t in before if usable(t) and t.precision in ("day", "minute") and t.start < LEAD), None)
    for time in before:
        day = time.value[:10] if time.value and time.precision in ("day", "minute") and time.type in DATED else None
        if day and abs((date.fromisoformat(day) - anchor).days) <= NEWS_DAYS:
            return time
    return None
