"""Marking two known actors in a text; the answer itself is measured in evals."""

from pathlib import Path

import pytest

from dateline.read.labels import ACTOR_MARK, MAX_TOKENS, RECIPIENT_MARK, TYPES
from dateline.read.reader import Reader
from dateline.read.relate import mark_pair
from dateline.read.session import WEIGHTS
from dateline.read.tokens import Pieces

TEXT = "Mali thanked Chad for the troops."
pytestmark = pytest.mark.skipif(not (WEIGHTS / "accurate/tokenizer.json").exists(), reason="no weights yet")


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(Path(WEIGHTS / "accurate/tokenizer.json"))


def test_marks_stand_around_both_actors(pieces: Pieces) -> None:
    ids = mark_pair(TEXT, [(0, 4)], [(13, 17)], pieces).ids.tolist()
    opens, closes, second, end = (ids.index(m) for m in pieces.marks)
    assert opens < closes < second < end
    assert len(ids) == len(pieces.encode(TEXT, 0, len(TEXT)).ids) + 6


def test_marks_carry_the_shape_of_their_side(pieces: Pieces) -> None:
    marked = mark_pair(TEXT, [(0, 4)], [(13, 17)], pieces)
    shape_of = dict(zip(marked.ids.tolist(), marked.shapes.tolist(), strict=True))
    assert [shape_of[m] for m in pieces.marks] == [ACTOR_MARK] * 2 + [RECIPIENT_MARK] * 2


def test_a_long_text_is_cut_around_the_actors(pieces: Pieces) -> None:
    text = "The rain went on. " * 400 + TEXT + " It was late." * 400
    at = text.index("Mali")
    marked = mark_pair(text, [(at, at + 4)], [(at + 13, at + 17)], pieces)
    assert len(marked.ids) <= MAX_TOKENS
    assert all(m in marked.ids for m in pieces.marks)


@pytest.mark.parametrize("spans", [[], [(3, 3)], [(0, 999)], [(-1, 4)]])
def test_spans_outside_of_the_text_are_refused(pieces: Pieces, spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="actor needs spans"):
        mark_pair(TEXT, spans, [(13, 17)], pieces)


def test_probabilities_sum_to_one_over_all_types() -> None:
    scores = Reader(threads=1).relate(TEXT, [(0, 4)], [(13, 17)])
    assert set(scores) == set(TYPES)
    assert sum(scores.values()) == pytest.approx(1.0, abs=0.01)
