"""What the reader's ties change: who a pronoun or description is, which posts a name holds, which country its people are of."""

from dateline.records import Article, Mention, MentionType, Reading, Role, Tie, TieName, Trigger
from dateline.resolve.who import Actors, Roster, find_actors
from dateline.resolve.who.tied import LEAST, Tied

ROSTER = Roster.load()


def who(text: str, names: list[tuple[str, MentionType]], *ties: tuple[TieName, int, int], sure: float = 0.9) -> Actors:
    """Actors of a text whose mentions are named in order and tied by number."""
    mentions, at = [], 0
    for name, kind in names:
        at = text.index(name, at)
        mentions.append(Mention(at, at + len(name), kind))
        at += 1
    trigger = Trigger(0, 1, "CONSULT", roles=tuple(Role("actor", i) for i, m in enumerate(mentions) if m.type not in ("title", "place")))
    reading = Reading(tuple(mentions), (trigger,), tuple(Tie(name, head, tail, sure) for name, head, tail in ties))
    return find_actors(Article("a", "a", text, ((0, len(text)),), published="2020-05-04"), reading, ROSTER)


def test_a_pronoun_is_whom_the_reader_says_where_sex_and_number_allow_it() -> None:
    text = "Leo Sola met Piet Vos. He left."
    names: list[tuple[str, MentionType]] = [("Leo Sola", "person"), ("Piet Vos", "person"), ("He", "person")]
    for tail in (0, 1):
        found = who(text, names, ("same", 2, tail))
        assert found.of_mention[2] == found.of_mention[tail]
    body = who("Leo Sola left the Front. He spoke.", [("Leo Sola", "person"), ("the Front", "organisation"), ("He", "person")], ("same", 2, 1))
    assert body.of_mention[2] == body.of_mention[0]


def test_a_description_is_whom_the_reader_says() -> None:
    text = "The Coast Herders Union marched. Police watched. The shepherds sang."
    names: list[tuple[str, MentionType]] = [("Coast Herders Union", "organisation"), ("Police", "organisation"), ("shepherds", "group")]
    assert who(text, names).of_mention[2] != who(text, names).of_mention[0]
    assert who(text, names, ("same", 2, 0)).of_mention[2] == who(text, names).of_mention[0]
    assert who(text, names, ("same", 2, 0), sure=LEAST - 0.1).of_mention[2] != who(text, names).of_mention[0]


def test_a_title_far_from_its_name_is_a_post() -> None:
    text = "The governor of Norfold, as was reported at length that day, is Ana Sola."
    names: list[tuple[str, MentionType]] = [("The governor of Norfold", "title"), ("Ana Sola", "person")]
    assert not who(text, names).actors[0].roles
    assert [r.title for r in who(text, names, ("title_of", 0, 1)).actors[0].roles] == ["governor of Norfold"]


def test_people_are_of_the_country_of_their_place() -> None:
    text = "Chadian and Malian envoys spoke. In the end the teachers who work in Dakar, Senegal, struck."
    names: list[tuple[str, MentionType]] = [("teachers", "group"), ("Senegal", "place")]
    assert who(text, names, ("based_in", 0, 1)).actors[0].country == "SEN"


def test_only_sure_ties_are_believed() -> None:
    mentions = tuple(Mention(10 * i, 10 * i + 5, "title" if i == 4 else "person") for i in range(5))
    reading = Reading(mentions, ties=(Tie("same", 2, 0, LEAST - 0.01), Tie("same", 3, 1, LEAST), Tie("title_of", 4, 1, 0.9)))
    tied = Tied(reading)
    assert tied.same(2) is None
    assert tied.same(3) == 1
    assert tied.titles(1) == [4]


def blamed(text: str, actor: str, other: str) -> list[str | None]:
    """Countries of two who are named in a text and of whom the first acts on the second."""
    mentions = tuple(Mention(text.index(w), text.index(w) + len(w), kind) for w, kind in ((actor, "group"), (other, "place")))  # type: ignore[arg-type]
    trigger = Trigger(0, 1, "ACCUSE", roles=(Role("actor", 0), Role("recipient", 1)))
    return [a.country for a in find_actors(Article("a", "a", text, ((0, len(text)),)), Reading(mentions, (trigger,)), ROSTER).actors]


def test_an_office_is_not_of_the_state_on_which_it_acts() -> None:
    assert blamed("The ministry accused Armenia of shelling Azerbaijan.", "The ministry", "Armenia")[0] != "ARM"
    assert blamed("The ministry accused Armenia.", "The ministry", "Armenia") == [None, "ARM"]
    assert blamed("The rebels accused Armenia.", "The rebels", "Armenia") == ["ARM", "ARM"]
    assert blamed("The ministry jailed Kenyans in Kenya.", "The ministry", "Kenyans") == ["KEN", "KEN"]
