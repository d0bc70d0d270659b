"""Honest inputs of every kind, made from our own example pages; the fuzzing begins with them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tempfile
from functools import cache
from html import escape
from pathlib import Path

import duckdb
import zstandard

PAGES = Path(__file__).parents[2] / "examples"
SOME = 3  # articles in a file that holds several


@cache
def seeds() -> dict[str, bytes]:
    """Name -> bytes. The name says the kind."""
    texts = [p.read_text("utf-8") for p in sorted(PAGES.rglob("*.txt"))]
    every = [{"id": f"own-{n}", "title": t.split("\n")[0], "published": "2022-07-04", "text": t} for n, t in enumerate(texts)]
    rows = every[:SOME]
    found = {f"bare-{n}": t.encode() for n, t in enumerate(texts)}
    found |= {f"html-{n}": _html(t).encode() for n, t in enumerate(texts)}
    found |= {
        "latin": _html(texts[0]).replace("utf-8", "iso-8859-1").encode("latin-1", "replace"), "wide": _html(texts[1]).encode("utf-16"),
        "jsonl": "".join(json.dumps(r) + "\n" for r in rows).encode(), "json": json.dumps(rows).encode(),
        "csv": _table(rows), "parquet": _parquet(rows), "rss": _rss(rows), "atom": _atom(rows), "sitemap": _sitemap(every),
        "warc": b"".join(_record(n, _html(t).encode()) for n, t in enumerate(texts[:SOME])),
    }  # fmt: skip
    packed = {f"{k}.gz": gzip.compress(found[k], 6, mtime=0) for k in ("html-0", "jsonl", "warc", "parquet", "sitemap")}
    tool = zstandard.ZstdCompressor()
    return found | packed | {f"{k}.zst": tool.compress(found[k]) for k in ("html-1", "jsonl", "warc")}


def _html(text: str) -> str:
    lines = [escape(line) for line in text.split("\n") if line.strip()]
    told = {"@type": "NewsArticle", "headline": lines[0], "datePublished": "2022-07-04T10:00:00Z", "author": [{"name": "A. Writer"}]}
    head = f'<meta charset="utf-8"><title>{lines[0]}</title><meta property="article:published_time" content="2022-07-04">'
    head += f'<script type="application/ld+json">{json.dumps(told)}</script>'
    body = "".join(f"<p>{line}</p>" for line in lines[1:])
    menu = "".join(f'<li><a href="/{n}">Part {n}</a></li>' for n in range(20))
    return f"<!doctype html><html><head>{head}</head><body><ul>{menu}</ul><article><h1>{lines[0]}</h1>{body}</article></body></html>"


def _table(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _parquet(rows: list[dict[str, str]]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "rows.jsonl", Path(folder) / "rows.parquet"
        source.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
        duckdb.sql(f"copy (from read_json('{source}')) to '{target}' (format parquet)")
        return target.read_bytes()


def _rss(rows: list[dict[str, str]]) -> bytes:
    items = "".join(
        f"<item><title>{escape(r['title'])}</title><link>https://lake.example/{r['id']}</link>"
        f"<pubDate>Mon, 04 Jul 2022 10:00:00 GMT</pubDate><description><![CDATA[<p>{r['text']}</p>]]></description></item>"
        for r in rows
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Lake</title>{items}</channel></rss>'.encode()


def _atom(rows: list[dict[str, str]]) -> bytes:
    items = "".join(
        f'<entry><title>{escape(r["title"])}</title><link href="https://lake.example/{r["id"]}"/><updated>2022-07-04T10:00:00Z</updated>'
        f'<content type="html">{escape("<p>" + r["text"] + "</p>")}</content></entry>'
        for r in rows
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Lake</title>{items}</feed>'.encode()


def _sitemap(rows: list[dict[str, str]]) -> bytes:
    items = "".join(f"<url><loc>https://lake.example/{r['id']}</loc><lastmod>2022-07-04</lastmod></url>" for r in rows)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</urlset>'.encode()


def _record(number: int, body: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    lines = (
        "WARC/1.1", "WARC-Type: response", f"WARC-Target-URI: https://lake.example/{number}", "WARC-Date: 2022-07-04T10:00:00Z",
        f"WARC-Record-ID: <urn:x:{number}>", "Content-Type: application/http; msgtype=response", f"Content-Length: {len(block)}", "", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"
