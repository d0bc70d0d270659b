import pytest

from dateline.records import MentionType
from tests.resolve.who.test_who import who

Told = tuple[str, MentionType]


@pytest.mark.parametrize(
    ("text", "person", "body", "codes"),
    [
        ("A spokesman for Hamas blamed Israel.", ("A spokesman", "person"), ("Hamas", "organisation"), ("PSE", "REB")),
        ("An official at the State Department blamed Iran.", ("An official", "person"), ("State Department", "organisation"), ("USA", "GOV")),
        ("A spokesman for the Kenyan army blamed Chad.", ("A spokesman", "person"), ("the Kenyan army", "organisation"), ("KEN", "MIL")),
        ("An official with the European Union blamed Iran.", ("An official", "person"), ("the European Union", "organisation"), ("EUR", "GOV")),
        ("A spokesman for Vladimir Putin blamed Chad.", ("A spokesman", "person"), ("Vladimir Putin", "person"), ("RUS", "GOV")),
        ("An aide to President Vladimir Putin blamed Chad.", ("An aide", "person"), ("Vladimir Putin", "person"), ("RUS", "GOV")),
        ("Soldiers from Chad crossed into Mali.", ("Soldiers", "group"), ("Chad", "place"), ("TCD", "MIL")),
    ],
)  # fmt: skip
def test_who_speaks_for_a_body_is_of_it(text: str, person: Told, body: Told, codes: tuple[str, str]) -> None:
    actor = who(text, person, body)[0].actors[0]
    assert (actor.country, actor.sector) == codes


def test_the_reader_may_mark_no_body() -> None:
    actor = who("A spokesman for Hezbollah blamed Israel.", ("A spokesman", "person"), ("Israel", "place"))[0].actors[0]
    assert (actor.country, actor.sector) == ("LBN", "REB")
    actor = who("A spokesman for Vladimir Putin blamed Chad.", ("A spokesman for Vladimir Putin", "person"))[0].actors[0]
    assert (actor.country, actor.sector) == ("RUS", "GOV")


@pytest.mark.parametrize("words", ["Critics of", "Protesters at", "An envoy for"])
def test_who_stands_against_or_by_a_body_is_not_of_it(words: str) -> None:
    first, link = words.rsplit(" ", 1)
    actor = who(f"{first} {link} the Kremlin met in Nairobi, Kenya.", (first, "group"), ("the Kremlin", "organisation"))[0].actors[0]
    assert actor.country != "RUS"
