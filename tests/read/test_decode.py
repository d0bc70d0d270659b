import numpy as np

from dateline.read.labels import DISTANCE_BUCKETS
from dateline.read.spans import characters, runs
from dateline.read.tokens import buckets
from dateline.read.windows import Window


def test_runs_split_at_a_new_begin_and_at_sentence_ends() -> None:
    begin = np.array([0.9, 0.1, 0.9, 0.0, 0.1, 0.1], dtype=np.float32)
    inside = np.array([0.0, 0.8, 0.0, 0.2, 0.8, 0.8], dtype=np.float32)
    assert list(runs(begin, inside, [(0, 5), (5, 6)])) == [(0, 2), (2, 3), (4, 5), (5, 6)]


def test_spans_grow_to_whole_words() -> None:
    window = Window(np.array([1, 2, 3]), np.array([0, 1, 0]), ((0, 4), (4, 7), (8, 10)), ((0, 3),))
    assert characters(window, 0, 1, "Pesh" + "mer" + " ga") == (0, 7)


def test_buckets_keep_sign_and_bounds() -> None:
    found = buckets(np.array([-500, -1, 0, 1, 2, 500]))
    assert found.min() >= 0
    assert found.max() < DISTANCE_BUCKETS
    assert list(np.diff(found) > 0) == [True] * 5
