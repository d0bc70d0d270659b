"""MUC, B-cubed and CEAF-e over clusters of given mentions, and their mean, the CoNLL score (Pradhan et al. 2014)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

Cluster = frozenset[Hashable]
Ratio = tuple[float, float]


def clusters(of: Mapping[int, Hashable]) -> list[Cluster]:
    """Mention -> label as a list of clusters."""
    groups: dict[Hashable, set[Hashable]] = {}
    for mention, label in of.items():
        groups.setdefault(label, set()).add(mention)
    return [frozenset(g) for g in groups.values()]


@dataclass(slots=True)
class Conll:
    """Sums over documents; a document's clusters hold the same mentions on both sides."""

    sums: dict[str, list[float]] = field(default_factory=dict)

    def add(self, gold: Sequence[Cluster], said: Sequence[Cluster]) -> None:
        """Count one document."""
        ceaf = _aligned(gold, said)
        for name, (recall, precision) in {
            "MUC": (_muc(gold, said), _muc(said, gold)),
            "B3": (_b_cubed(gold, said), _b_cubed(said, gold)),
            "CEAFe": ((ceaf, len(gold)), (ceaf, len(said))),
        }.items():
            held = self.sums.setdefault(name, [0.0] * 4)
            for i, value in enumerate((*recall, *precision)):
                held[i] += value

    def figures(self) -> dict[str, float]:
        """F1 of each measure, and `CoNLL`, their mean."""
        out = {}
        for name, (a, b, c, d) in self.sums.items():
            recall, precision = a / max(b, 1e-9), c / max(d, 1e-9)
            out[name] = 2 * precision * recall / max(precision + recall, 1e-9)
        return out | {"CoNLL": sum(out.values()) / max(1, len(out))}


def _muc(key: Sequence[Cluster], response: Sequence[Cluster]) -> Ratio:
    """Links of the key that the response keeps (Vilain et al. 1995)."""
    of = {m: k for k, cluster in enumerate(response) for m in cluster}
    kept = sum(len(c) - len({of[m] for m in c}) for c in key)
    return kept, sum(len(c) - 1 for c in key)


def _b_cubed(key: Sequence[Cluster], response: Sequence[Cluster]) -> Ratio:
    """Mean share of a mention's key cluster that its response cluster holds (Bagga and Baldwin 1998)."""
    of = {m: c for c in response for m in c}
    return sum(len(c & of[m]) / len(c) for c in key for m in c), sum(len(c) for c in key)


def _aligned(gold: Sequence[Cluster], said: Sequence[Cluster]) -> float:
    """Best one-to-one pairing of clusters by phi4 (Luo 2005)."""
    phi = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in said] for a in gold])
    rows, columns = linear_sum_assignment(-phi)
    return float(phi[rows, columns].sum())
