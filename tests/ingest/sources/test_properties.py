"""Whatever the bytes: a page or a reason, and what is packed comes out as it went in."""

import contextlib
import gzip
import io
import json
import zlib
from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path

import brotli
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import BadInput
from dateline.ingest.nesting import deepest
from dateline.ingest.sources import open_sources
from dateline.ingest.sources.ids import normal_url
from dateline.ingest.sources.listed import listed_in
from dateline.ingest.sources.payload import DAMAGED, plain
from dateline.ingest.sources.rows import json_lines, lines_of
from dateline.ingest.sources.sniff import sniff
from dateline.ingest.sources.tables import table_rows
from dateline.ingest.sources.unpack import blocks
from dateline.ingest.wanted import unwanted_page
from dateline.records import Page, Reject
from dateline.settings import Settings, Wanted
from tests.ingest.sources.crawl import record

STARTS = (
    b"", b"WARC/1.1\r\n", b"<rss version='2.0'>", b"<urlset>", b"<html>", b'{"text": "', b'[{"text": "', b"id,text\n", b"PAR1", b"\x1f\x8b\x08\x00",
    b"\x28\xb5\x2f\xfd", b"\xff\xfe", record("http://a.example/", b"<html>", length=9_999), record("http://[a/", b"<html><p>word</p>"),
)
anything = st.builds(lambda start, rest: start + rest, st.sampled_from(STARTS), st.binary(max_size=400))
PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstandard.ZstdCompressor().compress,
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(anything)
def test_any_file_gives_pages_or_a_reason(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "x").write_bytes(raw)
    found = list(open_sources([str(tmp_path / "x")], Settings()))
    assert found
    assert all(isinstance(f, Page) or f.reason for f in found)


@settings(deadline=None)
@given(anything)
def test_listings_are_read_or_refused(raw: bytes) -> None:
    with contextlib.suppress(BadInput):
        assert all(one.url.startswith("http") for one in listed_in(raw, "http://a.example/x"))


@settings(deadline=None)
@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20), unique=True))
def test_a_sitemap_names_its_pages(names: list[str]) -> None:
    urls = [f"http://a.example/{n}?a=1&b" for n in names]
    rows = "".join(f"<url><loc>{escape(u)}</loc></url>" for u in urls)
    assert [one.url for one in listed_in(f"<urlset>{rows}</urlset>".encode(), "http://a.example/")] == urls


@given(st.lists(st.binary(max_size=30)))
def test_lines_are_those_of_the_whole(parts: list[bytes]) -> None:
    whole = b"".join(parts).split(b"\n")
    assert list(lines_of(parts, "x")) == (whole if whole[-1] else whole[:-1])


@given(st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.integers() | st.none(), max_size=3), max_size=5))
def test_json_lines_come_back(rows: list[dict[str, object]]) -> None:
    assert list(json_lines([json.dumps(r).encode() for r in rows], "x")) == [*enumerate(rows, 1)]


@given(st.binary(max_size=200))
def test_a_broken_line_is_named(line: bytes) -> None:
    for found in json_lines([line], "x"):
        assert isinstance(found, tuple) or found.source == "x:1"


@given(st.text(max_size=200))
def test_tables_never_break(text: str) -> None:
    for row in table_rows(text.splitlines(keepends=True), "x"):
        assert isinstance(row, tuple | Reject)


@pytest.mark.parametrize("name", sorted(PACK))
@given(body=st.binary(min_size=1, max_size=500))
def test_packed_bodies_come_back(name: str, body: bytes) -> None:
    if not body.lstrip().startswith(b"<"):
        assert plain(PACK[name](body), "", name) == body
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(body[n : n + 99]), body[n : n + 99]) for n in range(0, len(body), 99)) + b"0\r\n\r\n"
    assert plain(chunks, "chunked", "") == body


@given(st.binary(max_size=200), st.sampled_from([*sorted(PACK), "gzip, br", "x"]), st.sampled_from(["", "chunked"]))
def test_damaged_bodies_raise_what_is_caught(raw: bytes, packing: str, transfer: str) -> None:
    with contextlib.suppress(*DAMAGED):
        plain(raw, transfer, packing)


@given(st.binary(max_size=300), st.sampled_from([gzip.compress, zstandard.ZstdCompressor().compress]))
def test_packed_streams_come_back(body: bytes, pack: Callable[[bytes], bytes]) -> None:
    if not body.startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")):
        assert b"".join(blocks(io.BytesIO(pack(body)), "x")) == body


@given(st.binary(max_size=300))
def test_a_refusal_has_a_reason(head: bytes) -> None:
    kind, reason = sniff(head)
    assert (kind == "refused") == bool(reason)


@given(st.text(max_size=100) | st.from_regex(r"https?://[a-z\[\]:.]{1,20}(/[a-z?&=%#;+]{0,30})?", fullmatch=True))
def test_a_normal_url_stays_normal(url: str) -> None:
    assert normal_url(normal_url(url)) == normal_url(url)


@given(st.text("<>/abp \"'", max_size=300))
def test_depth_is_no_more_than_the_tags(raw: str) -> None:
    assert 0 <= deepest(raw, frozenset()) <= raw.count("<")


@settings(deadline=None)
@given(anything)
def test_filters_take_any_page(raw: bytes) -> None:
    wanted = Wanted(date(2022, 1, 1), date(2022, 12, 31), ("a.example",), ("en",))
    assert unwanted_page(wanted, Page("x", "http://a.example/2022/13/45/x", "html", raw)) != ""


def test_halves_of_characters_become_question_marks() -> None:
    lines = [b'\xef\xbb\xbf{"id": "x\\ud800y", "text": "\\ud83d\\ude00"}', b'{"id": "\\uDFFF"}']
    assert list(json_lines(lines, "x")) == [(1, {"id": "x?y", "text": "😀"}), (2, {"id": "?"})]
