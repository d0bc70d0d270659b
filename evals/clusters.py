"""Measures of clustering, summed over documents: MUC (Vilain 1995), B3 (Bagga and Baldwin 1998), CEAFe (Luo 2005), and their mean,
the CoNLL score (Pradhan 2014). Both sides of a document hold the same items."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Labels = Mapping[Any, Hashable]  # item -> cluster
Ratio = tuple[float, float]


@dataclass(slots=True)
class Conll:
    """`add` documents, then ask for `scores`: (precision, recall, F1) by the name of the measure."""

    sums: dict[str, list[float]] = field(default_factory=lambda: {name: [0.0] * 4 for name in ("MUC", "B3", "CEAFe")})

    @classmethod
    def of(cls, truth: Labels, found: Labels) -> Conll:
        """Of one document."""
        out = cls()
        out.add(truth, found)
        return out

    def add(self, truth: Labels, found: Labels) -> None:
        """Count one document."""
        paired = _paired(truth, found)
        for name, (precision, recall) in {
            "MUC": (_links_kept(found, truth), _links_kept(truth, found)),
            "B3": (_shares(found, truth), _shares(truth, found)),
            "CEAFe": ((paired, len(set(found.values()))), (paired, len(set(truth.values())))),
        }.items():
            self.sums[name] = [a + b for a, b in zip(self.sums[name], (*precision, *recall), strict=True)]

    def scores(self) -> dict[str, tuple[float, float, float]]:
        """(precision, recall, F1) of each measure; 0 of what has no pairs."""
        out = {}
        for name, (a, b, c, d) in self.sums.items():
            precision, recall = a / b if b else 0.0, c / d if d else 0.0
            out[name] = precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return out

    @property
    def conll(self) -> float:
        """Mean of the three F1."""
        return sum(f1 for *_, f1 in self.scores().values()) / len(self.sums)


def groups(labels: Labels) -> dict[Hashable, set[Any]]:
    """The items of each cluster."""
    out: dict[Hashable, set[Any]] = defaultdict(set)
    for item, label in labels.items():
        out[label].add(item)
    return out


def _links_kept(key: Labels, response: Labels) -> Ratio:
    """Links of the key that the response keeps, and all of the key."""
    some = groups(key).values()
    return sum(len(g) - len({response[i] for i in g}) for g in some), sum(len(g) - 1 for g in some)


def _shares(key: Labels, response: Labels) -> Ratio:
    """The share of an item's key cluster that its response cluster holds, summed, and the items."""
    sizes, both = Counter(key.values()), Counter((key[i], response[i]) for i in key)
    return sum(both[key[i], response[i]] / sizes[key[i]] for i in key), len(key)


def _paired(truth: Labels, found: Labels) -> float:
    """The worth (phi4) of the best one-to-one pairing of clusters; each connected part of the pairing is solved alone."""
    from scipy.optimize import linear_sum_assignment

    real, made = Counter(truth.values()), Counter(found.values())
    both = Counter((truth[i], found[i]) for i in truth)
    total = 0.0
    for rows, columns in _parts(both):
        scores = np.array([[2 * both[r, c] / (real[r] + made[c]) for c in columns] for r in rows])
        a, b = linear_sum_assignment(-scores)
        total += float(scores[a, b].sum())
    return total


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
