"""A decision just stored -> the rows that it changes. The same for a decision and for its undoing: what stands is worked out anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import duckdb

from dateline.store.archive import Archive, lives
from dateline.store.archive.naming import name_key
from dateline.store.archive.sql import rows_of
from dateline.store.decisions import Decision, Standing
from dateline.store.decisions.standing import tied
from dateline.store.stories import Block

Row = dict[str, Any]
ANCHORED_STEP = """
    select distinct r.block, r.event from reports r join articles a on a.key = r.article
    join anchors x on x.article = a.id where x.decision = ? and r.live
"""
CAST_STEP = """
    select distinct c.own, a.id as article from cast_list c join articles a on a.key = c.article
    where c.own in (select unnest($keys::bigint[])) or c.actor in (select unnest($keys::bigint[]))
    union select p.own, a.id from participants p join reports r on r.key = p.report join articles a on a.key = r.article
    where p.own in (select unnest($keys::bigint[])) or p.actor in (select unnest($keys::bigint[]))
"""
WERE_STEP = """
    select distinct actor from cast_list where own in (select unnest($keys::bigint[])) or actor in (select unnest($keys::bigint[]))
"""
TOLD_STEP = """
    select distinct r.block, r.event from participants p join reports r on r.key = p.report
    where r.live and p.own in (select unnest(?::bigint[]))
"""
RELATED_STEP = "select * from decisions where kind in ('same actor', 'other actor')"
NAMED_STEP = "select distinct event from parts where actor in (select unnest(?::bigint[]))"
MOVES = "(select unnest(?::bigint[]) as own, unnest(?::varchar[]) as article, unnest(?::bigint[]) as actor) m"
CAST_MOVE_STEP = f"""
    update cast_list set actor = m.actor from articles a, {MOVES}
    where a.key = cast_list.article and a.id = m.article and cast_list.own = m.own
"""
PARTICIPANTS_MOVE_STEP = f"""
    update participants set actor = m.actor from reports r, articles a, {MOVES}
    where r.key = participants.report and a.key = r.article and a.id = m.article and participants.own = m.own
"""


def decision_of(base: duckdb.DuckDBPyConnection, key: int) -> Decision:
    """A stored decision by its key."""
    return Decision.of(rows_of(base, "select * from decisions where key = ?", [key])[0])


def apply(archive: Archive, base: duckdb.DuckDBPyConnection, decision: Decision) -> None:
    """Inside the transaction that stored it."""
    about = decision
    while about.undoes is not None:
        about = decision_of(base, about.undoes)
    APPLY[about.kind](archive, base, about)


def _on_events(archive: Archive, base: duckdb.DuckDBPyConnection, d: Decision) -> None:
    """Make the events of the named reports anew."""
    rows = base.execute(ANCHORED_STEP, [d.key]).fetchall()
    archive.settle(base, set(), {event for _, event in rows})


def _on_stories(archive: Archive, base: duckdb.DuckDBPyConnection, d: Decision) -> None:
    """Settle the blocks of the named reports anew."""
    rows = base.execute(ANCHORED_STEP, [d.key]).fetchall()
    archive.settle(base, {Block.parse(block) for block, _ in rows}, {event for _, event in rows})


def _on_actors(archive: Archive, base: duckdb.DuckDBPyConnection, d: Decision) -> None:
    """Give every mention of the actors to whom decisions make of them, and settle what they took part in."""
    _make(archive, base, d)
    names = sorted(_related(base, d))
    keys = [k for (k,) in base.execute("select key from actors where identity in (select unnest(?))", [names]).fetchall()]
    standing = Standing(base)
    rows = rows_of(base, CAST_STEP, {"keys": keys})
    moves = [[r["own"] for r in rows], [r["article"] for r in rows], [standing.actor(r["own"], r["article"]) for r in rows]]
    were = {actor for (actor,) in base.execute(WERE_STEP, {"keys": keys}).fetchall()}
    base.execute(CAST_MOVE_STEP, moves)
    base.execute(PARTICIPANTS_MOVE_STEP, moves)
    for key in keys:
        into = standing.actor(key, "")
        base.execute("update actors set stands_for = ? where key = ?", [into if into != key else None, key])
    lives.again(base, {*keys, *were, *moves[2]})
    told = base.execute(TOLD_STEP, [sorted(set(moves[0]))]).fetchall()
    named = base.execute(NAMED_STEP, [[*keys, *were]]).fetchall()  # people named them as sides of an event
    archive.settle(base, {Block.parse(block) for block, _ in told}, {e for *_, e in told} | {e for (e,) in named}, standing)


def _related(base: duckdb.DuckDBPyConnection, d: Decision) -> set[str]:
    """Identities of the actors that decisions, undone ones too, tie to those of this one: it may end or begin the way to any of them."""
    others = [tied(Decision.of(r).value) for r in rows_of(base, RELATED_STEP)]
    found, grown = set[str](), tied(d.value)
    while grown - found:
        found |= grown
        grown = {name for names in others if names & found for name in names}
    return found


def _nothing(archive: Archive, base: duckdb.DuckDBPyConnection, d: Decision) -> None:
    """It is on record, and that is all."""


def actor_by(archive: Archive, base: duckdb.DuckDBPyConnection, identity: str, row: Row) -> int:
    """Inside a transaction: the actor of this identity; made, with the row's name and codes, where no article has named it yet."""
    if known := base.execute("select key from actors where identity = ?", [identity]).fetchone():
        return int(known[0])
    key = archive.new_key("actors")
    codes = {k: row.get(k) for k in ("country", "sector")}
    archive.insert("actors", [codes | {"key": key, "identity": identity, "name": row["name"], "type": "other"}])
    archive.insert("names", [{"actor": key, "name": row["name"], "folded": name_key(row["name"])}])
    return key


def _make(archive: Archive, base: duckdb.DuckDBPyConnection, d: Decision) -> None:
    """The actor that a split names, once."""
    there = base.execute("select key from actors where identity = ?", [d.value["into"]]).fetchone()
    if d.kind == "other actor" and not there:
        old = rows_of(base, "select * from actors where identity = ?", [d.value["actor"]])[0]
        key, name = archive.new_key("actors"), d.value["name"]
        archive.insert("actors", [old | {"key": key, "identity": d.value["into"], "name": name}])
        archive.insert("names", [{"actor": key, "name": name, "folded": name_key(name)}])


def _on_article(archive: Archive, base: duckdb.DuckDBPyConnection, d: Decision) -> None:
    """Put the article in again with the events that people added to it, as they stand now."""
    coded = archive.article(d.value["article"])
    row = base.execute("select coding from articles where id = ? and live", [d.value["article"]]).fetchone()
    if coded and row:
        own = tuple(e for e in coded.events if not is_hand_made(e.id))
        archive.put_again(base, [replace(coded, events=own)], row[0])


def is_hand_made(event_id: str) -> bool:
    """Whether an event of an article was added by a person."""
    return event_id.startswith("d") and event_id[1:].isdigit() and len(event_id) < 16


APPLY: dict[str, Callable[[Archive, duckdb.DuckDBPyConnection, Decision], None]] = {
    "confirm": _on_events, "reject": _on_events, "change": _on_events, "note": _on_events,
    "together": _on_stories, "apart": _on_stories, "same actor": _on_actors, "other actor": _on_actors, "add": _on_article,
    "keep": _nothing, "dismiss": _nothing,
}  # fmt: skip
