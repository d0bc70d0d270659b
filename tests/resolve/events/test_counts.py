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
        ("a hundred", (100, 100)),
        ("two thousand and five", (2005, 2005)),
        ("3,000,000,000", None),
        ("dozens", None),
        ("several", None),
        ("", None),
    ],
)
def test_numbers(text: str, expected: tuple[int, int] | None) -> None:
    assert count_of(text) == expected
