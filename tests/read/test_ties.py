"""Pairs of mentions and the ties read between them, with a scorer whose weights say what must win."""

import numpy as np

from dateline.read.labels import DISTANCE_BUCKETS, MENTION_TYPES
from dateline.read.pairs import BETWEEN, CUES, TIES, Pairs, pairs_of, token_spans
from dateline.read.scores import Scores, TieScorer, product
from dateline.read.ties import ties_of, vectors
from dateline.read.tokens import FloatArray
from dateline.read.windows import Window
from dateline.records import Mention, MentionType, Tie

TEXT = "General Ann Lee of the Northern Front met Karl Berg in Oslo . The general left ."
NAMED: tuple[tuple[str, MentionType], ...] = (
    ("General", "title"), ("Ann Lee", "person"), ("the Northern Front", "organisation"), ("Karl Berg", "person"), ("Oslo", "place"),
    ("The general", "person"),
)  # fmt: skip
MENTIONS = [Mention(TEXT.index(words), TEXT.index(words) + len(words), kind) for words, kind in NAMED]


def window() -> Window:
    offsets, at = [], 0
    for word in TEXT.split(" "):
        offsets.append((at, at + len(word)))
        at += len(word) + 1
    ids = np.zeros(len(offsets) + 2, np.int64)
    return Window(ids, ids, tuple(offsets), ((0, 12), (12, 16)))


def pairs() -> Pairs:
    return pairs_of(window(), MENTIONS, token_spans(window(), MENTIONS), TEXT)


def scorer(**told: FloatArray) -> TieScorer:
    """All zeros but what is told; the first hidden unit speaks for every tie."""
    size = {"kinds": len(MENTION_TYPES) ** 2, "distance": DISTANCE_BUCKETS, "apart": 7, "between": 2 * len(BETWEEN) + 1, "cues": len(CUES)}
    tables = {name: told.get(name, np.zeros((n, 1), np.float32)) for name, n in size.items()}
    nothing = np.zeros((4, 2), np.float32)
    return TieScorer(nothing, nothing, **tables, weight=np.full((1, len(TIES)), 6.0, np.float32), bias=np.full(len(TIES), -3.0, np.float32))


def scores() -> Scores:
    nothing = np.zeros((16, 1), np.float32)
    return Scores(nothing, nothing, nothing, nothing, nothing, nothing, np.zeros((16, 2), np.float32), nothing)


def read(with_scorer: TieScorer, least: float = 0.5) -> set[tuple[str, str, str]]:
    found = ties_of(window(), scores(), MENTIONS, TEXT, with_scorer, np.full(len(TIES), least, np.float32))
    return {(t.name, *(TEXT[MENTIONS[i].start : MENTIONS[i].end] for i in (t.head, t.tail))) for t in found}


def test_mentions_find_their_tokens() -> None:
    assert token_spans(window(), MENTIONS) == [(0, 1), (1, 3), (4, 7), (8, 10), (11, 12), (13, 15)]


def test_types_say_which_ties_a_pair_may_have_and_the_same_looks_back() -> None:
    found = pairs()
    may = {
        (NAMED[h][0], NAMED[t][0]): {TIES[r] for r in np.flatnonzero(row)}
        for h, t, row in zip(found.head, found.tail, found.allowed, strict=True)
    }
    assert may["General", "Ann Lee"] == {"title_of"}
    assert may["Ann Lee", "Oslo"] == {"based_in"}
    assert may["Ann Lee", "the Northern Front"] == {"member_of"}
    assert may["Karl Berg", "Ann Lee"] == {"same"}
    assert ("Ann Lee", "Karl Berg") not in may
    assert ("Oslo", "Ann Lee") not in may


def test_what_stands_between_neighbours_tells_a_tie() -> None:
    of = np.zeros((2 * len(BETWEEN) + 1, 1), np.float32)
    of[1 + next(k for k, p in enumerate(BETWEEN) if "of|for" in p)] = 1.0
    assert read(scorer(between=of)) == {("member_of", "Ann Lee", "the Northern Front")}


def test_of_two_ties_of_one_name_the_likelier_stands() -> None:
    kinds = np.zeros((len(MENTION_TYPES) ** 2, 1), np.float32)
    person = MENTION_TYPES.index("person")
    kinds[person * len(MENTION_TYPES) + person] = 1.0
    far = np.zeros((7, 1), np.float32)
    far[3 + 1] = 0.5  # a head that stands a sentence later is the likelier
    same = [t for t in read(scorer(kinds=kinds, apart=far)) if t[:2] == ("same", "The general")]
    assert len(same) == 1
    assert not read(scorer(kinds=kinds, apart=far), least=0.999999)


def test_words_of_two_mentions_are_compared() -> None:
    text = "Alliance for Rural Relief , ARR , the alliance"
    mentions = [Mention(0, 25, "organisation"), Mention(28, 31, "organisation"), Mention(34, 46, "organisation")]
    offsets = tuple((i, i + 1) for i in range(len(text)))
    ids = np.zeros(len(text) + 2, np.int64)
    lone = Window(ids, ids, offsets, ((0, len(text)),))
    found = pairs_of(lone, mentions, token_spans(lone, mentions), text)
    cues = {(h, t): {CUES[k] for k in np.flatnonzero(row)} for h, t, row in zip(found.head, found.tail, found.cues, strict=True)}
    assert "initials" in cues[1, 0]
    assert "initials" not in cues[2, 0]
    assert "words in tail" in cues[2, 0]


def test_a_vector_is_the_mean_and_the_last() -> None:
    tokens = np.array([[1.0], [3.0], [8.0]], np.float32)
    assert vectors(tokens, [(0, 2), (2, 3)]).tolist() == [[2.0, 3.0], [8.0, 8.0]]


def test_no_mentions_no_ties() -> None:
    assert ties_of(window(), scores(), [], TEXT, scorer(), np.full(len(TIES), 0.5, np.float32)) == list[Tie]()


def test_a_product_in_pieces_is_the_product() -> None:
    rng = np.random.default_rng(3)
    for rows in (0, 1, 33, 700):
        a, b = rng.normal(size=(rows, 256)).astype(np.float32), rng.normal(size=(256, 192)).astype(np.float32)
        assert np.allclose(product(a, b), a @ b, atol=1e-3)
