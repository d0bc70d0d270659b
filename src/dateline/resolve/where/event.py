"""The place of an event."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from dateline.records import Article, EventPlace, Place, Reading, Trigger
from dateline.resolve.where.govern import POINTING, candidates, chosen, pointed_at

# Chance that the likeliest place needs. On folds of events/train.json, triggers given: at 0.7 right for 0.17 of the events with a place and
# none for 0.97 of those without, and 0.77 of those named are right; at 0.5 these are 0.32, 0.86 and 0.63; by the first place told after
# the trigger 0.12, 0.95 and 0.64.
LEAST_SURE = 0.7


def event_place(trigger: Trigger, reading: Reading, article: Article, places: Sequence[Place]) -> EventPlace | None:
    """Where an event happened: the place that the reader tied to it, else the likeliest of the article where it is likely enough."""
    for role in sorted((r for r in trigger.roles if r.name == "place"), key=lambda r: -r.confidence):
        m = reading.mentions[role.mention]
        k = bisect.bisect_right(places, m.start, key=lambda p: p.end)  # the first that ends after the mention begins
        if found := next((p for p in places[k : k + 1] if p.start < m.end), None):
            return _event_place(found, "the reader tied these words to the trigger")
        text = article.text[m.start : m.end]
        if text[:1].isupper():
            return EventPlace(text, 0.4, "named with the trigger, unknown to the gazetteer", text, m.start, m.end)
        if POINTING.fullmatch(text) and (told := pointed_at(text, m.start, article, places)):
            return _event_place(told, f"the reader tied “{text}” to the trigger, which points back to it")
    best, chance = chosen(candidates(trigger, reading, article, places))
    if best.place is None or chance < LEAST_SURE:
        return None
    return _event_place(best.place, best.why, chance)


def _event_place(p: Place, why: str, chance: float = 1.0) -> EventPlace:
    sure = round(min(p.confidence, chance), 2)
    return EventPlace(p.name, sure, f"{why}; {p.why}", p.text, p.start, p.end, p.country, p.admin1, p.lat, p.lon, p.geonameid)
