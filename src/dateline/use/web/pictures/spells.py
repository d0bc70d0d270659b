"""Posts of an actor through time, as bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.store.stories.days import days_of

Row = dict[str, Any]
WIDTH, LEFT, ROW = 720.0, 6.0, 30.0


@dataclass(frozen=True, slots=True)
class Spell:
    x: float
    y: float
    width: float
    row: Row


@dataclass(frozen=True, slots=True)
class Spells:
    width: float
    height: float
    spells: tuple[Spell, ...]
    first: str
    last: str


def spells(roles: Sequence[Row]) -> Spells | None:
    """roles: rows with title, organisation, first, last (ISO). None where none is dated."""
    dated = [(r, first[0], last[1]) for r in roles if (first := days_of(r["first"])) and (last := days_of(r["last"]))]
    if not dated:
        return None
    low, high = min(a for _, a, _ in dated), max(b for _, _, b in dated)
    made = tuple(_spell(n, r, a, b, low, high) for n, (r, a, b) in enumerate(dated))
    return Spells(WIDTH, ROW * len(made) + 18, made, low.isoformat(), high.isoformat())


def _spell(n: int, row: Row, a: date, b: date, low: date, high: date) -> Spell:
    room = WIDTH - 2 * LEFT
    span = max(1, (high - low).days)
    x = LEFT + room * (a - low).days / span
    width = max(6.0, room * (b - a).days / span)
    return Spell(round(min(x, WIDTH - LEFT - width), 1), ROW * n + 18, round(width, 1), row)
