"""The shape of a selection of events: over time, on the map, between whom. Counts, never single events, so it stays fast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.store.archive import Archive, Filters
from dateline.store.archive.clues import Part
from dateline.store.archive.find import condition

Row = dict[str, Any]
# Counts by month and type, and by place: of the whole archive they are kept (`months`, `spots`, `dyads`), of a selection made.
MONTHS = """
    select date_trunc('month', e.day)::date as month, e.type, e.quad, count(*) as events from events e where {where} group by all
"""
SPOTS = """
    select e.place, e.country, round(e.lat, 2) as lat, round(e.lon, 2) as lon, count(*) as events,
      count(*) filter (e.quad like '%conflict') as conflict
    from events e where {where} and e.lat is not null group by 1, 2, 3, 4
"""
TIME_STEP = """
    select strftime(month, '%Y-%m') as month, coalesce(sum(events) filter (quad = 'verbal cooperation'), 0)::bigint as verbal_cooperation,
      coalesce(sum(events) filter (quad = 'material cooperation'), 0)::bigint as material_cooperation,
      coalesce(sum(events) filter (quad = 'verbal conflict'), 0)::bigint as verbal_conflict,
      coalesce(sum(events) filter (quad = 'material conflict'), 0)::bigint as material_conflict
    from {counts} c where c.month is not null group by c.month order by c.month
"""
PLACE_STEP = """
    select place as name, any_value(country) as country, lat, lon, sum(events)::bigint as events, sum(conflict)::bigint as conflict
    from {counts} where lat is not null group by place, lat, lon order by events desc, name, lat, lon limit {limit}
"""
TYPE_STEP = """
    select type as name, any_value(quad) as quad, sum(c.events)::bigint as events from {counts} c group by type order by events desc, name
"""
PAIR_STEP = """
    select t.a, t.b, count(*) as events, count(*) filter (t.quad like '%conflict') as conflict, max(t.day) as last
    from ties t where t.event in (select e.key from events e where {where}) group by t.a, t.b
"""
WHOLE = "select a, b, events, conflict, last from dyads"
BUSIEST = "order by events desc, last desc nulls last, a, b limit {limit}"
NAMES_STEP = "select key, name, type, country, sector from actors where key in (select unnest(?::bigint[]))"
EARLY = 0.03  # share of events that a chart does without where they would press the rest into its edge
YEARS_FROM = 120  # months of span from which years are counted, so that a chart keeps at most some 120 bars


@dataclass(frozen=True, slots=True)
class OverTime:
    """`rows` has one row a `unit` with events: month ("2022-06", or "2022" where the unit is a year) and counts by quad class.

    `earlier`: events before the first row, too few and too long ago to be drawn with the rest.
    """

    unit: str
    rows: list[Row] = field(default_factory=list)
    earlier: int = 0


def over_time(archive: Archive, filters: Filters) -> OverTime:
    """Dated events by month; by year where they span more than ten. What happened long before is counted, unless asked for."""
    counts, given = _counts(archive, filters, "months", MONTHS)
    months = archive.rows(TIME_STEP.format(counts=counts), given)
    unit, rows = "month", months[0 if filters.since else _long_ago(months) :]
    if rows and _months_between(rows[0]["month"], rows[-1]["month"]) > YEARS_FROM:
        unit, rows = "year", _years(m for m in months if m["month"][:4] >= rows[0]["month"][:4])
    earlier = sum(_events(m) for m in months if rows and m["month"] < rows[0]["month"])
    return OverTime(unit, rows, earlier)


def _years(months: Iterable[Row]) -> list[Row]:
    out: dict[str, Row] = {}
    for m in months:
        year = out.setdefault(m["month"][:4], {quad: 0 for quad in m} | {"month": m["month"][:4]})
        year |= {quad: year[quad] + n for quad, n in m.items() if quad != "month"}
    return list(out.values())


def _long_ago(months: Sequence[Row]) -> int:
    """How many of the first rows a chart does without: few events whose months are more than half of the whole span."""
    few, told = EARLY * sum(map(_events, months)), 0
    for n, month in enumerate(months):
        told += _events(month)
        if told > few:
            whole, rest = (_months_between(m["month"], months[-1]["month"]) for m in (months[0], month))
            return n if 2 * rest < whole else 0
    return 0


def _events(row: Row) -> int:
    return sum(int(n) for quad, n in row.items() if quad != "month")


def over_places(archive: Archive, filters: Filters, limit: int = 400) -> list[Row]:
    """Places with coordinates, the busiest first: name, country, lat, lon, events, conflict."""
    counts, given = _counts(archive, filters, "spots", SPOTS)
    return archive.rows(PLACE_STEP.format(counts=counts, limit=int(limit)), given)


def over_types(archive: Archive, filters: Filters) -> list[Row]:
    """PLOVER types with their counts."""
    counts, given = _counts(archive, filters, "months", MONTHS)
    return archive.rows(TYPE_STEP.format(counts=counts), given)


def _counts(archive: Archive, filters: Filters, kept: str, made: str) -> Part:
    """The table of counts that a question is put to, as SQL with its parameters."""
    if filters == Filters():
        return kept, []
    where, given = condition(archive.rows, filters)
    return f"({made.format(where=where)})", given


def pairs(archive: Archive, filters: Filters, limit: int = 12) -> list[Row]:
    """Who deals with whom, the busiest first: a and b (actors' rows), events, conflict, last."""
    where, given = condition(archive.rows, filters)
    step = WHOLE if filters == Filters() else PAIR_STEP.format(where=where)
    rows = archive.rows(f"{step} {BUSIEST.format(limit=int(limit))}", given)
    known = _actors(archive, [k for r in rows for k in (r["a"], r["b"])])
    return [r | {"a": known[r["a"]], "b": known[r["b"]]} for r in rows if r["a"] in known and r["b"] in known]


def _actors(archive: Archive, keys: Sequence[int]) -> dict[int, Row]:
    return {r["key"]: r for r in archive.rows(NAMES_STEP, [list(set(keys))])}


def _months_between(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])
