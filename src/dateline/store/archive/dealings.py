"""Which codes dealt with which, kept in step with `parts`: a ledger that is only ever added to, so that it can lie sorted by codes.

A row says that an event is between two who bear `low` and `high` ("IRQ:MIL", ":REB"; `low` first by the alphabet), `times` 1; the same
row with -1 takes it back. What came since the last sorting stands in `dealt`; once that is of RUN rows it is settled into `dealings`. So a
question reads the few rows of its codes and some of `dealt`, where going by the events took 30 ns for every event that there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product

import duckdb

from dateline.store.archive.clues import Part
from dateline.store.archive.names import Party

RUN = 500_000  # rows; those of a country lie in one or two of the four stretches that DuckDB can leave out
WHAT = "event, day, type, quad, mood, intensity"
ROWS = f"""
    with mine as materialized (
      select *, coalesce(country, '') || ':' || coalesce(sector, '') as code from parts
      where {{some}} and (country is not null or sector is not null)
    )
    select distinct least(p.code, q.code) as low, greatest(p.code, q.code) as high, p.{WHAT.replace(", ", ", p.")},
      {{times}}::tinyint as times
    from mine p join mine q on p.event = q.event and p.actor < q.actor and (p.role <> q.role or p.quad like '%cooperation')
"""
CHANGED = "event in (select unnest($keys::bigint[]))"
SETTLED_STEP = f"""
    insert into dealings select low, high, {WHAT}, sum(times)::tinyint as times from dealt group by all having sum(times) <> 0
    order by low, high, event
"""


@contextmanager
def kept(base: duckdb.DuckDBPyConnection, events: Sequence[int]) -> Iterator[None]:
    """Inside a transaction: around whatever changes the `parts` of these events, and no others."""
    _note(base, events, -1)
    yield
    _note(base, events, 1)
    (noted,) = base.execute("select count(*) from dealt").fetchall()
    if noted[0] >= RUN:
        base.execute(SETTLED_STEP)
        base.execute("delete from dealt")


def _note(base: duckdb.DuckDBPyConnection, events: Sequence[int], times: int) -> None:
    base.execute(f"insert into dealt {ROWS.format(some=CHANGED, times=times)}", {"keys": list(events)})


def sum_all(base: duckdb.DuckDBPyConnection) -> None:
    """Inside a transaction: the ledger of all events, in sorted runs."""
    base.execute("delete from dealings; delete from dealt")
    (last,) = base.execute("select coalesce(max(event), 0) from parts").fetchall()
    for first in range(1, last[0] + 1, RUN):
        some = f"event between {first} and {first + RUN - 1}"
        base.execute(f"insert into dealings {ROWS.format(some=some, times=1)} order by low, high, event")


def between(a: Party, b: Party) -> Part:
    """The events between all of one code and all of another, but for rejected ones; a query of `key` and WHAT with its parameters."""
    sides = (("low", "high"), ("high", "low"))
    parts = [(table, _bears(one, a), _bears(other, b)) for table, (one, other) in product(("dealings", "dealt"), sides)]
    rows = " union all ".join(f"select {WHAT}, times from {table} where {x} and {y}" for table, (x, _), (y, _) in parts)
    given = [value for _, (_, some), (_, more) in parts for value in (*some, *more)]
    real = "event not in (select key from events where rejected)"
    return f"select event as key, {WHAT} from ({rows}) where {real} group by all having sum(times) > 0", given


def _bears(column: str, who: Party) -> Part:
    """Whether a code is one of a country, a sector or both; that of a country are neighbours by the alphabet."""
    if who.country and who.sector:
        return f"{column} = ?", [f"{who.country}:{who.sector}"]
    if who.country:
        return f"{column} >= ? and {column} < ?", [f"{who.country}:", f"{who.country};"]
    return f"ends_with({column}, ?)", [f":{who.sector}"]
