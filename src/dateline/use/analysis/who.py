"""One actor's life: names, posts through time, whom it dealt with, its latest events, and who might be the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dateline.store.archive import Archive
from dateline.store.archive.find import SELECT

Row = dict[str, Any]
NAMES_STEP = "select distinct name from names where actor in ({}) order by name"
ROLES_STEP = "select * exclude (actor) from posts where actor = ? order by first nulls last, title, organisation"
CODES_STEP = "select * exclude (actor) from bearings where actor = ? order by first nulls last, country, sector"
DYADS_STEP = """
    with mine as (
      select b as other, events, conflict, last from dyads where a = $key
      union all select a, events, conflict, last from dyads where b = $key
    )
    select m.other as key, o.name, o.country, o.sector, m.events, m.events - m.conflict as cooperation, m.conflict, m.last
    from mine m join actors o on o.key = m.other order by m.events desc, m.last desc nulls last, o.name limit 12
"""
# Each actor stands once on a side of an event, so that twice as many parts as events are wanted have them all, beside rejected ones.
REJECTED_STEP = "select count(*) as n from events where rejected"
LATEST_STEP = f"""
    {SELECT} where not e.rejected and e.key in (select event from parts where actor = ? order by day desc nulls last, event limit ?)
    order by e.day desc nulls last, e.key limit ?
"""
# Two records that may be one actor, by their main names: one is a part of the other, or they are spelled alike by Jaro-Winkler
# (Winkler 1990) at 0.93. Aliases stay out: "Barzani" is an alias of many, and makes none of them another.
ALIKE_STEP = """
    with mine as (select strip_accents(lower(name)) as name from actors where key = $key),
         others as (select *, strip_accents(lower(name)) as folded from actors where key <> $key and stands_for is null)
    select o.key, o.name, o.type, o.country, o.sector,
      case when contains(' ' || o.folded || ' ', ' ' || mine.name || ' ') or contains(' ' || mine.name || ' ', ' ' || o.folded || ' ')
           then 1.0 else jaro_winkler_similarity(o.folded, mine.name) end as alike
    from others o, mine
    where alike >= 0.93 and (o.type = $type or 'other' in (o.type, $type))
      and (o.country is null or $country is null or o.country = $country)
    order by alike desc, o.name limit 8
"""


@dataclass(frozen=True, slots=True)
class Life:
    """Rows as plain dicts. `roles` and `codes` carry first and last day; `alike` are records that may be the same actor."""

    actor: Row
    names: list[str]
    roles: list[Row] = field(default_factory=list)
    codes: list[Row] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    dyads: list[Row] = field(default_factory=list)
    latest: list[Row] = field(default_factory=list)
    alike: list[Row] = field(default_factory=list)


def who(archive: Archive, name: str, *, latest: int = 10) -> Life:
    """Everything the archive says of one actor. Raises Ambiguous (with choices) or UsageError."""
    actor = archive.actor(name)
    key = actor["key"]
    given = {"key": key, "type": actor["type"], "country": actor["country"]}
    return Life(
        actor,
        _names(archive, [key, *archive.joined_to(key)]),
        archive.rows(ROLES_STEP, [key]),
        archive.rows(CODES_STEP, [key]),
        list(archive.party(f"#{key}").members),
        archive.rows(DYADS_STEP, {"key": key}),
        _latest(archive, key, latest),
        archive.rows(ALIKE_STEP, given),
    )


def _names(archive: Archive, actors: list[int]) -> list[str]:
    return [r["name"] for r in archive.rows(NAMES_STEP.format(", ".join("?" * len(actors))), actors)]


def _latest(archive: Archive, actor: int, wanted: int) -> list[Row]:
    rejected = archive.rows(REJECTED_STEP)[0]["n"]
    return archive.rows(LATEST_STEP, [actor, 2 * (wanted + rejected), wanted])
