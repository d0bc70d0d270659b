"""The body of an HTTP answer as a crawl kept it -> plain bytes, with a limit, so that a bomb ends as one reason.

Done here rather than by fastwarc, whose reader gives up the rest of a file at one body that is damaged.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import brotli
import zstandard

LARGEST = 20_000_000  # bytes of one page; what article/page.py takes at most
DAMAGED = (zlib.error, brotli.error, zstandard.ZstdError, ValueError)


class TooLarge(ValueError):
    """More than LARGEST bytes."""


def plain(raw: bytes, transfer: str, content: str) -> bytes:
    """Undo Transfer-Encoding and Content-Encoding. Raises TooLarge, or one of DAMAGED.

    Many crawlers undo them and leave the headers as they were, so each is undone only where the bytes look like it.
    """
    if "chunked" in transfer.lower():
        raw = _dechunked(raw)
    for name in reversed([n.strip().lower() for n in content.split(",")][:3]):
        raw = UNPACK.get(name, _as_it_is)(raw)
        if len(raw) > LARGEST:
            raise TooLarge(f"is larger than {LARGEST // 1_000_000} MB, more than any page")
    return raw


def _dechunked(raw: bytes) -> bytes:
    """RFC 9112, 7.1. What does not begin with a chunk was undone already; a last chunk cut short stays as far as it goes."""
    out, at = bytearray(), 0
    while (end := raw.find(b"\r\n", at, at + 1000)) >= 0:
        try:
            size = int(raw[at:end].split(b";")[0].strip() or b"x", 16)
        except ValueError:
            break
        if size <= 0:
            return bytes(out)
        out += raw[end + 2 : end + 2 + size]
        at = end + 2 + size + 2
    return bytes(out) if out else raw


def _gunzip(raw: bytes) -> bytes:
    return zlib.decompressobj(47).decompress(raw, LARGEST + 1) if raw.startswith(b"\x1f\x8b") else raw


def _inflate(raw: bytes) -> bytes:
    """ "deflate" means zlib by the letter, and bare deflate by habit."""
    if raw.lstrip().startswith(b"<"):
        return raw
    try:
        return zlib.decompressobj().decompress(raw, LARGEST + 1)
    except zlib.error:
        return zlib.decompressobj(-15).decompress(raw, LARGEST + 1)


def _unbrotli(raw: bytes) -> bytes:
    if raw.lstrip().startswith(b"<"):
        return raw
    tool, out = brotli.Decompressor(), bytearray()
    out += tool.process(raw, output_buffer_limit=LARGEST + 1)
    while len(out) <= LARGEST and not tool.is_finished() and (more := tool.process(b"", output_buffer_limit=LARGEST + 1)):
        out += more
    return bytes(out)


def _unzstd(raw: bytes) -> bytes:
    if not raw.startswith(b"\x28\xb5\x2f\xfd"):
        return raw
    return zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(io.BytesIO(raw)).read(LARGEST + 1)


def _as_it_is(raw: bytes) -> bytes:
    return raw


UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _gunzip, "x-gzip": _gunzip, "deflate": _inflate, "br": _unbrotli, "zstd": _unzstd,
}  # fmt: skip
