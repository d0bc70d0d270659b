"""Coded -> one flat row an event, for CSV, Parquet and Arrow. Lists are joined by ";". docs/columns.md says what each column holds."""

from __future__ import annotations

from typing import Any

from dateline.records import Coded, Event, Participant

COLUMNS: dict[str, str] = {
    "article_id": "VARCHAR", "source": "VARCHAR", "title": "VARCHAR", "site": "VARCHAR", "published": "VARCHAR", "event_id": "VARCHAR",
    "type": "VARCHAR", "modes": "VARCHAR", "quad": "VARCHAR", "intensity": "DOUBLE", "trigger": "VARCHAR", "trigger_start": "INTEGER",
    "trigger_end": "INTEGER", "sentence": "VARCHAR", "actors": "VARCHAR", "actor_texts": "VARCHAR", "actor_countries": "VARCHAR",
    "actor_sectors": "VARCHAR", "recipients": "VARCHAR", "recipient_texts": "VARCHAR", "recipient_countries": "VARCHAR",
    "recipient_sectors": "VARCHAR", "date": "VARCHAR", "date_precision": "VARCHAR", "date_text": "VARCHAR", "place": "VARCHAR",
    "place_text": "VARCHAR", "place_country": "VARCHAR", "place_admin1": "VARCHAR", "lat": "DOUBLE", "lon": "DOUBLE",
    "geonameid": "BIGINT", "killed_low": "INTEGER", "killed_high": "INTEGER", "injured_low": "INTEGER", "injured_high": "INTEGER",
    "aux": "VARCHAR", "contexts": "VARCHAR", "confidence": "DOUBLE",
}  # fmt: skip


def event_rows(coded: Coded) -> list[dict[str, Any]]:
    """Rows of an article's events, keys as in COLUMNS; None where a value is not known."""
    return [_row(coded, event) for event in coded.events]


def _row(coded: Coded, e: Event) -> dict[str, Any]:
    a = coded.article
    start, end = a.sentences[e.sentence]
    row = {
        "article_id": a.id, "source": a.source, "title": a.title, "site": a.site, "published": a.published, "event_id": e.id,
        "type": e.type, "modes": ";".join(e.modes), "quad": e.quad, "intensity": e.intensity, "trigger": e.trigger.text,
        "trigger_start": e.trigger.start, "trigger_end": e.trigger.end, "sentence": a.text[start:end], "aux": ";".join(e.aux),
        "contexts": ";".join(c.name for c in coded.contexts), "confidence": e.confidence,
    }  # fmt: skip
    row |= _people("actor", e.actors) | _people("recipient", e.recipients)
    if e.date:
        row |= {"date": e.date.value, "date_precision": e.date.precision, "date_text": e.date.text}
    if e.place:
        p = e.place
        row |= {
            "place": p.name,
            "place_text": p.text,
            "place_country": p.country,
            "place_admin1": p.admin1,
            "lat": p.lat,
            "lon": p.lon,
            "geonameid": p.geonameid,
        }
    for name, count in (("killed", e.killed), ("injured", e.injured)):
        if count:
            row |= {f"{name}_low": count[0], f"{name}_high": count[1]}
    return {column: row.get(column) for column in COLUMNS}


def _people(role: str, some: tuple[Participant, ...]) -> dict[str, str]:
    return {
        f"{role}s": ";".join(p.name for p in some),
        f"{role}_texts": ";".join(p.text or "" for p in some),
        f"{role}_countries": ";".join(p.country or "" for p in some),
        f"{role}_sectors": ";".join(p.sector or "" for p in some),
    }
