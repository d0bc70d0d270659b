"""Counts over all events, kept in step with them: `months` by month and type, `spots` by place, `tallies` by what filters ask for.

Rejected events do not count.

What a transaction changes is taken away before and put back after, so that its cost does not grow with the archive.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb

CONFLICT = "quad like '%conflict'"
MONTHS = "select date_trunc('month', day)::date as month, type, quad, {sign} * count(*) as events from {events} group by all"
SPOTS = f"""
    select place, country, round(lat, 2) as lat, round(lon, 2) as lon, {{sign}} * count(*) as events,
      {{sign}} * count(*) filter ({CONFLICT}) as conflict,
      {{sign}} * count(*) filter ({CONFLICT} and mood = 'actual' and day is not null) as clashes
    from {{events}} where place is not null or lat is not null group by 1, 2, 3, 4
"""
# Each clue of an event once, as totals.py asks for them: "who IRQ:MIL", "who IRQ:" and "who :MIL" for who bears a code on either side,
# "in IRQ" for a country of its place or of anyone, "at erbil" for a place or its province, "mark visit" for a mode or flag, type and quad.
TALLIES = """
    with told as (
      select *, list_filter(string_split(actor_codes || recipient_codes, ' '), lambda c: c <> '') as codes,
        list_filter(string_split(marks, ' '), lambda m: m <> '') as names
      from {events}
    ), clued as (
      select unnest(list_distinct(list_concat(
        list_transform(codes, lambda c: 'who ' || c), list_transform(codes, lambda c: 'who ' || split_part(c, ':', 1) || ':'),
        list_transform(codes, lambda c: 'who :' || split_part(c, ':', 2)), list_transform(codes, lambda c: 'in ' || split_part(c, ':', 1)),
        list_transform(names, lambda m: 'mark ' || m),
        ['in ' || country, 'at ' || lower(place), 'at ' || lower(admin1), 'type ' || type, 'quad ' || quad]
      ))) as clue
      from told
    )
    select clue, {sign} * count(*) as events from clued where clue not in ('who :', 'in ') group by clue
"""
SUMS = {
    "months": (MONTHS, ("month", "type", "quad"), ("events",)),
    "spots": (SPOTS, ("place", "country", "lat", "lon"), ("events", "conflict", "clashes")),
    "tallies": (TALLIES, ("clue",), ("events",)),
}
MERGE_STEP = """
    merge into {table} s using ({rows}) d on {same} when matched then update set {added} when not matched then insert
"""
STANDING = """
    (select key, day, type, quad, mood, place, country, admin1, lat, lon, actor_codes, recipient_codes, marks
     from events where not rejected)
"""
CHANGED_STEP = f"create or replace temp table changed as from {STANDING} where key in (select unnest(?::bigint[]))"


@contextmanager
def kept(base: duckdb.DuckDBPyConnection, events: Sequence[int]) -> Iterator[None]:
    """Inside a transaction: around whatever changes these rows of `events`, and no others."""
    _count(base, events, -1)
    yield
    _count(base, events, 1)
    for table in SUMS:
        base.execute(f"delete from {table} where events = 0")


def _count(base: duckdb.DuckDBPyConnection, events: Sequence[int], sign: int) -> None:
    base.execute(CHANGED_STEP, [list(events)])  # once: each step by itself would look for them among all events
    for table, (rows, keys, counts) in SUMS.items():
        same = " and ".join(f"s.{key} is not distinct from d.{key}" for key in keys)
        added = ", ".join(f"{n} = s.{n} + d.{n}" for n in counts)
        base.execute(MERGE_STEP.format(table=table, rows=rows.format(sign=sign, events="changed"), same=same, added=added))


def sum_all(base: duckdb.DuckDBPyConnection, tables: Sequence[str] = tuple(SUMS)) -> None:
    """Inside a transaction: these from all events."""
    for table in tables:
        rows, keys, _ = SUMS[table]
        base.execute(f"delete from {table}")
        base.execute(f"insert into {table} {rows.format(sign=1, events=STANDING)} order by {', '.join(keys)}")
