"""Rows of tables and JSON -> Pages. Text stays to the letter: offsets point into the caller's own text."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from dateline.errors import BadInput
from dateline.records import Page, Reject

# What each field may be called, best name first.
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "body",
        "content",
        "articlebody",
        "article_body",
        "article",
        "story",
        "full_text",
        "fulltext",
        "maintext",
    ),
    "html": ("html", "raw_html"),
    "id": ("id", "_id", "doc_id", "article_id", "uid", "guid"),
    "title": ("title", "headline"),
    "standfirst": ("standfirst", "description", "summary", "subtitle", "lead"),
    "section": ("section", "category"),
    "site": ("site", "source_name", "publisher", "outlet", "site_name"),
    "published": ("published", "date_published", "datepublished", "publication_date", "pub_date", "pubdate", "date"),
    "authors": ("authors", "author", "byline"),
    "tags": ("tags", "keywords"),
    "url": ("url", "link"),
}
csv.field_size_limit(50_000_000)
LONGEST_ROW = 50_000_000
SKIPPED = Reject("", "is not wanted here")  # stands for a page that was not parsed
HALF, BOM = b"\\ud", b"\xef\xbb\xbf"


def pages_of_rows(
    rows: Iterable[Mapping[str, Any] | Reject], source: str, base: str, column: str | None
) -> Iterator[Page | Reject]:
    """One Page a row; a row without text is a Reject named `source:number`."""
    for number, row in enumerate(rows, 1):
        yield row if isinstance(row, Reject) else _page(row, f"{source}:{number}", f"{base}-{number}", column)


def _page(row: Mapping[str, Any], source: str, name: str, column: str | None) -> Page | Reject:
    lower = {str(k).strip().lower(): v for k, v in row.items() if v is not None}
    if column is not None:
        text = row.get(column)
        if text is None:
            return Reject(source, f"has no column {column!r}; it has {', '.join(map(str, list(row)[:8]))}")
    else:
        text = _first(lower, "text")
    given = {
        k: g
        for k in ("title", "standfirst", "section", "site", "published", "authors", "tags", "url")
        if (g := _given(lower, k))
    }
    key = _first(lower, "id")
    name = str(key) if key is not None else name
    if not isinstance(text, str) and isinstance(html := _first(lower, "html"), str):
        return Page(name, source, "html", html, given)
    if not isinstance(text, str):
        text = _longest(lower) if column is None else None
    if not isinstance(text, str) or not text.strip():
        return Reject(source, "has no text" if column else "has no text; name its column with --text-column")
    return Page(name, source, "clean", text, given)


def _first(row: Mapping[str, Any], field: str) -> Any:
    return next((row[n] for n in NAMES[field] if n in row), None)


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


def json_lines(lines: Iterable[bytes], source: str, skip: int = 0) -> Iterator[Mapping[str, Any] | Reject]:
    """Objects of a JSONL stream; a broken line is a Reject that names it. For the first `skip` SKIPPED comes instead."""
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
        yield found if isinstance(found, dict) else Reject(f"{source}:{number}", "is not a JSON object")


def json_whole(raw: bytes, source: str) -> Iterator[Mapping[str, Any] | Reject]:
    """Objects of one JSON array, or the one object."""
    try:
        found = _parsed(raw)
    except (ValueError, RecursionError) as error:
        raise BadInput(source, f"is not valid JSON ({str(error)[:60]})") from error
    for item in found if isinstance(found, list) else [found]:
        yield item if isinstance(item, dict) else Reject(source, "holds something else than objects")


def table_rows(lines: Iterable[str], source: str) -> Iterator[Mapping[str, Any] | Reject]:
    """Rows of CSV or TSV; the delimiter is the one that parts the header into most names."""
    stream = iter(lines)
    header = next(stream, "")
    mark = max("\t,;", key=header.count)
    try:
        names = next(csv.reader([header], delimiter=mark))
        for cells in csv.reader(stream, delimiter=mark):
            if cells:
                yield dict(zip(names, cells, strict=False))
    except csv.Error as error:
        yield Reject(source, f"its table is broken ({error})")


def parquet_rows(path: Path, source: str) -> Iterator[Mapping[str, Any] | Reject]:
    """Rows of a Parquet file through DuckDB, in blocks."""
    with duckdb.connect() as base:
        try:
            found = base.execute("select * from read_parquet(?)", [str(path)])
            names = [d[0] for d in found.description or ()]
            while block := found.fetchmany(500):
                for cells in block:
                    yield {
                        k: v if isinstance(v, str | list) or v is None else str(v)
                        for k, v in zip(names, cells, strict=True)
                    }
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
