"""What is followed and how far: one small SQLite file beside the archive, so that others may have the archive between two batches.

A feed's ETag is kept in one transaction with what it named, a page is marked done once the archive has it: a kill between the two has
a page judged again, and the archive knows its words.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from dateline.errors import ArchiveError
from dateline.ingest.sources.ids import normal_url
from dateline.ingest.sources.listed import Listed
from dateline.records import Page, Reject
from dateline.use.follow.pace import Pace

SCHEMA = """
create table if not exists feeds (
  url text primary key, host text, parent text, followed integer, stamp text, etag text, modified text, due real, failures integer, why text
);
create table if not exists pages (
  id text primary key, url text, host text, feed text, given text, found real, due real, tries integer, state text, landed text,
  body blob, why text
);
create index if not exists waiting on pages (state, due);
create table if not exists days (day text, what text, n integer, primary key (day, what));
create table if not exists told (day text primary key);
"""
NEVER = 1e11  # seconds: a part that its index dates is asked again when the index dates it anew, any other as often as feeds
MOST_PARTS = 1_000  # sitemaps of one index, latest first
FULL = 64_000_000  # bytes of pages that are taken at once
BUSY = "host not in (select value from json_each(?))"
FEED_STEP = f"""
    select 'feed' as kind, url, url as id, host, etag, modified, failures as tries, min(due) as found from feeds
    where followed and due <= ? and {BUSY} group by host
"""
PAGE_STEP = f"""
    select 'page' as kind, url, id, host, null as etag, null as modified, tries, min(found) as found from pages
    where state = 'waiting' and due <= ? and {BUSY} group by host
"""
ANSWERED_STEP = """
    update feeds set etag = ?, modified = ?, failures = 0, why = null,
      due = iif(parent is null or stamp is null, ?, ?) where url = ?
"""
NEXT_STEP = "select min(due) from (select due from feeds where followed union all select due from pages where state = 'waiting')"
FOLLOW_STEP = """
    insert into feeds (url, host, followed, due, failures) values (?, ?, 1, ?, 0)
    on conflict (url) do update set followed = 1, parent = null
"""
LIST_STEP = """
    insert into pages (id, url, host, feed, given, found, due, tries, state) values (?, ?, ?, ?, ?, ?, ?, 0, ?) on conflict do nothing
"""
FURTHER_STEP = """
    insert into feeds (url, host, parent, followed, stamp, due, failures) values (?, ?, ?, 1, ?, ?, 0)
    on conflict (url) do update set followed = 1, stamp = excluded.stamp, due = iif(stamp is excluded.stamp, due, excluded.due)
    where parent is not null
"""


@dataclass(frozen=True, slots=True)
class Task:
    """One address that is due. `tries`: failures in a row so far; `found`: when it was first named."""

    kind: str
    url: str
    id: str
    host: str
    etag: str | None
    modified: str | None
    tries: int
    found: float


@dataclass(frozen=True, slots=True)
class Polled:
    """What a feed answered: the pages it names, and how to ask whether that changed."""

    some: Sequence[Listed]
    etag: str | None
    modified: str | None


class State:
    """The file, read and written by one thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._base = sqlite3.connect(path, isolation_level=None, timeout=10)
            self._base.execute("pragma journal_mode = wal")
            self._base.executescript(SCHEMA)
        except sqlite3.Error as error:
            raise ArchiveError(f"{path} cannot be used ({error}): move it away, and pages are judged anew against the archive") from error

    def __enter__(self) -> State:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    # ---- what is due ----------------------------------------------------------------------------------------------

    def follow(self, urls: Sequence[str], now: float, *, at_once: bool = False) -> None:
        """These feeds and no others. at_once: those that did not fail are due now."""
        with self._transaction():
            self._base.execute("update feeds set followed = 0")
            self._base.executemany(FOLLOW_STEP, [(u, host_of(u), now) for u in urls])
            self._base.execute("update feeds set followed = 1 where parent in (select url from feeds where followed)")
            if at_once:
                self._base.execute("update feeds set due = ? where followed and failures = 0 and parent is null", [now])

    def due(self, now: float, busy: Iterable[str]) -> list[Task]:
        """What may be asked now: one address a host, feeds before pages, none of a busy host."""
        given = [now, json.dumps(sorted(busy))]
        tasks = [Task(*row) for step in (PAGE_STEP, FEED_STEP) for row in self._base.execute(step, given)]
        return list({t.host: t for t in tasks}.values())

    def next_due(self) -> float | None:
        """When something is due; None where nothing is followed."""
        found: float | None = self._base.execute(NEXT_STEP).fetchone()[0]
        return found

    # ---- what came ------------------------------------------------------------------------------------------------

    def listed(self, task: Task, answer: Polled, now: float, pace: Pace) -> None:
        """A feed answered: keep what it names, but for pages that it dates before `pace.past`."""
        oldest = datetime.fromtimestamp(now - pace.past, UTC).date().isoformat()
        pages = [_row(one, task, now, oldest) for one in answer.some if not one.further]
        parts = [one for one in answer.some if one.further and _recent(one, oldest)]
        latest = sorted(parts, key=lambda one: one.when or "9", reverse=True)[:MOST_PARTS]
        with self._transaction():
            self._base.executemany(LIST_STEP, pages)
            if self._base.execute("select parent from feeds where url = ?", [task.url]).fetchone()[0] is None:  # no index of indexes
                self._base.executemany(FURTHER_STEP, [(o.url, host_of(o.url), task.url, o.when, now) for o in latest])
            self._answered(task, answer.etag, answer.modified, now, pace.every)

    def unchanged(self, task: Task, now: float, pace: Pace) -> None:
        """A feed answered that nothing changed."""
        self._answered(task, task.etag, task.modified, now, pace.every)

    def _answered(self, task: Task, etag: str | None, modified: str | None, now: float, every: float) -> None:
        self._base.execute(ANSWERED_STEP, [etag, modified, now + every, NEVER, task.url])

    def failed(self, task: Task, due: float, why: str) -> None:
        """Try again at `due`."""
        step = {
            "feed": "update feeds set due = ?, why = ?, failures = failures + 1 where url = ?",
            "page": "update pages set due = ?, why = ?, tries = tries + 1 where id = ?",
        }[task.kind]
        self._base.execute(step, [due, why, task.id])

    def landed(self, task: Task, url: str, body: bytes) -> None:
        """A page came from `url`, after redirects; it waits to be coded."""
        step = "update pages set state = 'ready', landed = ?, body = ?, why = null where id = ?"
        self._base.execute(step, [url, zlib.compress(body, 1), task.id])

    def refused(self, task: Task, why: str) -> None:
        """A page that will not come; its reason waits to be kept in the archive."""
        self._base.execute("update pages set state = 'ready', why = ? where id = ?", [why, task.id])

    # ---- what is coded --------------------------------------------------------------------------------------------

    def ready(self) -> int:
        """How many pages wait to be coded."""
        return int(self._base.execute("select count(*) from pages where state = 'ready'").fetchone()[0])

    def take(self, most: int) -> list[tuple[str, Page | Reject]]:
        """The next pages to code, by their ids, at most FULL bytes of them."""
        out: list[tuple[str, Page | Reject]] = []
        size = 0
        step = "select id, url, given, landed, body, why from pages where state = 'ready' order by found, id limit ?"
        with closing(self._base.execute(step, [most])) as rows:
            for id, url, given, landed, packed, why in rows:
                if packed is None:
                    out.append((id, Reject(url, why)))
                    continue
                body = zlib.decompress(packed)
                size += len(body)
                if out and size > FULL:
                    break
                out.append((id, Page(normal_url(landed), url, "html", body, json.loads(given) | {"url": landed})))
        return out

    def done(self, ids: Sequence[str], day: str, counts: Mapping[str, int]) -> None:
        """The archive has them; `counts` go to the diary of the day."""
        with self._transaction():
            self._base.executemany("update pages set state = 'done', body = null where id = ?", [(i,) for i in ids])
            for what, n in counts.items():
                self.count(day, what, n)

    # ---- the diary ------------------------------------------------------------------------------------------------

    def count(self, day: str, what: str, n: int = 1) -> None:
        """Add to the numbers of a day."""
        step = "insert into days values (?, ?, ?) on conflict do update set n = n + excluded.n"
        self._base.execute(step, [day, what, n])

    def days(self) -> list[str]:
        """Days that have numbers and were not told yet, in order."""
        step = "select distinct day from days where day not in (select day from told) order by day"
        return [day for (day,) in self._base.execute(step)]

    def numbers(self, day: str) -> dict[str, int]:
        """What came on a day."""
        return dict(self._base.execute("select what, n from days where day = ? order by what", [day]).fetchall())

    def tell(self, day: str) -> None:
        """The day was told."""
        self._base.execute("insert into told values (?) on conflict do nothing", [day])

    def failing(self) -> list[tuple[str, str]]:
        """Feeds that did not answer when they were last asked, and why."""
        step = "select url, why from feeds where followed and failures > 0 order by url"
        return self._base.execute(step).fetchall()

    def counts(self) -> dict[str, int]:
        """Pages by state: waiting, ready, done, old (not wanted)."""
        return dict(self._base.execute("select state, count(*) from pages group by state").fetchall())

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._base.execute("begin immediate")
        try:
            yield
            self._base.execute("commit")
        except BaseException:
            self._base.execute("rollback")
            raise


def _row(one: Listed, task: Task, now: float, oldest: str) -> tuple[str, str, str, str, str, float, float, str]:
    given = json.dumps({"published": one.when} if one.when else {})
    return normal_url(one.url), one.url, host_of(one.url), task.url, given, now, now, "waiting" if _recent(one, oldest) else "old"


def _recent(one: Listed, oldest: str) -> bool:
    """By its feed's word, which may be a month alone; what has no date may be."""
    return one.when is None or one.when >= oldest[: len(one.when)]


def host_of(url: str) -> str:
    """The site that an address is of; what is no address is a site of its own."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return url[:80]
