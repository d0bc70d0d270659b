"""Coded -> PLOVER 2 JSON, one event an object. Both sets of names for entities, where we have the value."""

from __future__ import annotations

from typing import Any

from dateline.records import Coded, Event, Participant
from dateline.resolve.countries import name_of

QUAD_CODE = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}


def plover_events(coded: Coded) -> list[dict[str, Any]]:
    """Events that carry a full date, as the format demands; those without one are left out (the writer counts them)."""
    return [_event(coded, e) for e in coded.events if e.date and _day(e)]


def _day(e: Event) -> str | None:
    value = ((e.date.value if e.date else None) or "").split("/")[0].split("T")[0]
    return value if len(value) == 10 and value[4] == value[7] == "-" else None


def _event(coded: Coded, e: Event) -> dict[str, Any]:
    a = coded.article
    start, end = a.sentences[e.sentence]
    row = {
        "id": e.id, "date": _day(e), "enddate": ((e.date.value if e.date else None) or "").partition("/")[2] or None,
        "actor": [_entity(p) for p in e.actors], "recipient": [_entity(p) for p in e.recipients], "event": [e.type],
        "event_text": [e.trigger.text], "mode": list(e.modes), "context": [c.name for c in coded.contexts],
        "quad_code": QUAD_CODE[e.quad], "event_scale": e.intensity, "event_loc": _place(e), "text": a.text[start:end],
        "text_info": {"sequence": e.sentence, "start": start, "end": end},
        "cite_info": some({"title": a.title, "url": _url(coded), "publication": a.site, "language": a.language}),
        "size": some({"dead": e.killed[1] if e.killed else None, "injured": e.injured[1] if e.injured else None}),
        "coder": "dateline", "aux": list(e.aux), "confidence": e.confidence, "article_id": a.id,
    }  # fmt: skip
    return some(row)


def _url(coded: Coded) -> str | None:
    return coded.article.source if "://" in coded.article.source else None


def some(row: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if v not in (None, {}, []) or k in ("actor", "event")}


def _entity(p: Participant) -> dict[str, Any]:
    return some({
        "code": p.country, "sector": p.sector, "entity_text": p.text, "identifier_text": p.name, "raw_text": p.text, "entity_name": p.name,
        "country_name": name_of(p.country) if p.country else None, "sector_code": p.sector,
    })  # fmt: skip


def _place(e: Event) -> dict[str, Any] | None:
    p = e.place
    if p is None:
        return None
    return some({
        "extracted_place": p.text, "resolved_place": p.name, "geonameid": p.geonameid, "lat": p.lat, "lon": p.lon, "province": p.admin1,
        "country": name_of(p.country) if p.country else None, "country_code": p.country,
    })  # fmt: skip
