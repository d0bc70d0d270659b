"""What a document is, from its first bytes."""

from __future__ import annotations

import json
import re
from typing import Literal

Kind = Literal["html", "bare", "feed", "jsonl", "json", "table", "parquet", "warc", "refused"]

# First bytes of what is no text, and how to call it.
MAGIC = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a zip archive (or an office document)", b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"\x7fELF": "a program", b"BZh": "packed with bzip2",
    b"\xfd7zXZ": "packed with xz", b"SQLite format 3": "an SQLite database", b"RIFF": "sound or video", b"OggS": "sound or video",
}  # fmt: skip
FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|h1|meta|title|section|main)[\s>]", re.I)
WIDE = (b"\xff\xfe", b"\xfe\xff")


def sniff(head: bytes) -> tuple[Kind, str]:
    """(kind, reason) of a document by its first 64 kB; the reason says why it is refused, else it is empty."""
    if not head.strip():
        return "refused", "is empty"
    if head.startswith(b"PAR1"):
        return "parquet", ""
    if head.startswith(b"WARC/"):
        return "warc", ""
    for magic, name in MAGIC.items():
        if head.startswith(magic):
            return "refused", f"is {name}, not text"
    if not head.startswith(WIDE) and _binary(head):
        return "refused", "is not text"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")) and (kind := _json(start)):
        return kind, ""
    feed, page = FEED.search(start[:2000]), HTML.search(start[:8000].replace(b"\0", b""))
    if feed and (not page or feed.start() < page.start()):  # a feed may hold HTML inside, not the other way round
        return "feed", ""
    if page:
        return "html", ""
    return ("table", "") if _table(start) else ("bare", "")


def _binary(head: bytes) -> bool:
    odd = sum(b < 9 or 13 < b < 27 for b in head[:4096])
    return odd > 0.02 * min(len(head), 4096)


def _json(start: bytes) -> Kind | None:
    line = start.split(b"\n", 1)[0].strip()
    if line.startswith(b"{"):
        try:
            return "jsonl" if isinstance(json.loads(line), dict) else None
        except (ValueError, RecursionError):
            return "jsonl" if re.match(rb'\{\s*"[^"\n]{1,80}"\s*:', line) and len(line) > 2 else _object(start)
    return "json" if re.match(rb"\[\s*\{", start) else None


def _object(start: bytes) -> Kind | None:
    return "json" if re.match(rb'\{\s*"[^"\n]{1,80}"\s*:', start) else None


def _table(start: bytes) -> bool:
    """A header of short names with a text-like one among them, parted by commas, tabs or semicolons."""
    header = start.split(b"\n", 1)[0].decode("utf-8", "replace").strip().lower()
    for mark in ("\t", ",", ";"):
        cells = [c.strip().strip('"') for c in header.split(mark)]
        if len(cells) > 1 and all(0 < len(c) <= 40 and len(c.split()) <= 3 for c in cells) and set(cells) & HEADERS:
            return True
    return False


HEADERS = frozenset(
    "text body content article story full_text fulltext articlebody title headline id url date published".split()
)
