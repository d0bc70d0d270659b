"""An event that a person added: made from its decision whenever its article is coded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dateline.records import Coded, Event, EventDate, EventPlace, Participant, Span
from dateline.resolve.events.plover import QUAD_OF, intensity
from dateline.store.decisions.records import Decision
from dateline.store.stories.days import days_of

Row = dict[str, Any]


def hand_made(coded: Coded, d: Decision) -> Coded:
    """The article with the event of one "add" decision; unchanged where its words are no longer in the text."""
    text, words = coded.article.text, d.value["words"]
    start = text.find(words)
    if start < 0:
        return coded
    end = start + len(words)
    sentence = next((n for n, (a, b) in enumerate(coded.article.sentences) if a <= start < b), 0)
    why = f"added by {d.who}" + (f": {d.why}" if d.why else "")
    kind, modes = d.value["type"], tuple(d.value.get("modes") or ())
    event = Event(
        id=f"d{d.key}", type=kind, modes=modes, quad=QUAD_OF[kind], intensity=intensity(kind, modes),
        trigger=Span(start, end, words), sentence=sentence, actors=_side(d, "actors", why),
        recipients=_side(d, "recipients", why), date=_date(d.value.get("date"), why), place=_place(d.value.get("place"), why),
        killed=_pair(d.value.get("killed")), injured=_pair(d.value.get("injured")), aux=tuple(d.value.get("aux") or ()),
        also=(), confidence=1.0, why=why,
    )  # fmt: skip
    return replace(coded, events=tuple(sorted((*coded.events, event), key=lambda e: e.trigger.start)))


def _side(d: Decision, name: str, why: str) -> tuple[Participant, ...]:
    some = d.value.get(name) or ()
    return tuple(Participant(None, p["name"], country=p["country"], sector=p["sector"], why=why) for p in some)


def _date(value: str | None, why: str) -> EventDate | None:
    days = days_of(value)
    if not days:
        return None
    return EventDate(value, "day" if days[0] == days[1] else "interval", 1.0, why)


def _place(place: Row | None, why: str) -> EventPlace | None:
    if not place:
        return None
    known = {k: place.get(k) for k in ("country", "admin1", "lat", "lon", "geonameid")}
    return EventPlace(place["name"], 1.0, why, **known)


def _pair(value: list[int] | None) -> tuple[int, int] | None:
    return (value[0], value[1]) if value else None
