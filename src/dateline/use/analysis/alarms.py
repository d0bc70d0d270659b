"""The tests behind alerts, exact under a Poisson process in the time of articles, and the procedure that chooses among their results."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def surge_p(recent: int, n: int, share: float) -> float:
    """Chance of at least `recent` of n events in a window with this share of the exposure."""
    if share <= 0 or share >= 1:
        return 1.0
    total = 0.0
    for k in range(recent, n + 1):
        log = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(share) + (n - k) * math.log1p(-share)
        total += (term := math.exp(log))
        if k > n * share and term < 1e-17 * total:  # from here on they only shrink
            break
    return min(1.0, total)


def surges_p(recent: Sequence[int], n: Sequence[int], share: float) -> Floats:
    """The same of many: few of them differ."""
    pairs = list(zip(recent, n, strict=True))
    known = {pair: surge_p(*pair, share) for pair in set(pairs)}
    return np.array([known[pair] for pair in pairs], dtype=float)


def silence_p(gaps: ArrayLike, total: ArrayLike, wait: ArrayLike) -> Floats:
    """Chance of a wait at least so long after `gaps` gaps that sum to `total`, in the same unit; of one or of many."""
    sums = np.asarray(total, dtype=float)
    known = sums > 0
    return np.where(known, (1 + np.asarray(wait) / np.where(known, sums, 1.0)) ** -np.asarray(gaps, dtype=float), 1.0)


def passing(p: ArrayLike, rate: float, tests: int | None = None) -> list[int]:
    """Indexes that pass Benjamini and Hochberg's procedure at a false discovery rate.

    tests: how many were made, where those with a p above the rate, which never pass, are left out of `p`.
    """
    values = np.asarray(p, dtype=float)
    order = np.argsort(values, kind="stable")
    whole = max(len(values), tests or 0, 1)
    good = np.flatnonzero(values[order] <= rate * np.arange(1, len(values) + 1) / whole)
    return sorted(order[: good[-1] + 1].tolist()) if len(good) else []
