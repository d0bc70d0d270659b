"""Scores of rival answers -> how likely each is."""

from __future__ import annotations

import math
from collections.abc import Sequence


def chances(scores: Sequence[float]) -> list[float]:
    """Softmax: as many numbers as scores, at least one; they sum to 1."""
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]
