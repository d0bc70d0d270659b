import pytest

from dateline.records import Actor, Article, Mention, MentionType, Reading, Role, Trigger
from dateline.resolve.countries import by_capital, by_demonym, by_name
from dateline.resolve.who import Actors, Roster, find_actors

ROSTER = Roster.load()


def who(text: str, *names: tuple[str, MentionType]) -> tuple[Actors, list[str]]:
    """Actors of a text whose mentions are named in order; every mention plays a role."""
    mentions, at = [], 0
    for name, kind in names:
        at = text.index(name, at)
        mentions.append(Mention(at, at + len(name), kind))
        at += 1
    trigger = Trigger(0, 1, "CONSULT", roles=tuple(Role("actor", i) for i in range(len(mentions))))
    return find_actors(
        Article("a", "a", text, ((0, len(text)),), published="2020-05-04"), Reading(tuple(mentions), (trigger,)), ROSTER
    ), [n for n, _ in names]


def named(found: Actors, name: str) -> Actor:
    return next(a for a in found.actors if a.name == name)


def test_two_people_of_one_surname_stay_apart() -> None:
    text = "Prime Minister Ana Sola met General Leo Sola. General Sola saluted. Prime Minister Sola left."
    found, _ = who(text, ("Ana Sola", "person"), ("Leo Sola", "person"), ("Sola", "person"), ("Sola", "person"))
    assert len({found.of_mention[0], found.of_mention[1]}) == 2
    text_order = who(text, ("Ana Sola", "person"), ("Leo Sola", "person"))[0]
    assert {a.name for a in text_order.actors} == {"Ana Sola", "Leo Sola"}


def test_titles_before_and_after() -> None:
    text = "Peshmerga Major-General Sherko Aziz, Commander of Sector 3, met Col. Lang, Deputy Director of MAG-South, on Monday."
    found, _ = who(text, ("Sherko Aziz", "person"), ("Lang", "person"))
    aziz = named(found, "Sherko Aziz")
    assert {(r.title, r.organisation) for r in aziz.roles} == {
        ("Major-General", "Peshmerga"),
        ("Commander of Sector 3", None),
    }
    assert (aziz.country, aziz.sector) == ("IRQ", "MIL")
    assert any(r.organisation == "MAG-South" for r in named(found, "Lang").roles)
    assert aziz.roles[0].on == "2020-05-04"


def test_a_capital_acts_for_its_state() -> None:
    found, _ = who(
        "Ankara rejected the offer of Syria. Turkey said so.",
        ("Ankara", "place"),
        ("Syria", "place"),
        ("Turkey", "place"),
    )
    assert found.of_mention[0] == found.of_mention[2] != found.of_mention[1]
    assert found.actors[0].country == "TUR"
    assert found.actors[0].sector == "GOV"


def test_both_sides_are_the_two_told_last() -> None:
    found, _ = who(
        "Mali and Niger met. The two countries agreed.",
        ("Mali", "place"),
        ("Niger", "place"),
        ("The two countries", "group"),
    )
    assert found.members[2] == (found.of_mention[0], found.of_mention[1])


def test_we_is_the_speaker() -> None:
    found, _ = who('"We met the envoy," Colonel Ada Moss said.', ("We", "group"), ("Ada Moss", "person"))
    assert found.members[0] == (found.of_mention[1],)


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("Iraqi troops", "IRQ", "MIL"),
        ("Turkish police", "TUR", "COP"),
        ("ISIS", "IMG", "REB"),
        ("European Union", "EUR", "GOV"),
        ("villagers", None, "CVL"),
    ],
)
def test_codes(name: str, country: str | None, sector: str) -> None:
    found, _ = who(f"{name} came.", (name, "group"))
    assert (found.actors[0].country, found.actors[0].sector) == (country, sector)


def test_countries() -> None:
    assert (by_name("the US"), by_demonym("Iraqis"), by_capital("Ankara"), by_name("Nowhere")) == (
        "USA",
        "IRQ",
        "TUR",
        None,
    )
