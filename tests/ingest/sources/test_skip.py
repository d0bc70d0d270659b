"""A later part of a large file: what comes before it is counted, not parsed, and the part is as it would be otherwise."""

import gzip
from pathlib import Path

import pytest

from dateline.ingest.sources import open_sources
from dateline.settings import Settings
from tests.ingest.sources.crawl import page, record

LINES = b'{"text": "a"}\n\n{broken\n{"text": "b"}\n   \n{"id": 7, "text": "c"}\n[]\n{"text": "d"}\n'
CRAWL = b"".join(record(f"http://vell.example/{n}", page(f"Bridge {n} is open."), status=200 if n % 3 else 404) for n in range(8))


@pytest.mark.parametrize(
    "raw", [LINES, LINES + b"{", CRAWL, gzip.compress(CRAWL), gzip.compress(CRAWL)[:-40], CRAWL[:-30], b"Bridges\n\nA bare page of its own.", b""],
    ids=["lines", "cut line", "crawl", "packed", "packed and cut", "cut", "page", "empty"],
)  # fmt: skip
@pytest.mark.parametrize("skip", [1, 3, 5, 8, 20])
def test_what_follows_is_the_same(raw: bytes, skip: int, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(raw)
    whole, late = list(open_sources([str(file)], Settings())), list(open_sources([str(file)], Settings(), None, skip))
    assert len(whole) == len(late) >= 1
    assert whole[skip:] == late[skip:]
