"""What rival answers are worth by their cues, and how likely each is by its worth."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence


def chances(scores: Sequence[float]) -> list[float]:
    """Softmax: as many numbers as scores, at least one; they sum to 1."""
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def by_kind(weights: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Weights named "kind: cue" -> those of each kind by the cue alone, "" for the kind itself, so that rivals of all kinds share cues."""
    table: dict[str, dict[str, float]] = {}
    for name, weight in weights.items():
        kind, _, cue = name.partition(": ")
        table.setdefault(kind, {})[cue] = weight
    return table


def worth(weights: Mapping[str, float], told: Iterable[Mapping[str, float]]) -> float:
    """The score of an answer from its cues, in one mapping or several."""
    return sum([weights.get(cue, 0.0) * x for cues in told for cue, x in cues.items()])
