import pytest

from dateline.resolve.who.setting import named_in


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The United States condemned it", ["USA"]),
        ("the army of The Philippines", ["PHL"]),
        ("South Sudan army", ["SSD"]),
        ("China-India talks", ["CHN", "IND"]),
        ("Iraqi Prime Minister", ["IRQ"]),
        ("Pro-Russian rebels and the anti-Turkish camp", []),
        ("the ex-Soviet officer", ["RUS"]),
    ],
)
def test_each_name_counts_once(text: str, codes: list[str]) -> None:
    assert [code for _, code in named_in(text)] == codes
