import pytest

from evals.coreference import Conll, clusters


def test_a_split_and_a_perfect_answer() -> None:
    gold = clusters({0: "a", 1: "a", 2: "b"})
    perfect, split = Conll(), Conll()
    perfect.add(gold, gold)
    split.add(gold, clusters({0: 1, 1: 2, 2: 3}))
    assert perfect.figures()["CoNLL"] == pytest.approx(1.0)
    assert split.figures()["MUC"] == 0.0
    assert split.figures()["B3"] == pytest.approx(2 * 1.0 * (2 / 3) / (5 / 3))
    assert split.figures()["CEAFe"] == pytest.approx(2 * (5 / 3 / 2) * (5 / 3 / 3) / (5 / 3 / 2 + 5 / 3 / 3))
