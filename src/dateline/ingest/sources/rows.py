"""Rows of tables and JSON -> Pages. Text stays to the letter: offsets point into the caller's own text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

import duckdb

from dateline.errors import BadInput
from dateline.ingest.article.moment import moment
from dateline.records import Page, Reject

Row: TypeAlias = tuple[int, Mapping[str, Any]]  # with the number of its line or record
# What each field may be called, best name first; in small letters and without what parts words ("Published at", "publishedAt").
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "body",
        "content",
        "articlebody",
        "article",
        "story",
        "fulltext",
        "maintext",
    ),
    "html": ("html", "rawhtml"),
    "id": ("id", "docid", "articleid", "uid", "guid"),
    "title": ("title", "headline"),
    "standfirst": ("standfirst", "description", "summary", "subtitle", "lead"),
    "section": ("section", "category"),
    "site": ("site", "sourcename", "publisher", "outlet", "sitename"),
    "published": (
        "published",
        "datepublished",
        "publicationdate",
        "pubdate",
        "publishdate",
        "publisheddate",
        "dateofpublication",
        "publishedat",
        "publishedon",
        "publishtime",
        "date",
        "datetime",
    ),
    "authors": ("authors", "author", "byline"),
    "tags": ("tags", "keywords"),
    "url": ("url", "link"),
}
PARTS = re.compile(r"[\W_]+")
DAYLIKE = re.compile(r"(?:date|time|day|created|posted|issued)")  # of a column that may tell the day, and may tell that of the crawl
LONGEST_ROW = 50_000_000
SKIPPED = Reject("", "is not wanted here")  # stands for a page that was not parsed
HALF, BOM = b"\\ud", b"\xef\xbb\xbf"


def pages_of_rows(rows: Iterable[Row | Reject], source: str, base: str, column: str | None) -> Iterator[Page | Reject]:
    """One Page a row; one without text is a Reject. `source:number` names the place, ids count rows."""
    for number, row in enumerate(rows, 1):
        yield row if isinstance(row, Reject) else _page(row[1], f"{source}:{row[0]}", f"{base}-{number}", column)


def _page(row: Mapping[str, Any], source: str, name: str, column: str | None) -> Page | Reject:
    plain = _plain(row)
    if column is not None and column not in row:
        return Reject(source, f"has no column {column!r}; it has {', '.join(map(str, list(row)[:8]))}")
    given = {
        k: g
        for k in ("title", "standfirst", "section", "site", "published", "authors", "tags", "url")
        if (g := _given(plain, k))
    }
    if "published" not in given and (unused := next((str(k) for k, v in row.items() if _may_date(k, v)), None)):
        given["undated"] = unused
    key = _first(plain, "id")
    name = str(key) if key is not None else name
    text = _words(row.get(column)) if column is not None else _said(plain, "text")
    if text is None and column is None and (html := _said(plain, "html")) is not None:
        return Page(name, source, "html", html, given)
    if text is None and column is None and not any(isinstance(plain.get(n), str) for n in NAMES["text"]):
        text = _longest(plain)
    if text is None:
        return Reject(source, "has no text" if column else "has no text; name its column with --text-column")
    return Page(name, source, "clean", text, given)


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """The values by their names' letters; where two names have the same ("_id", "id") the one written so comes first."""
    named = [(PARTS.sub("", low), low, v) for k, v in row.items() if v is not None and (low := str(k).strip().lower())]
    return {name: v for name, low, v in sorted(named, key=lambda one: one[0] == one[1])}


def _may_date(name: Any, value: Any) -> bool:
    """Whether a column that stands for no field of ours tells a day."""
    return DAYLIKE.search(str(name).lower()) is not None and isinstance(value, str | int) and moment(str(value)) is not None


def _first(row: Mapping[str, Any], field: str) -> Any:
    return next((row[n] for n in NAMES[field] if row.get(n) not in (None, "")), None)


def _said(row: Mapping[str, Any], field: str) -> str | None:
    """The first of a field's names that holds words."""
    return next((words for n in NAMES[field] if (words := _words(row.get(n)))), None)


def _words(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _given(row: Mapping[str, Any], field: str) -> str | list[str] | None:
    value = _first(row, field)
    if isinstance(value, list):
        return [str(v) for v in value if v]
    return str(value) if value not in (None, "") else None


def _longest(row: Mapping[str, Any]) -> str | None:
    """The longest string, where it is long enough to be an article rather than a label."""
    best = max((v for v in row.values() if isinstance(v, str)), key=len, default="")
    return best if len(best) >= 200 else None


def _parsed(raw: bytes) -> Any:
    """JSON without halves of characters ("\\ud800" alone), which no file can hold: a question mark stands for each."""
    found = json.loads(raw)
    return json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")) if HALF in raw.lower() else found


def json_lines(lines: Iterable[bytes], source: str, skip: int = 0) -> Iterator[Row | Reject]:
    """Objects of a JSONL stream with the numbers of their lines; a broken one is a Reject that names it. The first `skip` are SKIPPED."""
    left = skip
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if left > 0:
            left -= 1
            yield SKIPPED
            continue
        try:
            found = _parsed(line.removeprefix(BOM) if number == 1 else line)
        except (ValueError, RecursionError) as error:
            yield Reject(f"{source}:{number}", f"is not valid JSON ({str(error)[:60]})")
            continue
        yield (number, found) if isinstance(found, dict) else Reject(f"{source}:{number}", "is not a JSON object")


def json_whole(raw: bytes, source: str) -> Iterator[Row | Reject]:
    """Objects of one JSON array, or the one object."""
    try:
        found = _parsed(raw)
    except (ValueError, RecursionError) as error:
        raise BadInput(source, f"is not valid JSON ({str(error)[:60]})") from error
    for number, item in enumerate(found if isinstance(found, list) else [found], 1):
        yield (number, item) if isinstance(item, dict) else Reject(source, "holds something else than objects")


def parquet_rows(path: Path, source: str) -> Iterator[Row | Reject]:
    """Rows of a Parquet file through DuckDB, in blocks."""
    with duckdb.connect() as base:
        try:
            found = base.execute("select * from read_parquet(?)", [str(path)])
            names = [d[0] for d in found.description or ()]
            blocks = iter(lambda: found.fetchmany(500), [])
            for number, cells in enumerate(chain.from_iterable(blocks), 1):
                told = zip(names, cells, strict=True)
                yield number, {k: v if isinstance(v, str | list) or v is None else str(v) for k, v in told}
        except duckdb.Error as error:
            yield Reject(source, f"is not readable as Parquet ({str(error).splitlines()[0][:100]})")


def lines_of(blocks: Iterable[bytes], source: str) -> Iterator[bytes]:
    """Lines of a stream of blocks; a line of more than 50 MB ends the stream with BadInput."""
    rest: list[bytes] = []  # of a line that goes on: joined once, since adding block to block takes the square of their number
    size = 0
    for block in blocks:
        head, *lines = block.split(b"\n")
        rest.append(head)
        size += len(head)
        if lines:
            yield b"".join(rest)
            yield from lines[:-1]
            rest, size = lines[-1:], len(lines[-1])
        if size > LONGEST_ROW:
            raise BadInput(source, "has a line of more than 50 MB")
    if size:
        yield b"".join(rest)
