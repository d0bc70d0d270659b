"""What a document is, from its first bytes."""

from __future__ import annotations

import json
import re
from typing import Any, Literal

from dateline.ingest.sources.tables import WIDE, is_table

Kind = Literal["html", "bare", "feed", "jsonl", "json", "table", "parquet", "warc", "refused"]

# First bytes of what is no text, and how to call it.
MAGIC = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a zip archive (or an office document)", b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"\x7fELF": "a program", b"BZh": "packed with bzip2",
    b"\xfd7zXZ": "packed with xz", b"SQLite format 3": "an SQLite database", b"RIFF": "sound or video", b"OggS": "sound or video",
}  # fmt: skip
OBJECT = re.compile(rb'\{\s*"[^"\n]{1,80}"\s*:')
FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|h1|meta|title|section|main)[\s>]", re.I)
HEAD = 65_536  # bytes that are looked at
LINES = 20  # of JSON, one of which must be whole


def sniff(head: bytes, column: str | None = None) -> tuple[Kind, str]:
    """(kind, reason) of a document by its first 64 kB; the reason says why it is refused, else it is empty. `column`: that of the text."""
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
    if not start.startswith(b"<") and is_table(head, column, cut=len(head) >= HEAD):  # its cells may hold HTML
        return "table", ""
    feed, page = FEED.search(start[:2000]), HTML.search(start[:8000].replace(b"\0", b""))
    if feed and (not page or feed.start() < page.start()):  # a feed may hold HTML inside, not the other way round
        return "feed", ""
    return ("html" if page else "bare"), ""


def _binary(head: bytes) -> bool:
    odd = sum(b < 9 or 13 < b < 27 for b in head[:4096])
    return odd > 0.02 * min(len(head), 4096)


def _json(start: bytes) -> Kind | None:
    first, *lines = (line.strip() for line in start.split(b"\n", LINES))
    if first.startswith(b"{"):
        if isinstance(_value(first), dict):
            return "jsonl"
        if OBJECT.match(start):  # on one line, cut or broken, or over many
            return "jsonl" if OBJECT.match(first) and len(first) > 2 else "json"
        return "jsonl" if any(isinstance(_value(line), dict) for line in lines) else None
    return "json" if re.match(rb"\[\s*\{", start) else None


def _value(line: bytes) -> Any:
    """None where it is no JSON."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
