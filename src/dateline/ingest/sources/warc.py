"""WARC -> Pages: the HTML that a crawl was answered with, in one pass; memory holds one record.

Format: ISO 28500 (WARC 1.1). Requests, metadata and further records are no documents and pass in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from dateline.errors import BadInput
from dateline.ingest.sources.ids import normal_url
from dateline.ingest.sources.payload import DAMAGED, LARGEST, TooLarge, plain
from dateline.ingest.sources.rows import SKIPPED
from dateline.ingest.sources.sniff import sniff
from dateline.ingest.sources.unpack import AsFile
from dateline.ingest.wanted import unwanted_crawl
from dateline.records import Page, Reject
from dateline.settings import Wanted

HEAD = 65_536
TYPES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.revisit
LATIN = ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii")  # what pages call cp1252


def pages_of_warc(stream: Iterable[bytes], source: str, base: str, wanted: Wanted, skip: int = 0) -> Iterator[Page | Reject]:
    """One Page an HTML response; every other response is a Reject named by its URL. `stream` is unpacked already.

    skip: for so many responses SKIPPED comes instead.
    """
    broken: list[BadInput] = []
    handle = cast(BinaryIO, AsFile(_until_broken(stream, broken)))
    records = ArchiveIterator(
        handle, record_types=TYPES, parse_http=True, auto_decode="none", stream_detect=False, quirks_mode=True
    )
    number = 0
    try:
        for number, record in enumerate(records, 1):
            yield SKIPPED if number <= skip else _page(record, f"{source}:{number}", f"{base}-{number}", wanted)
    except (OSError, ValueError) as error:
        raise BadInput(source, f"its WARC data is damaged after record {number} ({str(error)[:80]})") from error
    if broken:
        raise broken[0]
    if not number:
        raise BadInput(source, "is a WARC file without responses")


def _until_broken(stream: Iterable[bytes], broken: list[BadInput]) -> Iterator[bytes]:
    """The blocks up to the first that cannot be unpacked: the reader looks ahead, and must not lose what it holds by then."""
    try:
        yield from stream
    except BadInput as bad:
        broken.append(bad)


def _page(record: WarcRecord, place: str, name: str, wanted: Wanted) -> Page | Reject:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    crawled = (record.headers.get("WARC-Date") or "")[:10] or None
    source = url or place
    if reason := _refused(record) or unwanted_crawl(wanted, url or None, crawled):
        return Reject(source, reason)
    http = record.http_headers
    encodings = [(http.get(f"{name}-Encoding") or "") if http else "" for name in ("Transfer", "Content")]
    raw = record.reader.read(record.content_length)
    if len(raw) < record.content_length:
        return Reject(source, "its record is cut short")
    try:
        body = plain(raw, *encodings)
    except TooLarge as large:
        return Reject(source, str(large))
    except DAMAGED as error:
        return Reject(source, f"its body cannot be unpacked ({str(error)[:60]})")
    kind, reason = sniff(body[:HEAD])
    if kind != "html":
        return Reject(source, reason or f"is {kind}, not HTML")
    given: dict[str, str | list[str]] = {k: v for k, v in (("url", url), ("crawled", crawled)) if v}
    return Page(normal_url(url) if url else name, source, "html", _text(body, record.http_charset), given)


def _refused(record: WarcRecord) -> str | None:
    """Why a record holds no page, as far as its headers say."""
    if record.record_type == WarcRecordType.revisit:
        return "is a revisit: the same bytes were crawled before"
    if record.http_headers is not None:
        status = record.http_headers.status_code or 0
        if not 200 <= status < 300:
            return f"the site answered {status}"
    kind = (record.http_content_type or "").split(";")[0].strip().lower()
    if kind.startswith(("image/", "video/", "audio/", "font/")):
        return f"is {kind}, not HTML"
    if record.content_length > LARGEST:
        return f"is larger than {LARGEST // 1_000_000} MB, more than any page"
    return None


def _text(body: bytes, charset: str | None) -> bytes | str:
    """Decoded as the HTTP header says, where that holds to the last byte; else left to what the page itself declares."""
    if not charset or body.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return body
    try:
        return body.decode("cp1252" if charset.lower() in LATIN else charset)
    except (ValueError, LookupError):
        return body
