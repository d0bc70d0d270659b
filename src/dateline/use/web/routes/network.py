"""Actors and dyads of a selection as a network."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query

from dateline.use.analysis.network import network as network_of
from dateline.use.analysis.selection import over_time
from dateline.use.bars import bars
from dateline.use.web.asking import AskedFor
from dateline.use.web.bench import BenchOf
from dateline.use.web.pages import page, router
from dateline.use.web.pictures.graph import graph

Row = dict[str, Any]
routes = router()
LISTED = 100  # rows of the table


def draw(data: Row) -> Row:
    net = data["network"]
    names = {a["key"]: a for a in net.actors}
    table = [d | {"a": names[d["a"]], "b": names[d["b"]]} for d in net.dyads[:LISTED]]
    return {"graph": graph(net), "bars": bars(data["over_time"]), "table": table, "names": names}


@page(routes, "/network", "network.html", draw)
def network(
    bench: BenchOf, asked: AskedFor, most: Annotated[int, Query(ge=2, le=80, description="actors at most, the busiest")] = 40
) -> Row:
    """Who deals with whom in a selection: its busiest actors, and between them how much cooperation and conflict."""
    archive, filters = bench.archive, asked.filters
    return {
        "asked": asked, "most": most,
        "network": bench.kept(("network", filters, most), lambda: network_of(archive, filters, actors=most)),
        "over_time": bench.kept(("time", filters), lambda: over_time(archive, filters)),
    }  # fmt: skip
