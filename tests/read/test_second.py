import numpy as np
import pytest

from dateline.read.labels import MENTION_TYPES
from dateline.read.scores import Scores
from dateline.read.second import KINDS, SecondScorer, features, second_of
from dateline.read.windows import Window
from dateline.records import Mention, MentionType

TEXT = "Washington told WHO staff"
WORDS = ((0, 10), (11, 15), (16, 19), (20, 25))


def scores(tie: np.ndarray) -> Scores:
    nothing = np.zeros((len(tie), 1), np.float32)
    mention = np.zeros((len(tie), len(MENTION_TYPES), 3), np.float32)
    return Scores(mention, nothing, nothing, nothing, nothing, nothing, tie.astype(np.float32), nothing[0])


def reader(*begins: tuple[int, MentionType]) -> tuple[Scores, SecondScorer]:
    """A scorer that marks one word for each (word, kind): each word has a number of its own."""
    told = scores(np.eye(len(WORDS)))
    size = features(told).shape[1]
    return told, SecondScorer(*straight({(size - len(WORDS) + word, kind) for word, kind in begins}, size))


def straight(begins: set[tuple[int, MentionType]], size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weights of a scorer whose two hidden numbers say nothing: a kind begins where one of its features is on."""
    first = np.zeros((size, 2 + 3 * len(KINDS)), np.float32)
    for feature, kind in begins:
        first[feature, 2 + 3 * KINDS.index(kind) + 1] = 20.0
    bias = np.array([0.0, 0.0, *[9.0, 0.0, 0.0] * len(KINDS)], np.float32)
    return first, bias, np.zeros((2, 3 * len(KINDS)), np.float32)


def found(first: list[Mention], *begins: tuple[int, MentionType], text: str = TEXT) -> list[tuple[str, MentionType]]:
    window = Window(np.zeros(6, np.int64), np.zeros(6, np.int64), WORDS, ((0, 4),))
    told, scorer = reader(*begins)
    return [(text[m.start : m.end], m.type) for m in second_of(window, told, first, text, scorer)]


def test_a_country_that_acts_is_both() -> None:
    assert found([Mention(0, 10, "place")], (0, "organisation"), (0, "place")) == [("Washington", "organisation")]


def test_what_the_first_layer_lacks_is_added_and_of_a_like_mention_only_names() -> None:
    staff = Mention(16, 25, "group")
    assert found([staff], (2, "organisation"), (3, "organisation")) == [("WHO", "organisation")]
    assert found([Mention(16, 19, "organisation")], (2, "organisation"), (2, "place")) == [("WHO", "place")]
    assert found([], (2, "organisation")) == [("WHO", "organisation")]


@pytest.mark.parametrize(("outer", "left"), [("quantity", 0), ("time", 0), ("title", 0), ("weapon", 1)])
def test_numbers_and_posts_are_nobody(outer: MentionType, left: int) -> None:
    assert len(found([Mention(0, 10, outer)], (0, "person"))) == left


def test_a_scorer_keeps_its_numbers_on_disk(tmp_path) -> None:
    told, scorer = reader((1, "person"))
    np.savez(tmp_path / "second.npz", **{name: getattr(scorer, name) for name in ("first", "bias", "out")})
    assert np.array_equal(SecondScorer.load(tmp_path / "second.npz")(told), scorer(told))


def test_pieces_of_one_word_are_one_mention() -> None:
    window = Window(np.zeros(4, np.int64), np.zeros(4, np.int64), ((0, 4), (4, 10)), ((0, 2),))
    told = scores(np.eye(2))
    size = features(told).shape[1]
    scorer = SecondScorer(*straight({(size - 2, "person"), (size - 1, "person")}, size))
    assert len(list(second_of(window, told, [], TEXT, scorer))) == 1


def test_nobody_in_particular_and_coordinates_are_left_out() -> None:
    assert found([], (2, "organisation"), text="Washington told all staff") == []
    assert found([], (2, "person"), text="Washington told our staff") == []
    assert found([], (2, "place"), text="Washington told 33N staff") == []
