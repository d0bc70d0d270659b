"""Which pages a run wants: asked as early as each thing is known, since taking the text out of a page costs most.

1. of a crawl's record  site and day, from its headers, before its body is read
2. of a page            days that it states and its language, before it is parsed
3. of an article        all of it, for certain
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

from dateline.ingest.article.language import SAMPLE, language_of
from dateline.ingest.article.moment import moment
from dateline.records import Article, Page
from dateline.settings import Wanted

HEAD = 300_000  # bytes of a page that are looked at
SLACK = timedelta(days=2)  # a day in a URL or a tag may be of another time zone, or of the evening before
IN_URL = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=\D|$)")
STATED = re.compile(
    r"""(?:article:published_time|datePublished|pubdate)["']?[^<>]{0,40}?["']((?:19|20)\d\d)-([01]\d)-([0-3]\d)""", re.I
)
TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>([^<]*+)")  # possessive: a tag that never ends is looked at once
UNSEEN = frozenset("script style noscript template title option".split())
PROSE = 40  # characters between two tags from which they are prose rather than a menu
SCANT = 200  # characters of prose; less says too little of a page's language


def unwanted_crawl(wanted: Wanted, url: str | None, crawled: str | None) -> str | None:
    """Why a record is not wanted; None where its headers leave that open. Nothing is published after it was crawled."""
    if wanted.sites and url and not of_site(url, wanted.sites):
        return f"is not of {' or '.join(wanted.sites)} (--site)"
    day = _iso(crawled)
    if wanted.since and day and day < wanted.since:
        return f"was crawled before {wanted.since} (--since)"
    return _outside(wanted, [_days(IN_URL, url)] if url else [], SLACK)


def unwanted_page(wanted: Wanted, page: Page) -> str | None:
    """Why a page is not wanted, by what it says of itself before it is parsed; None where that leaves it open."""
    given, crawled = page.given.get("published"), page.given.get("crawled")
    if reason := unwanted_crawl(wanted, url_of(page), crawled if isinstance(crawled, str) else None):
        return reason
    if isinstance(given, str) and (day := _iso(moment(given))):
        return _outside(wanted, [[day]], timedelta(0))
    if page.kind != "html" or not (wanted.since or wanted.until or wanted.languages):
        return None
    text = page.body[:HEAD] if isinstance(page.body, str) else _utf8(page.body[:HEAD])
    if wanted.since or wanted.until:
        stated = _days(STATED, text)
        if stated and (reason := _outside(wanted, [stated], SLACK)):
            return reason
    return _foreign(wanted, text)


def unwanted_article(wanted: Wanted, article: Article, url: str | None = None) -> str | None:
    """Why an article is not wanted; `url` is that of its page. One without a date does not fit a time for certain."""
    if wanted.languages and article.language not in wanted.languages:
        return f"its language is {article.language} (--language)"
    if wanted.since or wanted.until:
        day = _iso(article.published)
        if day is None:
            return "says not when it was published (--since, --until)"
        if reason := _outside(wanted, [[day]], timedelta(0)):
            return reason
    url = url or _url(article.source) or _url(article.id)
    if wanted.sites and not (of_site(url, wanted.sites) if url else (article.site or "").lower() in wanted.sites):
        return f"is not of {' or '.join(wanted.sites)} (--site)"
    return None


def url_of(page: Page) -> str | None:
    """The address that a page states, else the one that it came from."""
    url = page.given.get("url")
    return url if isinstance(url, str) else _url(page.source)


def of_site(url: str, sites: tuple[str, ...]) -> bool:
    """Whether a URL's host is one of the sites (in lower case) or under one: www.example.org is of example.org."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return False
    return any(host == s or host.endswith("." + s) for s in sites)


def _outside(wanted: Wanted, found: list[list[date]], slack: timedelta) -> str | None:
    """The reason, where every day that was found lies outside."""
    for days in found:
        if days and wanted.since and max(days) < wanted.since - slack:
            return f"was published before {wanted.since} (--since)"
        if days and wanted.until and min(days) > wanted.until + slack:
            return f"was published after {wanted.until} (--until)"
    return None


def _foreign(wanted: Wanted, text: str) -> str | None:
    if not wanted.languages:
        return None
    prose, size = list[str](), 0
    for found in TAG.finditer(text):
        if found[1].lower() in UNSEEN or len(words := found[2].strip()) < PROSE:
            continue
        prose.append(words)
        size += len(words)
        if size > SAMPLE:
            break
    if size < SCANT:
        return None
    language = language_of(" ".join(prose))  # English is also its answer in doubt, so that alone refuses nothing
    return f"its language is {language} (--language)" if language not in (*wanted.languages, "en") else None


def _days(pattern: re.Pattern[str], text: str | None) -> list[date]:
    return [d for m in pattern.finditer(text or "") if (d := _date(m[1], m[2], m[3]))]


def _iso(value: str | None) -> date | None:
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", value or "")
    return _date(*found.groups()) if found else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _url(name: str) -> str | None:
    return name if name.startswith(("http://", "https://")) else None


def _utf8(raw: bytes) -> str:
    """Text that is UTF-8 as it should be; other encodings are left for later, since a wrong one looks like a foreign language."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return raw[: error.start].decode("utf-8") if error.start > len(raw) - 4 else ""
