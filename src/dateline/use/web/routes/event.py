"""One event: who tells it, in which words, and why it was read so."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from fastapi import HTTPException, Path

from dateline.store.desk import Desk
from dateline.use.analysis.alike import alike
from dateline.use.analysis.wording import sentence_starts, taking_part
from dateline.use.web.bench import BenchOf
from dateline.use.web.marks import of_report
from dateline.use.web.pages import page, router
from dateline.use.web.pictures.world import world

Row = dict[str, Any]
routes = router()
EVENT = r"^e[0-9]{1,15}$"
EventId = Annotated[str, Path(pattern=EVENT, examples=["e1"])]
DETAILS = ("type", "date", "place", "killed", "injured", "actors", "recipients")


def draw(data: Row) -> Row:
    event = data["event"]
    spot = {"name": event["place"], "lat": event["lat"], "lon": event["lon"], "events": 1, "conflict": int("conflict" in event["quad"])}
    return {"world": world([spot]) if event["lat"] is not None else None}


@page(routes, "/event/{id}", "event.html", draw)
def event(bench: BenchOf, id: EventId) -> Row:
    """One event with all its reports, their words, conflicting details, and what people decided on it."""
    found = bench.archive.event(id)
    if found is None:
        raise HTTPException(404, f"there is no event {id}: it may have been joined to another; look for it among the events")
    reports = found["reports"]
    found["reports"] = found.pop("report_count")
    starts = sentence_starts(bench.archive, reports)
    parts = taking_part(bench.archive, found["key"])
    return {
        "event": found, "parts": parts, "conflicts": conflicts(reports),
        "decisions": Desk(bench.archive, who="reader").log(id), "alike": alike(bench.archive, found, [p["key"] for p in parts]),
        "reports": [r | {"segments": of_report(r, start)} for r, start in zip(reports, starts, strict=True)],
    }  # fmt: skip


def conflicts(reports: list[Row]) -> list[Row]:
    """Details that the reports tell differently: what, and each value with how many tell it."""
    out = []
    for name in DETAILS:
        told = Counter(value for r in reports if (value := _worded(name, r[name])))
        if len(told) > 1:
            out.append({"what": name, "values": told.most_common()})
    return out


def _worded(name: str, value: Any) -> str:
    if not value:
        return ""
    if name in ("actors", "recipients"):
        return ", ".join(sorted(p["name"] for p in value))
    if name in ("killed", "injured"):
        return str(value[0]) if value[0] == value[1] else f"{value[0]} to {value[1]}"
    if isinstance(value, dict):
        return str(value.get("value") or value.get("name") or "")
    return str(value)
