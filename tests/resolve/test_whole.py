import pytest

from dateline.records import Article, Mention, MentionType, Reading, Role, Trigger
from dateline.resolve.whole import made_whole


def whole(text: str, words: str, kind: MentionType = "group", plays: bool = True) -> str:
    start = text.index(words)
    roles = (Role("actor", 0),) if plays else ()
    reading = Reading((Mention(start, start + len(words), kind),), (Trigger(0, 1, "CONSULT", roles=roles),))
    (m,) = made_whole(Article("a", "a", text), reading).mentions
    return text[m.start : m.end]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The government of Sri Lanka met rebels.", "The government of", "The government of Sri Lanka"),
        ("Judges at the High Court of Appeal ruled.", "Judges at the", "Judges at the High Court of Appeal"),
        ("The Foreign Ministry spoke.", "Foreign", "Foreign Ministry"),
        ("Fighters of Abu Sayyaf Group fled.", "Abu Sayyaf", "Abu Sayyaf Group"),
        ("The heads of several firms met.", "heads of", "heads"),
        ("Officers of Defence Forces came.", "of Defence Forces", "Defence Forces"),
        ("The Council met Thursday Group members.", "The Council", "The Council"),
        ("The Hamas leader spoke to Reuters.", "Hamas", "Hamas"),
        ("Israel urged Hamas on Friday.", "Hamas", "Hamas"),
        ("Rebels shot a mayor and 15 of their relatives on Friday.", "15", "15 of their relatives"),
        ("Rebels shot 15 of the young women on Friday.", "15", "15 of the young women"),
        ("Rebels shot 15 of them on Friday.", "15", "15"),
    ],
)
def test_cut_names_are_made_whole(text: str, words: str, expected: str) -> None:
    assert whole(text, words) == expected


def test_only_who_takes_part_is_touched() -> None:
    assert whole("The Foreign Ministry spoke.", "Foreign", plays=False) == "Foreign"
    assert whole("It lies in Sri Lanka Army land.", "Sri Lanka", "place") == "Sri Lanka"


def test_people_of_a_place_act_instead_of_it() -> None:
    text = "Angry residents of Gao blocked the road."
    people, place = Mention(6, 15, "group"), Mention(19, 22, "place")
    alone = made_whole(Article("a", "a", text), Reading((place,), (Trigger(23, 30, "PROTEST", roles=(Role("actor", 0),)),)))
    assert [(text[m.start : m.end], m.type) for m in alone.mentions] == [("Angry residents of Gao", "group"), ("Gao", "place")]
    both = Trigger(23, 30, "PROTEST", roles=(Role("actor", 0), Role("actor", 1), Role("place", 1)))
    read = made_whole(Article("a", "a", text), Reading((people, place), (both,)))
    assert read.mentions == (people, place)
    assert read.triggers[0].roles == (Role("actor", 0), Role("place", 1))
