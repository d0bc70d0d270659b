"""Names of one article -> the places meant: one table of features with fitted weights, and neighbours that vouch for one another.

First each name is weighed by itself; then, twice, with what the others make likely: the countries, the divisions and the parts of the map that
they point to. No name vouches for itself.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from dateline.resolve.countries import by_capital, by_name, by_part, by_shared
from dateline.resolve.where.gazetteer import Candidate, Gazetteer, fold
from dateline.resolve.where.names import Name
from dateline.resolve.where.setting import Setting
from dateline.resolve.where.spellings import SHORT, contained, lookup
from dateline.resolve.where.weights import CHOICE

Floats = NDArray[np.float64]
PASSES = 2
NEAR_KM = 161.0
SEAT, ALIKE = 0.1, 0.75  # part of a division's people, and likeness of the letters of both names, that the town it is named after has
VILLAGE, DWARFING = 15_000, 30  # people of a town that counts as small; times as many that a place has which is meant before it
CITY = 100_000  # people of a town that is known by its name
LITTLE = 0.2  # of a cue's 1: less than that of the division, or of neighbours, is told
LETTERS = re.compile(r"[\W_]+")
MOST = 40  # candidates of one name; the rest have a few hundred people each


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance."""
    p = math.pi / 180
    x = (
        0.5
        - math.cos((b[0] - a[0]) * p) / 2
        + math.cos(a[0] * p) * math.cos(b[0] * p) * (1 - math.cos((b[1] - a[1]) * p)) / 2
    )
    return 12742 * math.asin(math.sqrt(min(1.0, max(0.0, x))))


@dataclass(frozen=True, slots=True)
class Given:
    """What the article tells beside its names: countries of its demonyms, of its site, the candidates of its dateline."""

    countries: Mapping[str, float]
    site: str | None = None
    dateline: tuple[Candidate, ...] = ()


def _state_named(c: Candidate, n: Name) -> bool:
    """Whether our table of states has the name, long or short, as "Trinidad" for Trinidad and Tobago; but Russia is not the Soviet Union."""
    return c.kind == "country" and c.country in (by_name(n.text), *by_shared(n.text)) and set(n.key.split(" ")) <= set(c.key.split(" "))


def _known_there(c: Candidate, n: Name) -> bool:
    """Whether our table of parts of states has the name, and has it there; what lies in several states, as Punjab does, is known too."""
    part_of = by_part(n.text)
    return part_of is not None and c.country in (part_of, None)


def _known_capital(c: Candidate, n: Name, top: int) -> bool:
    """Whether it is the capital of that name, and no other of the name is far larger: Athens, but not Victoria of the Seychelles."""
    return c.kind == "town" and by_capital(n.text) == c.country and 2 * c.population >= top


# What a candidate is and how its name stands, which no neighbour changes: (label, feature of candidate, name, what is given, largest size).
OWN: tuple[tuple[str, Callable[[Candidate, Name, Given, int], float]], ...] = (
    ("population", lambda c, n, g, top: math.log10(c.population + 10) / 7),
    ("the largest of its name", lambda c, n, g, top: float(c.population >= top)),
    ("small beside the largest", lambda c, n, g, top: math.log10((top + 10) / (c.population + 10)) / 4),
    ("a country", lambda c, n, g, top: float(c.kind == "country")),
    ("a division", lambda c, n, g, top: float(c.kind == "division" and c.name == c.admin1)),
    ("a lower division", lambda c, n, g, top: float(c.kind == "division" and c.name != c.admin1)),
    ("wide", lambda c, n, g, top: float(c.kind in ("region", "sea", "continent"))),
    ("spelt so", lambda c, n, g, top: float(c.name == n.text or n.text in SHORT or _state_named(c, n))),
    ("its main name", lambda c, n, g, top: float(c.key == n.key or _state_named(c, n))),
    ("the kind asked for", lambda c, n, g, top: float(c.kind == n.asked)),
    ("another kind asked for", lambda c, n, g, top: float(n.asked is not None and c.kind != n.asked)),
    ("people of its country are named", lambda c, n, g, top: min(1.0, g.countries.get(c.country or "", 0.0))),
    ("in the country of the site", lambda c, n, g, top: float(g.site is not None and g.site == c.country)),
    ("in the country of the dateline", lambda c, n, g, top: float(bool(g.dateline) and g.dateline[0].country == c.country)),
    ("in the division of the dateline", lambda c, n, g, top: float(bool(g.dateline) and (g.dateline[0].country, g.dateline[0].admin1) == (c.country, c.admin1))),
    ("a capital", lambda c, n, g, top: float(c.kind == "town" and by_capital(c.name) == c.country)),
    ("in the USA", lambda c, n, g, top: float(c.country == "USA")),
    ("known for being there", lambda c, n, g, top: float(_known_there(c, n))),
    ("the capital of that name", lambda c, n, g, top: float(_known_capital(c, n, top))),
)  # fmt: skip
# Set by hand, as the texts of the fit, of one country's towns or of diseases, have few known names with rivals: left to them, Gaza lies in
# Mozambique and Athens is nowhere, beside those of Georgia and Ohio. With capitals at 0, 0.6 and 2, F1 of LGL is 0.7873, 0.7865 and 0.7839,
# of GeoVirus 0.9003, 0.9014 and 0.9014.
FIXED = {"known for being there": 2.0, "the capital of that name": 0.6}
# What the other names of the article make of it, see setting.py.
AMID = (
    "the country of the article", "its country is named", "its division is named", "the division of the article", "near other places",
)  # fmt: skip
_LABELS = [label for label, _ in OWN]
OWN_WEIGHTS = tuple((CHOICE | FIXED).get(label, 0.0) for label, _ in OWN)
AMID_WEIGHTS = tuple(CHOICE.get(label, 0.0) for label in AMID)
ASKED_FOR, KNOWN_FOR = (_LABELS.index(label) for label in ("the kind asked for", "known for being there"))
TOLD_OF = [_LABELS.index(f"in the {what}") for what in ("country of the site", "country of the dateline", "division of the dateline")]
TOLD_NEAR = [AMID.index(label) for label in ("its division is named", "the division of the article", "near other places")]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name means: `best` is the candidate of the part of the map whose chances sum highest, `confidence` that sum."""

    best: Candidate | None = None
    confidence: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The candidates of one name, their chances, and the values of OWN and AMID that gave them (a row a candidate)."""

    found: tuple[Candidate, ...]
    own: Floats
    amid: Floats
    chances: Floats


def choose(names: Sequence[Name], gazetteer: Gazetteer, given: Given) -> list[Choice]:
    """One choice a name, in their order. A name without candidates changes nothing for the others."""
    return [_choice(w) for w in weigh(names, gazetteer, given)]


def weigh(names: Sequence[Name], gazetteer: Gazetteer, given: Given) -> list[Weighed]:
    """Each name by itself first, then PASSES times amid the others; what a division's bare name says goes to its town, but where the article
    names a place within it by that name ("Seattle, Washington"). Linear in the number of names.
    """
    options = [_options(n, gazetteer) for n in names]
    rows = [_own(c, n, given, o[0].population) for n, o in zip(names, options, strict=True) for c in o]
    own = np.array(rows).reshape(len(rows), len(OWN))
    setting = Setting(options)
    base = own @ np.array(OWN_WEIGHTS)
    chances = setting.chances(base)
    amid = np.zeros((len(rows), len(AMID)))
    for _ in range(PASSES):
        amid = setting.amid(chances)
        chances = setting.chances(base + amid @ np.array(AMID_WEIGHTS))
    ends = accumulate(len(o) for o in options)
    cuts = [slice(end - len(o), end) for o, end in zip(options, ends, strict=True)]
    holding = {fold(w) for name, o in zip(names, options, strict=True) for w in name.within if any(contained(c, w) for c in o)}  # no mere list
    found = [Weighed(o, own[cut], amid[cut], chances[cut]) for o, cut in zip(options, cuts, strict=True)]
    told = [_without_far_villages(w, name) for name, w in zip(names, found, strict=True)]
    return [w if name.key in holding else _seated(w, name) for name, w in zip(names, told, strict=True)]


def _options(name: Name, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """What the name may mean; "Paris, Texas" means what lies in Texas, where anything of that name does, and "Palma in Cabo Delgado" what
    lies in the state of Cabo Delgado, though nothing of that name be known there; but "talks on Gaza in Egypt" are on Gaza.
    """
    found = lookup(name.text, gazetteer)
    inner = tuple(c for c in found if any(contained(c, w) for w in name.within)) if name.within else ()
    if not inner and by_part(name.text) and all(c.kind == "town" and not _known_there(c, name) for c in found):
        return ()  # Kasai, which the gazetteer has in Japan alone
    if name.inside and not inner and not _is_sole_city(found) and not any(_known_there(c, name) for c in found):
        states = {o.country for w in name.within for o in lookup(w, gazetteer) if o.kind != "town"}
        found = tuple(c for c in found if c.country in states or c.kind not in ("town", "division") or None in states)
    if name.asked == "division" and any(c.kind == "division" and c.name == c.admin1 for c in inner or found):
        return tuple(c for c in inner or found if c.kind != "country")[:MOST]  # "Niger state"
    return (inner or found)[:MOST]


def _is_sole_city(found: Sequence[Candidate]) -> bool:
    """Whether a great city or its division bears the name, and none but villages in other states: whoever claims it, it is meant. "Sevastopol in
    Russia", "Kharkiv in the Soviet Union", but no "Palma in Cabo Delgado".
    """
    if not found or (top := max(found, key=lambda c: c.population)).population < CITY:
        return False
    return all(c.country == top.country or DWARFING * c.population < top.population for c in found)


def _own(c: Candidate, name: Name, given: Given, top: int) -> list[float]:
    return [feature(c, name, given, top) for _, feature in OWN]


def _choice(w: Weighed) -> Choice:
    if not w.found:
        return Choice(why="no place of that name is known")
    k = int(w.chances.argmax())
    best = w.found[k]
    spot = (best.lat, best.lon)
    chances = w.chances.tolist()
    sure = sum(p for c, p in zip(w.found, chances, strict=True) if c is best or (p > 0.01 and km((c.lat, c.lon), spot) <= NEAR_KM))
    told = [(weight * x, label) for (label, _), weight, x in zip(OWN, OWN_WEIGHTS, w.own[k].tolist(), strict=True) if weight * x > 0]
    told += [(weight * x, label) for label, weight, x in zip(AMID, AMID_WEIGHTS, w.amid[k].tolist(), strict=True) if weight * x > 0]
    reasons = " and ".join(label for _, label in sorted(told, reverse=True)[:2]) or "the only one"
    others = f", before {len(w.found) - 1} others of that name" if len(w.found) > 1 else ""
    return Choice(best, round(min(0.99, sure), 2), f"told by: {reasons}{others}")


def _without_far_villages(w: Weighed, name: Name) -> Weighed:
    """A town of a few thousand people is not meant where the article tells nothing near it and a far larger place abroad bears the name too:
    its chance goes to those known for it (Jenin), else to nobody, as no place beats a wrong one.
    """
    small = [i for i in range(len(w.found)) if _is_far_village(w, i, name)]
    if not small:
        return w
    chances, known_for = w.chances.copy(), w.own[:, KNOWN_FOR] * (w.chances > 0)
    chances[small] = 0.0
    if (sure := float(chances @ known_for)) > 0:
        chances += known_for * chances * (float(w.chances[small].sum()) / sure)
    return replace(w, chances=chances)


def _is_far_village(w: Weighed, i: int, name: Name) -> bool:
    c = w.found[i]
    if c.kind != "town" or c.population > VILLAGE or max(w.own[i][TOLD_OF]) > 0 or max(w.amid[i][TOLD_NEAR]) > LITTLE:
        return False
    if any(contained(c, words) for words in name.within):
        return False
    return any(o.country != c.country and o.population >= DWARFING * max(c.population, 500) for o in w.found)


def _seated(w: Weighed, name: Name) -> Weighed:
    """The chance of a division that a town shares its name with is the town's, where nothing asks for the division: "in Kherson" is the
    city, "in Washington" the capital; and "in Panama" is the state, not its division Panama.
    """
    k = int(w.chances.argmax()) if w.found else -1
    if k < 0 or w.found[k].kind != "division" or w.own[k][ASKED_FOR]:
        return w
    states = [i for i, c in enumerate(w.found) if c.country == w.found[k].country and _state_named(c, name)]
    seats = states or [i for i, c in enumerate(w.found) if _seat(c, w.found[k], name)]
    if not seats:
        return w
    chances, seat = w.chances.copy(), max(seats, key=lambda i: w.found[i].population)
    chances[seat], chances[k] = chances[seat] + chances[k], 0.0
    return replace(w, chances=chances)


def _seat(c: Candidate, division: Candidate, name: Name) -> bool:
    """Whether a town is the one that a division is named after: spelt nearly so, as Ḩamāh is, with a good part of its people. Thus "Quebec" and
    "Goiás" stay divisions, and so do "Bahia", once a name of Salvador, and "Oklahoma".
    """
    if c.kind != "town" or c.country != division.country:
        return False
    if c.name == division.name and by_capital(c.name) == c.country:
        return True
    longer = c.key.startswith(f"{name.key} ") or name.key.startswith(f"{c.key} ")
    if longer or c.admin1 != division.admin1 or c.population < SEAT * division.population:
        return False
    return SequenceMatcher(None, LETTERS.sub("", c.key), LETTERS.sub("", name.key)).ratio() >= ALIKE
