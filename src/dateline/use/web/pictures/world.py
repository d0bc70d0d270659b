"""Places of a selection on the base map, framed around them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
ASPECT = 2.0  # width by height
LEAST = 9.0  # degrees of longitude: closer than that the coast is too coarse
WIDE = 560.0  # units of the picture's width, so that circles are sized in something like pixels
LETTER, LINE = 8.5, 17.0  # of a name, where it is drawn largest
WHOLE = (-180.0, -58.0, 180.0, 80.0)


@dataclass(frozen=True, slots=True)
class Spot:
    """One place: where its circle stands, how large it is, and the share of conflict in fifths, which colours it."""

    x: float
    y: float
    r: float
    fifth: int
    row: Row


@dataclass(frozen=True, slots=True)
class World:
    """`shape` scales and moves degrees (x east, y south) into the picture; `lat_of`, `lon_of` tell how to go back."""

    width: float
    height: float
    scale: float
    squeeze: float
    west: float
    north: float
    spots: tuple[Spot, ...]
    labels: tuple[Spot, ...]


def world(places: Sequence[Row], focus: tuple[float, float] | None = None) -> World:
    """The map of places (rows with lat, lon, events, conflict); the whole world where there are none."""
    west, south, east, north = _frame(places, focus)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = WIDE / ((east - west) * squeeze)
    most = max((p["events"] for p in places), default=1)
    spots = [_spot(p, west, north, scale, squeeze, most) for p in places]
    return World(
        WIDE, round((north - south) * scale, 1), round(scale, 4), round(squeeze, 4), round(west, 3), round(north, 3),
        tuple(sorted(spots, key=lambda s: -s.r)), _labelled(spots),
    )  # fmt: skip


def _spot(p: Row, west: float, north: float, scale: float, squeeze: float, most: int) -> Spot:
    x, y = (p["lon"] - west) * squeeze * scale, (north - p["lat"]) * scale
    radius = 3.5 + min(13.0, 3.0 * math.sqrt(most)) * math.sqrt(p["events"] / most)  # the largest only where many are told
    return Spot(round(x, 1), round(y, 1), round(radius, 1), round(5 * p["conflict"] / p["events"]), p)


def _frame(places: Sequence[Row], focus: tuple[float, float] | None) -> tuple[float, float, float, float]:
    """West, south, east, north around the places, with air, in the shape of the picture."""
    points = [(p["lon"], p["lat"]) for p in places] + ([focus[::-1]] if focus else [])
    if not points:
        return WHOLE
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = max(0.3, math.cos(math.radians((south + north) / 2)))
    wide = max(LEAST, (east - west) * 1.25, (north - south) * 1.3 * ASPECT / squeeze)
    high = wide * squeeze / ASPECT
    if wide > 300 or high > 120:
        return WHOLE
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return middle_x - wide / 2, middle_y - high / 2, middle_x + wide / 2, middle_y + high / 2


def _labelled(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """The largest spots that leave room for each other's names."""
    out: list[Spot] = []
    for s in sorted(spots, key=lambda s: -s.row["events"]):
        long = LETTER * len(s.row["name"])
        if all(abs(s.y - o.y) > LINE or s.x > o.x + o.r + LETTER * len(o.row["name"]) or o.x > s.x + s.r + long for o in out):
            out.append(s)
        if len(out) == 9:
            break
    return tuple(out)
