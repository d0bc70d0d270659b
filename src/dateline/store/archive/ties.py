"""Who dealt with whom, kept in step with `parts`: `ties` by event, `dyads` summed up."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

TOUCHED_STEP = "select distinct a, b from ties where event in (select unnest(?::bigint[]))"
TIES_STEP = """
    insert into ties
    with mine as materialized (select * from parts where event in (select unnest(?::bigint[])))
    select distinct p.event, p.actor, q.actor, p.day, p.type, p.quad, p.mood
    from mine p join mine q on p.event = q.event and p.actor < q.actor and (p.role <> q.role or p.quad like '%cooperation') order by p.event
"""
DEEDS = "('COOPERATE', 'AID', 'RETREAT', 'CONCEDE')"  # what keeps a promise
PAIRS = "(select unnest($a::bigint[]), unnest($b::bigint[]))"
DYADS_STEP = f"""
    insert into dyads
    with sums as (
      select a, b, quad, type, day, mood = 'actual' as actual, quad like '%cooperation' as met, quad like '%conflict' as clashed
      from ties where {{where}}
    )
    select a, b, count(*), count(*) filter (clashed), max(day), count(day) filter (actual), count(day) filter (actual and met),
      min(day) filter (actual and met), max(day) filter (actual and met), count(day) filter (actual and clashed),
      min(day) filter (actual and quad = 'material conflict'), max(day) filter (actual and type in {DEEDS})
    from sums group by a, b
"""


def tie(base: duckdb.DuckDBPyConnection, events: Sequence[int]) -> None:
    """Inside a transaction: make the ties of these events anew from their `parts`, and the dyads that they touch."""
    touched = set(base.execute(TOUCHED_STEP, [events]).fetchall())
    base.execute("delete from ties where event in (select unnest(?::bigint[]))", [events])
    base.execute(TIES_STEP, [events])
    touched |= set(base.execute(TOUCHED_STEP, [events]).fetchall())
    pairs = {"a": [a for a, _ in touched], "b": [b for _, b in touched]}
    base.execute(f"delete from dyads where (a, b) in {PAIRS}", pairs)
    base.execute(DYADS_STEP.format(where=f"(a, b) in {PAIRS}"), pairs)


def sum_all(base: duckdb.DuckDBPyConnection) -> None:
    """Inside a transaction: all dyads from all ties."""
    base.execute("delete from dyads")
    base.execute(DYADS_STEP.format(where="true"))
