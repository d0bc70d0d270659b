"""Anything a user can point at; what cannot be read is named and the rest goes on."""

import gzip
import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import pytest
import zstandard

from dateline.ingest.sources import open_sources
from dateline.ingest.sources.ids import normal_url
from dateline.records import Page, Reject
from dateline.settings import FetchOptions, Settings

ROW = {"id": "a1", "text": "The minister met\r\nher guest.", "title": "Meeting", "published": "2020-01-02"}
LONG = "The council met on Monday and agreed to open the bridge. " * 10


def read(*sources: Path | str, settings: Settings | None = None) -> list[Page | Reject]:
    return list(open_sources([str(s) for s in sources], settings or Settings()))


def test_jsonl_keeps_the_text_and_names_a_broken_line(tmp_path: Path) -> None:
    path = tmp_path / "rows.dat"
    path.write_bytes((json.dumps(ROW) + "\n{broken\n" + json.dumps({"id": 2}) + "\n").encode())
    page, broken, empty = read(path)
    assert isinstance(page, Page)
    assert (page.id, page.kind, page.body) == ("a1", "clean", ROW["text"])
    assert page.given == {"title": "Meeting", "published": "2020-01-02"}
    assert isinstance(broken, Reject)
    assert broken.source.endswith(":2")
    assert isinstance(empty, Reject)
    assert "no text" in empty.reason


@pytest.mark.parametrize(
    "pack", [gzip.compress, zstandard.ZstdCompressor().compress, lambda b: gzip.compress(gzip.compress(b))]
)
def test_packed(tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "x").write_bytes(pack(json.dumps(ROW).encode()))
    assert [p.id for p in read(tmp_path / "x") if isinstance(p, Page)] == ["a1"]


def test_truncated_gzip_gives_its_rows_and_then_the_reason(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"id": n, "text": f"{n * 7919 % 10007} {LONG}"}) + "\n" for n in range(20_000)).encode()
    (tmp_path / "x.gz").write_bytes(gzip.compress(rows)[:-2000])
    found = read(tmp_path / "x.gz")
    assert sum(isinstance(p, Page) for p in found) > 1000
    assert isinstance(found[-1], Reject)
    assert "ends too early" in found[-1].reason


def test_tables(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('id,headline,body\n7,Bridge,"opened, at last\n\nby all"\n', "utf-8")
    (tmp_path / "b.tsv").write_text("id\ttext\n8\tclosed again\n", "utf-8")
    duckdb.sql(f"copy (select 9 as id, '{LONG}' as text) to '{tmp_path / 'c.parquet'}' (format parquet)")
    assert [(p.id, str(p.body)[:6]) for p in read(tmp_path) if isinstance(p, Page)] == [
        ("7", "opened"),
        ("8", "closed"),
        ("9", "The co"),
    ]


def test_named_column(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text,inhalt\n7,x,the words\n", "utf-8")
    assert [
        p.body for p in read(tmp_path / "a.csv", settings=Settings(text_column="inhalt")) if isinstance(p, Page)
    ] == ["the words"]
    (missing,) = read(tmp_path / "a.csv", settings=Settings(text_column="nope"))
    assert isinstance(missing, Reject)
    assert "no column 'nope'" in missing.reason


def test_feed(tmp_path: Path) -> None:
    item = "<item><title>{}</title><link>https://example.org/{}</link><pubDate>Mon, 06 Jan 2020 10:00:00 GMT</pubDate><description><![CDATA[{}]]></description></item>"
    feed = "<?xml version='1.0'?><rss version='2.0'><channel><title>Lake</title>" + item.format(
        "A", "a?utm_source=x", f"<p>{LONG}</p>"
    )
    (tmp_path / "feed").write_text(feed + item.format("B", "b", "Short.") + "</channel></rss>", "utf-8")
    page, short = read(tmp_path / "feed")
    assert isinstance(page, Page)
    assert page.id == "https://example.org/a"
    assert page.given["published"] == "2020-01-06T10:00:00+00:00"
    assert isinstance(short, Reject)
    assert "https://example.org/b" in short.reason


def test_entries_of_atom_that_tell_only_their_update(tmp_path: Path) -> None:
    entry = f"<entry><title>A</title><updated>2020-01-06T10:00:00Z</updated><content type='html'>&lt;p&gt;{LONG}&lt;/p&gt;</content></entry>"
    (tmp_path / "feed").write_text(f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Lake</title>{entry}</feed>", "utf-8")
    (page,) = read(tmp_path / "feed")
    assert isinstance(page, Page)
    assert page.given["published"] == "2020-01-06T10:00:00+00:00"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "is empty"),
        (b"%PDF-1.4 x", "PDF"),
        (b"PK\x03\x04zip", "zip"),
        (b"\x01\x02\x03" * 99, "not text"),
        (b"x" * 51_000_000, "larger than"),
    ],
)
def test_refused(tmp_path: Path, body: bytes, reason: str) -> None:
    (tmp_path / "x").write_bytes(body)
    (found,) = read(tmp_path / "x")
    assert isinstance(found, Reject)
    assert reason in found.reason


def test_missing_ones_do_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LONG, "utf-8")
    found = read(tmp_path / "none.txt", tmp_path / "*.html", tmp_path / "a.txt")
    assert [type(x).__name__ for x in found] == ["Reject", "Reject", "Page"]


def test_ids(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.html.gz").write_bytes(gzip.compress(f"<html><p>{LONG}</p></html>".encode()))
    first, second = (p.id for p in read(tmp_path) if isinstance(p, Page))
    assert first == "page"
    assert second.startswith("page-")
    assert normal_url("HTTPS://Example.ORG/a?b=2&utm_source=q&a=1#top") == "https://example.org/a?a=1&b=2"


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path in ("/loop", "/inward"):
            self.send_response(302)
            inward = f"http://127.0.0.2:{self.server.server_address[1]}/page"
            self.send_header("Location", inward if self.path == "/inward" else "/loop")
            self.end_headers()
            return
        body = {
            "/robots.txt": b"User-agent: *\nDisallow: /secret",
            "/page": f"<html><p>{LONG}</p></html>".encode(),
            "/big": b"x" * 300_000,
        }.get(self.path)
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write(body or b"gone")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_urls(site: str) -> None:
    here = Settings(fetch=FetchOptions(allow_private=True, max_bytes=200_000, timeout=5))
    names = ("page", "loop", "gone", "secret/x", "big")
    page, *refused = read(*(f"{site}/{n}" for n in names), settings=here)
    assert isinstance(page, Page)
    assert page.kind == "html"
    reasons = [r.reason for r in refused if isinstance(r, Reject)]
    for reason, expected in zip(
        reasons, ("redirects more than", "answers 404", "robots.txt", "larger than"), strict=True
    ):
        assert expected in reason


def test_private_addresses_are_refused(site: str) -> None:
    (found,) = read(f"{site}/page")
    assert isinstance(found, Reject)
    assert "--allow-private" in found.reason


def test_a_redirect_to_a_private_address_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """127.0.0.1 plays the public site; the address that it leads to stays private."""
    monkeypatch.setattr("dateline.ingest.sources.web._public", lambda address: address == "127.0.0.1")
    page, inward = read(f"{site}/page", f"{site}/inward")
    assert isinstance(page, Page)
    assert isinstance(inward, Reject)
    assert "private address 127.0.0.2" in inward.reason


def test_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = io.TextIOWrapper(io.BytesIO(gzip.compress(json.dumps(ROW).encode())))
    monkeypatch.setattr("sys.stdin", packed)
    (page,) = read("-")
    assert isinstance(page, Page)
    assert (page.id, page.source) == ("a1", "-:1")
