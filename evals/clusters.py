"""Measures of clustering: B3 (Bagga and Baldwin 1998), MUC (Vilain 1995), CEAFe (Luo 2005), and their mean, the CoNLL score."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping

import numpy as np

Labels = Mapping[str, Hashable]


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def groups(labels: Labels) -> dict[Hashable, set[str]]:
    """The items of each cluster."""
    out: dict[Hashable, set[str]] = defaultdict(set)
    for item, label in labels.items():
        out[label].add(item)
    return out


def b_cubed(truth: Labels, found: Labels) -> tuple[float, float, float]:
    """(precision, recall, F1) over items."""
    real, made = groups(truth), groups(found)
    both = Counter((truth[i], found[i]) for i in truth)
    precision = sum(both[truth[i], found[i]] / len(made[found[i]]) for i in truth) / len(truth)
    recall = sum(both[truth[i], found[i]] / len(real[truth[i]]) for i in truth) / len(truth)
    return precision, recall, f1(precision, recall)


def muc(truth: Labels, found: Labels) -> tuple[float, float, float]:
    """(precision, recall, F1) over links."""

    def share(key: Labels, response: Labels) -> float:
        some = groups(key).values()
        parts = [(len(g), len({response[i] for i in g})) for g in some]
        total = sum(n - 1 for n, _ in parts)
        return sum(n - p for n, p in parts) / total if total else 0.0

    recall, precision = share(truth, found), share(found, truth)
    return precision, recall, f1(precision, recall)


def ceaf_e(truth: Labels, found: Labels) -> tuple[float, float, float]:
    """(precision, recall, F1) over the best one-to-one pairing of clusters; each connected part of the pairing is solved alone."""
    from scipy.optimize import linear_sum_assignment

    real, made = groups(truth), groups(found)
    both = Counter((truth[i], found[i]) for i in truth)
    parts = _parts(both)
    total = 0.0
    for rows, columns in parts:
        scores = np.array([[2 * both[r, c] / (len(real[r]) + len(made[c])) for c in columns] for r in rows])
        a, b = linear_sum_assignment(-scores)
        total += float(scores[a, b].sum())
    precision, recall = total / len(made), total / len(real)
    return precision, recall, f1(precision, recall)


def _parts(both: Counter[tuple[Hashable, Hashable]]) -> list[tuple[list[Hashable], list[Hashable]]]:
    """Connected parts of the graph of real and found clusters that share items."""
    near: dict[tuple[int, Hashable], set[tuple[int, Hashable]]] = defaultdict(set)
    for r, c in both:
        near[0, r].add((1, c))
        near[1, c].add((0, r))
    out, seen = [], set()
    for start in near:
        if start in seen:
            continue
        part, todo = {start}, [start]
        while todo:
            for other in near[todo.pop()] - part:
                part.add(other)
                todo.append(other)
        seen |= part
        out.append(([x for side, x in part if side == 0], [x for side, x in part if side == 1]))
    return out


def conll(truth: Labels, found: Labels) -> float:
    """Mean of the F1 of MUC, B3 and CEAFe."""
    return (muc(truth, found)[2] + b_cubed(truth, found)[2] + ceaf_e(truth, found)[2]) / 3
