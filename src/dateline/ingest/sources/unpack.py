"""Packed bytes -> plain bytes, as a stream, with a limit: a gzip bomb ends as one clear reason."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import zstandard

from dateline.errors import BadInput

BLOCK = 1 << 18
GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
# .warc.zst opens with a frame that holds the dictionary of all that follow (IIPC, "Use of Zstandard compression in WARC files").
ZSTD_DICTIONARY, LARGEST_DICTIONARY = b"\x5d\x2a\x4d\x18", 64_000_000
WINDOW = 1 << 27  # bytes; what a zstd frame may ask us to keep


def blocks(handle: BinaryIO, source: str) -> Iterator[bytes]:
    """Plain blocks of a stream, unpacked where it is packed (twice at most). Raises BadInput where it is cut short."""
    stream: Iterator[bytes] = iter(lambda: handle.read(BLOCK), b"")
    for _ in range(2):
        first = next(stream, b"")
        stream = _chain(first, stream)
        if first.startswith(GZIP):
            stream = _gunzip(stream, source)
        elif first.startswith(ZSTD):
            stream = _unzstd(stream, source)
        elif first.startswith(ZSTD_DICTIONARY):
            stream = _unzstd_with_dictionary(stream, source)
        else:
            return stream
    return stream


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest


def _gunzip(stream: Iterator[bytes], source: str) -> Iterator[bytes]:
    tool, inside = zlib.decompressobj(47), False
    try:
        for block in stream:
            while block:
                inside = True
                out = tool.decompress(block, BLOCK)
                if out:
                    yield out
                block = tool.unconsumed_tail
                if tool.eof:  # another member may follow; padding of zeros ends the file
                    block, tool, inside = tool.unused_data.lstrip(b"\0"), zlib.decompressobj(47), False
    except zlib.error as error:
        raise BadInput(source, f"its gzip data is damaged ({error})") from error
    if inside:
        raise BadInput(source, "its gzip data ends too early")


def _unzstd(stream: Iterator[bytes], source: str, dictionary: zstandard.ZstdCompressionDict | None = None) -> Iterator[bytes]:
    reader = zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=WINDOW).stream_reader(
        io.BufferedReader(AsFile(stream)), read_across_frames=True
    )
    try:
        while block := reader.read(BLOCK):
            yield block
    except zstandard.ZstdError as error:
        raise BadInput(source, f"its zstd data is damaged or ends too early ({error})") from error


def _unzstd_with_dictionary(stream: Iterator[bytes], source: str) -> Iterator[bytes]:
    """The dictionary, itself packed or not, then the frames that need it."""
    handle = io.BufferedReader(AsFile(stream))
    size = int.from_bytes(handle.read(8)[4:], "little")
    if size > LARGEST_DICTIONARY:
        raise BadInput(source, "its zstd dictionary is larger than any should be")
    raw = handle.read(size)
    try:
        if raw.startswith(ZSTD):
            raw = zstandard.ZstdDecompressor(max_window_size=WINDOW).stream_reader(io.BytesIO(raw)).read(LARGEST_DICTIONARY)
        dictionary = zstandard.ZstdCompressionDict(raw)
    except zstandard.ZstdError as error:
        raise BadInput(source, f"its zstd dictionary is damaged ({error})") from error
    yield from _unzstd(iter(lambda: handle.read(BLOCK), b""), source, dictionary)


class AsFile(io.RawIOBase):
    """Blocks of bytes as a readable file."""

    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream, self._held, self._at = iter(stream), b"", 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._held:
            block = next(self._stream, None)
            if block is None:
                return 0
            self._held = block
        size = min(len(view), len(self._held))
        view[:size] = self._held[:size]
        self._held = self._held[size:]
        self._at += size
        return size

    def tell(self) -> int:
        return self._at
