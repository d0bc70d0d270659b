"""WARC records for tests."""

from __future__ import annotations


def record(
    url: str, body: bytes, *, kind: str = "text/html", status: int = 200, day: str = "2022-07-04", coding: str = "",
    transfer: str = "", length: int | None = None, type: str = "response",
) -> bytes:  # fmt: skip
    """One record of a crawl; `length` is what its header claims, right where not given."""
    head = f"HTTP/1.1 {status} Fine\r\nContent-Type: {kind}\r\n"
    head += f"Content-Encoding: {coding}\r\n" if coding else ""
    head += f"Transfer-Encoding: {transfer}\r\n" if transfer else ""
    block = head.encode() + b"\r\n" + body
    lines = (
        "WARC/1.1", f"WARC-Type: {type}", f"WARC-Target-URI: {url}", f"WARC-Date: {day}T10:00:00Z", "WARC-Record-ID: <urn:x:1>",
        f"Content-Type: application/http; msgtype={type}", f"Content-Length: {len(block) if length is None else length}", "", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def page(*paragraphs: str, head: str = "") -> bytes:
    inside = "".join(f"<p>{p}</p>" for p in paragraphs)
    return f"<html><head>{head}</head><body><article>{inside}</article></body></html>".encode()
