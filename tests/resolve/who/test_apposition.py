import pytest

from dateline.resolve.who.apposition import apposed


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        (", a teacher killed by soldiers, was buried", "teacher"),
        (", 34, a teacher, was buried", "teacher"),
        (", who was the mayor of Lodwar, fled", "mayor of Lodwar"),
        (", who leads the northern rebels, fled", "northern rebels"),
        (", who reports for the BBC, fled", "BBC"),
        (", of the Kenyan army, saluted", "of the Kenyan army"),
        (", a retired general, saluted", "retired general"),
        (", jailed opposition leader, wrote home", "jailed opposition leader"),
        (", a nurse and mother of two, wrote home", "nurse and mother of two"),
        (", head of training in the army, saluted", "head of training in the army"),
        (", killed by soldiers, taught at a school", None),
        (", shot on Monday by a policeman, taught at a school", None),
        (", who was killed by soldiers, taught at a school", None),
        (", who fled the army, taught at a school", None),
        (", whose brother is a general, taught at a school", None),
        (", were killed by soldiers.", None),
        (", rejected the demands of miners.", None),
        (", speaking to soldiers, wept.", None),
        (", and soldiers, wept.", None),
        (" was a teacher.", None),
    ],
)
def test_only_a_noun_phrase_is_in_apposition(rest: str, words: str | None) -> None:
    assert apposed(f"Ann Lee{rest}", 7) == words
