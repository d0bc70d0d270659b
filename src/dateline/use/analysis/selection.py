"""The shape of a selection of events: over time, on the map, between whom. Counts, never single events, so it stays fast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.store.archive import Archive, Filters
from dateline.store.archive.find import condition

Row = dict[str, Any]
TIME_STEP = """
    select strftime(e.day, ?) as month, count(*) filter (e.quad = 'verbal cooperation') as verbal_cooperation,
      count(*) filter (e.quad = 'material cooperation') as material_cooperation,
      count(*) filter (e.quad = 'verbal conflict') as verbal_conflict,
      count(*) filter (e.quad = 'material conflict') as material_conflict
    from events e where {where} and e.day is not null group by month order by month
"""
PLACE_STEP = """
    select e.place as name, any_value(e.country) as country, round(e.lat, 2) as lat, round(e.lon, 2) as lon, count(*) as events,
      count(*) filter (e.quad like '%conflict') as conflict
    from events e where {where} and e.lat is not null group by e.place, round(e.lat, 2), round(e.lon, 2)
    order by events desc, name limit {limit}
"""
TYPE_STEP = """
    select e.type as name, any_value(e.quad) as quad, count(*) as events from events e where {where} group by e.type
    order by events desc, name
"""
# Between sides: an actor with each recipient; and those who cooperate on one side.
PAIR_STEP = """
    with chosen as (select e.key from events e where {where}),
      told as (select p.* from parts p join chosen c on c.key = p.event)
    select least(a.actor, b.actor) as a, greatest(a.actor, b.actor) as b, count(distinct a.event) as events,
      count(distinct a.event) filter (a.quad like '%conflict') as conflict, max(a.day) as last
    from told a join told b on a.event = b.event and a.actor <> b.actor
      and ((a.role = 'actor' and b.role = 'recipient') or (a.role = b.role and a.actor < b.actor and a.quad like '%cooperation'))
    group by 1, 2 order by events desc, last desc nulls last, 1, 2 limit {limit}
"""
NAMES_STEP = "select key, name, type, country, sector from actors where key in (select unnest(?::bigint[]))"
YEARS_FROM = 120  # months of span from which years are counted, so that a chart keeps at most some 120 bars


@dataclass(frozen=True, slots=True)
class OverTime:
    """`rows` has one row a `unit` with events: month ("2022-06", or "2022" where the unit is a year) and counts by quad class."""

    unit: str
    rows: list[Row] = field(default_factory=list)


def over_time(archive: Archive, filters: Filters) -> OverTime:
    """Dated events by month; by year where they span more than ten."""
    where, given = condition(archive.rows, filters)
    rows = archive.rows(TIME_STEP.format(where=where), ["%Y-%m", *given])
    if rows and _months_between(rows[0]["month"], rows[-1]["month"]) > YEARS_FROM:
        return OverTime("year", archive.rows(TIME_STEP.format(where=where), ["%Y", *given]))
    return OverTime("month", rows)


def over_places(archive: Archive, filters: Filters, limit: int = 400) -> list[Row]:
    """Places with coordinates, the busiest first: name, country, lat, lon, events, conflict."""
    where, given = condition(archive.rows, filters)
    return archive.rows(PLACE_STEP.format(where=where, limit=int(limit)), given)


def over_types(archive: Archive, filters: Filters) -> list[Row]:
    """PLOVER types with their counts."""
    where, given = condition(archive.rows, filters)
    return archive.rows(TYPE_STEP.format(where=where), given)


def pairs(archive: Archive, filters: Filters, limit: int = 12) -> list[Row]:
    """Who deals with whom, the busiest first: a and b (actors' rows), events, conflict, last."""
    where, given = condition(archive.rows, filters)
    rows = archive.rows(PAIR_STEP.format(where=where, limit=int(limit)), given)
    known = _actors(archive, [k for r in rows for k in (r["a"], r["b"])])
    return [r | {"a": known[r["a"]], "b": known[r["b"]]} for r in rows if r["a"] in known and r["b"] in known]


def _actors(archive: Archive, keys: Sequence[int]) -> dict[int, Row]:
    return {r["key"]: r for r in archive.rows(NAMES_STEP, [list(set(keys))])}


def _months_between(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])
