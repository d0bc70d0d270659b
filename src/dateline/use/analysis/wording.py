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
TOLD_STEP = """
    select r.id as report, e.id, e.type, e.modes, e.quad, e.mood, e."date", e.place, e.actors, e.recipients, e.confidence,
      e.reports, e.sources, e.decided, e.rejected
    from reports r join articles a on a.key = r.article join events e on e.key = r.event
    where a.id = ? and r.live order by r.key
"""
HEAD_STEP = """
    select a.id, a.version, a.source, a.added, c.coder, c.model, (select max(version) from articles v where v.id = a.id) as versions,
      (select count(*) from articles w where w.wire = a.wire and w.live) as copies
    from articles a left join codings c on c.key = a.coding where a.id = ? and a.live
"""
PARTS_STEP = """
    select p.role, p.actor as key, p.name, p.country, p.sector from parts p join events e on e.key = p.event
    where e.id = ? order by p.role, p.name, p.actor
"""

NAMING_STEP = """
    with latest as (
      select a.key, c.name from cast_list c join articles a on a.key = c.article where c.actor = ? and a.live
      order by a.day desc nulls last, a.key desc limit ?
    )
    select a.id, a.title, a.site, a.published, l.name from latest l join articles a using (key) order by a.day desc nulls last, a.key desc
"""


def sentence_starts(archive: Archive, reports: Sequence[Row]) -> list[int | None]:
    """Where the sentence of each report begins in its article's text."""
    pairs = [[r["article"] for r in reports], [r["sentence"] for r in reports]]
    found = {(r["article"], r["n"]): r["start"] for r in archive.rows(STARTS_STEP, pairs)} if reports else {}
    return [found.get((r["article"], r["sentence"])) for r in reports]


def told_in(archive: Archive, article: str) -> dict[str, Row]:
    """The archive's events that an article tells, by the id of the article's own report."""
    return {r.pop("report"): r for r in archive.rows(TOLD_STEP, [article])}


def kept(archive: Archive, article: str) -> Row | None:
    """What the archive knows of an article beyond its own words: version, coder, copies of the same agency text."""
    found = archive.rows(HEAD_STEP, [article])
    return found[0] if found else None


def taking_part(archive: Archive, event: str) -> list[Row]:
    """Who took part in an event, with the actor's number."""
    return archive.rows(PARTS_STEP, [event])


def naming(archive: Archive, actor: int, limit: int = 60) -> list[Row]:
    """Articles in which an actor occurs, the latest first, with the name that it bears in each."""
    return archive.rows(NAMING_STEP, [actor, limit])
