"""RSS and Atom: entries with their full text. No network: an entry with a summary alone is refused with its link."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import feedparser

from dateline.ingest.sources.ids import normal_url
from dateline.records import Page, Reject

LEAST = 400  # characters of markup; shorter contents are teasers


def pages_of_feed(raw: bytes, source: str, base: str) -> Iterator[Page | Reject]:
    """One Page an entry with full text."""
    feed = feedparser.parse(raw)
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


def _given(entry: Any, site: str | None) -> dict[str, str | list[str]]:
    given: dict[str, str | list[str]] = {k: v for k, v in (("title", entry.get("title")), ("site", site)) if v}
    when = entry.get("published_parsed")
    if when:
        given["published"] = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", when)
    if entry.get("authors"):
        given["authors"] = [a["name"] for a in entry["authors"] if a.get("name")]
    if entry.get("tags"):
        given["tags"] = [t["term"] for t in entry["tags"] if t.get("term")]
    return given
