import pytest

from evals.clusters import Conll

TRUTH = {"a": 1, "b": 1, "c": 1, "d": 2}


def test_measures_on_a_case_worked_out_by_hand() -> None:
    scores = Conll.of(TRUTH, {"a": "x", "b": "x", "c": "y", "d": "y"}).scores()
    assert scores["B3"][:2] == (0.75, pytest.approx(2 / 3))
    assert scores["MUC"][:2] == (0.5, 0.5)
    assert scores["CEAFe"][:2] == (pytest.approx((4 / 5 + 2 / 3) / 2), pytest.approx((4 / 5 + 2 / 3) / 2))


def test_a_split_and_a_perfect_answer() -> None:
    assert Conll.of(TRUTH, TRUTH).conll == pytest.approx(1.0)
    split = Conll.of({0: "a", 1: "a", 2: "b"}, {0: 1, 1: 2, 2: 3}).scores()
    assert split["MUC"][2] == 0.0
    assert split["B3"][2] == pytest.approx(2 * 1.0 * (2 / 3) / (5 / 3))
    assert split["CEAFe"][2] == pytest.approx(2 * (5 / 3 / 2) * (5 / 3 / 3) / (5 / 3 / 2 + 5 / 3 / 3))


def test_documents_are_summed() -> None:
    both = Conll()
    both.add(TRUTH, TRUTH)
    both.add({0: "a", 1: "a"}, {0: 1, 1: 2})
    assert both.scores()["MUC"][1] == pytest.approx(2 / 3)
