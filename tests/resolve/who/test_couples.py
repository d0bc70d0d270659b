import pytest

from dateline.records import Article, Mention, Reading, Role, Trigger
from dateline.resolve.who import Roster, find_actors
from dateline.resolve.who.couples import completed, couple

ROSTER = Roster.load()


def parties(text: str, *names: str) -> list[tuple[str, str | None, str | None]]:
    """Name, country and sector of each party for which the groups named stand."""
    held = tuple(Mention(text.index(n), text.index(n) + len(n), "group") for n in names)
    roles = tuple(Role("actor", i) for i in range(len(held)))
    found = find_actors(Article("a", "a", text, ((0, len(text)),)), Reading(held, (Trigger(0, 1, "CONSULT", roles=roles),)), ROSTER)
    by_id = {a.id: a for a in found.actors}
    ids = [i for k, own in enumerate(found.of_mention) for i in found.members.get(k, (own,)) if i]
    return [(by_id[i].name, by_id[i].country, by_id[i].sector) for i in dict.fromkeys(ids)]


def test_two_peoples_that_share_a_noun_are_two_parties() -> None:
    both = [("Russian negotiators", "RUS", "GOV"), ("Ukrainian negotiators", "UKR", "GOV")]
    text = "Russian and Ukrainian negotiators held talks."
    assert parties(text, "Russian and Ukrainian negotiators") == both
    assert parties(text, "Russian", "Ukrainian negotiators") == both
    text = "South and North Korean generals met."
    koreas = [("South Korean generals", "KOR", "MIL"), ("North Korean generals", "PRK", "MIL")]
    assert parties(text, "South and North Korean generals") == parties(text, "South", "North Korean generals") == koreas


@pytest.mark.parametrize(
    "words",
    ["Russian negotiators", "army and police officers", "Russians and Ukrainian troops", "Iraqi and other officials", "Ali and Turkish aides"],
)
def test_other_words_are_no_pair(words: str) -> None:
    assert couple(words) == ()


def test_the_noun_of_the_second_is_that_of_the_first() -> None:
    assert completed("U.S.", " and ", "Iranian negotiators") == "U.S. negotiators"
    assert completed("Greek", ", Cypriot and ", "Turkish foreign ministers") == "Greek foreign ministers"
    assert completed("Greek", " and the ", "Turkish army") == "Greek army"
    assert completed("Greek", " met ", "Turkish ministers") == "Greek"
    assert completed("Russians", " and ", "Ukrainian troops") == "Russians"
    assert completed("Greek", " and ", "Greek Cypriot") == "Greek"
