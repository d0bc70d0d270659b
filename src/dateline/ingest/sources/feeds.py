"""RSS and Atom: entries with their full text. No network: an entry with a summary alone is refused with its link."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import feedparser

from dateline.errors import BadInput
from dateline.ingest.nesting import deepest
from dateline.ingest.sources.ids import normal_url
from dateline.records import Page, Reject

LEAST = 400  # characters of markup; shorter contents are teasers
LARGEST = 5_000_000  # bytes; feedparser takes 40 s for so many, and no feed comes near
DEEPEST = 200  # nested tags; feedparser takes time by their square


def pages_of_feed(raw: bytes, source: str, base: str) -> Iterator[Page | Reject]:
    """One Page an entry with full text."""
    feed = parsed(raw, source)
    if not feed.entries:
        yield Reject(source, "is a feed without entries")
    for number, entry in enumerate(feed.entries, 1):
        link = entry.get("link")
        content = max((c.get("value") or "" for c in entry.get("content") or []), key=len, default="")
        summary = entry.get("summary") or ""
        body = content if len(content) >= len(summary) else summary
        if len(body) < LEAST:
            yield Reject(
                f"{source}:{number}", f"the feed gives only a summary; code its link instead: {link or 'none given'}"
            )
            continue
        name = normal_url(link) if link else f"{base}-{number}"
        title = entry.get("title") or ""
        html = f"<html><body><article><h1>{title}</h1>{body}</article></body></html>"
        yield Page(name, link or f"{source}:{number}", "html", html, _given(entry, feed.feed.get("title")))


def parsed(raw: bytes, source: str) -> Any:
    """A feed as feedparser gives it, its markup as it is. Raises BadInput on what would keep feedparser busy for long."""
    if len(raw) > LARGEST:
        raise BadInput(source, f"is larger than {LARGEST // 1_000_000} MB, more than any feed")
    if b"<!ENTITY" in raw:
        raise BadInput(source, "declares entities of its own, as no feed needs")
    own = _outside_cdata(raw).decode("latin-1")
    if deepest(own, frozenset()) > DEEPEST or raw.count(b"<") - raw.count(b">") > DEEPEST:
        raise BadInput(source, f"its tags are nested deeper than {DEEPEST} levels, or never closed")
    try:
        return feedparser.parse(raw, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # it has fallbacks within fallbacks, each with errors of its own (found by fuzzing)
        raise BadInput(source, f"its feed cannot be read ({type(error).__name__})") from error


def _outside_cdata(raw: bytes) -> bytes:
    """The feed's own XML, without the markup that entries carry whole."""
    out, at = bytearray(), 0
    while (start := raw.find(b"<![CDATA[", at)) >= 0 and (end := raw.find(b"]]>", start)) >= 0:
        out += raw[at:start]
        at = end + 3
    return bytes(out + raw[at:])


def _given(entry: Any, site: str | None) -> dict[str, str | list[str]]:
    given: dict[str, str | list[str]] = {k: v for k, v in (("title", entry.get("title")), ("site", site)) if v}
    when = entry.get("published_parsed") or entry.get("updated_parsed")  # Atom demands the latter alone
    if when:
        given["published"] = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", when)
    if entry.get("authors"):
        given["authors"] = [a["name"] for a in entry["authors"] if a.get("name")]
    if entry.get("tags"):
        given["tags"] = [t["term"] for t in entry["tags"] if t.get("term")]
    return given
