"""CSV and TSV: whether a document is a table, in which encoding, and its rows."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, zip_longest

from dateline.ingest.sources.rows import Row
from dateline.records import Reject

MARKS = "\t,;"
# Names of which a header has one at least.
HEADERS = frozenset(
    "text body content article story full_text fulltext articlebody title headline id url date published".split()
)
NAME = re.compile(r"(?:[^\W\d][\w .:/()#-]{0,39})?")  # of a column; pandas gives that of the row's number none
WORDS = 3  # of a name
SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.I)  # what Excel reads from the first line
FIRST = 5  # rows that tell a table from prose with commas
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
csv.field_size_limit(50_000_000)


def is_table(head: bytes, column: str | None = None, cut: bool = False) -> bool:
    """A header with the column asked for, or with a known name and rows of as many cells. `cut`: the head may end within a row."""
    lines = io.StringIO(head.decode(encoding_of(head), "as_cp1252"), newline="")
    try:
        names, reader = _opened(lines, column)
        if column in _stripped(names):
            return True
        if len(names) < 2 or not _known(names, column):
            return False
        rows = list(islice(filter(any, reader), FIRST))
    except csv.Error:
        return False
    if cut and len(rows) < FIRST:
        rows = rows[:-1]
    plain = all(NAME.fullmatch(n) and len(n.split()) <= WORDS for n in names)
    if plain:  # rows with a comma too many are still rows, each to be refused by itself
        return not rows or any(len(row) >= max(2, _width(names)) for row in rows)
    return 2 * sum(len(row) >= _width(names) >= _width(row) for row in rows) > len(rows)


def encoding_of(head: bytes) -> str:
    """UTF-16 where the file opens with its mark; else UTF-8, whose reader takes single bytes that are none as cp1252 ("as_cp1252")."""
    return "utf-16" if head.startswith(WIDE) else "utf-8-sig"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """A news table that is not UTF-8 is cp1252: detection takes a few accents among English words for cp1250."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252" if error.encoding.startswith("utf-8") else "ascii", "replace"), error.end


codecs.register_error("as_cp1252", _as_cp1252)


def table_rows(lines: Iterable[str], source: str, column: str | None = None) -> Iterator[Row | Reject]:
    """Rows of CSV or TSV; one with more cells than names is refused, since nobody knows which mark parts them."""
    try:
        names, reader = _opened(iter(lines), column)
        names = _stripped(names)
        for number, cells in enumerate(filter(None, reader), 1):
            if any(cells[len(names) :]):
                reason = f"has {len(cells)} cells under {len(names)} names; quote what holds a comma"
                yield Reject(f"{source}:{number}", reason)
            else:
                yield number, dict(zip_longest(names, cells[: len(names)]))
    except csv.Error as error:
        yield Reject(source, f"its table is broken ({error})")


def _opened(lines: Iterator[str], column: str | None) -> tuple[list[str], Iterator[list[str]]]:
    """Names of the columns, and a reader of the rows."""
    filled = (line for line in lines if line.strip(" \r\n"))
    header = next(filled, "")
    told = SEPARATOR.fullmatch(header.strip(" \r\n"))
    if told:
        header = next(filled, "")
    mark = told[1] if told else max(MARKS, key=lambda m: _worth(header, m, column))
    reader = csv.reader(chain([header], lines), delimiter=mark)
    return next(reader, []), reader


def _worth(header: str, mark: str, column: str | None) -> tuple[bool, int]:
    """How well a mark parts the header: into names that we know, then into many."""
    cells = next(csv.reader([header], delimiter=mark), [])
    return len(cells) > 1 and _known(cells, column), len(cells)


def _known(names: Sequence[str], column: str | None) -> bool:
    plain = _stripped(names)
    return column in plain or not HEADERS.isdisjoint(n.lower() for n in plain)


def _stripped(names: Sequence[str]) -> list[str]:
    return [n.strip() for n in names]


def _width(cells: Sequence[str]) -> int:
    """Cells up to the last that holds something."""
    return max((n for n, cell in enumerate(cells, 1) if cell.strip()), default=0)
