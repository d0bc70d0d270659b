"""Decisions of another archive -> this one: numbered anew, their actors found again by identity, and applied."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import duckdb

from dateline.store.apply import apply, decision_of
from dateline.store.archive import Archive
from dateline.store.archive.naming import name_key

Row = dict[str, Any]
DECISIONS_STEP = 'select d.* exclude (moment), d.moment::varchar as moment from decisions d order by key'
ANCHORS_STEP = "select * from anchors order by decision, part, article, start"
THERE_STEP = "select key from decisions where kind = ? and target = ? and who = ? and moment = ?::timestamp"
KNOWN_STEP = "select key from actors where identity = ?"


def given_out(archive: Archive, articles: set[str]) -> Iterator[Row]:
    """Decisions that need no other articles than these, oldest first, each with its `anchors`."""
    anchors: dict[int, list[Row]] = {}
    for row in archive.rows(ANCHORS_STEP):
        anchors.setdefault(row.pop("decision"), []).append(row)
    taken: set[int] = set()
    for row in archive.rows(DECISIONS_STEP):
        value = json.loads(row["value"])
        own = anchors.get(row["key"], [])
        needed = {a["article"] for a in own} | set(value.get("articles") or ()) | ({value["article"]} if "article" in value else set())
        if needed <= articles and (row["undoes"] is None or row["undoes"] in taken):
            taken.add(row["key"])
            yield row | {"value": value, "anchors": own}


def taken_over(archive: Archive, decisions: Iterable[Row]) -> int:
    """Store and apply them in one transaction, but for those that are here already; how many were new."""
    new, keys = 0, {}
    with archive.transaction() as base:
        for row in decisions:
            named = [row["kind"], row["target"], row["who"], row["moment"]]
            if there := base.execute(THERE_STEP, named).fetchone():
                keys[row["key"]] = there[0]
                continue
            key = keys[row["key"]] = archive.new_key("decisions")
            value = json.dumps(_here(archive, base, row["value"]), ensure_ascii=False)
            undoes = keys[row["undoes"]] if row["undoes"] is not None else None
            archive.insert("decisions", [row | {"key": key, "value": value, "undoes": undoes}])
            archive.insert("anchors", [a | {"decision": key} for a in row["anchors"]])
            apply(archive, base, decision_of(base, key))
            new += 1
    return new


def _here(archive: Archive, base: duckdb.DuckDBPyConnection, value: Row) -> Row:
    """A decision's value with the actors that it names as this archive counts them."""
    sides = {
        side: [p | {"actor": _actor(archive, base, p["identity"], p)} for p in value[side]]
        for side in ("actors", "recipients")
        if value.get(side) and isinstance(value[side][0], dict)
    }
    if "into" in value:  # actors joined or parted
        for identity in (value["into"], *(value.get("actors") or [value.get("actor")])):
            if not str(identity).startswith("split:"):
                _actor(archive, base, identity, {"name": str(identity).split(":")[1]})
    return value | sides


def _actor(archive: Archive, base: duckdb.DuckDBPyConnection, identity: str, row: Row) -> int:
    """The actor of this identity; made where no article here has named it yet."""
    if known := base.execute(KNOWN_STEP, [identity]).fetchone():
        return int(known[0])
    key = archive.new_key("actors")
    codes = {k: row.get(k) for k in ("country", "sector")}
    archive.insert("actors", [codes | {"key": key, "identity": identity, "name": row["name"], "type": "other"}])
    archive.insert("names", [{"actor": key, "name": row["name"], "folded": name_key(row["name"])}])
    return key
