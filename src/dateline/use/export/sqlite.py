"""Events with all that belongs to them as one SQLite file, for the many tools that read nothing else."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from dateline.store.archive import Archive
from dateline.use.export.table import COLUMNS, flat

Story = dict[str, Any]
T = TypeVar("T")
KINDS = {"VARCHAR": "text", "DATE": "text", "DOUBLE": "real", "BIGINT": "integer", "INTEGER": "integer", "BOOLEAN": "integer"}
PARTS = ("event", "role", "actor", "name", "country", "sector")
TOLD = (
    "id", "event", "article", "words", "trigger", "sentence", "date", "place", "killed_low", "killed_high", "injured_low",
    "injured_high", "confidence", "published",
)  # fmt: skip
ARTICLES = ("id", "title", "site", "source", "language", "published", "text")
ARTICLES_STEP = f"""
    select {", ".join(f"{'t' if c == 'text' else 'a'}.{c}" for c in ARTICLES)} from articles a join texts t on t.key = a.text
    where a.live and a.id in (select unnest(?::varchar[])) order by a.id
"""
INDEXES = (
    "create index events_day on events (day)", "create index participants_event on participants (event)",
    "create index participants_name on participants (name)", "create index reports_event on reports (event)",
)  # fmt: skip
CHUNK = 200


def write(archive: Archive, stories: Iterable[Story], out: Path) -> int:
    """Tables events (columns as in the CSV), participants, reports and articles, keyed by id; none is left out."""
    part = out.with_name(out.name + ".part")
    part.write_bytes(b"")  # an OSError says why a file cannot be made here; SQLite's own does not
    with closing(sqlite3.connect(part)) as base:
        base.execute(f"create table events ({', '.join(f'{_name(n)} {KINDS[k]}' for n, k in COLUMNS.items())}, primary key (id))")
        for table, names in (("participants", PARTS), ("reports", TOLD), ("articles", ARTICLES)):
            base.execute(f"create table {table} ({', '.join(map(_name, names))}{', primary key (id)' if 'id' in names else ''})")
        articles: set[str] = set()
        for some in batched(stories, CHUNK):
            _put(base, "events", COLUMNS, (flat(s) for s in some))
            _put(base, "participants", PARTS, (p | {"event": s["id"]} for s in some for p in s["parts"]))
            _put(base, "reports", TOLD, (_report(s, r) for s in some for r in s["told"]))
            articles |= {r["article_id"] for s in some for r in s["told"]}
        for ids in batched(sorted(articles), CHUNK):
            _put(base, "articles", ARTICLES, archive.rows(ARTICLES_STEP, [list(ids)]))
        for step in INDEXES:
            base.execute(step)
        base.commit()
    part.replace(out)
    return 0


def _report(story: Story, r: dict[str, Any]) -> dict[str, Any]:
    counts = {f"{n}_{end}": r[n][i] if r[n] else None for n in ("killed", "injured") for i, end in ((0, "low"), (-1, "high"))}
    own = {"event": story["id"], "article": r["article_id"], "trigger": r["trigger"]["text"]}
    return r | own | counts | {"date": (r["date"] or {}).get("value"), "place": (r["place"] or {}).get("name")}


def _put(base: sqlite3.Connection, table: str, names: Iterable[str], rows: Iterable[dict[str, Any]]) -> None:
    columns: Sequence[str] = list(names)
    marks = ", ".join("?" * len(columns))
    base.executemany(f"insert into {table} values ({marks})", ([_plain(row[c]) for c in columns] for row in rows))


def batched(some: Iterable[T], n: int) -> Iterator[list[T]]:
    """Lists of n (itertools has it from Python 3.12 on)."""
    stream = iter(some)
    while part := list(islice(stream, n)):
        yield part


def _plain(value: Any) -> Any:
    """SQLite knows numbers and text; days are ISO, lists JSON."""
    if value is None or isinstance(value, str | int | float):
        return value
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)


def _name(column: str) -> str:
    return f'"{column}"'
