"""Numbered changes of the schema: migrations/NNNN_name.sql, each run in one transaction with its record, and with what AFTER names."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import duckdb

from dateline.errors import ArchiveError
from dateline.store.archive import dealings, lives, people, span, sums, ties, words

HOME = Path(__file__).with_name("migrations")
Step = Callable[[duckdb.DuckDBPyConnection], None]
AFTER: dict[int, tuple[Step, ...]] = {
    5: (words.fill_all, partial(sums.sum_all, tables=("months", "spots")), lives.sum_all),
    6: (dealings.sum_all,), 7: (span.sum_all, ties.sum_all), 8: (partial(sums.sum_all, tables=("tallies",)),),
    9: (people.name_all,),
}  # fmt: skip
RECORD = "create table if not exists migrations (number integer, name varchar, moment timestamp)"


def migrate(base: duckdb.DuckDBPyConnection, home: Path = HOME, where: str = "the archive") -> list[str]:
    """Run what this file has not seen yet, in order; the names of those that ran. Raises ArchiveError as `pending` does."""
    base.execute(RECORD)
    known = _known(home)
    due = pending(base, home, where)
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


def pending(base: duckdb.DuckDBPyConnection, home: Path = HOME, where: str = "the archive") -> list[int]:
    """Migrations that the file has yet to see; all of them where it has no record.

    Raises ArchiveError, which names the file as `where`, where a later Dateline made it.
    """
    known = set(_known(home))
    there = base.execute("select 1 from duckdb_tables() where table_name = 'migrations'").fetchone()
    done = {number for (number,) in base.execute("select number from migrations").fetchall()} if there else set()
    if unknown := done - known:
        raise ArchiveError(f"{where} was made by a later Dateline (it has migration {max(unknown)}): install a newer one")
    return sorted(known - done)


def _known(home: Path) -> dict[int, Path]:
    return {int(path.name[:4]): path for path in sorted(home.glob("[0-9]*.sql"))}
