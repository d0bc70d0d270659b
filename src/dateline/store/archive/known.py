"""Is this page known? Four answers: new, known (adds nothing), a new version of an article, or a copy of another's text.

1. equal words                                           -> known, whatever its name, URL or site; the sighting is kept
2. near-equal text on one site, no event in the difference -> known: furniture changed
3. the same id or source, text that shares a fifth         -> a new version
4. near-equal text under another name                      -> an article of its own with the same `wire`: one source
5. anything else                                           -> new

The order of adding leaves no trace in the events: of a page seen twice the earliest publication is kept (1 and 2 give "version"
where it comes second), and all texts that near-equal ones link have one `wire`, whichever came first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import duckdb

from dateline.records import Coded
from dateline.store.archive.rows import day_of
from dateline.store.archive.signature import Signature, resemblance, words_of

COPY = 0.7  # resemblance from which a text is the same agency text: cut or with a paragraph added
FURNITURE = 0.8  # and from which the difference may be furniture
VERSION = 0.2  # a changed article still shares this much; less, and only the name is the same
MARKS = (". ", "? ", "! ", "\n")

Answer = Literal["new", "known", "version", "copy"]
# Keys first: joined with all articles, texts and reports in one step this took 0.7 s a batch at 350,000 articles.
NEAR_STEP = """
    select key from articles where fingerprint in (select unnest($prints::bigint[]))
    union select article from bands where band in (select unnest($bands::bigint[]))
    union select key from articles where id in (select unnest($ids::varchar[])) and live
    union select key from articles where source in (select unnest($sources::varchar[])) and live
    union select article from sightings where source in (select unnest($sources::varchar[]))
"""
CANDIDATES_STEP = """
    with told as (
      select article, list("trigger"."start") as starts from reports where article in (select unnest($keys::bigint[])) group by article
    )
    select a.key, a.id, a.source, a.site, a.fingerprint, a.wire, a.version, t.text, a.live, r.starts, a.day
    from articles a join (select * from texts where key in (select text from articles where key in (select unnest($keys::bigint[])))) t
      on t.key = a.text left join told r on r.article = a.key
    where a.key in (select unnest($keys::bigint[]))
"""
BANDS_STEP = "select article, band from bands where article in (select unnest(?::bigint[]))"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of an article to compare with. `told` are the starts of its triggers."""

    key: int
    id: str
    source: str
    site: str | None
    fingerprint: int
    wire: int
    version: int
    text: str
    live: bool
    told: tuple[int, ...]
    bands: frozenset[int]
    day: date | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`wires` are those of all near-equal texts; `earlier` marks a version that differs in nothing but its publication."""

    answer: Answer
    of: Kept | None
    why: str
    wires: frozenset[int] = frozenset()
    earlier: bool = False


class Memory:
    """The kept articles that a batch might repeat; articles of the batch itself join as they are accepted."""

    def __init__(self, base: duckdb.DuckDBPyConnection, batch: Sequence[Coded], signatures: Sequence[Signature]) -> None:
        self._kept: list[Kept] = []
        self._by_band: dict[int, list[Kept]] = {}
        self._by_name: dict[str, list[Kept]] = {}
        self._by_print: dict[int, Kept] = {}
        self._replaced: set[int] = set()  # keys of those that a later article of the batch replaced
        given = {
            "prints": [s.fingerprint for s in signatures],
            "bands": [b for s in signatures for b in s.bands],
            "ids": [c.article.id for c in batch],
            "sources": [c.article.source for c in batch],
        }
        near = [key for (key,) in base.execute(NEAR_STEP, given).fetchall()]
        rows = base.execute(CANDIDATES_STEP, {"keys": near}).fetchall() if near else []
        bands: dict[int, set[int]] = {}
        for article, band in base.execute(BANDS_STEP, [near]).fetchall() if near else ():
            bands.setdefault(article, set()).add(band)
        for row in sorted(rows):
            key, name, source, site, fingerprint, wire, version, text, live, triggers, day = row
            told = tuple(x for x in triggers or () if x is not None)
            band = frozenset(bands.get(key, ()))
            self.keep(Kept(key, name, source, site, fingerprint, wire, version, text, live, told, band, day))

    def keep(self, kept: Kept, instead_of: Kept | None = None) -> None:
        """Know an article from here on; the one that it replaces lives no longer."""
        if instead_of:
            self._replaced.add(instead_of.key)
        for band in kept.bands:
            self._by_band.setdefault(band, []).append(kept)
        for name in {kept.id, kept.source}:
            self._by_name.setdefault(name, []).append(kept)
        if kept.live or kept.fingerprint not in self._by_print:
            self._by_print[kept.fingerprint] = kept

    def judge(self, coded: Coded, sign: Signature) -> Verdict:
        """What the archive already knows of an article."""
        article = coded.article
        if same := self._by_print.get(sign.fingerprint):
            return _again(coded, replace(same, live=self._lives(same)), "the same words")
        near = {k.key: k for band in sign.bands for k in self._by_band.get(band, ())}
        alike = sorted(((resemblance(article.text, k.text), -k.key, k) for k in near.values() if self._lives(k)), reverse=True)
        best = alike[0] if alike else None
        wires = frozenset(k.wire for share, _, k in alike if share >= COPY)
        if best and best[0] >= FURNITURE and _one_site(article.site, best[2].site) and _only_furniture(coded, best[2]):
            return _again(coded, best[2], f"{best[0]:.0%} of it is the same, and no event stands in the rest", wires)
        named = {k.key: k for name in (article.id, article.source) for k in self._by_name.get(name, ()) if self._lives(k)}
        for k in named.values():
            if (share := resemblance(article.text, k.text)) >= VERSION:
                return Verdict("version", k, f"the name of version {k.version}, {share:.0%} of its text", wires)
        if best and best[0] >= COPY:
            return Verdict("copy", best[2], f"{best[0]:.0%} of the text of {best[2].id}", wires)
        return Verdict("new", None, "nothing like it")

    def named(self, name: str) -> Kept | None:
        """The live article of this id."""
        return next((k for k in self._by_name.get(name, ()) if k.id == name and self._lives(k)), None)

    def _lives(self, kept: Kept) -> bool:
        return kept.live and kept.key not in self._replaced

    def taken(self, name: str) -> bool:
        """Whether another article has this id."""
        return any(k.id == name for k in self._by_name.get(name, ()))


def _again(coded: Coded, kept: Kept, why: str, wires: frozenset[int] = frozenset()) -> Verdict:
    """A page that is kept: known, unless it was published before the kept one, whose days were counted from a later day."""
    if kept.live and is_earlier(coded.article.published, kept.day):
        return Verdict("version", kept, f"{why}; published earlier, on {day_of(coded.article.published)}", wires, earlier=True)
    return Verdict("known", kept, why, wires)


def is_earlier(published: str | None, day: date | None) -> bool:
    """Whether a publication comes before a day; an unknown day counts as the latest."""
    given = day_of(published)
    return given is not None and (day is None or date.fromisoformat(given) < day)


def _one_site(a: str | None, b: str | None) -> bool:
    """Furniture is a site's own; the text on another site is a copy."""
    return a is None or b is None or a == b


def _only_furniture(coded: Coded, kept: Kept) -> bool:
    """Whether the sentences that only one of the two has tell no event in either."""
    mine = [(a, b, coded.article.text[a:b]) for a, b in coded.article.sentences]
    triggers = [e.trigger.start for e in coded.events]
    theirs = " ".join(words_of(kept.text))
    for start, end, text in mine:
        if " ".join(words_of(text)) not in theirs and any(start <= t < end for t in triggers):
            return False
    ours = " ".join(words_of(coded.article.text))
    return all(_around(kept.text, t) in ours for t in kept.told)


def _around(text: str, at: int) -> str:
    """The words of the sentence at an offset: as far as a mark that ends one."""
    start = max((i + len(mark) for mark in MARKS if (i := text.rfind(mark, 0, at)) >= 0), default=0)
    end = min((i for mark in MARKS if (i := text.find(mark, at)) >= 0), default=len(text))
    return " ".join(words_of(text[start:end]))
