"""Events of an archive -> PLOVER 2 JSON lines. `id` is the leading report's, so that it stays the same from archive to archive."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from dateline.resolve.countries import name_of
from dateline.use.export.plover import QUAD_CODE, some

Story = dict[str, Any]


def write(stories: Iterable[Story], out: TextIO) -> int:
    """One dated event a line; how many without a day were left out."""
    left = 0
    for story in stories:
        row = plover_row(story)
        left += row is None
        if row is not None:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return left


def leading(story: Story) -> dict[str, Any]:
    """The report whose sentence the event carries; empty for an event without reports."""
    return next((r for r in story["told"] if r["words"] == story["sentence"]), (story["told"] or [{}])[0])


def exact_day(story: Story) -> str | None:
    """The event's day, or the first day of an interval; None where its date is coarser."""
    value = (story["date"] or "").split("/")[0].split("T")[0]
    if value:
        return value if len(value) == 10 and value[4] == value[7] == "-" else None
    return None


def plover_row(story: Story) -> dict[str, Any] | None:
    """One PLOVER object; None where the event has no day."""
    day = exact_day(story)
    if day is None:
        return None
    lead = leading(story)
    url = lead.get("source") if "://" in (lead.get("source") or "") else None
    row = {
        "id": lead.get("id") or story["id"], "date": day, "enddate": (story["date"] or "").partition("/")[2] or None,
        "actor": _entities(story, "actor"), "recipient": _entities(story, "recipient"), "event": [story["type"]],
        "event_text": [story["words"]], "mode": story["modes"], "context": lead.get("contexts") or [],
        "quad_code": QUAD_CODE[story["quad"]], "event_scale": story["intensity"], "event_loc": _place(story), "text": story["sentence"],
        "cite_info": some({
            "title": lead.get("title"), "url": url, "publication": lead.get("site"), "language": lead.get("language"),
            "published": lead["published"].isoformat() if lead.get("published") else None,
        }),
        "size": some({"dead": story["killed_high"], "injured": story["injured_high"]}), "coder": "dateline",
        "aux": story["aux"], "confidence": story["confidence"], "article_id": lead.get("article_id"),
        "size_low": some({"dead": story["killed_low"], "injured": story["injured_low"]}),
        "precision": story["precision"],
    }  # fmt: skip
    return some(row)


def _entities(story: Story, role: str) -> list[dict[str, Any]]:
    return [
        some({
            "code": p["country"], "sector": p["sector"], "identifier_text": p["name"], "entity_name": p["name"],
            "country_name": name_of(p["country"]) if p["country"] else None, "sector_code": p["sector"],
        })
        for p in story["parts"]
        if p["role"] == role
    ]  # fmt: skip


def _place(story: Story) -> dict[str, Any] | None:
    if not story["place"]:
        return None
    return some({
        "resolved_place": story["place"], "geonameid": story["geonameid"], "lat": story["lat"], "lon": story["lon"],
        "province": story["admin1"], "country": name_of(story["country"]) if story["country"] else None,
        "country_code": story["country"],
    })  # fmt: skip
