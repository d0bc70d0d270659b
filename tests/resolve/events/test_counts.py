import pytest

from dateline.resolve.events.counts import count_of


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
        ("half a dozen", (6, 6)),
        ("half a million", (500_000, 500_000)),
        ("1.5 million", (1_500_000, 1_500_000)),
        ("two or three hundred", (200, 300)),
        ("5 to 6 million", (5_000_000, 6_000_000)),
        ("fifty to a hundred", (50, 100)),
        ("500 to one thousand", (500, 1000)),
        ("a hundred to two hundred", (100, 200)),
        ("one hundred and two hundred", (100, 200)),
        ("one thousand and two thousand", (1000, 2000)),
        ("a hundred and a dozen", (112, 112)),
        ("1 500", (1500, 1500)),
        ("a hundred", (100, 100)),
        ("two thousand and five", (2005, 2005)),
        ("3,000,000,000", None),
        ("9" * 400, None),
        ("dozens", None),
        ("several", None),
        ("", None),
    ],
)
def test_numbers(text: str, expected: tuple[int, int] | None) -> None:
    assert count_of(text) == expected
