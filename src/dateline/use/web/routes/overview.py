"""The front page: what is in the archive."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query
from starlette.responses import RedirectResponse

from dateline.store.archive import Filters
from dateline.use.analysis import stats
from dateline.use.analysis.alerts import Answered
from dateline.use.analysis.search import search
from dateline.use.analysis.selection import over_places, over_time, pairs
from dateline.use.bars import bars
from dateline.use.web.address import url
from dateline.use.web.asking import query_of
from dateline.use.web.bench import BenchOf
from dateline.use.web.pages import page, router
from dateline.use.web.pictures.world import world
from dateline.use.web.routes.watch import alerts

Row = dict[str, Any]
routes = router()
ALL = Filters()


def draw(data: Row) -> Row:
    return {"bars": bars(data["over_time"]), "world": world(data["places"])}


@page(routes, "/", "overview.html", draw)
def overview(bench: BenchOf) -> Row:
    """What is in the archive: counts, events over time and on the map, busiest pairs, latest events."""
    return bench.kept("overview", lambda: _overview(bench))


def _overview(bench: BenchOf) -> Row:
    archive = bench.archive
    return {
        "stats": stats(archive, ("types", "sites")), "over_time": over_time(archive, ALL), "places": over_places(archive, ALL),
        "pairs": pairs(archive, ALL), "latest": archive.find(ALL, limit=8).rows,
        "alerts": _foremost([a for a in alerts(bench) if a.state != "dismissed"]),
    }  # fmt: skip


def _foremost(alerts: list[Answered], limit: int = 5) -> list[Answered]:
    """The first few; of those that rest on the same events, such as one agreement of many, one."""
    surest: dict[tuple[str, ...], Answered] = {}
    for answered in alerts:
        surest.setdefault(answered.alert.events, answered)
    return list(surest.values())[:limit]


@routes.get("/search", status_code=303, tags=["search"], response_class=RedirectResponse)
def find(
    bench: BenchOf, q: Annotated[str, Query(max_length=300, description="names, places, types, dates, words")] = ""
) -> RedirectResponse:
    """Reads what was typed into the search box and leads to the selection that it means."""
    found = search(bench.archive, q)
    if found.dyad:
        return RedirectResponse(url("/dyad", a=found.dyad[0], b=found.dyad[1]), 303)
    read = [f"{words} ({why})" for words, why in found.read]
    return RedirectResponse(url("/events", **query_of(found.filters), read="; ".join(read)[:300]), 303)
