"""The archive: opened, added to, asked. One process owns the file; inside it any thread may ask while one adds."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import Any

import duckdb

from dateline.errors import ArchiveError, UsageError
from dateline.records import Article, Coded, Reject
from dateline.resolve.who import Roster
from dateline.store.archive.connect import connect, translated
from dateline.store.archive.event import event_of
from dateline.store.archive.filters import Filters
from dateline.store.archive.find import Found, find
from dateline.store.archive.intake import Added, Batch, Keys, MadeBy
from dateline.store.archive.known import is_earlier
from dateline.store.archive.migrations import migrate, pending
from dateline.store.archive.names import Party, actor_row, party
from dateline.store.archive.rows import coded_of, now, writable
from dateline.store.archive.signature import signature
from dateline.store.archive.sql import rows_of
from dateline.store.archive.tables import Tables
from dateline.store.archive.tell import Stories, participants_of
from dateline.store.decisions import Standing
from dateline.store.stories import Block

Row = dict[str, Any]
BATCH = 64  # articles a transaction: a commit costs some 10 ms, and what is not committed is coded again after a kill
# One table after the other, each by its key: of a join DuckDB reads the whole of one side, 60 ms at a million events.
ARTICLE_KEY_STEP = "select key from articles where id = ? and (version = ? or (? is null and live)) order by key desc limit 1"
ARTICLE_STEP = "select * from articles where key = ?"
TEXT_STEP = "select text from texts where key = ?"
REJECTS_STEP = """
    select source, reason, moment from rejects
    union all select source, s.why, added
    from (select source, added, unnest(skipped) as s from articles where live) where s.what = 'article'
    order by moment, source
"""


class Archive:
    """An open archive; use `Archive.open` as a context.

    Every method that reads may be called from any thread; those that write take turns.
    """

    def __init__(self, path: Path, base: duckdb.DuckDBPyConnection, *, read_only: bool, roster: Roster) -> None:
        self.path, self.read_only, self.roster = path, read_only, roster
        self._base = base
        self._turn = threading.RLock()
        self._tables = Tables(base)
        self._keys = Keys(base)
        self._changes = 0

    @classmethod
    def open(
        cls, path: str | PathLike[str] = "dateline.duckdb", *, read_only: bool = False, new: bool = True, wait: float = 0.0,
        roster: Roster | None = None,
    ) -> Archive:  # fmt: skip
        """Open the file, made where missing (not read_only, and `new`), and bring its schema up to date.

        wait: seconds to wait for another owner. Raises ArchiveBusy, which names the owner, or ArchiveError.
        """
        where = Path(path)
        base = connect(where, read_only=read_only, new=new, wait=wait)
        try:
            with translated(where):
                if not read_only:
                    migrate(base, where=str(where))
                elif pending(base, where=str(where)):
                    how = "open it once for writing, as `dateline serve` or `dateline add` does"
                    raise ArchiveError(f"{where} needs its schema brought up to date: {how}")
                return cls(where, base, read_only=read_only, roster=roster or Roster.load())
        except BaseException:
            base.close()
            raise

    def close(self) -> None:
        """Give the file back. Whatever was reported as added is on the disk already."""
        self._base.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- writing --------------------------------------------------------------------------------------------------

    def add(
        self, items: Iterable[Coded | Reject], made_by: MadeBy, *, batch: int = BATCH, given: bool = False
    ) -> Iterator[Added | Reject]:
        """Add coded articles; what became of each, once it is safely on the disk.

        Adding the same page again changes nothing. Batches are transactions: a process killed at any moment leaves all that was
        reported. Rejects are kept with their reason and passed on. Half a character (a lone surrogate) becomes "?". given: the events
        were made elsewhere and stay as they are, rather than join others that tell the same.
        """
        stream = map(writable, items)
        while some := list(islice(stream, batch)):
            coded = [item for item in some if isinstance(item, Coded)]
            rejects = [item for item in some if isinstance(item, Reject)]
            with self.transaction() as base:
                done = iter(self._add(base, coded, made_by, given))
                self._reject(rejects)
            for item in some:
                yield item if isinstance(item, Reject) else next(done)

    def knows(self, articles: Sequence[Article]) -> list[bool]:
        """Which are kept word for word, and published no later: adding those changes nothing, so they need not be coded."""
        prints = [signature(a.text).fingerprint for a in articles]
        step = """select fingerprint as print, first(day order by live desc, key desc) as day, bool_or(live) as live
                  from articles where fingerprint in (select unnest(?::bigint[])) group by fingerprint"""
        known = {r["print"]: r for r in self.rows(step, [prints])}
        found = [known.get(p) for p in prints]
        return [
            row is not None and not (row["live"] and is_earlier(a.published, row["day"]))
            for row, a in zip(found, articles, strict=True)
        ]

    def _add(self, base: duckdb.DuckDBPyConnection, coded: Sequence[Coded], made_by: MadeBy, given: bool) -> list[Added]:
        if not coded:
            return []
        standing = Standing(base)
        batch = Batch(base, self._tables, self._keys, standing, given=given)
        added = batch.add(coded, self._coding(base, made_by), self.roster)
        self.settle(base, batch.touched, batch.emptied, standing)
        return added

    def recode(self, coded: Sequence[Coded], made_by: MadeBy) -> None:
        """Put new codings of kept texts in the place of the old ones, which stay in the file; one transaction."""
        with self.transaction() as base:
            self.put_again(base, coded, self._coding(base, made_by))

    def put_again(self, base: duckdb.DuckDBPyConnection, coded: Sequence[Coded], coding: int) -> None:
        """Inside a transaction: the same by the key of a coding."""
        standing = Standing(base)
        batch = Batch(base, self._tables, self._keys, standing)
        batch.recode(coded, coding, self.roster)
        self.settle(base, batch.touched, batch.emptied, standing)

    def settle(
        self, base: duckdb.DuckDBPyConnection, touched: set[Block], events: Iterable[int] = (), standing: Standing | None = None
    ) -> None:
        """Inside a transaction: make the events of the touched blocks anew, and further events by key."""
        stories = Stories(base, self._tables, self._keys.peek("events"), standing or Standing(base))
        if touched:
            stories.update(touched, events)
        else:
            stories.write(set(events))
        self._keys.take("events", stories.used)

    def insert(self, table: str, rows: Sequence[Row]) -> None:
        """Inside a transaction: append rows to a table."""
        self._tables.insert(table, rows)

    def new_key(self, table: str) -> int:
        """Inside a transaction: the next key of a table."""
        return self._keys.take(table)

    def _coding(self, base: duckdb.DuckDBPyConnection, made_by: MadeBy) -> int:
        step = "select key from codings where coder = ? and model = ?"
        found = base.execute(step, [made_by.coder, made_by.model]).fetchone()
        if found:
            return int(found[0])
        key = self._keys.take("codings")
        self._tables.insert("codings", [{"key": key, "coder": made_by.coder, "model": made_by.model, "moment": now()}])
        return key

    def _reject(self, rejects: Sequence[Reject]) -> None:
        """Each source once with each reason."""
        known = set(self._base.execute("select source, reason from rejects").fetchall()) if rejects else set()
        fresh = dict.fromkeys((r.source, r.reason) for r in rejects if (r.source, r.reason) not in known)
        self._tables.insert("rejects", [{"source": s, "reason": r, "moment": now()} for s, r in fresh])

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """All or nothing. One writer at a time; DuckDB's errors come as ArchiveError."""
        if self.read_only:
            raise ArchiveError(f"{self.path} was opened read-only: open it without --read-only to change it")
        with self._turn, translated(self.path):
            self._base.execute("begin")
            try:
                yield self._base
                self._base.execute("commit")
                self._changes += 1
            except BaseException:
                self._undo()
                raise

    @property
    def changes(self) -> int:
        """How many transactions were committed since it was opened: what was answered before the last one may be stale."""
        return self._changes

    def _undo(self) -> None:
        try:
            self._base.execute("rollback")
        except duckdb.Error:
            return  # a full disk ends the transaction by itself; the error on its way says so
        self._keys = Keys(self._base)

    # ---- reading --------------------------------------------------------------------------------------------------

    def rows(self, step: str, given: Any = None) -> list[Row]:
        """The rows of one SQL query as dicts. Reads what is committed; safe from any thread."""
        with self.reading() as cursor:
            return rows_of(cursor, step, given)

    def ask(self, query: str) -> list[Row]:
        """The rows of a query by a stranger: select alone, and nothing beyond the archive's own tables."""
        with self.reading() as cursor:
            kinds = [s.type for s in cursor.extract_statements(query)]
            if kinds != [duckdb.StatementType.SELECT]:
                raise UsageError("only one SELECT is answered; to change something use `dateline fix`")
            return rows_of(cursor, query)

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection that sees what is committed; of its own, so that threads do not meet."""
        with translated(self.path), self._base.cursor() as cursor:
            yield cursor

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The archive as it stands, for what asks page by page while others add."""
        with self.reading() as cursor:
            cursor.execute("begin")
            try:
                yield Snapshot(cursor)
            finally:
                cursor.execute("rollback")

    def article(self, id: str, version: int | None = None) -> Coded | None:
        """One article as it was coded; its latest version where none is named."""
        key = self.article_key(id, version)
        return None if key is None else self.article_of(key)

    def article_key(self, id: str, version: int | None = None) -> int | None:
        """The key under which tables have an article."""
        found = self.rows(ARTICLE_KEY_STEP, [id, version, version])
        return found[0]["key"] if found else None

    def article_of(self, key: int) -> Coded:
        """The article that tables have under a key, as it was coded."""
        row = self.rows(ARTICLE_STEP, [key])[0]
        row |= self.rows(TEXT_STEP, [row["text"]])[0]
        tables = ("sentences", "mentions", "times", "places", "cast_list")
        own = {t: self.rows(f"select * from {t} where article = ? order by n", [key]) for t in tables}
        reports = self.rows("select * from reports where article = ? order by key", [key])
        with self.reading() as cursor:
            participants = participants_of(cursor, [r["key"] for r in reports])
        return coded_of(row, own, reports, participants)

    def find(self, filters: Filters | None = None, *, sort: str = "-day", limit: int | None = 50, offset: int = 0) -> Found:
        """Events by filters, sorted and paged. Raises Ambiguous where a name fits several actors."""
        return find(self.rows, filters or Filters(), sort=sort, limit=limit, offset=offset)

    def event(self, id: str) -> Row | None:
        """One event with its `reports`: who said so, when, in which words, and how well each fits."""
        with self.reading() as cursor:
            return event_of(cursor, id)

    def actor(self, name: str) -> Row:
        """The one actor that a name, alias or #number stands for. Raises Ambiguous or UsageError."""
        return actor_row(self.rows, name)

    def party(self, name: str, *, members: bool = True) -> Party:
        """Whom a name or a code such as IRQ:MIL means, with those who act for that body."""
        return party(self.rows, name, members=members)

    def joined_to(self, actor: int) -> list[int]:
        """Keys of the records that decisions made part of an actor."""
        if not self.rows("select 1 from decisions where kind in ('same actor', 'other actor') limit 1"):
            return []
        return [r["own"] for r in self.rows("select distinct own from cast_list where actor = ? and own <> actor", [actor])]

    def rejects(self) -> list[Row]:
        """Inputs that gave no article, and articles that were not read, being in another language: source, reason, when."""
        return self.rows(REJECTS_STEP)


class Snapshot:
    """What `Archive.snapshot` gives: the answers of one moment. Of one thread."""

    def __init__(self, base: duckdb.DuckDBPyConnection) -> None:
        self._base = base

    def rows(self, step: str, given: Any = None) -> list[Row]:
        return rows_of(self._base, step, given)

    def find(self, filters: Filters | None = None, *, sort: str = "-day", limit: int | None = 50, offset: int = 0) -> Found:
        return find(self.rows, filters or Filters(), sort=sort, limit=limit, offset=offset)

