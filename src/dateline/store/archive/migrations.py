"""Numbered changes of the schema: migrations/NNNN_name.sql, each run in one transaction with its record, and with what AFTER names."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import duckdb

from dateline.errors import ArchiveError
from dateline.store.archive import dealings, lives, span, sums, ties, words

HOME = Path(__file__).with_name("migrations")
Step = Callable[[duckdb.DuckDBPyConnection], None]
AFTER: dict[int, tuple[Step, ...]] = {
    5: (words.fill_all, partial(sums.sum_all, tables=("months", "spots")), lives.sum_all),
    6: (dealings.sum_all,), 7: (span.sum_all, ties.sum_all), 8: (partial(sums.sum_all, tables=("tallies",)),),
}  # fmt: skip
RECORD = "create table if not exists migrations (number integer, name varchar, moment timestamp)"


def migrate(base: duckdb.DuckDBPyConnection, home: Path = HOME) -> list[str]:
    """Run what this file has not seen yet, in order; the names of those that ran.

    Raises ArchiveError where the file was made by a later Dateline.
    """
    base.execute(RECORD)
    done = {number for (number,) in base.execute("select number from migrations").fetchall()}
    known = {int(path.name[:4]): path for path in sorted(home.glob("[0-9]*.sql"))}
    if unknown := done - set(known):
        raise ArchiveError(
            f"the archive has migration {max(unknown)}, which this Dateline does not know: install a newer one"
        )
    due = sorted(set(known) - done)
    for number in due:
        _run(base, number, known[number])
    return [known[number].stem for number in due]


def _run(base: duckdb.DuckDBPyConnection, number: int, path: Path) -> None:
    base.execute("begin")
    try:
        base.execute(path.read_text("utf-8"))
        for step in AFTER.get(number, ()):
            step(base)
        base.execute("insert into migrations values (?, ?, now()::timestamp)", [number, path.stem])
        base.execute("commit")
    except BaseException:
        base.execute("rollback")
        raise


def pending(base: duckdb.DuckDBPyConnection, home: Path = HOME) -> int:
    """How many migrations the file has yet to see; all of them where it has no record."""
    known = len(list(home.glob("[0-9]*.sql")))
    there = base.execute("select count(*) from duckdb_tables() where table_name = 'migrations'").fetchone()
    if not there or not there[0]:
        return known
    row = base.execute("select count(*) from migrations").fetchone()
    return known - (row[0] if row else 0)
