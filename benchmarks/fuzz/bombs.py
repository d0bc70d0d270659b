"""Inputs made to hurt: packed a thousand to one, nested a hundred thousand deep, lengths of a gigabyte, texts that patterns choke on.

`bombs(10)` makes them a tenth as large: to change bytes in them is as telling, and costs a tenth of the time.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from functools import cache, partial

import zstandard

from benchmarks.fuzz.seeds import seeds

DEEP, GIGA, LONG = 100_000, 1 << 30, 950_000  # the last: characters, within what an article may have
RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>a</title><description>%s</description></item></channel></rss>'
LOLS = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + LOLS + b"]>"
ENTITY_FILE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
NESTS: dict[str, bytes] = {
    "div": b"<div>", "a": b"<a ", "table": b"<table><tr><td>", "list": b"<ul><li>", "quote": b"<blockquote>", "p": b"<p>", "b": b"<b><i>",
    "item": b"<item>", "comment": b"<!--", "cdata": b"<![CDATA[", "url": b"<url>", "amp": b"&", "svg": b"<svg><g>", "x": b"<x:y>",
}  # fmt: skip
WORDS: dict[str, bytes] = {
    "letters": b"a", "digits": b"1", "commas": b"1,", "dots": b"Mr. ", "days": b"3 May ", "names": b"Al Bo ", "quotes": b'"\'', "open": b"((",
    "spaces": b" ", "lines": b"a\n", "said": b'"A," he said. ', "between": b"between 1 and ", "killed": b"killed 3 ", "and": b"A and ",
    "wrapped": b"alpha beta gamma delta\n", "deeds": b"killed 3 people in Iraq on Monday. ", "states": b"U.S.", "spoken": b"nineteen ninety-six ",
    "months": b"Jan. ", "listed": b"Alpha Beta Gamma\n", "initials": b"A. ", "places": b"in Paris, Texas, ", "opened": "“A. ".encode(), "dashes": b"a-", "urls": b"http://a.b/", "caps": b"The Army of ", "colon": b"a: ", "marks": b"!?", "wide": "中文。".encode(), "marked": "a\u0301".encode(),
}  # fmt: skip


@cache
def bombs(part: int = 1) -> dict[str, Callable[[], bytes]]:
    """Name -> what makes it, at one `part`-th of its size; they are large, so each is made when it is asked for."""
    deep = DEEP // part
    mega = 1_000_000 // part
    made: dict[str, Callable[[], bytes]] = {
        "gzip": lambda: gzip.compress(b"\0" * 200 * mega, 9), "gzip-html": lambda: gzip.compress(b"<p>word word word</p>" * 10 * mega),
        "gzip-gzip": lambda: gzip.compress(gzip.compress(b"a" * 400 * mega)), "gzip-lines": lambda: gzip.compress(b'{"text": "a"}\n' * 5_000),
        "zstd": lambda: zstandard.ZstdCompressor().compress(b"a" * 400 * mega),
        "zstd-window": lambda: b"\x28\xb5\x2f\xfd\x00\xff" + b"a" * 1000, "gzip-feed": lambda: gzip.compress(RSS % (b"<p>word</p>" * 5 * mega)),
        "zstd-size": lambda: b"\x28\xb5\x2f\xfd\xe0" + GIGA.to_bytes(8, "little") + b"a" * 1000,
        "zstd-dictionary": lambda: b"\x5d\x2a\x4d\x18" + GIGA.to_bytes(4, "little") + b"a" * 1000,
        "entities-rss": lambda: ENTITIES + RSS.split(b"?>")[1] % b"&m;", "entities-sitemap": lambda: ENTITIES + b"<urlset><url><loc>http://a/&m;</loc></url></urlset>",
        "entities-html": lambda: ENTITIES + b"<html><body><p>&m;</p></body></html>", "entity-file": lambda: ENTITY_FILE + RSS.split(b"?>")[1] % b"&a;",
        "json-deep": lambda: b'[{"text":' + b"[" * deep, "json-objects": lambda: b'{"text":' * deep, "ld-deep": lambda: _ld(b"[" * deep),
        "ld-objects": lambda: _ld(b'{"@graph":' * deep), "warc-length": lambda: _warc(b"Content-Length: %d" % GIGA),
        "warc-negative": lambda: _warc(b"Content-Length: -5"), "warc-headers": lambda: b"WARC/1.1\r\n" + b"a: b\r\n" * (mega // 2),
        "chunk-length": lambda: _http(b"Transfer-Encoding: chunked", b"40000000\r\n" + b"<html><p>a</p></html>" * 50),
        "body-bomb": lambda: _http(b"Content-Encoding: gzip", gzip.compress(b"<p>a</p>" * 20 * mega)),
        "body-deflate": lambda: _http(b"Content-Encoding: deflate, deflate", zlib.compress(zlib.compress(b"a" * 100 * mega))),
        "parquet-footer": lambda: seeds()["parquet"][:-8] + GIGA.to_bytes(4, "little") + b"PAR1", "csv-wide": lambda: b"id,text" + b",a" * (mega // 2) + b"\n1,2\n",
        "csv-quote": lambda: b'id,text\n1,"' + b"a\n" * 5 * mega, "line": lambda: b'{"text": "' + b"a" * 60 * mega, "attribute": lambda: _attribute(5 * mega),
        "zeros": lambda: b"\0" * 3 * mega, "surrogates": lambda: b'{"text": "' + rb"\ud800 A met B. " * 1000 + b'"}', "scripts": lambda: _page(b"<script>" * deep),
    }  # fmt: skip
    made |= {f"nest-{k}": partial(_nested, _page, v, deep) for k, v in NESTS.items()}
    made |= {f"nest-rss-{k}": partial(_nested, RSS.__mod__, v, deep) for k, v in NESTS.items()}
    made |= {f"nest-sitemap-{k}": partial(_nested, b"<urlset>".__add__, v, deep) for k, v in NESTS.items()}
    made |= {f"text-{k}": partial(_long, _row, v, LONG // part) for k, v in WORDS.items()}
    made |= {f"bare-{k}": partial(_long, b"Headline\n\n".__add__, v, LONG // part) for k, v in WORDS.items()}
    return made


def _nested(wrap: Callable[[bytes], bytes], tag: bytes, deep: int) -> bytes:
    return wrap(tag * deep)


def _long(wrap: Callable[[bytes], bytes], word: bytes, size: int) -> bytes:
    return wrap(word * (size // len(word)))


def _page(inside: bytes) -> bytes:
    return b"<!doctype html><html><head><title>x</title></head><body>" + inside


def _ld(inside: bytes) -> bytes:
    return b'<html><head><script type="application/ld+json">' + inside + b"</script></head><body>" + seeds()["html-0"] + b"</body></html>"


def _attribute(words: int) -> bytes:
    return _page(b'<p class="' + b"a " * words + b'">word</p>' + seeds()["html-0"])


def _row(text: bytes) -> bytes:
    return b'{"id": "x", "published": "2022-07-04", "text": "' + text.replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"}\n'


def _warc(length: bytes) -> bytes:
    return seeds()["warc"].replace(b"Content-Length:", length + b"\r\nX-Length:", 1)


def _http(header: bytes, body: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + header + b"\r\n\r\n" + body
    head = b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: application/http; msgtype=response\r\n"
    return head + b"Content-Length: %d\r\n\r\n" % len(block) + block + b"\r\n\r\n"
