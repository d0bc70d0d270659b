"""What one more article costs an archive that holds n already: CPU milliseconds, and their picture."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
STOPS = (100, 1_000, 10_000, 100_000)
WIDTH, HEIGHT, LEFT, RIGHT, FOOT = 640, 260, 56, 36, 34


class Costs:
    """Counts what passes; `points` are (articles held, CPU ms an article since the point before).

    CPU time, since a busy machine stretches the clock; threads of the database count too.
    """

    def __init__(self, every: int) -> None:
        self._every = every
        self.points: list[tuple[int, float]] = []

    def passing(self, some: Iterable[T]) -> Iterator[T]:
        began, before = time.process_time(), 0
        for n, item in enumerate(some, 1):
            if n - before >= self._every:
                now = time.process_time()
                self.points.append((n, 1000 * (now - began) / (n - before)))
                began, before = now, n
            yield item

    def around(self, n: int) -> float | None:
        """Mean of the points from 70 % to 140 % of n articles."""
        near = [ms for at, ms in self.points if 0.7 * n <= at <= 1.4 * n]
        return sum(near) / len(near) if near else None


def _rounds(top: float) -> list[float]:
    """0 and round numbers up to `top`, four to nine of them in all: 0, 2, 4, 6, 8 for 9.2."""
    ten = 10.0 ** math.floor(math.log10(top))
    step = next(s for s in (ten / 5, ten / 2, ten, 2 * ten) if top / s < 8)
    return [k * step for k in range(int(top / step) + 1)]


def svg(points: list[tuple[int, float]]) -> str:
    """The points over a logarithmic count of articles."""
    low, high = math.log10(points[0][0]), math.log10(points[-1][0])
    top = 1.15 * max(ms for _, ms in points)

    def x(n: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (math.log10(n) - low) / max(0.01, high - low)

    def y(ms: float) -> float:
        return 10 + (HEIGHT - FOOT - 10) * (1 - ms / top)

    dots = [f'<circle cx="{x(n):.1f}" cy="{y(ms):.1f}" r="2.5" fill="#2b6f9e"/>' for n, ms in points]
    stops = [n for n in STOPS if points[0][0] <= n <= points[-1][0]]
    ticks = [f'<text x="{x(n):.1f}" y="{HEIGHT - 16}" text-anchor="middle">{n:,}</text>' for n in stops]
    scale = [f'<text x="{LEFT - 8}" y="{y(ms) + 4:.1f}" text-anchor="end">{ms:g} ms</text>' for ms in _rounds(top)]
    axis = f'<path d="M{LEFT} 10V{HEIGHT - FOOT}H{WIDTH - RIGHT}" fill="none" stroke="#555"/>'
    label = f'<text x="{(LEFT + WIDTH) / 2:.0f}" y="{HEIGHT - 2}" text-anchor="middle">articles in the archive</text>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="11" fill="#333">'
    title = "<title>CPU time to add one article, stories included</title>"
    return "\n".join((head, title, axis, *dots, *ticks, *scale, label, "</svg>")) + "\n"
