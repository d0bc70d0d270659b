"""Tolls: what became of whom, and whose deed it was. Sentences are our own."""

import pytest

from dateline.records import Article, Mention, Reading, Role, Trigger
from dateline.resolve.events.tolls import tolls_by_trigger, tolls_of


def told(text: str) -> list[tuple[str, int, int]]:
    return [(t.fate, *t.count) for t in sorted(tolls_of(text, 0, len(text)), key=lambda t: t.number)]


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("The shell fell on a market, killing 12 people and wounding at least thirty others.", [("killed", 12, 12), ("injured", 30, 30)]),
        ("The blast left six dead and eight wounded.", [("killed", 6, 6), ("injured", 8, 8)]),
        ("Seventeen villagers were killed and 26 other people wounded in the raid.", [("killed", 17, 17), ("injured", 26, 26)]),
        ("Four of the 19 miners killed on Friday were brothers.", [("killed", 19, 19)]),
        ("Between 12 and 15 recruits died in the ambush.", [("killed", 12, 15)]),
        ("Some 200 fighters killed four guards at the gate.", [("killed", 4, 4)]),
        ("The death toll from the two bombs rose to 61 overnight.", [("killed", 61, 61)]),
        ("Three nurses, including a foreigner, were hurt.", [("injured", 3, 3)]),
        ("In late 2011 police killed the leader of the band.", []),
        ("A 14-year-old boy was killed.", []),
        ("The attack drove 2,000 villagers from their homes.", []),
        ("Dozens were killed.", []),
        ("Guards killed six smugglers, two women and a child when they stormed the barn.", [("killed", 9, 9)]),
        ("The mine killed three nurses, a clinic official said.", [("killed", 3, 3)]),
        ("They killed two guards and a bomb went off.", [("killed", 2, 2)]),
        ("Raiders killed four farmers and two herders were wounded.", [("killed", 4, 4), ("injured", 2, 2)]),
        ("Mortars hit the quay, but no one was hurt and not one sailor was killed.", []),
        ("Twelve farmers and four soldiers were killed in the raid.", [("killed", 16, 16)]),
        ("At least 9 villagers, three guards and two nurses were injured.", [("injured", 14, 14)]),
        ("The blast left 20 worshippers and a priest dead.", [("killed", 21, 21)]),
        ("Police arrested 30 people and four officers were injured.", [("injured", 4, 4)]),
        ("Police held 12 people and a man was killed.", []),
        ("A teacher and two guards were killed.", [("killed", 3, 3)]),
        ("A woman and her two children were killed.", [("killed", 3, 3)]),
        ("Police held a man and four officers were killed.", [("killed", 4, 4)]),
        ("Gunmen killed six soldiers and a 16-year-old girl in the town.", [("killed", 7, 7)]),
        ("Three soldiers and a 40-year-old farmer were killed.", [("killed", 4, 4)]),
        ("Police held 12 people after a man was killed.", []),
        ("The fire left three people dead and over 90 others injured.", [("killed", 3, 3), ("injured", 90, 90)]),
        ("Six of the 20 hostages were killed.", [("killed", 6, 6)]),
        ("None of the 12 passengers was killed.", []),
        ("On 12 May soldiers were killed; 12 may have been wounded.", [("injured", 12, 12)]),
        ("Two weeks after the envoy was killed talks went on.", []),
        ("Five miles from the border soldiers were killed.", []),
        ("About 1.5 million people were killed.", [("killed", 1_500_000, 1_500_000)]),
        ("Half a dozen people were killed.", [("killed", 6, 6)]),
        ("The floods killed two and a half million.", []),
        ("Two night guards and nine second year cadets were killed.", [("killed", 11, 11)]),
        ("Ten march stewards were killed.", [("killed", 10, 10)]),
        ("Police held 12 villagers and four officers were killed.", [("killed", 4, 4)]),
        ("The raiders shot nine farmers and three police were wounded.", [("injured", 3, 3)]),
    ],
)
def test_tolls_of_a_sentence(text: str, tolls: list[tuple[str, int, int]]) -> None:
    assert told(text) == tolls


def coded(text: str, *triggers: Trigger, mentions: tuple[Mention, ...] = ()) -> dict[str, dict[str, tuple[int, int]]]:
    found = tolls_by_trigger(Article("a", "a", text, ((0, len(text)),)), Reading(mentions, triggers))
    return {text[t.start : t.end]: dict(c) for t, c in found.items()}


def trigger(text: str, words: str, kind: str = "ASSAULT", roles: tuple[Role, ...] = ()) -> Trigger:
    return Trigger(text.index(words), text.index(words) + len(words), kind, roles=roles)


def test_a_toll_belongs_to_the_deed_that_says_it() -> None:
    text = "Hours after the ambush gunmen shot dead two clerks."
    assert coded(text, trigger(text, "ambush"), trigger(text, "shot dead")) == {"shot dead": {"killed": (2, 2)}}


def test_else_to_the_event_its_number_was_read_for_whatever_its_type() -> None:
    text = "Nine marchers were hurt as the rally met a cordon of police after the shelling."
    rally = trigger(text, "rally", "PROTEST", (Role("injured", 0),))
    assert coded(text, rally, trigger(text, "shelling"), mentions=(Mention(0, 4, "quantity"),)) == {"rally": {"injured": (9, 9)}}


def test_violence_of_its_own_sentence_comes_before_a_tie_to_another_and_far_ties_count_for_nothing() -> None:
    first, second = "Rebels shelled a camp on Monday.", "The army bombed a mill on Sunday, leaving nine people dead."
    for gap in (" ", " " + "Rain fell. " * 80):
        text = first + gap + second
        number = Mention(text.index("nine"), text.index("nine") + 4, "quantity")
        shelled, bombed = trigger(text, "shelled", roles=(Role("killed", 0),)), trigger(text, "bombed")
        sentences = ((0, len(first)), (text.index("The army"), len(text)))
        article = Article("a", "a", text, sentences)
        assert list(tolls_by_trigger(article, Reading((number,), (shelled, bombed)))) == [bombed]
        assert list(tolls_by_trigger(article, Reading((number,), (shelled,)))) == ([shelled] if gap == " " else [])


def test_a_long_row_of_numbers_takes_no_long_time() -> None:
    assert not list(tolls_of("12 " * 20_000, 0, 60_000))


def test_else_to_the_nearest_violence_and_never_to_a_capture() -> None:
    text = "Five rebels died and ten were captured when the convoy was bombed."
    captured = Trigger(text.index("captured"), text.index("captured") + 8, "ASSAULT", ("abduct",))
    assert coded(text, captured, trigger(text, "bombed")) == {"bombed": {"killed": (5, 5)}}
    assert coded(text, captured) == {}


def test_a_total_since_a_war_is_not_the_toll_of_its_beginning() -> None:
    text = "Some 2,110 recruits have been killed since the northern offensive."
    assert coded(text, trigger(text, "offensive")) == {}
