"""The words behind events: where a report's sentence stands in its article, and which event each report of an article tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.store.archive import Archive

Row = dict[str, Any]
STARTS_STEP = """
    select s.article, s.n, s."start" from sentences s
    join (select unnest(?::bigint[]) as article, unnest(?::integer[]) as n) w using (article, n)
"""
TOLD_STEP = "select id as report, event from reports where article = ? and live and event is not null order by key"
EVENTS_STEP = """
    select key, id, type, modes, quad, mood, "date", place, actors, recipients, confidence, reports, sources, decided, rejected
    from events where key in (select unnest(?::bigint[]))
"""
HEAD_STEP = """
    select a.id, a.version, a.source, a.added, c.coder, c.model, a.wire
    from (select * from articles where key = ?) a left join codings c on c.key = a.coding
"""
COUNTS_STEP = """
    select (select max(version) from articles where id = ?) as versions, (select count(*) from articles where wire = ? and live) as copies
"""
PARTS_STEP = "select role, actor as key, name, country, sector from parts where event = ? order by role, name, actor"

NAMED_STEP = "select article, name from cast_list where actor = ?"
LATEST_STEP = """
    select key, id, title, site, published from articles where key in (
      select key from articles where live and key in (select unnest($keys::bigint[])) order by day desc nulls last, key desc limit $limit
    ) order by day desc nulls last, key desc
"""


def sentence_starts(archive: Archive, reports: Sequence[Row]) -> list[int | None]:
    """Where the sentence of each report begins in its article's text."""
    pairs = [[r["article"] for r in reports], [r["sentence"] for r in reports]]
    found = {(r["article"], r["n"]): r["start"] for r in archive.rows(STARTS_STEP, pairs)} if reports else {}
    return [found.get((r["article"], r["sentence"])) for r in reports]


def told_in(archive: Archive, article: int) -> dict[str, Row]:
    """The archive's events that an article tells, by the id of the article's own report."""
    reports = archive.rows(TOLD_STEP, [article])
    events = {r.pop("key"): r for r in archive.rows(EVENTS_STEP, [[r["event"] for r in reports]])}
    return {r["report"]: dict(events[r["event"]]) for r in reports if r["event"] in events}


def kept(archive: Archive, article: int) -> Row:
    """What the archive knows of an article beyond its own words: version, coder, copies of the same agency text."""
    (row,) = archive.rows(HEAD_STEP, [article])
    (counts,) = archive.rows(COUNTS_STEP, [row["id"], row.pop("wire")])
    return row | counts


def taking_part(archive: Archive, event: int) -> list[Row]:
    """Who took part in an event, with the actor's number."""
    return archive.rows(PARTS_STEP, [event])


def naming(archive: Archive, actor: int, limit: int = 60) -> list[Row]:
    """Articles in which an actor occurs, the latest first, with the name that it bears in each."""
    names = {r["article"]: r["name"] for r in archive.rows(NAMED_STEP, [actor])}
    return [r | {"name": names[r.pop("key")]} for r in archive.rows(LATEST_STEP, {"keys": list(names), "limit": limit})]
