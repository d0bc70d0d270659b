"""Decisions of another archive -> this one: numbered anew, their actors found again by identity, and applied."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import duckdb

from dateline.store.apply import actor_by, apply, decision_of
from dateline.store.archive import Archive
from dateline.store.archive.sql import rows_of
from dateline.store.decisions import Anchor
from dateline.store.decisions.overlay import SIDES
from dateline.store.decisions.standing import ON_EVENTS, tied

Row = dict[str, Any]
ON_EVENT = (*ON_EVENTS, "together", "apart")  # whose targets are events, which each archive numbers for itself
DECISIONS_STEP = 'select d.* exclude (moment), d.moment::varchar as moment from decisions d order by key'
ANCHORS_STEP = "select * from anchors order by decision, part, article, start"
# A moment is a whole second, in which a script may say several things: who said what when is told apart by what it was said of.
THERE_STEP = "select key, target from decisions where kind = ? and who = ? and moment = ?::timestamp order by key"
ANCHORED_STEP = "select part, article, start from anchors where decision = ? order by all"
EVENTS_STEP = """
    select r.event, a.id as article, r."trigger", r.words from reports r join articles a on a.key = r.article
    where r.live and a.id in (select unnest(?::varchar[])) order by r.key
"""


def given_out(archive: Archive, articles: set[str]) -> Iterator[Row]:
    """Decisions that need no other articles than these, oldest first, each with its `anchors`.

    Numbers that another archive would give otherwise are left out: decisions are counted from 1, events named by their reports.
    """
    anchors: dict[int, list[Row]] = {}
    for row in archive.rows(ANCHORS_STEP):
        anchors.setdefault(row.pop("decision"), []).append(row)
    taken: dict[int, Row] = {}
    for row in archive.rows(DECISIONS_STEP):
        value = json.loads(row["value"])
        own = anchors.get(row["key"], [])
        needed = {a["article"] for a in own} | set(value.get("articles") or ()) | ({value["article"]} if "article" in value else set())
        if needed <= articles and (row["undoes"] is None or row["undoes"] in taken):
            undone = taken.get(row["undoes"])
            numbers = {"key": len(taken) + 1, "undoes": undone["key"] if undone else None}
            target = undone["target"] if undone else ", ".join(_spots(own)) if row["kind"] in ON_EVENT and own else row["target"]
            taken[row["key"]] = row | numbers | {"target": target, "value": _unnumbered(value, own), "anchors": own}
            yield taken[row["key"]]


def _spots(anchors: Sequence[Row]) -> list[str]:
    """The first report of each part: "sudan:97" is the one told from that character of the article on."""
    first = {a["part"]: f"{a['article']}:{a['start']}" for a in reversed(anchors)}
    return [first[part] for part in sorted(first)]


def _unnumbered(value: Row, anchors: Sequence[Row]) -> Row:
    """What was decided without keys of actors, who have identities, and numbers of events."""
    people = {side: value[side] for side in SIDES if value.get(side) and isinstance(value[side][0], dict)}  # not so where actors are joined
    sides = {side: [{k: v for k, v in p.items() if k != "actor"} for p in some] for side, some in people.items()}
    return value | sides | ({"events": _spots(anchors)} if "events" in value else {})


def taken_over(archive: Archive, decisions: Iterable[Row]) -> int:
    """Store and apply them in one transaction, but for those that are here already; how many were new."""
    new = 0
    keys: dict[int, int] = {}
    with archive.transaction() as base:
        for row in decisions:
            if there := _there(base, row, set(keys.values())):
                keys[row["key"]] = there
                continue
            key = keys[row["key"]] = archive.new_key("decisions")
            undoes = keys[row["undoes"]] if row["undoes"] is not None else None
            own = _here(archive, base, row) | {"key": key, "undoes": undoes}
            if undoes is not None:
                own["target"] = decision_of(base, undoes).target
            archive.insert("decisions", [own | {"value": json.dumps(own["value"], ensure_ascii=False)}])
            archive.insert("anchors", [a | {"decision": key} for a in row["anchors"]])
            apply(archive, base, decision_of(base, key))
            new += 1
    return new


def _there(base: duckdb.DuckDBPyConnection, row: Row, used: set[int]) -> int | None:
    """The same decision, taken over before: on the same reports or, where it is on none, of the same name."""
    anchors = sorted((a["part"], a["article"], a["start"]) for a in row["anchors"])
    for key, target in base.execute(THERE_STEP, [row["kind"], row["who"], row["moment"]]).fetchall():
        same = base.execute(ANCHORED_STEP, [key]).fetchall() == anchors
        if key not in used and same and (anchors or row["kind"] == "undo" or target == row["target"]):
            return int(key)
    return None


def _here(archive: Archive, base: duckdb.DuckDBPyConnection, row: Row) -> Row:
    """A decision with the events and actors that it names as this archive counts them."""
    value = dict(row["value"])
    for side in SIDES:
        if value.get(side) and isinstance(value[side][0], dict):
            value[side] = [p | {"actor": actor_by(archive, base, p["identity"], p)} for p in value[side]]
    if "into" in value:  # actors joined or parted
        for identity in tied(value) - ({value["into"]} if row["kind"] == "other actor" else set()):  # that one is made as it is applied
            actor_by(archive, base, identity, {"name": identity.split(":")[1]})
    events = _events(base, row["anchors"])
    if "events" in value:
        value["events"] = events
    on_event = bool(events) and row["kind"] in ON_EVENT
    return row | {"value": value, "target": ", ".join(events) if on_event else row["target"]}


def _events(base: duckdb.DuckDBPyConnection, anchors: Sequence[Row]) -> list[str]:
    """Ids of the events here that these reports tell, in the order of their parts."""
    reports = rows_of(base, EVENTS_STEP, [sorted({a["article"] for a in anchors})]) if anchors else []
    some = [Anchor(**a) for a in sorted(anchors, key=lambda a: a["part"])]
    return list(dict.fromkeys(f"e{r['event']}" for a in some for r in reports if a.fits(r["article"], r["trigger"], r["words"])))
