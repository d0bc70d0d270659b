"""Mentions of places -> places on the map, and the place of each event."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dateline.records import Article, EventPlace, Offsets, Place, Reading, Trigger
from dateline.resolve.countries import by_demonym, by_name
from dateline.resolve.where.choose import choose, name_in, setting_of
from dateline.resolve.where.gazetteer import Candidate, Gazetteer, fold

WORD = re.compile(r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?")
IN = re.compile(r"\b(?:in|at|near|outside|inside)\s+(?:the\s+)?$", re.I)


def find_places(article: Article, reading: Reading, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """A Place for each mention of a place: resolved, or kept with its raw name alone where we cannot be sure."""
    spans = list(_spans(article, reading))
    names = [name_in(article.text, a, b) for a, b in spans]
    near = [article.dateline.place] if article.dateline and article.dateline.place else []
    given = Counter(c for w in WORD.findall(article.text[:20_000]) if (c := by_demonym(w) or by_demonym(w.split()[0])))
    setting = setting_of(names[:200], gazetteer, near * 2, given)
    known: dict[tuple[str, str | None], tuple[Candidate, float, str] | None] = {}
    first_within = {fold(n.text): n.within for n in reversed(names) if n.within}
    out = []
    for (start, end), name in zip(spans, names, strict=True):
        key = (fold(name.text), name.within or first_within.get(fold(name.text)))
        if key not in known:
            full = name if name.within else type(name)(name.text, key[1], name.asked)
            known[key] = choose(full, _candidates(name.text, gazetteer), setting)
        out.append(_place(article.text, start, end, known[key]))
    return tuple(out)


def _candidates(text: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    iso3 = by_name(text)
    found = gazetteer.lookup(text)
    if not found:
        short = re.sub(
            r"^(?:(?:northern|southern|eastern|western|central|north|south|east|west|greater|downtown)\s+)+",
            "",
            text,
            flags=re.I,
        )
        short = re.sub(
            r"\s+(?:province|governorate|oblast|state|city|county|district|region|town|village)$", "", short, flags=re.I
        )
        found = gazetteer.lookup(short) if short != text else ()
    return tuple(c for c in found if c.kind == "country") if iso3 and any(c.kind == "country" for c in found) else found


def _spans(article: Article, reading: Reading) -> Iterator[Offsets]:
    """Dateline first, then each mention of type place that is written as a name; of nested ones the inner."""
    line = article.dateline
    if line and line.place:
        size = len(line.place)
        if article.text[line.start : line.start + size].lower() == line.place.lower():
            yield line.start, line.start + size
    taken = line.end if line and line.place else -1
    mentions = [m for m in reading.mentions if m.type == "place" and m.start >= taken]
    for m in mentions:
        start = m.start + (4 if article.text[m.start : m.start + 4].lower() == "the " else 0)
        if article.text[start : start + 1].isupper():
            yield start, m.end


def _place(text: str, start: int, end: int, found: tuple[Candidate, float, str] | None) -> Place:
    raw = text[start:end]
    if found is None:
        return Place(start, end, raw, raw, "other", 0.0, "no place of that name is known, or several are as likely")
    c, sure, why = found
    return Place(start, end, raw, c.name, c.kind, sure, why, c.country, c.admin1, c.lat, c.lon, c.geonameid)


def event_place(trigger: Trigger, reading: Reading, article: Article, places: Sequence[Place]) -> EventPlace | None:
    """Where an event happened: the place that the reader tied to it, else one named in its clause with a preposition of place."""
    for role in sorted((r for r in trigger.roles if r.name == "place"), key=lambda r: -r.confidence):
        m = reading.mentions[role.mention]
        if found := next((p for p in places if p.start < m.end and m.start < p.end), None):
            return _event_place(found, "the reader tied these words to the trigger")
        if article.text[m.start : m.end][:1].isupper():
            text = article.text[m.start : m.end]
            return EventPlace(text, 0.4, "named with the trigger, unknown to the gazetteer", text, m.start, m.end)
    return _of_clause(trigger, article, places)


def _of_clause(trigger: Trigger, article: Article, places: Sequence[Place]) -> EventPlace | None:
    sentences = article.sentences or ((0, len(article.text)),)
    first, last = sentences[max(0, bisect.bisect_right([a for a, _ in sentences], trigger.start) - 1)]
    near = [
        p for p in places
        if trigger.end <= p.start < last and p.start - trigger.end < 60 and IN.search(article.text[max(first, p.start - 12) : p.start])
    ]  # fmt: skip
    return _event_place(near[0], "the first place named after the trigger in its sentence") if near else None


def _event_place(p: Place, why: str) -> EventPlace:
    return EventPlace(
        p.name, p.confidence, f"{why}; {p.why}", p.text, p.start, p.end, p.country, p.admin1, p.lat, p.lon, p.geonameid
    )
