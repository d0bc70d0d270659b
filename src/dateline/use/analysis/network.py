"""Who deals with whom in a selection, as a graph: actors, and between them how much cooperation and conflict."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dateline.store.archive import Archive, Filters
from dateline.use.analysis.selection import pairs

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Network:
    """`actors`: rows with key, name, type, country, sector, events, conflict (both summed over their dyads), the busiest first.

    `dyads`: rows with a and b (keys), events, conflict, last; `left`: dyads of the selection's busiest that were left out.
    """

    actors: list[Row] = field(default_factory=list)
    dyads: list[Row] = field(default_factory=list)
    left: int = 0


def network(archive: Archive, filters: Filters, *, actors: int = 40, dyads: int = 400) -> Network:
    """The busiest dyads of a selection until they name enough actors, and all others between these: nobody stands alone."""
    found = pairs(archive, filters, limit=dyads)
    keys: set[int] = set()
    for d in found:
        two = {d["a"]["key"], d["b"]["key"]}
        if len(keys | two) <= actors:
            keys |= two
    chosen = [d for d in found if d["a"]["key"] in keys and d["b"]["key"] in keys]
    nodes: dict[int, Row] = {}
    for d in chosen:
        for row in (d["a"], d["b"]):
            node = nodes.setdefault(row["key"], row | {"events": 0, "conflict": 0})
            node["events"] += d["events"]
            node["conflict"] += d["conflict"]
    kept = [d | {"a": d["a"]["key"], "b": d["b"]["key"]} for d in chosen]
    return Network(sorted(nodes.values(), key=lambda n: (-n["events"], n["key"])), kept, len(found) - len(kept))
