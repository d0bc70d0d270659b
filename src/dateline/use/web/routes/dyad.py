"""Two actors: the line of cooperation and conflict between them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query

from dateline.store.archive import Filters
from dateline.use.analysis import dyad as history
from dateline.use.analysis.selection import pairs
from dateline.use.web.bench import BenchOf
from dateline.use.web.pages import page, router
from dateline.use.web.pictures.dots import dots

Row = dict[str, Any]
routes = router()
Side = Annotated[str, Query(max_length=200, description="a name, #number, or a code such as IRQ:MIL")]
LISTED = 50  # rows of the page


def draw(data: Row) -> Row:
    told = data["dyad"]
    if told is None:
        return {"dots": None, "quiet": [], "table": []}
    shown = [e for e in told.events if e["mood"] == "actual" and e["day"]]
    first = shown[0]["day"] if shown else None
    turns = [t for t in told.turns if first and t.day >= first]
    months = [m for m in told.months if first and m["month"] >= first.isoformat()[:7]]
    return {
        "dots": dots(shown, months, turns), "quiet": told.silences,
        "table": [*reversed(told.events)][:LISTED],
    }  # fmt: skip


@page(routes, "/dyad", "dyad.html", draw)
def dyad(bench: BenchOf, a: Side = "", b: Side = "") -> Row:
    """Everything between two actors: every event, months, turning points, when they last met."""
    if not a.strip() or not b.strip():
        return {"a": a, "b": b, "dyad": None, "pairs": bench.kept("pairs", lambda: pairs(bench.archive, Filters(), 30))}
    told = bench.kept(("dyad", a, b), lambda: history(bench.archive, a.strip(), b.strip()))
    return {"a": a, "b": b, "dyad": told, "pairs": []}
