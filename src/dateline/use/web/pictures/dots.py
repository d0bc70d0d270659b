"""Every event of a dyad as a dot in time, cooperation above and conflict below by its intensity; silences and turning points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.use.analysis.dyad import silences

Row = dict[str, Any]
WIDTH, HEIGHT, SIDE, BOTTOM, TOP = 1120.0, 320.0, 36.0, 20.0, 10.0


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    event: Row


@dataclass(frozen=True, slots=True)
class Silence:
    """A long while without an event."""

    x: float
    width: float
    first: date
    last: date
    days: int


@dataclass(frozen=True, slots=True)
class Dots:
    width: float
    height: float
    line: float
    dots: tuple[Dot, ...]
    mean: tuple[tuple[float, float], ...]
    ticks: tuple[tuple[float, str], ...]
    silences: tuple[Silence, ...]
    turns: tuple[tuple[float, Any], ...]


def dots(events: Sequence[Row], months: Sequence[Row], turns: Sequence[Any]) -> Dots | None:
    """events: dated, in time order; months: rows with month and mean intensity; turns: with `day`. None without events."""
    if not events:
        return None
    first, last = events[0]["day"], events[-1]["day"]
    span = max(30, (last - first).days)
    place = Place(first, span)
    made = tuple(Dot(place.x(e["day"]), y_of(e["intensity"]), e) for e in events)
    mean = tuple((place.x(max(first, min(last, date.fromisoformat(m["month"] + "-15")))), y_of(m["intensity"])) for m in months)
    quiet = tuple(
        Silence(place.x(a), round(place.x(b) - place.x(a), 1), a, b, (b - a).days) for a, b in silences([e["day"] for e in events])
    )
    return Dots(WIDTH, HEIGHT, y_of(0.0), made, mean, place.ticks(), quiet, tuple((place.x(t.day), t) for t in turns))


@dataclass(frozen=True, slots=True)
class Place:
    """A scale of days."""

    first: date
    span: int

    def x(self, day: date) -> float:
        return round(SIDE + (WIDTH - 2 * SIDE) * (day - self.first).days / self.span, 1)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """First of years, quarters or months, at most some ten."""
        last = self.first.toordinal() + self.span
        months = [(y, m) for y in range(self.first.year, date.fromordinal(last).year + 1) for m in range(1, 13)]
        days = [date(y, m, 1) for y, m in months if self.first <= date(y, m, 1) <= date.fromordinal(last)]
        years = [d for d in days if d.month == 1]
        some = years if len(years) > 2 else days
        every = -(-len(some) // 10) or 1
        return tuple((self.x(d), str(d.year) if some is years else d.isoformat()[:7]) for d in some[::every])


def y_of(intensity: float) -> float:
    """-10 to +10 as height, +10 on top."""
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (10 - max(-10.0, min(10.0, intensity))) / 20, 1)
