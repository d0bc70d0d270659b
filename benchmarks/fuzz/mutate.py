"""Input number N of a fuzzing run: the same bytes on every machine."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import cache
from random import Random

from benchmarks.fuzz.bombs import bombs
from benchmarks.fuzz.seeds import seeds

BOMBS_EVERY = 8  # one input in so many is a bomb
PART = 10  # changed bombs are made a so-manieth of their size
TOKENS = (
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"</", b"<html>", b"</body>", b"&#x110000;", b"&#0;", b"<!ENTITY a 'b'>",
    b"9" * 400, b"-1", b"1e999", b"NaN", b"null", b"{}", b"[]", b'"', b"'", b"\\u0000", b"\\ud800", b"\r\n\r\n", b"\n\n", b"WARC/1.1\r\n", b"\x1f\x8b\x08",
    b"Content-Length: 1073741824\r\n", b"2022-02-30", b"0000-00-00", b"99999-01-01", b"30 February 2022", b"http://[::1", b"<meta charset=utf-7>",
    b"<base href='//'>", "\u202e\u200b\u0301".encode(), "İıß".encode(), b"(((", b"<svg/onload=", b'<script type="application/ld+json">{"@type":["NewsArticle"],',
)  # fmt: skip


def named_input(number: int) -> tuple[str, bytes]:
    """Its name and its bytes."""
    random = Random(number)
    if number % BOMBS_EVERY == 0:
        lap, place = divmod(number // BOMBS_EVERY, len(bombs()))
        some = bombs(PART if lap else 1)  # the first round has them whole and as they are
        name = list(some)[place]
        return name, mutated(_made(name), random) if lap else some[name]()
    name = random.choice(list(seeds()))
    return name, mutated(seeds()[name], random)


@cache
def _made(name: str) -> bytes:
    return bombs(PART)[name]()


def mutated(raw: bytes, random: Random) -> bytes:
    """One to five changes."""
    for _ in range(random.randint(1, 5)):
        raw = random.choice(CHANGES)(raw, random)
    return raw


def _flip(raw: bytes, random: Random) -> bytes:
    out = bytearray(raw)
    for _ in range(random.choice((1, 3, 30, 300)) if out else 0):
        out[random.randrange(len(out))] ^= 1 << random.randrange(8)
    return bytes(out)


def _truncate(raw: bytes, random: Random) -> bytes:
    return raw[: random.randint(0, len(raw))]


def _cut(raw: bytes, random: Random) -> bytes:
    start, end = _span(raw, random)
    return raw[:start] + raw[end:]


def _repeat(raw: bytes, random: Random) -> bytes:
    start, end = _span(raw, random)
    return raw[:end] + raw[start:end] * random.choice((1, 2, 50)) + raw[end:] if end - start < 20_000 else raw


def _insert(raw: bytes, random: Random) -> bytes:
    at = random.randint(0, len(raw))
    return raw[:at] + random.choice(TOKENS) * random.choice((1, 1, 10)) + raw[at:]


def _noise(raw: bytes, random: Random) -> bytes:
    at = random.randint(0, len(raw))
    return raw[:at] + random.randbytes(random.choice((1, 16, 2000))) + raw[at:]


def _splice(raw: bytes, random: Random) -> bytes:
    other = random.choice(list(seeds().values()))
    return raw[: random.randint(0, len(raw))] + other[random.randint(0, len(other)) :]


def _pack(raw: bytes, random: Random) -> bytes:
    return gzip.compress(raw, 1, mtime=0) if len(raw) < 5_000_000 else raw


def _span(raw: bytes, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(raw))
    return start, min(len(raw), start + random.choice((1, 50, 5000)))


Change = Callable[[bytes, Random], bytes]
CHANGES: tuple[Change, ...] = (_flip, _flip, _truncate, _cut, _repeat, _insert, _insert, _noise, _splice, _pack)
