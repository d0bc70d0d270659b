"""Confidence that means what it says: a logistic curve over the reader's own (Platt, 1999). Its error: evals/calibration.py."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def logit(p: FloatArray) -> FloatArray:
    clipped = np.clip(p, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(clipped / (1 - clipped)), dtype=np.float64)


def fit(sure: FloatArray, right: FloatArray, steps: int = 200) -> tuple[float, float]:
    """(slope, shift) of sigmoid(slope · logit(sure) + shift), by Newton's method with a small pull to (1, 0)."""
    x = np.stack([logit(sure), np.ones(len(sure))], axis=1)
    w = prior = np.array([1.0, 0.0])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - right) + (w - prior)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.eye(2)
        step = np.linalg.solve(hessian, gradient)
        size = 1.0
        # A whole step may leap past the valley where most events are sure; a shorter one never does.
        while _loss(x, right, w - size * step, prior) > _loss(x, right, w, prior) and size > 1e-6:
            size /= 2
        w = w - size * step
        if np.abs(size * step).max() < 1e-8:
            break
    return float(w[0]), float(w[1])


def _loss(x: FloatArray, right: FloatArray, w: FloatArray, prior: FloatArray) -> float:
    z = x @ w
    return float(np.sum(np.logaddexp(0.0, z) - right * z) + 0.5 * np.sum((w - prior) ** 2))
