"""The place of an event."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from dateline.records import Article, EventPlace, Place, Reading, Trigger

NEAR = 60  # characters after the trigger in which a place may stand
IN = re.compile(r"\b(?:in|at|near|outside|inside)\s+(?:the\s+)?$", re.I)


def event_place(trigger: Trigger, reading: Reading, article: Article, places: Sequence[Place]) -> EventPlace | None:
    """Where an event happened: the place that the reader tied to it, else one named in its clause with a preposition of place."""
    for role in sorted((r for r in trigger.roles if r.name == "place"), key=lambda r: -r.confidence):
        m = reading.mentions[role.mention]
        k = bisect.bisect_right(places, m.start, key=lambda p: p.end)  # the first that ends after the mention begins
        if found := next((p for p in places[k : k + 1] if p.start < m.end), None):
            return _event_place(found, "the reader tied these words to the trigger")
        if article.text[m.start : m.end][:1].isupper():
            text = article.text[m.start : m.end]
            return EventPlace(text, 0.4, "named with the trigger, unknown to the gazetteer", text, m.start, m.end)
    return _of_clause(trigger, article, places)


def _of_clause(trigger: Trigger, article: Article, places: Sequence[Place]) -> EventPlace | None:
    sentences = article.sentences or ((0, len(article.text)),)
    first, last = sentences[max(0, bisect.bisect_right(sentences, trigger.start, key=lambda s: s[0]) - 1)]
    k = bisect.bisect_left(places, trigger.end, key=lambda p: p.start)
    near = [
        p for p in places[k : k + NEAR]
        if p.start < last and p.start - trigger.end < NEAR and IN.search(article.text[max(first, p.start - 12) : p.start])
    ]  # fmt: skip
    return _event_place(near[0], "the first place named after the trigger in its sentence") if near else None


def _event_place(p: Place, why: str) -> EventPlace:
    return EventPlace(
        p.name, p.confidence, f"{why}; {p.why}", p.text, p.start, p.end, p.country, p.admin1, p.lat, p.lon, p.geonameid
    )
