"""Events by filters: table, map and time line of one selection."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query

from dateline.read.labels import MODES_OF
from dateline.use.analysis.selection import over_places, over_time, over_types
from dateline.use.bars import bars
from dateline.use.web.asking import SIZE, AskedFor, pages_of
from dateline.use.web.bench import BenchOf
from dateline.use.web.pages import page, router
from dateline.use.web.pictures.world import world
from dateline.use.web.routes.download import FORMATS

Row = dict[str, Any]
routes = router()


def draw(data: Row) -> Row:
    modes = sorted({mode for some in MODES_OF.values() for mode in some})
    return {"bars": bars(data["over_time"]), "world": world(data["places"]), "modes": modes, "formats": FORMATS}


@page(routes, "/events", "events.html", draw)
def events(bench: BenchOf, asked: AskedFor, read: Annotated[str, Query(max_length=300)] = "") -> Row:
    """Events that fit all the filters, 50 a page, with their shape over time and on the map."""
    archive, filters = bench.archive, asked.filters
    found = bench.kept(
        ("events", filters, asked.sort, asked.page),
        lambda: archive.find(filters, sort=asked.sort, limit=SIZE, offset=(asked.page - 1) * SIZE),
    )
    return {
        "asked": asked, "events": found.rows, "pages": pages_of(found.total, asked.page), "read": read,
        "over_time": bench.kept(("time", filters), lambda: over_time(archive, filters)),
        "places": bench.kept(("places", filters), lambda: over_places(archive, filters)),
        "types": bench.kept(("types", filters), lambda: over_types(archive, filters)),
    }  # fmt: skip
