"""The place of an event."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from dateline.records import Article, EventPlace, Place, Reading, Trigger

IN = re.compile(r"\b(?:in|at|near|outside|inside)\s+(?:the\s+)?$", re.I)


def event_place(trigger: Trigger, reading: Reading, article: Article, places: Sequence[Place]) -> EventPlace | None:
    """Where an event happened: the place that the reader tied to it, else one named in its clause with a preposition of place."""
    for role in sorted((r for r in trigger.roles if r.name == "place"), key=lambda r: -r.confidence):
        m = reading.mentions[role.mention]
        if found := next((p for p in places if p.start < m.end and m.start < p.end), None):
            return _event_place(found, "the reader tied these words to the trigger")
        if article.text[m.start : m.end][:1].isupper():
            text = article.text[m.start : m.end]
            return EventPlace(text, 0.4, "named with the trigger, unknown to the gazetteer", text, m.start, m.end)
    return _of_clause(trigger, article, places)


def _of_clause(trigger: Trigger, article: Article, places: Sequence[Place]) -> EventPlace | None:
    sentences = article.sentences or ((0, len(article.text)),)
    first, last = sentences[max(0, bisect.bisect_right([a for a, _ in sentences], trigger.start) - 1)]
    near = [
        p for p in places
        if trigger.end <= p.start < last and p.start - trigger.end < 60 and IN.search(article.text[max(first, p.start - 12) : p.start])
    ]  # fmt: skip
    return _event_place(near[0], "the first place named after the trigger in its sentence") if near else None


def _event_place(p: Place, why: str) -> EventPlace:
    return EventPlace(
        p.name, p.confidence, f"{why}; {p.why}", p.text, p.start, p.end, p.country, p.admin1, p.lat, p.lon, p.geonameid
    )
