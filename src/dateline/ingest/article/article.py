"""Page -> Article: the one entry point of this folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from dateline.errors import BadInput
from dateline.ingest.article.bare import read_bare
from dateline.ingest.article.dateline import read_dateline
from dateline.ingest.article.decode import decoded
from dateline.ingest.article.found import Found
from dateline.ingest.article.language import language_of
from dateline.ingest.article.moment import moment
from dateline.ingest.article.page import read_html
from dateline.ingest.article.sentences import split_sentences
from dateline.records import Article, Page, Skipped

LEAST = 60  # characters; a page with less has no article
LONGEST = 1_500_000  # characters; 200,000 words and more: a thick novel. What is longer would hold up the rest of the run
MOST_LINES = 50_000  # of a page as bare text: each is weighed, at 3 kB (found by fuzzing); 1,000,000 characters wrapped at 70 have 14,000


def to_article(page: Page) -> Article:
    """Clean article of a page. Raises BadInput where there is none; "clean" text is kept to the letter."""
    if page.kind == "clean":
        text = page.body if isinstance(page.body, str) else page.body.decode("utf-8", "replace")
        if not text.strip():
            raise BadInput(page.source, "has no text")
        found = Found(text=text)
    else:
        raw = decoded(page.body, page.source)
        if page.kind == "bare":
            _within_reason(raw, page.source)
        found = read_html(raw, page.source) if page.kind == "html" else read_bare(raw)
        if len(found.text) < LEAST:
            raise BadInput(page.source, "holds no article text")
    _within_reason(found.text, page.source)
    found, skipped = _with_given(found, page.given)
    language = language_of(found.text)
    if language != "en":
        skipped = (Skipped("article", f"its language is {language}, not English"), *skipped)
    opening = read_dateline(found.text, found.published)
    site = _site(found.site, opening.agency if opening else None)
    return Article(
        id=page.id, source=_source(page), text=found.text, sentences=split_sentences(found.text), language=language,
        title=found.title, standfirst=found.standfirst, section=found.section, site=site, authors=found.authors,
        published=found.published, tags=found.tags, captions=found.captions, links=found.links, dateline=opening,
        skipped=skipped,
    )  # fmt: skip


def _within_reason(text: str, source: str) -> None:
    if len(text) > LONGEST:
        raise BadInput(source, f"has {len(text) / 1_000_000:.1f} million characters, more than any article; split it into articles")
    if text.count("\n") > MOST_LINES:
        raise BadInput(source, f"has more than {MOST_LINES:,} lines, more than any article; split it into articles")


def _site(site: str | None, agency: str | None) -> str | None:
    """The agency of the dateline where the site's name only adds to it or writes it together ("Lake Times Media Group", "LakeTimes")."""
    plain = [re.sub(r"\W", "", name or "").lower() for name in (site, agency)]
    return agency if agency and plain[1] in plain[0] else site or agency


def _source(page: Page) -> str:
    """Where the page was found; of a row the address that it states for its article."""
    addresses = (a for a in (page.source, page.given.get("url")) if isinstance(a, str) and a.startswith(("http://", "https://")))
    return next(addresses, page.source)


def _with_given(found: Found, given: Mapping[str, str | list[str]]) -> tuple[Found, tuple[Skipped, ...]]:
    """What the source itself states wins over what was found on the page, but a time that can be read in two ways or none."""
    one = {k: v for k in ("title", "standfirst", "section", "site") if isinstance(v := given.get(k), str) and v}
    many = {k: tuple([v] if isinstance(v, str) else v) for k in ("authors", "tags") if (v := given.get(k))}
    found = replace(found, **one, **many)  # type: ignore[arg-type]
    stated = given.get("published")
    if not isinstance(stated, str) or not stated.strip():
        unused = given.get("undated")
        return found, (Skipped("published", f"nothing says that “{unused}” is its day; name that column “published”"),) if unused else ()
    if when := moment(stated):
        return replace(found, published=when), ()
    return found, (Skipped("published", f"“{stated.strip()[:40]}” tells no day for certain"),)
