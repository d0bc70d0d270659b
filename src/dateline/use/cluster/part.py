"""One part coded and written: a pure function of job and part, so that any worker may do it, twice if need be."""

from __future__ import annotations

import json
import platform
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

import duckdb

from dateline.errors import DatelineError
from dateline.flow import to_wanted
from dateline.ingest.repeats import Repeats
from dateline.ingest.sources import open_sources
from dateline.ingest.sources.ids import FileIds
from dateline.ingest.sources.pick import sized
from dateline.ingest.sources.stores import in_store
from dateline.records import Article, Coded, Page, Reject
from dateline.settings import Settings
from dateline.store.stories.days import days_of
from dateline.use.cluster.out import Manifest, Out
from dateline.use.cluster.shards import Job, Part, Shard
from dateline.use.coder import Coder
from dateline.use.export import article_dict, event_rows
from dateline.use.export.rows import COLUMNS
from dateline.use.refusals import kind_of

TABLES: dict[str, dict[str, str]] = {
    "events": {"month": "VARCHAR"} | COLUMNS | {"day": "DATE", "until": "DATE"},
    "articles": {
        "month": "VARCHAR", "id": "VARCHAR", "source": "VARCHAR", "site": "VARCHAR", "title": "VARCHAR", "language": "VARCHAR",
        "published": "VARCHAR", "events": "INTEGER", "coded": "VARCHAR",
    },
    "refusals": {"source": "VARCHAR", "reason": "VARCHAR"},
}  # fmt: skip
LONGEST = 200_000_000  # bytes of one row; an article of the largest page with all its mentions stays far below


@lru_cache(maxsize=1)
def coder_of(settings: Settings) -> Coder:
    """The coder of this process: loaded once."""
    return Coder(settings)


def code_part(job: Job, part: Part, coder: Coder | None = None) -> Manifest:
    """Code the pages of a part and write them; the manifest, which is on the disk by then.

    Raises DatelineError where the files are not those that the driver saw: on a node without them they would all be refused.
    """
    check_files(part.shard)
    coder = coder or coder_of(job.settings)
    ids = FileIds(dict(zip(part.shard.files, part.shard.ids, strict=True)))
    first = part.number * job.pages
    pages = open_sources(part.shard.files, job.settings, ids, first if len(part.shard.files) == 1 else 0)
    some = Counting(islice(pages, first, first + job.pages))
    out = Out(job.out)
    with Rows(out, part.name) as rows:
        articles = (to_wanted(page, job.settings) for page in some)
        for item in coder.code_articles(articles if job.repeats else without_repeats(articles)):
            rows.add(item)
        files = rows.written()
    manifest = {
        "part": part.name, "shard": part.shard.name, "number": part.number, "pages": some.n, "last": some.n < job.pages,
        **rows.counts, "refusals": dict(sorted(rows.reasons.items())), "files": files, "sources": list(part.shard.files),
    }  # fmt: skip
    out.finish(manifest)
    return manifest


def check_files(shard: Shard) -> None:
    """The files of this machine have the size that the shard was cut by."""
    here = [f for f in shard.files if not in_store(f)]
    if len(here) == len(shard.files) and sum(size for f in here for _, size in sized(f)) != shard.size:
        told = f"{here[0]}{' and its like' if len(here) > 1 else ''} changed since the run began, or {platform.node()} does not see it"
        raise DatelineError(f"{told}: all nodes need the files by the same names (a shared folder, or s3:// and gs://)")


def without_repeats(some: Iterable[Article | Reject]) -> Iterator[Article | Reject]:
    """Articles that tell nothing beyond an earlier one of the part become rejects that name it."""
    seen = Repeats()
    for item in some:
        earlier = seen.of(item) if isinstance(item, Article) else None
        yield Reject(item.source, f"every sentence of it stands in {earlier}") if earlier else item


class Counting:
    """An iterable that counts what passes."""

    def __init__(self, some: Iterable[Page | Reject]) -> None:
        self._some, self.n = some, 0

    def __iter__(self) -> Iterator[Page | Reject]:
        for item in self._some:
            self.n += 1
            yield item


class Rows:
    """Rows of the three tables wait in files, so that memory stays flat; DuckDB makes Parquet of them."""

    def __init__(self, out: Out, name: str) -> None:
        self._out, self._name = out, name
        self.counts: Counter[str] = Counter(articles=0, events=0, silent=0)
        self.reasons: Counter[str] = Counter()
        self._months: dict[str, set[str]] = {"events": set(), "articles": set()}

    def __enter__(self) -> Rows:
        self._folder = tempfile.TemporaryDirectory(prefix="dateline-")
        self._handles: dict[str, TextIO] = {t: (Path(self._folder.name) / t).open("w", encoding="utf-8") for t in TABLES}
        return self

    def __exit__(self, *_: object) -> None:
        for handle in self._handles.values():
            handle.close()
        self._folder.cleanup()

    def add(self, item: Coded | Reject) -> None:
        """One article, or one input that gave none."""
        if isinstance(item, Reject):
            self._refuse(item.source, item.reason)
            return
        a = item.article
        month = found[0] if (found := re.match(r"\d{4}-\d\d", a.published or "")) else "unknown"
        self.counts.update(articles=1, events=len(item.events), silent=not item.events)
        if a.language not in (None, "en"):
            self._refuse(a.source, f"its language is {a.language}, not English")
        row = {"month": month, "events": len(item.events), "coded": json.dumps(article_dict(item), ensure_ascii=False)}
        self._put("articles", row | {k: getattr(a, k) for k in ("id", "source", "site", "title", "language", "published")})
        for event in event_rows(item):
            day, until = days_of(event["date"] or "") or (None, None)
            self._put("events", {"month": month, **event, "day": day and day.isoformat(), "until": until and until.isoformat()})

    def _refuse(self, source: str, reason: str) -> None:
        self.reasons[kind_of(reason)] += 1
        self._put("refusals", {"source": source, "reason": reason})

    def _put(self, table: str, row: dict[str, Any]) -> None:
        if "month" in row:
            self._months[table].add(row["month"])
        # DuckDB's text holds neither NUL nor lone surrogates; what stands for them is one character too.
        plain = {k: v.replace("\0", "\ufffd").encode("utf-8", "replace").decode() if isinstance(v, str) else v for k, v in row.items()}
        self._handles[table].write(json.dumps(plain, ensure_ascii=False) + "\n")

    def written(self) -> list[str]:
        """Make the Parquet files; their names."""
        files = []
        with duckdb.connect(config={"threads": 1, "memory_limit": "512MB"}) as base:
            for table, columns in TABLES.items():
                self._handles[table].flush()
                shape = "{" + ", ".join(f"'{k}': '{v}'" for k, v in columns.items()) + "}"
                step = f"create view {table} as select * from read_json('{Path(self._folder.name) / table}', columns = {shape}, "
                base.execute(step + f"format = 'newline_delimited', maximum_object_size = {LONGEST})")
                for month in sorted(self._months.get(table, ())):
                    files.append(f"{table}/month={month}/{self._name}.parquet")
                    self._copy(base, f"select * exclude (month) from {table} where month = '{month}'", files[-1])
            if self.reasons:
                files.append(f"refusals/{self._name}.parquet")
                self._copy(base, "select * from refusals", files[-1])
        return files

    def _copy(self, base: duckdb.DuckDBPyConnection, query: str, name: str) -> None:
        def write(path: Path) -> None:
            quoted = str(path).replace("'", "''")
            base.execute(f"copy ({query}) to '{quoted}' (format parquet, compression zstd)")

        self._out.place.make(name, write)
