"""A conditional logit over rival answers, shared by dates and places of events: fit, choice, folds, and the file of weights.

McFadden, Conditional logit analysis of qualitative choice behavior (1974), with a ridge penalty; several right answers share their chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array

from dateline.resolve.chances import chances

Floats = NDArray[np.float64]
LEAST = 0.05  # smaller weights are left out


@dataclass(frozen=True, slots=True)
class Case:
    """The candidates of one trigger: their cues, their answers (None: no date or place) and which answers are right.

    `null`: whether its annotation has no answer. `article`: its id, by which folds are made. `weight`: how much it counts.
    """

    article: str
    cues: Sequence[Mapping[str, float]]
    answers: Sequence[str | None]
    right: frozenset[str | None]
    null: bool
    weight: float = 1.0


def fit(train: Sequence[Case], null_weight: float, ridge: float) -> dict[str, float]:
    """Weights that make the right answers likeliest; cases whose right answer no candidate has teach nothing."""
    taught = [c for c in train if any(a in c.right for a in c.answers)]
    rows = [cues for c in taught for cues in c.cues]
    names = sorted({n for cues in rows for n in cues})
    at = {n: i for i, n in enumerate(names)}
    bounds = np.cumsum([0, *(len(cues) for cues in rows)])
    columns = np.fromiter((at[n] for cues in rows for n in cues), np.int32, bounds[-1])
    values = np.fromiter((x for cues in rows for x in cues.values()), np.float64, bounds[-1])
    matrix = csr_array((values, columns, bounds), shape=(len(rows), len(names)))
    transposed = csr_array(matrix.T)
    right = np.array([a in c.right for c in taught for a in c.answers])
    worth = np.array([c.weight * (null_weight if c.null else 1.0) for c in taught])
    sizes = np.array([len(c.answers) for c in taught])
    heads, group = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(taught)), sizes)

    def loss(beta: Floats) -> tuple[float, Floats]:
        scores = matrix @ beta
        scores -= np.maximum.reduceat(scores, heads)[group]
        powers = np.exp(scores)
        chance = powers / np.add.reduceat(powers, heads)[group]
        good = np.maximum(np.add.reduceat(chance * right, heads), 1e-12)
        gradient = transposed @ ((chance - chance * right / good[group]) * worth[group])
        return float(-(worth * np.log(good)).sum() + ridge * beta @ beta), gradient + 2 * ridge * beta

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {n: round(float(x), 2) for n, x in zip(names, best.x, strict=True) if abs(x) >= LEAST}


def chosen(case: Case, weights: Mapping[str, float]) -> str | None:
    """The likeliest answer; candidates of the same answer add up."""
    scores = [sum(weights.get(n, 0.0) * x for n, x in cues.items()) for cues in case.cues]
    sums: dict[str | None, float] = {}
    for answer, chance in zip(case.answers, chances(scores), strict=True):
        sums[answer] = sums.get(answer, 0.0) + chance
    return max(sums, key=lambda a: sums[a])


def left_out(
    cases: Sequence[Case], always: Sequence[Case], folds: int, fitted: Callable[[Sequence[Case]], Mapping[str, float]]
) -> Iterator[tuple[Case, str | None]]:
    """Each of the cases with what weights choose that were `fitted` on the other folds' articles and on those of `always`."""
    fold = {name: k % folds for k, name in enumerate(sorted({c.article for c in cases}))}
    for k in range(folds):
        weights = fitted([*(c for c in cases if fold[c.article] != k), *always])
        yield from ((c, chosen(c, weights)) for c in cases if fold[c.article] == k)


def write(target: Path, weights: Mapping[str, float], what: str, script: str) -> None:
    """The table of weights as a module."""
    lines = "\n".join(f'    "{n}": {x},' for n, x in sorted(weights.items()))
    head = f'"""Worth of each cue of {what}; fitted by training/resolve/{script}.py, not by hand."""'
    target.write_text(f"{head}\n\nWEIGHTS: dict[str, float] = {{\n{lines}\n}}\n", "utf-8")
