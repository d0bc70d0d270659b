"""Who dealt with whom, kept in step with `parts`: `ties` by event, `dyads` summed up.

Beside all ties of two, dyads count those that happened between the first and the last day of publication (span.py). Where that span
moves, the dyads that have ties on the days it won or lost are counted anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb

from dateline.store.archive import span

TOUCHED_STEP = "select distinct a, b from ties where event in (select unnest(?::bigint[]))"
TIES_STEP = """
    insert into ties
    with mine as materialized (select * from parts where event in (select unnest(?::bigint[])))
    select distinct p.event, p.actor, q.actor, p.day, p.type, p.quad, p.mood
    from mine p join mine q on p.event = q.event and p.actor < q.actor and (p.role <> q.role or p.quad like '%cooperation') order by p.event
"""
DEEDS = "('COOPERATE', 'AID', 'RETREAT', 'CONCEDE')"  # what keeps a promise
PAIRS = "(select unnest($a::bigint[]), unnest($b::bigint[]))"
# Rows as `dyads` has them, of a span of days; `where` chooses among ties.
SUMS = f"""
    with told as (
      select a, b, quad, type, day, mood in ('actual', 'future') as meant, quad like '%cooperation' as good, quad like '%conflict' as bad,
        mood = 'actual' and day between {{first}} and {{last}} as real
      from ties where {{where}}
    )
    select a, b, count(*) as events, count(*) filter (bad) as conflict, max(day) as last, count(*) filter (real) as happened,
      count(*) filter (real and good) as meetings, min(day) filter (real and good) as met, max(day) filter (real and good) as last_met,
      count(*) filter (real and bad) as clashes, min(day) filter (real and quad = 'material conflict') as struck,
      max(day) filter (real and type in {DEEDS}) as deed, max(day) filter (meant and type = 'AGREE') as agreed
    from told group by a, b
"""
# Days that one of two spans has and the other has not; without a span, all.
STRIP_STEP = """
    select distinct a, b from ties
    where (day >= least($first, $was_first) and day < greatest($first, $was_first))
      or (day > least($last, $was_last) and day <= greatest($last, $was_last))
"""
EVERY_STEP = "select distinct a, b from ties where day is not null"


def summed(where: str, first: date | None, last: date | None) -> str:
    """The query for rows of `dyads` from chosen ties, as of a span of days."""
    days = {name: f"date '{day}'" if day else "null::date" for name, day in (("first", first), ("last", last))}
    return SUMS.format(where=where, **days)


def tie(base: duckdb.DuckDBPyConnection, events: Sequence[int]) -> None:
    """Inside a transaction: make the ties of these events anew from their `parts`, and the dyads that they or a moved span touch."""
    touched = set(base.execute(TOUCHED_STEP, [events]).fetchall())
    base.execute("delete from ties where event in (select unnest(?::bigint[]))", [events])
    base.execute(TIES_STEP, [events])
    touched |= set(base.execute(TOUCHED_STEP, [events]).fetchall())
    old, new = span.moved(base)
    if old != new:
        touched |= _shifted(base, old, new)
    pairs = {"a": [a for a, _ in touched], "b": [b for _, b in touched]}
    base.execute(f"delete from dyads where (a, b) in {PAIRS}", pairs)
    base.execute(f"insert into dyads {summed(f'(a, b) in {PAIRS}', *new)}", pairs)


def _shifted(base: duckdb.DuckDBPyConnection, old: span.Span, new: span.Span) -> set[tuple[int, int]]:
    if None in (*old, *new):
        return set(base.execute(EVERY_STEP).fetchall())
    days = {"first": new[0], "last": new[1], "was_first": old[0], "was_last": old[1]}
    return set(base.execute(STRIP_STEP, days).fetchall())


def sum_all(base: duckdb.DuckDBPyConnection) -> None:
    """Inside a transaction: all dyads from all ties."""
    _, now = span.moved(base)
    base.execute("delete from dyads")
    base.execute(f"insert into dyads {summed('true', *now)}")
