"""What articles say of each actor, summed up: `told` of `actors` (in how many it is named), `bearings` (its codes), `posts`.

Rows of `cast_list` are only added, so new ones are merged in; where decisions give mentions to another actor both are summed anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import duckdb

TOLD = "select actor, count(distinct article) as told from cast_list c where {where} group by actor"
BEARINGS = """
    select c.actor, c.country, c.sector, min(a.day) as first, max(a.day) as last, count(*) as articles
    from cast_list c join articles a on a.key = c.article where {where} group by 1, 2, 3
"""
# A post without its body is no other one where the same article names the body too.
POSTS = """
    with named as (
        select c.actor, c.article, a.day, unnest(c.roles) as r from cast_list c join articles a on a.key = c.article where {where}
      ),
      told as (
        select * from named
        qualify r.organisation is not null or max(r.organisation) over (partition by actor, article, r.title) is null
      )
    select actor, r.title as title, r.organisation as organisation, min(coalesce(r."on", day::varchar)) as first,
      max(coalesce(r."on", day::varchar)) as last, count(*) as times
    from told group by 1, 2, 3
"""
SUMS = {"bearings": (BEARINGS, ("country", "sector"), "articles"), "posts": (POSTS, ("title", "organisation"), "times")}
OF_ARTICLES = "c.article in (select unnest(?::bigint[]))"
OF_ACTORS = "c.actor in (select unnest(?::bigint[]))"
MERGE_STEP = """
    merge into {table} s using ({rows}) d on s.actor = d.actor and {same}
    when matched then update set first = least(s.first, d.first), last = greatest(s.last, d.last), {n} = s.{n} + d.{n}
    when not matched then insert
"""
TOLD_STEP = f"update actors set told = coalesce(actors.told, 0) + d.told from ({TOLD}) d where actors.key = d.actor"


def add(base: duckdb.DuckDBPyConnection, articles: Sequence[int]) -> None:
    """Inside a transaction: what these new articles say."""
    base.execute(TOLD_STEP.format(where=OF_ARTICLES), [articles])
    for table, (rows, keys, n) in SUMS.items():
        same = " and ".join(f"s.{key} is not distinct from d.{key}" for key in keys)
        base.execute(MERGE_STEP.format(table=table, rows=rows.format(where=OF_ARTICLES), same=same, n=n), [articles])


def again(base: duckdb.DuckDBPyConnection, actors: Iterable[int]) -> None:
    """Inside a transaction: the sums of these actors from all that is said of them."""
    keys = [sorted(set(actors))]
    base.execute("update actors set told = 0 where key in (select unnest(?::bigint[]))", keys)
    base.execute(TOLD_STEP.format(where=OF_ACTORS), keys)
    for table, (rows, _, _) in SUMS.items():
        base.execute(f"delete from {table} where actor in (select unnest(?::bigint[]))", keys)
        base.execute(f"insert into {table} {rows.format(where=OF_ACTORS)}", keys)


def sum_all(base: duckdb.DuckDBPyConnection) -> None:
    """Inside a transaction: the sums of all actors."""
    base.execute("update actors set told = 0")
    base.execute(TOLD_STEP.format(where="true"))
    for table, (rows, _, _) in SUMS.items():
        base.execute(f"delete from {table}")
        base.execute(f"insert into {table} {rows.format(where='true')} order by actor")
