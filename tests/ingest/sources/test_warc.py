"""Crawls: pages out of WARC files, plain and packed, and a reason for every response that is none."""

import gzip
import zlib
from datetime import date
from pathlib import Path

import brotli
import pytest
import zstandard

from dateline.ingest.sources import open_sources
from dateline.records import Page, Reject
from dateline.settings import Settings, Wanted
from tests.ingest.sources.crawl import page, record

LINE = "The harbour council of Vell met on Monday and agreed to open the bridge."
PAGE = page(LINE, LINE)


def read(path: Path, body: bytes, wanted: Wanted | None = None) -> list[Page | Reject]:
    path.write_bytes(body)
    return list(open_sources([str(path)], Settings(wanted=wanted or Wanted())))


def reasons(found: list[Page | Reject]) -> list[str]:
    return [f.reason if isinstance(f, Reject) else "page" for f in found]


def with_dictionary(body: bytes) -> bytes:
    words = zstandard.train_dictionary(8192, [record(f"http://vell.example/{n}", PAGE * (n % 5 + 1)) for n in range(400)])
    raw = words.as_bytes()
    frame = zstandard.ZstdCompressor(dict_data=words).compress(body)
    return b"\x5d\x2a\x4d\x18" + len(raw).to_bytes(4, "little") + raw + frame


def member_each(body: bytes) -> bytes:
    """One gzip member a record, as crawlers write."""
    return b"".join(gzip.compress(b"WARC/1.1" + part) for part in body.split(b"WARC/1.1")[1:])


@pytest.mark.parametrize("pack", [bytes, gzip.compress, member_each, zstandard.ZstdCompressor().compress, with_dictionary])
def test_plain_and_packed(tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]
    crawl = record("http://vell.example/a?utm_source=x", PAGE) + record("http://vell.example/b", PAGE, type="request")
    (found,) = read(tmp_path / "crawl.warc", pack(crawl))
    assert isinstance(found, Page)
    assert (found.id, found.source, found.kind) == ("http://vell.example/a", "http://vell.example/a?utm_source=x", "html")
    assert found.given == {"url": "http://vell.example/a?utm_source=x", "crawled": "2022-07-04"}


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("gzip", PAGE),  # undone by the crawler, the header left
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("br", brotli.compress(PAGE)),
        ("zstd", zstandard.ZstdCompressor().compress(PAGE)),
    ],
)
def test_encoded_bodies(tmp_path: Path, coding: str, body: bytes) -> None:
    (found,) = read(tmp_path / "x", record("http://vell.example/a", body, coding=coding))
    assert isinstance(found, Page)
    assert found.body == PAGE


def test_chunked_bodies(tmp_path: Path) -> None:
    chunked = b"%x\r\n%s\r\n%x;note\r\n%s\r\n0\r\n\r\n" % (10, PAGE[:10], len(PAGE) - 10, PAGE[10:])
    crawl = record("http://a.example/", chunked, transfer="chunked") + record("http://b.example/", PAGE, transfer="chunked")
    assert [f.body for f in read(tmp_path / "x", crawl) if isinstance(f, Page)] == [PAGE, PAGE]


def test_charset_of_the_header_wins_where_it_holds(tmp_path: Path) -> None:
    french = f"<html><p>{LINE} Élu à Évry.</p></html>"
    crawl = record("http://a.example/", french.encode("cp1252"), kind="text/html; charset=ISO-8859-1")
    crawl += record("http://b.example/", french.encode(), kind="text/html; charset=ascii; x")
    first, second = (f.body for f in read(tmp_path / "x", crawl) if isinstance(f, Page))
    assert first == french
    assert french.encode() in (second, second.encode("cp1252") if isinstance(second, str) else b"")


def test_each_response_without_a_page_has_its_reason(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<html>" + b" " * 30_000_000)
    crawl = b"".join(
        (
            record("http://a.example/1", b"gone", status=404),
            record("http://a.example/2", b"\xff\xd8\xff", kind="image/jpeg"),
            record("http://a.example/3", b"%PDF-1.7"),
            record("http://a.example/4", bomb, coding="gzip"),
            record("http://a.example/5", b"\x1f\x8bjunk", coding="gzip"),
            record("http://a.example/6", b"", type="revisit"),
            record("http://a.example/7", PAGE),
            record("http://a.example/8", PAGE, length=1_000_000_000),
        )
    )
    expected = ["answered 404", "image/jpeg", "PDF", "larger than 20 MB", "cannot be unpacked", "revisit", "page", "larger than"]
    found = reasons(read(tmp_path / "x", crawl))
    assert len(found) == len(expected)
    assert all(e in f for e, f in zip(expected, found, strict=True)), found


def test_a_file_cut_short_gives_what_it_has(tmp_path: Path) -> None:
    crawl = record("http://a.example/1", PAGE) + record("http://a.example/2", PAGE)
    assert reasons(read(tmp_path / "x", crawl[:-60])) == ["page", "its record is cut short"]
    packed = reasons(read(tmp_path / "y", member_each(crawl)[:-60]))
    assert packed[0] == "page"
    assert "ends too early" in packed[-1]
    assert "without responses" in reasons(read(tmp_path / "z", record("http://a.example/1", PAGE, type="request")))[0]


def test_site_and_day_are_asked_before_the_body_is_read(tmp_path: Path) -> None:
    broken = b"\x1f\x8bjunk"  # reading it would give another reason
    crawl = record("http://www.vell.example/1", PAGE)
    crawl += record("http://notvell.example/2", broken, coding="gzip")
    crawl += record("http://vell.example/3", broken, coding="gzip", day="2021-07-04")
    crawl += record("http://vell.example/2019/03/01/bridge", broken, coding="gzip")
    wanted = Wanted(since=date(2022, 1, 1), sites=("vell.example",))
    assert reasons(read(tmp_path / "x", crawl, wanted)) == [
        "page",
        "is not of vell.example (--site)",
        "was crawled before 2022-01-01 (--since)",
        "was published before 2022-01-01 (--since)",
    ]
