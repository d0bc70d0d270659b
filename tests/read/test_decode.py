import numpy as np

from dateline.read.decode import JOINTS, _fragment, _mentions, _whole
from dateline.read.labels import DISTANCE_BUCKETS, MENTION_TYPES, TRIGGER_TAGS
from dateline.read.scores import Scores
from dateline.read.spans import characters, runs, softmax
from dateline.read.tokens import buckets, sentence_buckets, sentence_ranges
from dateline.read.windows import Window
from dateline.records import Mention, MentionType


def test_runs_split_at_a_new_begin_and_at_sentence_ends() -> None:
    begin = np.array([0.9, 0.1, 0.9, 0.0, 0.1, 0.1], dtype=np.float32)
    inside = np.array([0.0, 0.8, 0.0, 0.2, 0.8, 0.8], dtype=np.float32)
    assert list(runs(begin, inside, [(0, 5), (5, 6)])) == [(0, 2), (2, 3), (4, 5), (5, 6)]


def test_runs_reach_over_tokens_that_are_half_sure() -> None:
    begin = np.array([0.9, 0.0, 0.0, 0.0, 0.45], dtype=np.float32)
    inside = np.array([0.0, 0.4, 0.7, 0.1, 0.0], dtype=np.float32)
    assert list(runs(begin, inside, [(0, 5)], least=0.6, beside=0.3)) == [(0, 3)]
    assert list(runs(begin, inside, [(0, 5)])) == [(0, 1), (2, 3)]


def test_a_run_ends_before_a_token_that_needs_more() -> None:
    begin = np.array([0.9, 0.0, 0.0], dtype=np.float32)
    inside = np.array([0.0, 0.8, 0.4], dtype=np.float32)
    assert list(runs(begin, inside, [(0, 3)], least=0.6, beside=np.array([0.3, 0.3, 0.6], dtype=np.float32))) == [(0, 2)]


def test_a_mention_leaves_the_word_of_an_act() -> None:
    text = "fishermen demonstrated"
    window = Window(np.array([1, 2, 3, 4]), np.zeros(4, np.int64), ((0, 9), (10, 22)), ((0, 2),))
    mention = np.zeros((2, len(MENTION_TYPES), 3), np.float32)
    mention[:, :, 0] = 9.0
    mention[0, 2] = 0.0, 9.0, 0.0
    mention[1, 2] = 0.4, -9.0, 0.0

    def read(act: float) -> Scores:
        trigger = np.zeros((2, len(TRIGGER_TAGS)), np.float32)
        trigger[:, 0], trigger[1, 1] = 9.0, act
        nothing = np.zeros((2, 1), np.float32)
        return Scores(mention, trigger, *[nothing] * 6)

    spans = [[text[m.start : m.end] for m in _mentions(window, s, softmax(s.trigger), text)] for s in (read(0.0), read(12.0))]
    assert spans == [["fishermen demonstrated"], ["fishermen"]]


def test_spans_grow_to_whole_words() -> None:
    window = Window(np.array([1, 2, 3]), np.array([0, 1, 0]), ((0, 4), (4, 7), (8, 10)), ((0, 3),))
    assert characters(window, 0, 1, "Pesh" + "mer" + " ga") == (0, 7)


def test_ranges_of_sentences_are_their_buckets() -> None:
    sentences = ((0, 2), (2, 3), (3, 6), (6, 7), (7, 9), (9, 12))
    for at in range(12):
        ranges = sentence_ranges(sentences, at)
        assert [k for k, (a, b) in enumerate(ranges) for _ in range(a, b)] == sentence_buckets(sentences, 12, at).tolist()


def test_buckets_keep_sign_and_bounds() -> None:
    found = buckets(np.array([-500, -1, 0, 1, 2, 500]))
    assert found.min() >= 0
    assert found.max() < DISTANCE_BUCKETS
    assert list(np.diff(found) > 0) == [True] * 5


def test_a_name_cut_at_of_is_joined_where_its_kind_has_such_names() -> None:
    text = "League of Ports"
    window = Window(np.zeros(5, dtype=np.int64), np.zeros(5, dtype=np.int64), ((0, 6), (7, 9), (10, 15)), ((0, 3),))
    pieces = [(0, 1), (2, 3)]
    assert list(_whole(pieces, window, text, JOINTS["organisation"])) == [(0, 3)]
    assert list(_whole(pieces, window, text, JOINTS["person"])) == pieces


def test_no_name_ends_with_an_apostrophe() -> None:
    window = Window(np.zeros(4, dtype=np.int64), np.zeros(4, dtype=np.int64), ((0, 4), (4, 5)), ((0, 2),))
    assert characters(window, 0, 2, "Peru's navy") == (0, 4)


def test_words_of_a_longer_name_are_no_mention_of_their_own() -> None:
    text = "The United Harbours met the Council of Sul; Prime Minister Ann Lee spoke."
    kinds: dict[str, MentionType] = {
        "United Harbours": "organisation", "Harbours": "place", "Council of Sul": "organisation", "Sul": "place", "Ann Lee": "person",
    }  # fmt: skip
    found = [Mention(text.index(words), text.index(words) + len(words), kind, 0.9) for words, kind in kinds.items()]
    assert [text[m.start : m.end] for m in found if _fragment(m, found, text)] == ["Harbours"]
