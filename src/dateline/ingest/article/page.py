"""HTML -> main text and metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from htmldate import find_date
from lxml import html as lxml_html

from dateline.errors import BadInput
from dateline.ingest.article.found import Found
from dateline.records import Caption, Link

LARGEST = 20_000_000  # characters; the largest real article pages measured are under 3 million
DEEPEST = 5_000  # nested tags; parsers recurse, and no real page comes near
NEWS_TYPES = {"NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle", "LiveBlogPosting"}
CREDIT = re.compile(
    r"\(?\b(?:Photo(?:graph)?(?: by)?|Image|Credit|Picture|Courtesy(?: of)?)\s*[:/]?\s*([^()\n]{2,80})\)?\s*$", re.I
)
READ_MORE = re.compile(r"^(?:read (?:more|also|next)|also read|related|see also|more on this)\s*[:–-]?\s*(.*)$", re.I)


def read_html(raw: str, source: str) -> Found:
    """Main text by trafilatura, metadata from JSON-LD, OpenGraph and meta tags. Raises BadInput where no article is found."""
    if len(raw) > LARGEST:
        raise BadInput(source, f"the page has {len(raw) // 1_000_000} million characters, more than any article")
    if _depth(raw) > DEEPEST:
        raise BadInput(source, f"its tags are nested deeper than {DEEPEST} levels")
    try:
        tree = lxml_html.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", raw))
        text = trafilatura.extract(raw, include_comments=False)
    except (ValueError, RecursionError, lxml_html.etree.LxmlError) as error:
        raise BadInput(source, f"its HTML cannot be read ({type(error).__name__})") from error
    if not text:
        raise BadInput(source, "is HTML without an article")
    lines = [line for line in text.split("\n") if line.strip()]
    links = tuple(Link(m[1].strip()) for line in lines if (m := READ_MORE.match(line)) and m[1].strip())
    body = "\n\n".join(line.strip() for line in lines if not READ_MORE.match(line))
    return _described(tree, raw, body, links)


def _depth(raw: str) -> int:
    """Deepest run of opening tags, roughly: void and closing tags count back; enough to stop a nesting bomb."""
    depth = deepest = 0
    for m in re.finditer(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>", raw):
        if m[2].lower() in {
            "br",
            "img",
            "meta",
            "link",
            "input",
            "hr",
            "source",
            "p",
            "li",
            "td",
            "tr",
            "option",
            "wbr",
        }:
            continue
        depth = max(0, depth - 1) if m[1] else depth + (not m[3])
        deepest = max(deepest, depth)
    return deepest


def _described(tree: Any, raw: str, body: str, links: tuple[Link, ...]) -> Found:
    data = next((d for d in _linked_data(tree) if set(_strings(d.get("@type"))) & NEWS_TYPES), {})
    meta = {
        (m.get("property") or m.get("name") or m.get("itemprop") or "").lower(): (m.get("content") or "").strip()
        for m in reversed(tree.xpath("//meta[@content]"))
    }
    headings = [" ".join(h.text_content().split()) for h in tree.xpath("//h1")]
    title = _first(data.get("headline")) or meta.get("og:title") or next((h for h in headings if h), None)
    site = meta.get("og:site_name") or _first(
        (data.get("publisher") or {}) if isinstance(data.get("publisher"), dict) else None
    )
    authors = tuple(
        dict.fromkeys(_names(data.get("author")) or [a for a in [meta.get("author")] if a and "://" not in a])
    )
    tags = tuple(
        dict.fromkeys(_keywords(data.get("keywords")) or _keywords(meta.get("news_keywords") or meta.get("keywords")))
    )
    return Found(
        text=body, title=title, standfirst=_first(data.get("description")) or meta.get("og:description") or meta.get("description"),
        section=_first(data.get("articleSection")) or meta.get("article:section"), site=site, authors=authors,
        published=_published(data, meta, raw), tags=tags, captions=tuple(_captions(tree)), links=links,
    )  # fmt: skip


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            found = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in found if isinstance(found, list) else [found]:
            if isinstance(item, dict):
                graph = item.get("@graph")
                yield from (d for d in [item, *(graph if isinstance(graph, list) else [])] if isinstance(d, dict))


def _published(data: dict[str, Any], meta: dict[str, str], raw: str) -> str | None:
    """Published, not updated: what the page declares, then what htmldate finds."""
    for value in (data.get("datePublished"), meta.get("article:published_time"), meta.get("datepublished")):
        if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d", value):
            return value
    try:
        found = find_date(raw, original_date=True, extensive_search=False)
    except (ValueError, RecursionError):
        return None
    return str(found) if found else None


def _captions(tree: Any) -> Iterator[Caption]:
    seen = set()
    for node in tree.xpath("//figcaption")[:50]:
        text = " ".join(node.text_content().split())
        if text and text not in seen:
            seen.add(text)
            credit = CREDIT.search(text)
            yield Caption(text, credit[1].strip() if credit else None)


def _strings(value: Any) -> list[str]:
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str) and v.strip()]


def _first(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    return next((v.strip() for v in _strings(value)), None)


def _names(value: Any) -> list[str]:
    return [name for v in (value if isinstance(value, list) else [value]) if (name := _first(v))]


def _keywords(value: Any) -> list[str]:
    return [k.strip() for v in _strings(value) for k in v.split(",") if k.strip()]
