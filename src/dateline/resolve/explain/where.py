"""Where: the places that each name may mean, with their weighed features, and whether the name is a place here at all."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

from dateline.records import Article, Reading
from dateline.resolve.where import Gazetteer
from dateline.resolve.where.choose import AMID, AMID_WEIGHTS, OWN, OWN_WEIGHTS, Weighed, weigh
from dateline.resolve.where.detect import chance
from dateline.resolve.where.find import features, given, is_placed
from dateline.resolve.where.gazetteer import Candidate
from dateline.resolve.where.weights import LEAST_PLACE, LEAST_SURE, PLACE

LABELS = (*(label for label, _ in OWN), *AMID)
WEIGHTS = (*OWN_WEIGHTS, *AMID_WEIGHTS)


@dataclass(frozen=True, slots=True)
class PlaceOption:
    """A place that the name may mean. `features`: what each was worth."""

    name: str
    kind: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int
    geonameid: int | None
    chance: float
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """A name that may be a place. `seen_by`: dateline, reader, or the gazetteer alone.

    `signs`: what each was worth for the name being a place here. It is put on the map where `is_place` (the chance of that) is at
    least `least_place` and the chance of the first option's part of the map at least `least_sure`.
    """

    start: int
    end: int
    text: str
    seen_by: str
    within: tuple[str, ...]
    asked: str | None
    placed: bool
    is_place: float
    least_place: float
    confidence: float
    least_sure: float
    signs: dict[str, float]
    options: tuple[PlaceOption, ...]
    others: int


def places_told(article: Article, reading: Reading, gazetteer: Gazetteer, most: int) -> tuple[PlaceTold, ...]:
    """One a name, in the order of the text."""
    found = list(features(article, reading, gazetteer))
    names = list(dict.fromkeys(name for _, name, _, _ in found))
    weighed = dict(zip(names, weigh(names, gazetteer, given(article, gazetteer)), strict=True))
    out = []
    for spot, name, choice, signs in found:
        sure, options = chance(signs), _options(weighed[name], most)
        worth = {k: round(PLACE[k] * x, 2) for k, x in signs.items() if PLACE.get(k, 0.0) * x}
        placed = is_placed(choice, sure)
        out.append(
            PlaceTold(
                spot.start, spot.end, article.text[spot.start : spot.end], spot.by, name.within, name.asked, placed, round(sure, 3),
                LEAST_PLACE, choice.confidence, LEAST_SURE, worth, options, len(weighed[name].found) - len(options),
            )
        )  # fmt: skip
    return tuple(out)


def _options(w: Weighed, most: int) -> tuple[PlaceOption, ...]:
    chances = w.chances.tolist()
    best = heapq.nlargest(most, range(len(w.found)), key=lambda i: chances[i])
    return tuple(_option(w.found[i], chances[i], (*w.own[i].tolist(), *w.amid[i].tolist())) for i in best)


def _option(c: Candidate, sure: float, values: tuple[float, ...]) -> PlaceOption:
    worth = {k: round(weight * x, 2) for k, weight, x in zip(LABELS, WEIGHTS, values, strict=True) if round(weight * x, 2)}
    return PlaceOption(c.name, c.kind, c.country, c.admin1, c.lat, c.lon, c.population, c.geonameid, round(sure, 3), worth)
