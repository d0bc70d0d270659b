"""Who dealt with whom, kept in step with `parts`: `ties` by event, `dyads` summed up."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

TOUCHED_STEP = "select distinct a, b from ties where event in (select unnest(?::bigint[]))"
TIES_STEP = """
    insert into ties
    select distinct p.event, p.actor, q.actor, p.day, p.type, p.quad, p.mood
    from (select * from parts where event in (select unnest($events::bigint[]))) p join parts q
      on p.event = q.event and p.actor < q.actor and (p.role <> q.role or p.quad like '%cooperation')
    where q.event in (select unnest($events::bigint[])) order by p.event
"""
PAIRS = "(select unnest($a::bigint[]), unnest($b::bigint[]))"
DYADS_STEP = f"""
    insert into dyads
    select a, b, count(*), count(*) filter (quad like '%conflict'), max(day) from ties where (a, b) in {PAIRS} group by a, b
"""


def tie(base: duckdb.DuckDBPyConnection, events: Sequence[int]) -> None:
    """Inside a transaction: make the ties of these events anew from their `parts`, and the dyads that they touch."""
    touched = set(base.execute(TOUCHED_STEP, [events]).fetchall())
    base.execute("delete from ties where event in (select unnest(?::bigint[]))", [events])
    base.execute(TIES_STEP, {"events": events})
    touched |= set(base.execute(TOUCHED_STEP, [events]).fetchall())
    pairs = {"a": [a for a, _ in touched], "b": [b for _, b in touched]}
    base.execute(f"delete from dyads where (a, b) in {PAIRS}", pairs)
    base.execute(DYADS_STEP, pairs)
