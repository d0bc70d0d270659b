"""Events of a run, asked where they lie: DuckDB over the Parquet files that the manifests name.

The filters and formats are those of the archive, over views that look like its tables. Nothing is told as stories yet: each report is an
event of its own, and a name is one actor in all articles.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from dateline.errors import UsageError
from dateline.records import Participant
from dateline.resolve.who import Roster
from dateline.store.archive import Filters, Found
from dateline.store.archive.find import condition, find
from dateline.store.archive.kin import called, kin_of
from dateline.store.archive.naming import name_key
from dateline.store.archive.sql import rows_of
from dateline.use.cluster.out import Out

Row = dict[str, Any]
VIEWS = Path(__file__).with_name("ask.sql")
MEMORY = "1GB"  # the rest waits on the disk
RAW = """
    select (hash(event_id, article_id) // 2)::bigint as key, *
    from read_parquet([{files}], union_by_name = true, hive_partitioning = false)
"""
NAMES_STEP = """
    select distinct name from (
      select unnest(string_split(actors, ';')) as name from raw union all select unnest(string_split(recipients, ';')) from raw
    ) where name <> ''
"""


class Run:
    """The events of a run that fit filters; it is asked as an archive is. Use `opened`."""

    def __init__(self, base: duckdb.DuckDBPyConnection, files: list[str], filters: Filters) -> None:
        self._base = base
        quoted = ", ".join("'" + f.replace("'", "''") + "'" for f in files)
        base.execute(f"create view raw as {RAW.format(files=quoted)}")
        base.execute(VIEWS.read_text("utf-8"))
        if filters.who or filters.actor or filters.recipient:
            self._name()
        where, given = condition(self.rows, filters)
        base.execute(f"create table fitting as select * from raw where key in (select key from events e where {where})", given)
        base.execute("drop view raw")
        base.execute("alter table fitting rename to raw")  # the views ask by name: from here on they see what fits alone

    def _name(self) -> None:
        """Who is called what: names that differ in case, marks and article are one."""
        keys: dict[str, int] = {}
        names = [(name, name_key(name)) for (name,) in self._base.execute(NAMES_STEP).fetchall()]
        rows = [(keys.setdefault(folded, len(keys) + 1), name, folded) for name, folded in names]
        roster = Roster.load()
        kin = [(key, body, why) for key, name, _ in rows for body, why in kin_of(Participant(None, name), roster)]
        rows += [(key, more, name_key(more)) for key, name, _ in rows for more in called(name, roster)]
        for table, some in (("names", rows), ("kin", kin)):
            step = f"insert into {table} select unnest(?::bigint[]), unnest(?::varchar[]), unnest(?::varchar[])"
            self._base.execute(step, [list(column) for column in zip(*some, strict=True)] or [[], [], []])

    def rows(self, step: str, given: Any = None) -> list[Row]:
        """The rows of one SQL query as dicts."""
        return rows_of(self._base, step, given)

    def find(self, filters: Filters | None = None, *, sort: str = "-day", limit: int | None = 50, offset: int = 0) -> Found:
        """Events by filters, sorted and paged."""
        return find(self.rows, filters or Filters(), sort=sort, limit=limit, offset=offset, kept=False)


@contextmanager
def opened(folder: str | Path, filters: Filters) -> Iterator[Run]:
    """The events of the run in a folder that fit. Raises UsageError where the folder holds none."""
    out = Out(folder)
    _ = out.made_by  # says so where there is no run
    if not (files := [out.place.address(name) for name in out.files("events")]):
        raise UsageError(f"{folder} has no events: no part of the run is whole yet, or its articles tell none")
    with tempfile.TemporaryDirectory(prefix="dateline-") as aside, duckdb.connect(Path(aside) / "events.duckdb") as base:
        base.execute(f"set memory_limit = '{MEMORY}'")
        base.execute("set enable_progress_bar = false")
        out.place.lend(base)
        yield Run(base, files, filters)
