"""What an HTML page says of itself: JSON-LD first, then microdata, then meta tags (OpenGraph and others), then the page's own elements."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin

from htmldate import find_date

from dateline.ingest.article.found import Found
from dateline.ingest.article.lines import READ_MORE
from dateline.records import Caption, Link

NEWS_TYPES = frozenset(
    "NewsArticle Article ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle BlogPosting "
    "LiveBlogPosting".split()
)
# Names of meta tags by field, best first; `property`, `name` and `itemprop` alike, in lower case.
META = {
    "title": ("og:title", "twitter:title", "dc.title", "title"),
    "standfirst": ("og:description", "twitter:description", "description", "dc.description"),
    "section": ("article:section", "parsely-section", "section"),
    "site": ("og:site_name", "application-name", "dc.publisher"),
    "authors": ("author", "article:author", "parsely-author", "dc.creator", "byl"),
    "published": ("article:published_time", "datepublished", "parsely-pub-date", "dc.date.issued", "pubdate", "date"),
    "tags": ("article:tag", "news_keywords", "parsely-tags", "keywords"),
}
# schema.org properties by field, for JSON-LD and microdata alike.
SCHEMA = {
    "title": "headline", "standfirst": "description", "section": "articleSection", "site": "publisher", "authors": "author",
    "published": "datePublished", "tags": "keywords",
}  # fmt: skip
CREDIT = re.compile(
    r"\(?\b(?:Photo(?:graph)?(?: by)?|Image|Credit|Picture|Courtesy(?: of)?)\s*[:/]?\s*([^()\n]{2,80})\)?\s*$", re.I
)
CREDITS = ".//*[contains(@class, 'credit') or contains(@class, 'copyright')]"
SUFFIX = re.compile(r"(.+?)\s+[|–—-]\s+([^|–—]+)$")
EARLIEST = 1900  # a year before is a field left at its zero
BY = re.compile(r"^by:?\s+", re.I)
MOST = 50  # captions or links of one page


def described(tree: Any, raw: str, body: str) -> Found:
    """The article's text with what the page says of it."""
    known = [_linked_data(tree), _microdata(tree), _meta(tree), _elements(tree)]

    def first(field: str) -> str | None:
        return next((" ".join(v.split()) for k in known for v in k.get(field, ()) if v.strip()), None)

    def every(field: str) -> tuple[str, ...]:
        return next((tuple(dict.fromkeys(v)) for k in known if (v := k.get(field))), ())

    title, standfirst, site = first("title"), first("standfirst"), first("site")
    if title and standfirst and _fold(standfirst) == _fold(title):
        standfirst = None
    published = next((day for k in known for v in k.get("published", ()) if (day := _iso(v))), None)
    return Found(
        text=body, title=_bare_title(title, site) if title else None, standfirst=standfirst, section=first("section"), site=site,
        authors=every("authors"), published=published or _guessed(raw), tags=every("tags"),
        captions=tuple(dict.fromkeys(_captions(tree))), links=tuple(dict.fromkeys(_links(tree))),
    )  # fmt: skip


def _bare_title(title: str, site: str | None) -> str:
    """Without the site's own name at its end: "Talks resume | Lake Times"."""
    parts = SUFFIX.match(title)
    return parts[1] if parts and site and _fold(parts[2]) == _fold(site) else title


def _fold(text: str) -> str:
    return re.sub(r"\W", "", text).lower()


def _linked_data(tree: Any) -> dict[str, list[str]]:
    """Fields of the first JSON-LD object that is an article."""
    for item in _objects(tree):
        if NEWS_TYPES & set(_strings(item.get("@type"))):
            return {field: _split(field, _names(item.get(name))) for field, name in SCHEMA.items()}
    return {}


def _objects(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            found = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in found if isinstance(found, list) else [found]:
            if isinstance(item, dict):
                graph = item.get("@graph")
                yield from (d for d in [item, *(graph if isinstance(graph, list) else [])] if isinstance(d, dict))


def _microdata(tree: Any) -> dict[str, list[str]]:
    """Fields of the first element whose itemtype is an article; properties of items inside it count for those alone."""
    for scope in tree.xpath("//*[@itemscope and @itemtype]"):
        if scope.get("itemtype").rstrip("/").rpartition("/")[2] in NEWS_TYPES:
            return {field: _split(field, _properties(scope, name)) for field, name in SCHEMA.items()}
    return {}


def _properties(scope: Any, name: str) -> list[str]:
    out = []
    for node in scope.xpath(f".//*[contains(concat(' ', @itemprop, ' '), ' {name} ')]"):
        if _owner(node) is not scope:
            continue
        inner = _properties(node, "name") if node.get("itemscope") is not None else []
        out += inner or [node.get("content") or node.get("datetime") or node.text_content()]
    return out


def _owner(node: Any) -> Any:
    return next((a for a in node.iterancestors() if a.get("itemscope") is not None), None)


def _meta(tree: Any) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for node in tree.xpath("//meta[@content]"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        tags.setdefault(name, []).append(node.get("content").strip())
    out = {field: next((found for n in names if (found := [v for v in tags.get(n, []) if v])), []) for field, names in META.items()}
    return {field: _split(field, values) for field, values in out.items()}


def _elements(tree: Any) -> dict[str, list[str]]:
    """The page itself: first heading, elements that name author or day."""
    by = tree.xpath("//a[@rel='author'] | //*[contains(@class, 'byline')]//a | //*[contains(@class, 'author-name')]")
    return {
        "title": [" ".join(h.text_content().split()) for h in tree.xpath("//h1")] + tree.xpath("//title/text()"),
        "authors": _split("authors", [BY.sub("", " ".join(n.text_content().split())) for n in by][:4]),
        "published": tree.xpath("//article//time/@datetime | //header//time/@datetime")[:1],
    }


def _split(field: str, values: list[str]) -> list[str]:
    """Tags may share one string, authors may be addresses."""
    if field == "tags":
        return [tag for v in values for part in v.split(",") if (tag := part.strip())]
    if field == "authors":
        return [name for v in values if (name := BY.sub("", v.strip())) and "://" not in name and len(name) <= 80]
    return values


def _iso(value: str) -> str | None:
    """A date or a date with time, in ISO form; None where it is neither."""
    try:
        found = date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError:
        return None
    return found.isoformat() if found.year >= EARLIEST else None


def _guessed(raw: str) -> str | None:
    """Published, not updated: what htmldate finds where nothing declares it."""
    try:
        found = find_date(raw, original_date=True, extensive_search=False)
    except (ValueError, RecursionError):
        return None
    return str(found) if found else None


def _captions(tree: Any) -> Iterator[Caption]:
    for node in tree.xpath("//figcaption | //*[contains(@class, 'caption-text')][not(ancestor::figcaption)]")[:MOST]:
        text = " ".join(node.text_content().split())
        named = [" ".join(c.text_content().split()) for c in node.xpath(CREDITS)]
        said = CREDIT.search(text)
        credit = next(filter(None, named), said[1] if said else "")
        if text:
            yield Caption(text, CREDIT.sub(r"\1", credit).strip(" ()") or None)


def _links(tree: Any) -> Iterator[Link]:
    """Stories that the article itself points to: "Read more: ..."."""
    here = next(iter(tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")), "")
    beside, around = None, ""  # the words around a link, once for all links of one paragraph
    for anchor in tree.xpath("//a[@href]"):
        text = " ".join(anchor.text_content().split())
        parent = anchor.getparent()
        if parent is not beside:
            beside, around = parent, " ".join(parent.text_content().split())[:300] if parent is not None else ""
        said = READ_MORE.match(text) or (READ_MORE.match(around) if around.endswith(text) else None)
        if said and text:
            own = READ_MORE.match(text)
            yield Link(own[1] if own else text, _joined(here, anchor.get("href")))


def _joined(here: str, link: str) -> str | None:
    try:
        return urljoin(here, link) or None
    except ValueError:  # "http://[site]/": brackets hold an IPv6 address
        return None


def _strings(value: Any) -> list[str]:
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str) and v.strip()]


def _names(value: Any) -> list[str]:
    """Strings of a JSON-LD value: itself, or the names of the objects that it holds."""
    out = []
    for item in value if isinstance(value, list) else [value]:
        said = item.get("name") if isinstance(item, dict) else item
        out += [html.unescape(s).strip() for s in _strings(said)]
    return out
