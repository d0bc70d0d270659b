"""One event as people see it: its row, and each report that tells it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import duckdb

from dateline.store.archive.find import SELECT
from dateline.store.archive.sql import rows_of
from dateline.store.archive.tell import participants_of

Row = dict[str, Any]
EVENT = re.compile(r"e[0-9]{1,18}")
# One table after the other, each by its key: of a join DuckDB reads the whole of one side, 60 ms at a million events.
REPORT_KEYS_STEP = "select key from reports where event = ? and live"
REPORTS_STEP = "select * from reports where key in (select unnest(?::bigint[])) order by published nulls last, key"
HEADS_STEP = """
    select a.key, a.id as article_id, a.version, a.title, a.source, a.language, c.coder, c.model
    from (select * from articles where key in (select unnest(?::bigint[]))) a left join codings c on c.key = a.coding
"""
SIGHTINGS_STEP = "select article, count(*) as n from sightings where article in (select unnest(?::bigint[])) group by article"


def event_of(base: duckdb.DuckDBPyConnection, id: str) -> Row | None:
    """The event of an id with its `reports`: who said so, when, in which words, and how well each fits; None where there is none."""
    found = rows_of(base, f"{SELECT} where e.key = ?", [key_of(id)])
    if not found:
        return None
    keys = [r["key"] for r in rows_of(base, REPORT_KEYS_STEP, [found[0]["key"]])]
    reports = rows_of(base, REPORTS_STEP, [keys])
    articles = [[r["article"] for r in reports]]
    heads = {r.pop("key"): r for r in rows_of(base, HEADS_STEP, articles)}
    seen = {r["article"]: r["n"] for r in rows_of(base, SIGHTINGS_STEP, articles)}
    participants = participants_of(base, keys)
    whole = [_told(r | heads[r["article"]] | {"sightings": seen.get(r["article"], 0)}, participants[r["key"]]) for r in reports]
    return found[0] | {"reports": whole, "report_count": len(whole)}


def key_of(event: str) -> int:
    """The key of an event's id: "e12" -> 12; -1, which no event has, of what is no id."""
    return int(event[1:]) if EVENT.fullmatch(event) else -1


def _told(report: Row, participants: Sequence[Row]) -> Row:
    """A report as people see it: its row, with its sides as lists."""
    sides = {f"{role}s": [p for p in participants if p["role"] == role] for role in ("actor", "recipient")}
    evidence = json.loads(report["evidence"]) if report["evidence"] else {}
    return report | sides | {"evidence": evidence}
