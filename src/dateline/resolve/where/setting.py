"""What the names of an article make likely for one another: the countries, divisions and parts of the map that they point to.

All candidates of all names lie in one row of arrays; sums are taken with `bincount`, and what a name points to itself is taken off
again, so that no name vouches for itself.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dateline.resolve.where.gazetteer import Candidate

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CELL = 1.5  # degrees: places in cells side by side lie within some 300 km


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kind of each candidate as a number from 1 on, 0 for none; `own` numbers the candidates of one name and kind alike."""

    kind: Ints
    own: Ints


class Setting:
    """The candidates of one article. `options`: those of each name, in the order of the names."""

    def __init__(self, options: Sequence[Sequence[Candidate]]) -> None:
        flat = [c for found in options for c in found]
        self._name = np.repeat(np.arange(len(options)), [len(o) for o in options])
        self._names = sum(bool(o) for o in options)
        self._country = self._kinds(c.country for c in flat)
        self._division = self._kinds((c.country, c.admin1) if c.admin1 else None for c in flat)
        cells = [(int(c.lat // CELL), int(c.lon // CELL)) if c.kind in ("town", "division") else None for c in flat]
        self._cell = _numbered(cells)
        self._pairs = _neighbours(cells, self._cell)
        self._own = [_near_each_other(tuple(options_cells)) for options_cells in _split(cells, options)]
        begins = np.diff(self._name, prepend=-1) > 0
        self._starts = np.flatnonzero(begins)
        self._group = np.cumsum(begins) - 1

    def chances(self, scores: Floats) -> Floats:
        """Softmax over the candidates of each name."""
        if not len(scores):
            return scores
        powers = np.exp(scores - np.maximum.reduceat(scores, self._starts)[self._group])
        return np.asarray(powers / np.add.reduceat(powers, self._starts)[self._group])

    def amid(self, chances: Floats) -> Floats:
        """Values of choose.AMID, a row a candidate."""
        country, division = self._others(self._country, chances), self._others(self._division, chances)
        others = max(1.0, self._names - 1.0)
        around = self._around(chances)
        return np.stack(
            [country / others, np.minimum(1, country), np.minimum(1, division / 2), division / others, np.minimum(1, around / 2)], axis=1
        )

    def _kinds(self, keys: Iterable[Hashable]) -> Kinds:
        kind = _numbered(keys)
        return Kinds(kind, _numbered(zip(kind.tolist(), self._name.tolist(), strict=True)))

    def _others(self, of: Kinds, chances: Floats) -> Floats:
        """Sum of the chances of the other names' candidates of the same kind; 0 for kind 0, which is none."""
        if not len(of.kind):
            return np.zeros(0)
        out = np.bincount(of.kind, chances)[of.kind] - np.bincount(of.own, chances)[of.own]
        return np.where(of.kind > 0, np.maximum(out, 0), 0.0)

    def _around(self, chances: Floats) -> Floats:
        if not len(chances):
            return np.zeros(0)
        mass = np.bincount(self._cell, chances)
        mass[0] = 0
        sums = np.bincount(self._pairs[0], mass[self._pairs[1]], minlength=len(mass))[self._cell]
        start = 0
        for near in self._own:
            end = start + len(near)
            sums[start:end] = sums[start:end] - near @ chances[start:end]
            start = end
        return np.where(self._cell > 0, np.maximum(sums, 0), 0.0)


Cell = tuple[int, int] | None


def _numbered(keys: Iterable[Hashable]) -> Ints:
    """Equal keys get equal numbers from 1 on; None gets 0."""
    numbers: dict[Hashable, int] = {None: 0}
    return np.array([numbers.setdefault(k, len(numbers)) for k in keys], dtype=np.int64)


def _neighbours(cells: Sequence[Cell], numbers: Ints) -> tuple[Ints, Ints]:
    """Pairs of numbers of cells that touch, each with itself."""
    number = {c: int(n) for c, n in zip(cells, numbers, strict=True) if c}
    pairs = [
        (n, other) for (y, x), n in number.items() for dy in (-1, 0, 1) for dx in (-1, 0, 1)
        if (other := number.get((y + dy, x + dx)))
    ]  # fmt: skip
    return np.array([a for a, _ in pairs], dtype=np.int64), np.array([b for _, b in pairs], dtype=np.int64)


def _split(cells: Sequence[Cell], options: Sequence[Sequence[Candidate]]) -> Iterable[Sequence[Cell]]:
    start = 0
    for found in options:
        yield cells[start : start + len(found)]
        start += len(found)


@lru_cache(maxsize=1 << 9)  # articles name the same places
def _near_each_other(cells: tuple[Cell, ...]) -> Floats:
    """Which candidates of one name lie in touching cells, as a matrix of 0 and 1."""
    if len(cells) == 1:
        return ONE if cells[0] else ZERO
    y, x = np.array([c or (10_000, 10_000) for c in cells], dtype=np.int64).reshape(len(cells), 2).T
    near = (np.abs(y[:, None] - y) <= 1) & (np.abs(x[:, None] - x) <= 1) & (y < 10_000)
    return np.asarray(near, dtype=float)


ONE, ZERO = np.ones((1, 1)), np.zeros((1, 1))
