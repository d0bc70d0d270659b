import pytest

from dateline.resolve.events.counts import count_of, fate_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 12", (12, 12)),
        ("between 12 and 15", (12, 15)),
        ("1,200", (1200, 1200)),
        ("twenty-three", (23, 23)),
        ("two hundred and five", (205, 205)),
        ("three thousand", (3000, 3000)),
        ("a dozen", (12, 12)),
        ("dozens", None),
        ("several", None),
        ("", None),
    ],
)
def test_numbers(text: str, expected: tuple[int, int] | None) -> None:
    assert count_of(text) == expected


@pytest.mark.parametrize(
    ("text", "number", "fate"),
    [
        ("Police fired at the crowd, injuring at least four people.", "four", "injured"),
        ("It fell on a market, killing 12 people and wounding 30 others.", "12", "killed"),
        ("It fell on a market, killing 12 people and wounding 30 others.", "30", "injured"),
        ("The blast left six dead and eight wounded.", "six", "killed"),
        ("The blast left six dead and eight wounded.", "eight", "injured"),
        ("About 300 people marched.", "300", None),
    ],
)
def test_words_beside_a_number_say_what_became_of_the_counted(text: str, number: str, fate: str | None) -> None:
    at = text.index(number)
    assert fate_of(text, at, at + len(number)) == fate
