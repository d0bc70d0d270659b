"""Runs of role words and the mentions that they stand for."""

import numpy as np
import pytest

from dateline.read.labels import ROLES
from dateline.read.roles import roles_of
from dateline.read.windows import Window
from dateline.records import Mention, Role

TEXT = "Party of Peace met Bo."
OFFSETS = ((0, 5), (6, 8), (9, 14), (15, 18), (19, 21), (21, 22))
WINDOW = Window(np.zeros(8, dtype=np.int64), np.zeros(8, dtype=np.int64), OFFSETS, ((0, 6),))


def found(scores: dict[tuple[int, str], float], mentions: list[Mention]) -> list[Role]:
    logits = np.full((6, len(ROLES)), -9.0, dtype=np.float32)
    for (token, role), p in scores.items():
        logits[token, ROLES.index(role)] = np.log(p / (1 - p))  # type: ignore[arg-type]
    least = np.full(len(ROLES), 0.5, dtype=np.float32)
    return list(roles_of(WINDOW, logits, TEXT, mentions, (3, 4), least, least))


def test_a_weak_word_inside_a_run_does_not_cut_it() -> None:
    mentions = [Mention(0, 14, "organisation")]
    (role,) = found({(0, "actor"): 0.9, (1, "actor"): 0.35, (2, "actor"): 0.8}, mentions)
    assert (role.name, role.mention, role.confidence) == ("actor", 0, pytest.approx(0.9, abs=0.01))


def test_part_of_a_mention_stands_for_all_of_it_and_once() -> None:
    mentions = [Mention(0, 14, "organisation")]
    roles = found({(0, "actor"): 0.9, (1, "actor"): 0.01, (2, "actor"): 0.8}, mentions)
    assert {r.mention for r in roles if r.mention == 0} == {0}
    assert sum(r.mention == 0 for r in roles) == 1


def test_the_likelier_role_has_the_word() -> None:
    mentions = [Mention(19, 21, "person")]
    (role,) = found({(4, "actor"): 0.6, (4, "recipient"): 0.8}, mentions)
    assert role.name == "recipient"


def test_words_that_name_nobody_make_no_mention() -> None:
    mentions: list[Mention] = []
    assert found({(1, "actor"): 0.9}, mentions) == []
    assert mentions == []


def test_words_without_a_mention_become_one() -> None:
    mentions: list[Mention] = []
    (role,) = found({(2, "actor"): 0.9}, mentions)
    assert TEXT[mentions[role.mention].start : mentions[role.mention].end] == "Peace"
