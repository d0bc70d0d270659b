import numpy as np
import pytest

from dateline.read.labels import DISTANCE_BUCKETS, MAX_TOKENS, SENTENCE_BUCKETS
from dateline.read.scores import RoleScorer, halves, product
from dateline.read.tokens import buckets, sentence_buckets

SENTENCES = ((0, 3), (3, 4), (4, 9), (9, 12))
WIDTH, TYPES, ROLES = 5, 3, 4


@pytest.mark.parametrize("at", range(12))
def test_roles_are_scored_as_training_scores_them(at: int) -> None:
    """training/network.py, `roles`: rows by bucket of distance and of sentence, half of each vector adds and half multiplies."""
    random = np.random.default_rng(7)
    source, tokens = random.normal(size=2 * WIDTH).astype(np.float32), random.normal(size=(12, 2 * WIDTH)).astype(np.float32)
    rows = random.normal(size=(DISTANCE_BUCKETS, WIDTH)).astype(np.float32)
    apart, kind = (random.normal(size=(n, WIDTH)).astype(np.float32) for n in (SENTENCE_BUCKETS, TYPES))
    weight, bias = random.normal(size=(ROLES, WIDTH)).astype(np.float32), random.normal(size=ROLES).astype(np.float32)
    scorer = RoleScorer(rows[buckets(np.arange(-MAX_TOKENS, MAX_TOKENS))], apart, kind, weight, bias)
    hidden = source[:WIDTH] + tokens[:, :WIDTH] + source[WIDTH:] * tokens[:, WIDTH:] + kind[1]
    hidden = hidden + rows[buckets(np.arange(12) - at)] + apart[sentence_buckets(SENTENCES, 12, at)]
    assert scorer(source, halves(tokens), 1, at, SENTENCES) == pytest.approx(np.maximum(hidden, 0) @ weight.T + bias, abs=1e-5)


def test_a_product_in_pieces_is_the_product() -> None:
    random = np.random.default_rng(7)
    a, b = random.normal(size=(700, 300)).astype(np.float32), random.normal(size=(300, 9)).astype(np.float32)
    assert product(a, b) == pytest.approx(a @ b, abs=1e-3)
