"""Losses beside a teacher's chances."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from training.losses import SHARE, _cross_entropy, _role_loss, _shared  # noqa: E402


def test_a_teacher_that_agrees_costs_least() -> None:
    chances = np.array([[0.7, 0.2, 0.1]], dtype=np.float16)
    alike, unlike = (torch.log(torch.tensor([row])) for row in ([0.7, 0.2, 0.1], [0.1, 0.2, 0.7]))
    entropy = -float((torch.tensor(chances.astype(np.float32)).log() * torch.tensor(chances.astype(np.float32))).sum())
    assert float(_cross_entropy(alike, chances)) == pytest.approx(entropy, abs=1e-3)
    assert float(_cross_entropy(unlike, chances)) > entropy


def test_marks_and_teacher_share_a_head_and_each_speaks_alone_where_the_other_is_silent() -> None:
    hard, soft = {"mention": torch.tensor(2.0), "ties": torch.tensor(1.0)}, {"mention": torch.tensor(4.0), "trigger": torch.tensor(8.0)}
    both = {k: float(v) for k, v in _shared(hard, soft).items()}
    assert both == {"mention": (1 - SHARE) * 2 + SHARE * 4, "ties": 1 - SHARE, "trigger": SHARE * 8}
    assert {k: float(v) for k, v in _shared(hard, {}).items()} == {"mention": 2.0, "ties": 1.0}


def test_roles_that_are_not_known_cost_nothing() -> None:
    scores = torch.zeros(2, 3, 1)
    known = np.array([[1], [0], [-1]], dtype=np.int8)
    assert _role_loss([None, None], scores) is None
    loss = _role_loss([known, None], scores)
    assert loss is not None
    assert float(loss) == pytest.approx(2 * np.log(2) / 10)
