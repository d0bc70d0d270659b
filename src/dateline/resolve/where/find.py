"""Mentions of places -> places on the map."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from dateline.records import Article, Place, Reading
from dateline.resolve.countries import by_demonym
from dateline.resolve.where.choose import Choice, Given, choose
from dateline.resolve.where.detect import chance, signs
from dateline.resolve.where.gazetteer import Gazetteer, fold
from dateline.resolve.where.names import Name, Spot, name_at, spots
from dateline.resolve.where.spellings import lookup
from dateline.resolve.where.weights import LEAST_PLACE, LEAST_SURE

WORD = re.compile(r"\b[A-Z][a-zA-Z]{3,}")
# Last parts of web addresses that name a state; "com" and the like tell nothing.
SITES = dict(
    pair.split(":") for pair in (
        "uk:GBR ie:IRL au:AUS ca:CAN nz:NZL za:ZAF in:IND pk:PAK ke:KEN ng:NGA ph:PHL us:USA il:ISR cy:CYP lk:LKA my:MYS "
        "sg:SGP iq:IRQ tr:TUR ua:UKR ru:RUS"
    ).split()
)  # fmt: skip


def find_places(article: Article, reading: Reading, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """A Place for each name of a place: put on the map, or kept with its raw name alone where we cannot be sure."""
    out = []
    for spot, _, choice, sure in weighed(article, reading, gazetteer):
        placed = is_placed(choice, sure)
        if placed or spot.by != "gazetteer":
            out.append(_place(article.text, spot, choice if placed else None, sure))
    return tuple(out)


def is_placed(choice: Choice, sure: float) -> bool:
    """Whether a name is put on the map, `sure` being the chance that it is a place here."""
    return choice.best is not None and sure >= LEAST_PLACE and choice.confidence >= LEAST_SURE


def weighed(article: Article, reading: Reading, gazetteer: Gazetteer) -> Iterator[tuple[Spot, Name, Choice, float]]:
    """Every name that may be a place, with its choice and the chance that it is that place here."""
    for spot, name, choice, values in features(article, reading, gazetteer):
        yield spot, name, choice, chance(values)


def features(article: Article, reading: Reading, gazetteer: Gazetteer) -> Iterator[tuple[Spot, Name, Choice, dict[str, float]]]:
    """The same with the signs themselves, for fitting and explaining."""
    found = spots(article, reading, gazetteer)
    names = shared([name_at(article.text, s.start, s.end, gazetteer) for s in found])
    distinct = list(dict.fromkeys(names))
    chosen = dict(zip(distinct, choose(distinct, gazetteer, given(article, gazetteer)), strict=True))
    seen = Counter(fold(n.text) for n, s in zip(names, found, strict=True) if s.by != "gazetteer")
    written = Counter(fold(n.text) for n in names)
    for spot, name in zip(found, names, strict=True):
        yield spot, name, chosen[name], signs(article, spot, name, chosen[name], seen, written)


def shared(names: list[Name]) -> list[Name]:
    """A container named once holds for the name throughout: "Paris, Texas" makes the later "Paris" the same."""
    withins: dict[str, tuple[str, ...]] = {}
    asked: dict[str, str] = {}
    inside: set[str] = set()
    for n in names:
        if n.within:
            withins.setdefault(n.text, n.within)
        if n.inside and withins[n.text] == n.within:
            inside.add(n.text)
        if n.asked:
            asked.setdefault(n.text, n.asked)
    held = [n.within or withins.get(n.text, ()) for n in names]
    return [
        Name(n.text, within, n.asked or asked.get(n.text), n.inside or (n.text in inside and within == withins[n.text]))
        for n, within in zip(names, held, strict=True)
    ]


def given(article: Article, gazetteer: Gazetteer) -> Given:
    countries: dict[str, float] = defaultdict(float)
    for word in WORD.findall(article.text[:20_000]):
        if code := by_demonym(word):
            countries[code] += 0.5
    site = SITES.get((article.site or "").rsplit(".", 1)[-1].lower())
    line = article.dateline.place if article.dateline else None
    return Given(countries, site, lookup(line.title() if line.isupper() else line, gazetteer) if line else ())


def _place(text: str, spot: Spot, choice: Choice | None, sure: float) -> Place:
    raw = text[spot.start : spot.end]
    if choice is None or choice.best is None:
        why = "no place of that name is known, or several are as likely, or it is none here"
        return Place(spot.start, spot.end, raw, raw, "other", 0.0, why)
    c = choice.best
    both = round(min(choice.confidence, max(sure, 0.5)), 2)
    return Place(
        spot.start, spot.end, raw, c.name, c.kind, both, choice.why, c.country, c.admin1, c.lat, c.lon, c.geonameid
    )
