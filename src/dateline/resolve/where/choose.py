"""A name and its article -> the place meant, by one table of features."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.resolve.countries import name_of
from dateline.resolve.where.gazetteer import Candidate, Gazetteer, fold

LEAST = 0.25  # margin over the next place elsewhere, in units of the score: below it we abstain
NEAR_KM = 200.0


@dataclass(frozen=True, slots=True)
class Setting:
    """What the article tells of where it is: weights of countries and of (country, division), points of sure places."""

    countries: Counter[str]
    divisions: Counter[tuple[str, str]]
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its words: `within` is the "Y" of "X, Y"; `asked` the kind that the words ask for."""

    text: str
    within: str | None = None
    asked: str | None = None


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance."""
    p = math.pi / 180
    x = (
        0.5
        - math.cos((b[0] - a[0]) * p) / 2
        + math.cos(a[0] * p) * math.cos(b[0] * p) * (1 - math.cos((b[1] - a[1]) * p)) / 2
    )
    return 12742 * math.asin(math.sqrt(min(1.0, max(0.0, x))))


def _population(c: Candidate, n: Name, s: Setting) -> float:
    return math.log10(c.population + 10) / 7


def _wide(c: Candidate, n: Name, s: Setting) -> float:
    return float(c.kind in ("country", "continent", "sea", "region"))


def _country(c: Candidate, n: Name, s: Setting) -> float:
    return min(1.0, s.countries[c.country or ""] / max(1, s.countries.total()) * 1.5)


def _division(c: Candidate, n: Name, s: Setting) -> float:
    return min(1.0, s.divisions[c.country or "", c.admin1 or ""] / max(1, s.divisions.total()) * 2)


def _near(c: Candidate, n: Name, s: Setting) -> float:
    if not s.points:
        return 0.0
    return sum(km((c.lat, c.lon), p) < NEAR_KM for p in s.points) / len(s.points)


def _inside_of(c: Candidate) -> set[str]:
    return {fold(x) for x in (c.admin1, c.country, name_of(c.country or "")) if x}


def _within(c: Candidate, n: Name, s: Setting) -> float:
    if not n.within:
        return 0.0
    return 1.0 if fold(n.within) in _inside_of(c) else -0.3


def _asked(c: Candidate, n: Name, s: Setting) -> float:
    return 0.0 if not n.asked else 1.0 if c.kind == n.asked else -0.5


def _spelling(c: Candidate, n: Name, s: Setting) -> float:
    return float(fold(c.name) == fold(n.text))


# feature, weight. Set by hand on the development halves of LGL and GeoVirus: `python -m evals.where`.
FEATURES: tuple[tuple[str, float, Callable[[Candidate, Name, Setting], float]], ...] = (
    ("population", 2.0, _population),
    ("country or wider", 0.6, _wide),
    ("country of the article", 1.2, _country),
    ("division of the article", 1.6, _division),
    ("near other places", 1.0, _near),
    ("named with its country or division", 3.0, _within),
    ("kind asked for", 1.0, _asked),
    ("spelt so", 0.5, _spelling),
)


def scored(c: Candidate, name: Name, setting: Setting) -> tuple[float, str]:
    """Score and the feature that told most."""
    parts = [(weight * feature(c, name, setting), label) for label, weight, feature in FEATURES]
    return sum(p for p, _ in parts), max(parts)[1]


def choose(name: Name, candidates: Sequence[Candidate], setting: Setting) -> tuple[Candidate, float, str] | None:
    """The best candidate with confidence and why; None where another place elsewhere scores about the same."""
    ranked = sorted(((*scored(c, name, setting), c) for c in candidates), key=lambda r: -r[0])
    if not ranked:
        return None
    score, told, best = ranked[0]
    rival = next((s for s, _, c in ranked[1:] if km((c.lat, c.lon), (best.lat, best.lon)) > 161), None)
    margin = score - rival if rival is not None else 2.0
    if margin < LEAST:
        return None
    others = f", before {len(ranked) - 1} others of that name" if len(ranked) > 1 else ""
    return best, round(min(0.99, 0.55 + 0.25 * margin), 2), f"told by: {told}{others}"


def setting_of(names: Sequence[Name], gazetteer: Gazetteer, near: Sequence[str], given: Counter[str]) -> Setting:
    """Two passes: names that are sure by themselves (one place only, or a country) say where the article is."""
    countries: Counter[str] = Counter(given)
    divisions: Counter[tuple[str, str]] = Counter()
    points = []
    for name in [*names, *(Name(n) for n in near)]:
        found = gazetteer.lookup(name.text)
        if name.within:
            inner = [c for c in found if fold(name.within) in _inside_of(c)]
            found = tuple(inner) or found
        spread = {c.country for c in found}
        for c in found:  # every reading counts a little, a sole one in full
            share = 1.0 / len(found)
            countries[c.country or ""] += share  # type: ignore[assignment]
            if c.admin1:
                divisions[c.country or "", c.admin1] += share  # type: ignore[assignment]
        if len(spread) == 1 and found[0].kind == "town":
            points.append((found[0].lat, found[0].lon))
    del countries[""]
    return Setting(countries, divisions, tuple(points[:30]))


ASKED = (
    (re.compile(r"\b(?:city|town|village|capital) of $", re.I), "town"),
    (re.compile(r"\b(?:province|state|region|governorate|department|county) of $", re.I), "division"),
)
ASKED_AFTER = re.compile(r"\s+(?:[Pp]rovince|[Gg]overnorate|[Oo]blast|[Ss]tate|[Cc]ounty|[Dd]istrict|[Pp]arish)\b")


def name_in(text: str, start: int, end: int) -> Name:
    """A mention with what its neighbourhood says."""
    before, after = text[max(0, start - 25) : start], text[end : end + 40]
    within = re.match(
        r",\s+(?:in\s+)?([A-Z][\w.'’-]+(?:\s[A-Z][\w'’-]+){0,2})|\s+in\s+([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2})", after
    )
    asked = next((kind for pattern, kind in ASKED if pattern.search(before)), None)
    if asked is None and ASKED_AFTER.match(after):
        asked = "division"
    return Name(text[start:end], (within[1] or within[2]) if within else None, asked)
