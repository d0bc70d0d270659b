"""Anything a user can point at -> Pages; what cannot be read -> a Reject in its place, and the rest goes on."""

from __future__ import annotations

import glob
import io
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from dateline.errors import BadInput
from dateline.ingest.sources.feeds import pages_of_feed
from dateline.ingest.sources.ids import FileIds, normal_url
from dateline.ingest.sources.rows import json_lines, json_whole, lines_of, pages_of_rows, parquet_rows
from dateline.ingest.sources.sniff import HEAD, sniff
from dateline.ingest.sources.stores import in_store, listed, local_name, opened
from dateline.ingest.sources.tables import encoding_of, table_rows
from dateline.ingest.sources.unpack import AsFile, blocks
from dateline.ingest.sources.warc import pages_of_warc
from dateline.ingest.sources.web import Web
from dateline.records import Page, Reject
from dateline.settings import Settings

LARGEST_PAGE = 50_000_000  # bytes of one page after unpacking


def open_sources(sources: Sequence[str], settings: Settings, ids: FileIds | None = None, skip: int = 0) -> Iterator[Page | Reject]:
    """Pages of files, folders, globs, `-`, URLs and object stores, in the order given; each sniffed by content, not by name.

    ids: of sources that are files already, and stand for nothing else. skip: so many pages of each source are not wanted; where they are
    lines or records, SKIPPED stands for each, at a tenth of what parsing it costs. Raises StoreError where an object store fails: what
    it would have given is not refused for good.
    """
    known, web = ids or FileIds(), Web(settings.fetch)
    for source in sources:
        for name in [source] if ids else _named(source):
            try:
                yield from _or_reason(_open(name, known, web, settings, skip), name)
            except BadInput as bad:
                yield Reject(bad.source, bad.reason)
            except OSError as error:
                yield Reject(name, f"cannot be read ({error.strerror or error})")


def _named(source: str) -> list[str]:
    """The same; what cannot even be looked for stands for itself, and is refused when it is opened."""
    try:
        return list(named(source))
    except OSError:
        return [source]


def named(source: str) -> Iterator[str]:
    """Files that a source stands for, sorted; what names none stands for itself and is refused later."""
    return (name for name, _ in sized(source))


def sized(source: str) -> Iterator[tuple[str, int]]:
    """The same with their sizes in bytes, 0 where that cannot be known."""
    if in_store(source):
        return listed(source)
    return ((name, _size(name)) for name in _here(local_name(source)))


def _size(name: str) -> int:
    try:
        return Path(name).stat().st_size
    except (OSError, ValueError):
        return 0


def _here(source: str) -> Iterator[str]:
    path = Path(source)
    if source == "-" or source.startswith(("http://", "https://")):
        yield source
    elif path.is_dir():
        yield from [str(p) for p in _inside(path)] or [source]
    elif not path.exists() and glob.has_magic(source):
        yield from sorted(f for f in glob.glob(source, recursive=True) if Path(f).is_file()) or [source]
    else:
        yield source


def _inside(folder: Path) -> list[Path]:
    """Files below a folder that are not hidden, sorted; and folders that may not be looked into, which are refused when they are opened."""
    found: list[Path] = []
    shut: list[OSError] = []
    for top, folders, files in os.walk(folder, onerror=shut.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(top, name) for name in files if not name.startswith(".") and _is_file(Path(top, name))]
    return sorted([*found, *(Path(error.filename) for error in shut)])


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # its folder lets nobody near it
        return True


def _or_reason(pages: Iterator[Page | Reject], name: str) -> Iterator[Page | Reject]:
    """A table of a header alone, or a crawl of requests, gives nothing by itself; that is said."""
    first = next(pages, None)
    yield first or Reject(name, "holds no row and no page")
    yield from pages


def _open(name: str, ids: FileIds, web: Web, settings: Settings, skip: int) -> Iterator[Page | Reject]:
    if name == "-":
        yield from _stream(sys.stdin.buffer, "-", "stdin", settings)
    elif name.startswith(("http://", "https://")):
        yield from _stream(io.BytesIO(web.fetch(name)), name, normal_url(name), settings)
    elif in_store(name):
        with opened(name) as handle:
            yield from _stream(handle, name, ids.of(name), settings, skip)
    elif Path(name).is_dir():
        os.scandir(name).close()  # an OSError says why it may not be looked into
        yield Reject(name, "is a folder without files")
    elif not Path(name).exists():
        yield Reject(name, "matches no file" if glob.has_magic(name) else "does not exist")
    else:
        with open(name, "rb") as handle:
            yield from _stream(handle, name, ids.of(name), settings, skip)


def _stream(handle: BinaryIO, source: str, name: str, settings: Settings, skip: int = 0) -> Iterator[Page | Reject]:
    stream = blocks(handle, source)
    head = b""
    try:
        while len(head) < HEAD and (block := next(stream, b"")):
            head += block
    except BadInput as bad:  # what came before the damage is read first
        if not head:
            raise
        stream = _broken(bad)
    column = settings.text_column
    kind, reason = sniff(head[:HEAD], column)
    whole = chain([head], stream)
    if kind == "refused":
        raise BadInput(source, reason)
    if kind == "jsonl":
        yield from pages_of_rows(json_lines(lines_of(whole, source), source, skip), source, name, column)
    elif kind == "table":
        text = io.TextIOWrapper(io.BufferedReader(AsFile(whole)), encoding_of(head), errors="as_cp1252", newline="")
        yield from pages_of_rows(table_rows(text, source, column), source, name, column)
    elif kind == "parquet":
        yield from _parquet(whole, source, name, column)
    elif kind == "json":
        yield from pages_of_rows(json_whole(_all(whole, source), source), source, name, column)
    elif kind == "warc":
        yield from pages_of_warc(whole, source, name, settings.wanted, skip)
    elif kind == "feed":
        yield from pages_of_feed(_all(whole, source), source, name)
    else:
        yield Page(name, source, "html" if kind == "html" else "bare", _all(whole, source))


def _broken(bad: BadInput) -> Iterator[bytes]:
    raise bad
    yield b""


def _all(stream: Iterable[bytes], source: str) -> bytes:
    body = bytearray()
    for block in stream:
        body += block
        if len(body) > LARGEST_PAGE:
            raise BadInput(source, f"is larger than {LARGEST_PAGE // 1_000_000} MB, more than any page")
    return bytes(body)


def _parquet(stream: Iterable[bytes], source: str, name: str, column: str | None) -> Iterator[Page | Reject]:
    """DuckDB wants a file of its own, since the bytes may come from a packed file, stdin or the web."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / "rows.parquet"
        with path.open("wb") as out:
            out.writelines(stream)
        yield from pages_of_rows(parquet_rows(path, source), source, name, column)
