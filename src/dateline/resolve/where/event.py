"""The place of an event."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from dateline.records import Article, EventPlace, Place, Reading, Trigger
from dateline.resolve.where.govern import POINTING, candidates, chosen, pointed_at

# Chance that the likeliest place needs where the reader ties none for sure. Matched events of dev and of events/train.json: right for 0.689
# and 0.791 of those with a place, none for 0.845 and 0.853 of those without, while what the reader leans to was no cue (and 0.7 the least);
# 0.762 and 0.843, 0.845 and 0.869 with it. Sure ties weighed among the cues too, as those of times are: 0.645 and 0.718.
LEAST_SURE, UNREAD_SURE = 0.5, 0.7  # the latter where the reader says of no words how likely they are


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
    if best.place is None or chance < (LEAST_SURE if trigger.seen else UNREAD_SURE):
        return None
    return _event_place(best.place, best.why, chance)


def _event_place(p: Place, why: str, chance: float = 1.0) -> EventPlace:
    sure = round(min(p.confidence, chance), 2)
    return EventPlace(p.name, sure, f"{why}; {p.why}", p.text, p.start, p.end, p.country, p.admin1, p.lat, p.lon, p.geonameid)
