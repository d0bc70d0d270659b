"""The days of publication, kept in step with articles: how many live ones each has (`days`), and the first and the last (`span`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb

Span = tuple[date | None, date | None]
COUNTS = "select day, {sign} * count(*) as articles from articles where live and day is not null and {where} group by day"
MERGE_STEP = f"""
    merge into days s using ({COUNTS.format(sign="$sign", where="key in (select unnest($keys::bigint[]))")}) d on s.day = d.day
    when matched then update set articles = s.articles + d.articles when not matched then insert
"""


def count(base: duckdb.DuckDBPyConnection, articles: Sequence[int], sign: int) -> None:
    """Inside a transaction: with 1 after these articles came, with -1 before they are no longer live."""
    if articles:
        base.execute(MERGE_STEP, {"keys": list(articles), "sign": sign})
        base.execute("delete from days where articles = 0")


def sum_all(base: duckdb.DuckDBPyConnection) -> None:
    """Inside a transaction: the days of all articles."""
    base.execute("delete from days")
    base.execute(f"insert into days {COUNTS.format(sign=1, where='true')} order by day")


def moved(base: duckdb.DuckDBPyConnection) -> tuple[Span, Span]:
    """Inside a transaction: the span as sums were last counted with, and as it is now, which is remembered."""
    old = _one(base, "select min(first), max(last) from span")
    new = _one(base, "select min(day), max(day) from days")
    if old != new:
        base.execute("delete from span")
        base.execute("insert into span values (?, ?)", list(new))
    return old, new


def _one(base: duckdb.DuckDBPyConnection, step: str) -> Span:
    ((first, last),) = base.execute(step).fetchall()
    return first, last
