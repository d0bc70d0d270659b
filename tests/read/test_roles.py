"""Runs of role words and the mentions that they stand for."""

import numpy as np
import pytest

from dateline.read.labels import ROLES
from dateline.read.roles import _fitting_mentions, needed_in, roles_of, with_host
from dateline.read.windows import Window
from dateline.records import Mention, Role, RoleName

TEXT = "Party of Peace met Bo."
OFFSETS = ((0, 5), (6, 8), (9, 14), (15, 18), (19, 21), (21, 22))
WINDOW = Window(np.zeros(8, dtype=np.int64), np.zeros(8, dtype=np.int64), OFFSETS, ((0, 6),))


def found(
    scores: dict[tuple[int, str], float], mentions: list[Mention], needed: frozenset[RoleName] = frozenset()
) -> list[Role]:
    logits = np.full((6, len(ROLES)), -9.0, dtype=np.float32)
    for (token, role), p in scores.items():
        logits[token, ROLES.index(role)] = np.log(p / (1 - p))  # type: ignore[arg-type]
    least = np.full(len(ROLES), 0.5, dtype=np.float32)
    return list(roles_of(WINDOW, logits, TEXT, mentions, (3, 4), least, least, needed))


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


def test_a_needed_role_goes_to_the_likeliest_words_from_a_floor_on() -> None:
    needed: frozenset[RoleName] = frozenset({"recipient"})
    assert found({(4, "recipient"): 0.3}, [Mention(19, 21, "person")]) == []
    (role,) = found({(2, "recipient"): 0.25, (4, "recipient"): 0.3}, [Mention(19, 21, "person")], needed)
    assert (role.name, role.mention) == ("recipient", 0)
    assert found({(4, "recipient"): 0.1}, [Mention(19, 21, "person")], needed) == []


def test_a_needed_role_that_is_there_adds_nothing() -> None:
    (role,) = found({(0, "actor"): 0.9, (4, "actor"): 0.4}, [Mention(0, 5, "group")], frozenset({"actor"}))
    assert role.mention == 0


def test_needs_depend_on_type_and_mode() -> None:
    assert needed_in("ASSAULT", ()) == {"recipient"}
    assert needed_in("CONSULT", ()) == {"actor"}
    assert needed_in("CONSULT", ("visit",)) == {"actor", "recipient"}


def test_the_place_of_a_visit_is_its_host_where_nobody_is() -> None:
    roles = (Role("actor", 0), Role("place", 1, 0.4), Role("place", 2, 0.9))
    assert with_host(roles, "CONSULT", ("visit",), "visited")[-1] == Role("recipient", 2, 0.9)
    assert with_host(roles, "AGREE", (), "will travel")[-1] == Role("recipient", 2, 0.9)
    assert with_host(roles, "CONSULT", ("visit",), "met") == roles
    hosted = (*roles, Role("recipient", 3))
    assert with_host(hosted, "CONSULT", ("visit",), "visited") == hosted


@pytest.mark.parametrize(
    ("text", "heads", "parties"),
    [
        ("officials from Chad and Mali", ("officials", "Chad", "Mali"), ["Chad", "Mali"]),
        ("ministers from 78 countries", ("ministers", "countries"), ["ministers"]),
        ("Peru's navy", ("Peru", "navy"), ["navy"]),
        ("soldiers and farmers", ("soldiers", "farmers"), ["soldiers", "farmers"]),
    ],
)
def test_of_a_head_and_what_it_belongs_to_one_is_the_party(text: str, heads: tuple[str, ...], parties: list[str]) -> None:
    mentions = [Mention(text.index(h), text.index(h) + len(h), "group") for h in heads]
    kept = _fitting_mentions((0, len(text)), text, "actor", mentions)
    assert [text[mentions[i].start : mentions[i].end] for i in kept] == parties


def test_a_run_that_reaches_over_an_and_names_no_more_than_its_words() -> None:
    text = "the army and police"
    mentions: list[Mention] = []
    _fitting_mentions((0, 12), text, "actor", mentions)
    assert [text[m.start : m.end] for m in mentions] == ["the army"]


@pytest.mark.parametrize("span", [(4, 27), (0, 22), (4, 22)])
def test_a_list_that_cuts_a_name_takes_all_of_it(span: tuple[int, int]) -> None:
    text = "New Valdora and East Pontia talked."
    mentions = [Mention(0, 11, "place"), Mention(16, 27, "place")]
    assert _fitting_mentions(span, text, "actor", mentions) == [0, 1]
    assert len(mentions) == 2


def test_other_runs_that_cut_a_name_stay_as_they_are() -> None:
    text = "The Valdora government in Karro talked."
    mentions = [Mention(4, 22, "organisation"), Mention(26, 31, "place")]
    assert _fitting_mentions((12, 31), text, "actor", mentions) != [0, 1]
