"""Reports of one event -> what the archive says of it: the surest telling leads, counts become ranges, sources are counted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

Row = dict[str, Any]


def event_row(key: int, reports: Sequence[Row], participants: Mapping[int, Sequence[Row]]) -> Row:
    """One row of `events`. `reports` are its live rows with keys as in the table; at least one.

    Confidence: that of the surest report, since copies and retellings are not independent evidence.
    """
    reports = sorted(reports, key=lambda r: _order(r, participants))
    lead = reports[0]
    dated = lead if lead["exact"] else next((r for r in reports if r["exact"]), lead)
    placed = min(reports, key=lambda r: (r["place"] is None, (r["place"] or {}).get("lat") is None, _order(r, participants)))
    place = placed["place"] or {}
    modes = Counter(m for r in reports for m in r["modes"])
    return {
        "key": key, "id": f"e{key}", "type": lead["type"], "modes": [m for m, _ in modes.most_common()],
        "quad": lead["quad"], "intensity": max((r["intensity"] for r in reports), key=abs), "mood": lead["mood"],
        "aux": _aux(reports), "date": (dated["date"] or {}).get("value"), "precision": (dated["date"] or {}).get("precision"),
        "day": dated["low"] or _told(reports, dated), "until": dated["high"] or _told(reports, dated),
        "place": place.get("name"), "country": place.get("country"),
        "admin1": place.get("admin1"), "lat": place.get("lat"), "lon": place.get("lon"), "geonameid": place.get("geonameid"),
        **_range("killed", reports), **_range("injured", reports),
        "confidence": max(r["confidence"] for r in reports), "reports": len(reports), "sources": sources(reports),
        "words": lead["trigger"]["text"], "sentence": lead["words"],
        **{f"{role}s": [p["name"] for p in people(role, reports, participants)] for role in ("actor", "recipient")},
        "first_told": min((r["published"] for r in reports if r["published"]), default=None), "decided": False, "rejected": False,
        "lead": lead["key"],
    }  # fmt: skip


def people(role: str, reports: Sequence[Row], participants: Mapping[int, Sequence[Row]]) -> list[Row]:
    """Everyone whom a report gives this role, each actor once; those told most often first."""
    told: Counter[int] = Counter()
    first: dict[int, Row] = {}
    for r in sorted(reports, key=lambda r: _order(r, participants)):
        for p in participants.get(r["key"], ()):
            if p["role"] == role:
                told[p["actor"]] += 1
                first.setdefault(p["actor"], p)
    return [first[actor] for actor, _ in told.most_common()]


def part_rows(event: Row, reports: Sequence[Row], participants: Mapping[int, Sequence[Row]]) -> list[Row]:
    """Rows of `parts`: who took part, with what filters and dyads ask for beside it."""
    shared = {k: event[k] for k in ("day", "type", "quad", "intensity", "mood")} | {"event": event["key"]}
    return [
        shared | {"role": role} | {k: p[k] for k in ("actor", "name", "country", "sector")}
        for role in ("actor", "recipient")
        for p in people(role, reports, participants)
    ]


def sources(reports: Sequence[Row]) -> int:
    """Independent sources: copies of one agency text are one."""
    return len({r["wire"] for r in reports})


def _order(r: Row, participants: Mapping[int, Sequence[Row]]) -> tuple[Any, ...]:
    return (not r["exact"], -len(participants.get(r["key"], ())), r["place"] is None, -r["confidence"], r["id"])


def _told(reports: Sequence[Row], dated: Row) -> Any:
    """An undated report of something that happened is filed under the day it was told; one of the past or future is not."""
    if dated["date"] or dated["mood"] != "actual" or "historical" in dated["aux"]:
        return None
    return min((r["published"] for r in reports if r["published"]), default=None)


def _aux(reports: Sequence[Row]) -> list[str]:
    """Flags that every report carries: "historical" goes once one report told it as news."""
    return sorted(set.intersection(*(set(r["aux"]) for r in reports)))


def _range(name: str, reports: Sequence[Row]) -> Row:
    told = [r[name] for r in reports if r[name]]
    return {
        f"{name}_low": min((t[0] for t in told), default=None),
        f"{name}_high": max((t[1] for t in told), default=None),
    }
