"""A network as circles and lines, laid out by forces: those who deal with each other stand near each other.

Fruchterman and Reingold (1991), "Graph drawing by force-directed placement", from a circle, so the same network looks the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.use.analysis.network import Network

Row = dict[str, Any]
Points = NDArray[np.float64]
Box = tuple[float, float, float, float]  # left, right, top, bottom
WIDTH, HEIGHT, SIDE = 960.0, 600.0, 46.0
STEPS = 300
GRAVITY = 4.0  # of the middle; below that, parts without a tie drift off and the rest shrinks
LETTER = 6.6  # width of a letter of a label
LABEL = 28  # letters of a label


@dataclass(frozen=True, slots=True)
class Node:
    """`fifth`: share of conflict in fifths, which colours it; `label` is None where there is no room for it.

    `side`: where its label stands ("start" is right of the circle, as the text starts there; "end" left; "middle" below or above), at `at`.
    """

    x: float
    y: float
    r: float
    fifth: int
    label: str | None
    side: str
    at: tuple[float, float]
    row: Row


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    fifth: int
    row: Row


@dataclass(frozen=True, slots=True)
class Graph:
    width: float
    height: float
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


def graph(net: Network) -> Graph | None:
    """The picture; None where nobody deals with anybody."""
    if not net.dyads:
        return None
    at = {row["key"]: n for n, row in enumerate(net.actors)}
    ends = np.array([(at[d["a"]], at[d["b"]]) for d in net.dyads])
    pulls = np.log1p(np.array([d["events"] for d in net.dyads], dtype=float))
    points = framed(layout(len(at), ends, pulls))
    most = max(row["events"] for row in net.actors)
    radii = [4.0 + 16.0 * math.sqrt(row["events"] / most) for row in net.actors]
    busiest = max(d["events"] for d in net.dyads)
    lines = [
        Line(*_rounded(points[i]), *_rounded(points[j]), round(1.0 + 7.0 * math.sqrt(d["events"] / busiest), 1), fifth(d), d)
        for (i, j), d in zip(ends, net.dyads, strict=True)
    ]
    return Graph(WIDTH, HEIGHT, _nodes(net.actors, points, radii), tuple(sorted(lines, key=lambda e: e.width)))


def layout(n: int, ends: NDArray[np.int64], pulls: Points) -> Points:
    """Places of n nodes in a unit square or so. ends: pairs of indexes; pulls: how strongly each pair is drawn together."""
    angle = 2 * np.pi * np.arange(n) / n
    points: Points = np.stack([np.cos(angle), np.sin(angle)], axis=1) * 0.5
    ideal = math.sqrt(1.0 / n)
    strength = pulls / pulls.mean()
    for step in range(STEPS):
        apart = points[:, None] - points[None]
        far = np.maximum(np.linalg.norm(apart, axis=2), 1e-3)
        push = (apart * (ideal**2 / far**2)[..., None]).sum(axis=1)
        along = points[ends[:, 0]] - points[ends[:, 1]]
        pull = along * (np.linalg.norm(along, axis=1) * strength / ideal)[:, None]
        np.add.at(push, ends[:, 0], -pull)
        np.add.at(push, ends[:, 1], pull)
        push -= points * GRAVITY * ideal  # towards the middle, so that parts without a tie stay in the picture
        long = np.maximum(np.linalg.norm(push, axis=1), 1e-9)
        heat = 0.1 * (1 - step / STEPS) ** 1.5
        points = points + push / long[:, None] * np.minimum(long, heat)[:, None]
    return points


def framed(points: Points) -> Points:
    """Stretched into the picture."""
    low, high = points.min(axis=0), points.max(axis=0)
    room = np.array([WIDTH - 2 * SIDE, HEIGHT - 2 * SIDE])
    scaled: Points = (points - low) / np.maximum(high - low, 1e-6) * room + SIDE
    return scaled


def fifth(row: Row) -> int:
    """Share of conflict in fifths."""
    return round(5 * int(row["conflict"]) / int(row["events"]))


def _nodes(actors: Sequence[Row], points: Points, radii: Sequence[float]) -> tuple[Node, ...]:
    """The busiest get their names first, on a side where there is room; one without room is left to the table and the tooltip."""
    taken = [(x - r, x + r, y - r, y + r) for (x, y), r in zip(points, radii, strict=True)]
    out = []
    for row, point, r in zip(actors, points, radii, strict=True):
        x, y = _rounded(point)
        text = row["name"] if len(row["name"]) <= LABEL else row["name"][: LABEL - 1] + "…"
        wide = LETTER * len(text)
        spots = (
            ("start", x + r + 4, y + 4, x + r + 4), ("end", x - r - 4, y + 4, x - r - 4 - wide),
            ("middle", x, y + r + 14, x - wide / 2), ("middle", x, y - r - 6, x - wide / 2),
        )  # fmt: skip
        boxes = [(start, start + wide, base - 12, base + 4) for _, _, base, start in spots]
        n = next((n for n, b in enumerate(boxes) if _inside(b) and not any(_meet(b, t) for t in taken)), None)
        if n is not None:
            taken.append(boxes[n])
        side, left, base, _ = spots[n or 0]
        out.append(Node(x, y, round(r, 1), fifth(row), text if n is not None else None, side, (round(left, 1), round(base, 1)), row))
    return tuple(out)


def _inside(box: Box) -> bool:
    return box[0] > 0 and box[1] < WIDTH and box[2] > 0 and box[3] < HEIGHT


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]


def _rounded(point: Points) -> tuple[float, float]:
    return round(float(point[0]), 1), round(float(point[1]), 1)
