from dataclasses import replace

import numpy as np
import pytest

from dateline.read.contexts import LEAD, ContextWords, chance_of, contexts_of, stems, weighed
from dateline.read.labels import CONTEXTS
from dateline.read.scores import Scores
from dateline.read.windows import Window

HEALTH, CRIME = CONTEXTS.index("health"), CONTEXTS.index("crime")


def words() -> ContextWords:
    """ "measles" speaks for health anywhere, "burglar" for crime at the beginning."""
    weight = np.zeros((3, len(CONTEXTS)), np.float32)
    weight[0, HEALTH], weight[2, CRIME] = 20.0, 20.0
    limit = np.full(len(CONTEXTS), 0.3, np.float32)
    return ContextWords({"measl": 0, "clinic": 1}, {"burglar": 2}, np.ones(3, np.float32), weight, np.full(len(CONTEXTS), -6.0, np.float32), limit)


def window(size: int, likely: dict[str, float]) -> tuple[Window, Scores]:
    about = np.full(len(CONTEXTS), -6.0, np.float32)
    for name, logit in likely.items():
        about[CONTEXTS.index(name)] = logit
    ids, nothing = np.zeros(size + 2, np.int64), np.zeros((size, 1), np.float32)
    return Window(ids, ids, tuple((k, k + 1) for k in range(size)), ((0, size),)), Scores(*[nothing] * 7, about)


def test_stems_lose_their_endings_and_short_words_keep_them() -> None:
    assert stems("Vaccinations in clinics; Reds' bed") == ["vaccinat", "clinic", "reds", "bed"]


def test_weights_of_a_text_have_length_one_and_unknown_words_none() -> None:
    rows, values = weighed({"measl": 3, "clinic": 1, "moon": 9}, words().everywhere, words().rarity)
    assert rows == [0, 1]
    assert np.linalg.norm(values) == pytest.approx(1.0, abs=1e-5)
    assert weighed({"moon": 1}, words().everywhere, words().rarity)[0] == []


def test_words_raise_a_context_and_their_place_counts() -> None:
    unsure = [window(4, {"health": -1.5, "crime": -1.5})]
    assert [c.name for c in contexts_of("Measles again.", unsure, words())] == ["health"]
    assert [c.name for c in contexts_of("A burglar fled.", unsure, words())] == ["crime"]
    assert contexts_of("x " * LEAD + "A burglar fled.", unsure, words()) == ()


def test_long_windows_count_more() -> None:
    parts = [window(30, {"health": 3.0}), window(3, {"health": -6.0})]
    turned = [window(3, {"health": 3.0}), window(30, {"health": -6.0})]
    assert chance_of("", parts, words())[HEALTH] > 0.2 > chance_of("", turned, words())[HEALTH]


def test_an_article_has_three_contexts_at_most_by_how_far_they_pass_their_limits() -> None:
    likely = {"health": 6.0, "crime": 5.0, "legal": 4.5, "economic": 4.0}
    sure = [window(4, likely)]
    plain = words()
    assert [c.name for c in contexts_of("", sure, plain)] == ["health", "crime", "legal"]
    limit = plain.limit.copy()
    limit[CONTEXTS.index("economic")] = 0.1
    assert [c.name for c in contexts_of("", sure, replace(plain, limit=limit))] == ["health", "crime", "economic"]


def test_no_windows_no_contexts() -> None:
    assert contexts_of("Measles.", [], words()) == ()
