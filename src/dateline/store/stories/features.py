"""How alike two reports are: one table of features with weights; the sum above zero speaks for the same event.

Each feature gives -1 (speaks against) to 1 (speaks for), 0 where one side says nothing. `contradicts` is a bar, not a weight:
whatever else agrees, reports that name different days or far places are of different events.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from dateline.store.stories.telling import Party, Telling

SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
SAME_TOWN_KM = 6.0  # suburbs and the centre of one town
FAR_KM = 25.0  # beyond that two named towns are two places
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Feature:
    name: str
    weight: float
    of: Callable[[Telling, Telling], float]


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (lat, lon) in degrees, by the haversine formula."""
    (la, lo), (lb, lp) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def contradicts(a: Telling, b: Telling) -> str | None:
    """Why two reports cannot be of one event; None where nothing forbids it."""
    if a.type != b.type or a.mood != b.mood:
        return "another kind of event"
    if a.exact and b.exact and a.low != b.low:
        return f"{a.low} is not {b.low}"
    if a.country and b.country and a.country != b.country:
        return f"{a.country} is not {b.country}"
    if (km := _apart(a, b)) is not None and km > FAR_KM:
        return f"{a.place} and {b.place} lie {km:.0f} km apart"
    if a.admin1 and b.admin1 and a.admin1 != b.admin1 and km is None:
        return f"{a.admin1} is not {b.admin1}"
    if a.type not in SYMMETRIC and _swapped(a, b):
        return "who did it to whom is the other way round"
    return None


def _apart(a: Telling, b: Telling) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None or a.place is None or b.place is None:
        return None
    return None if a.place == b.place else distance_km((a.lat, a.lon), (b.lat, b.lon))


def _swapped(a: Telling, b: Telling) -> bool:
    doer, done = {p.actor for p in a.actors}, {p.actor for p in a.recipients}
    other, undone = {p.actor for p in b.actors}, {p.actor for p in b.recipients}
    return bool(doer & undone and done & other) and not doer & other


def parties(a: Telling, b: Telling) -> float:
    """Who took part: for each participant of the shorter list its best like in the other; sides count where they are told."""
    if a.type in SYMMETRIC:
        return _side(a.actors + a.recipients, b.actors + b.recipients) or 0.0
    sides = [s for s in (_side(a.actors, b.actors), _side(a.recipients, b.recipients)) if s is not None]
    if sides:
        return sum(sides) / len(sides)
    return 0.5 * (_side(a.actors + a.recipients, b.actors + b.recipients) or 0.0)


def _side(a: tuple[Party, ...], b: tuple[Party, ...]) -> float | None:
    if not a or not b:
        return None
    short, long = sorted((a, b), key=len)
    return 2 * sum(max(_alike(p, q) for q in long) for p in short) / len(short) - 1


def _alike(p: Party, q: Party) -> float:
    if p.actor == q.actor:
        return 1.0
    if p.name and q.name and (p.name <= q.name or q.name <= p.name):
        return 0.8
    if p.country and p.country == q.country:
        return 0.6 if p.sector and p.sector == q.sector else 0.3
    return 0.0


def place(a: Telling, b: Telling) -> float:
    """Where: the same name or town; a shared country alone says little."""
    if a.place and b.place and a.place == b.place:
        return 1.0
    km = _apart(a, b)
    if km is not None:
        return 0.7 if km <= SAME_TOWN_KM else -0.4
    return 0.1 if a.country and a.country == b.country else 0.0


def counts(a: Telling, b: Telling) -> float:
    """Casualties: early reports differ, so a ratio up to two is no evidence against; an order of magnitude is."""
    told = [_near(x, y) for x, y in ((a.killed, b.killed), (a.injured, b.injured)) if x and y]
    return sum(told) / len(told) if told else 0.0


def _near(x: tuple[int, int], y: tuple[int, int]) -> float:
    if x[0] <= y[1] and y[0] <= x[1]:
        return 1.0
    low, high = sorted(((x[0] + x[1]) / 2, (y[0] + y[1]) / 2))
    ratio = (high + 1) / (low + 1)
    return max(-1.0, 0.8 - (ratio - 1) * 1.2)


def wording(a: Telling, b: Telling) -> float:
    """Content words in common (Dice), from -0.2 at none to 1 at 60 %: rewording leaves a fifth to a half of them."""
    if not a.words or not b.words:
        return 0.0
    dice = 2 * len(a.words & b.words) / (len(a.words) + len(b.words))
    return min(1.0, 2 * dice - 0.2)


def modes(a: Telling, b: Telling) -> float:
    if not a.modes or not b.modes:
        return 0.0
    return 1.0 if a.modes & b.modes else -1.0


def copied(a: Telling, b: Telling) -> float:
    """The same sentence word for word, as copies of an agency text have it."""
    return 1.0 if len(a.words) > 4 and a.words == b.words else 0.0


def vague(a: Telling, b: Telling) -> float:
    """A day that one of them does not name is a doubt."""
    return 0.0 if a.exact and b.exact else -1.0


# Weights chosen on made-up wires of 1,500 articles, seeds 1 to 3 (evals/wire.py): CoNLL F1 from 0.917 to 0.945; `python -m
# evals.stories` prints the figures of another seed.
FEATURES: tuple[Feature, ...] = (
    Feature("participants", 2.0, parties),
    Feature("place", 1.5, place),
    Feature("counts", 1.5, counts),
    Feature("wording", 1.0, wording),
    Feature("modes", 0.7, modes),
    Feature("copy", 2.0, copied),
    Feature("vague date", 0.2, vague),
)
BIAS = -1.2


@dataclass(frozen=True, slots=True)
class Match:
    """The score of a pair and what each feature gave to it; None parts where a contradiction bars the pair."""

    score: float
    parts: tuple[tuple[str, float], ...]


def compare(a: Telling, b: Telling) -> Match | None:
    """Score of two reports; None where they contradict each other."""
    if contradicts(a, b):
        return None
    parts = tuple((f.name, round(f.weight * value, 2)) for f in FEATURES if (value := f.of(a, b)))
    return Match(BIAS + sum(value for _, value in parts), parts)
