"""Feeds and sitemaps -> the pages that they name.

Sources: RSS and Atom by feedparser; sitemaps and their indexes as of sitemaps.org 0.9, with the days of Google's news extension.
"""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from dateline.errors import BadInput
from dateline.ingest.sources.feeds import parsed
from dateline.ingest.sources.unpack import blocks

LARGEST = 50_000_000  # bytes of a sitemap after unpacking, by its standard
MOST = 50_000  # addresses of one sitemap, by its standard
LONGEST = 2_000  # characters of an address
SITEMAP = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)[\s>]")
DAYS = ("publication_date", "lastmod")  # the surer one first


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that a feed names, or a further sitemap that an index names; `when` is an ISO moment or day."""

    url: str
    when: str | None
    further: bool = False


def listed_in(raw: bytes, url: str) -> list[Listed]:
    """What the feed or sitemap at `url` names, each address once. Raises BadInput where it is neither."""
    plain = _unpacked(raw, url)
    found = list(_sitemap(plain, url)) if SITEMAP.search(plain[:4096]) else list(_feed(plain, url))
    return list({one.url: one for one in reversed(found[:MOST])}.values())[::-1]


def _unpacked(raw: bytes, url: str) -> bytes:
    body = bytearray()
    for block in blocks(io.BytesIO(raw), url):
        body += block
        if len(body) > LARGEST:
            raise BadInput(url, f"is larger than {LARGEST // 1_000_000} MB, more than any sitemap")
    return bytes(body)


def _feed(raw: bytes, url: str) -> Iterator[Listed]:
    feed = parsed(raw, url)
    if not feed.get("version") and not feed.entries:
        raise BadInput(url, "is neither a feed (RSS, Atom) nor a sitemap")
    for entry in feed.entries:
        if link := _address(url, entry.get("link")):
            yield Listed(link, _moment(entry.get("published_parsed") or entry.get("updated_parsed")))


def _moment(when: Any) -> str | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(when), UTC).isoformat() if when else None
    except (ValueError, OverflowError, OSError):
        return None


def _sitemap(raw: bytes, url: str) -> Iterator[Listed]:
    steps = etree.iterparse(
        io.BytesIO(raw), events=("end",), resolve_entities=False, no_network=True, recover=True, huge_tree=False
    )
    try:
        for _, element in steps:
            name = _name(element)
            if name not in ("url", "sitemap"):
                continue
            told = {_name(e): (e.text or "").strip() for e in element.iter() if e.text}
            element.clear()
            if link := _address(url, told.get("loc")):
                when = next((told[d] for d in DAYS if re.match(r"\d{4}-\d\d", told.get(d, ""))), None)
                yield Listed(link, when, further=name == "sitemap")
    except etree.LxmlError as error:
        raise BadInput(url, f"its XML cannot be read ({str(error)[:60]})") from error


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _address(base: str, link: object) -> str | None:
    """A link as an address; None where it is none that can be fetched."""
    try:
        whole = urljoin(base, link.strip()) if isinstance(link, str) and link.strip() else ""
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) and len(whole) <= LONGEST else None
