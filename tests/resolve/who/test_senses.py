import pytest

from dateline.records import Article, Mention, MentionType, Place, PlaceKind, Reading, Role, Trigger
from dateline.resolve.who import find_actors
from dateline.resolve.who.names import core_name
from tests.resolve.who.test_who import ROSTER


def codes(text: str, who: tuple[str, MentionType], where: tuple[str, PlaceKind, str] | None = None, title: str = "") -> tuple[str, str | None]:
    """(name, country) of one actor of a text with one place on the map."""
    at = text.index(who[0])
    mention = Mention(at, at + len(who[0]), who[1])
    places = []
    if where:
        start = text.index(where[0])
        places = [Place(start, start + len(where[0]), where[0], where[0], where[1], 0.9, "", country=where[2])]
    reading = Reading((mention,), (Trigger(0, 1, "ASSAULT", roles=(Role("actor", 0),)),))
    actor = find_actors(Article("a", "a", text, ((0, len(text)),), title=title), reading, ROSTER, places).actors[0]
    return actor.name, actor.country


@pytest.mark.parametrize(
    ("text", "words", "where", "country"),
    [
        ("Police in Paris, Texas, held a gunman.", "a gunman", ("Paris", "town", "USA"), "USA"),
        ("Rebels took the village of Tripoli.", "Rebels", ("Tripoli", "town", "LBN"), "LBN"),
        ("Crowds in Atlanta, Georgia, jeered.", "Crowds", ("Georgia", "division", "USA"), "USA"),
        ("Crowds in Lebanon, Ohio, jeered.", "Crowds", ("Lebanon", "town", "USA"), "USA"),
        ("The Niger state police held miners.", "The Niger state police", ("Niger state", "division", "NGA"), "NGA"),
        ("Miners of China, Japan and others met.", "Miners", ("China", "town", "JPN"), "CHN"),  # a slip of the map
        ("The Paris police held miners.", "The Paris police", None, "FRA"),
    ],
)
def test_a_name_on_the_map_is_of_where_it_lies(text: str, words: str, where: tuple[str, PlaceKind, str] | None, country: str) -> None:
    assert codes(text, (words, "group"), where)[1] == country


def test_what_the_text_shows_holds_in_the_title() -> None:
    told = codes("Crowds jeered in Georgia.", ("Crowds", "group"), ("Georgia", "division", "USA"), "Crowds jeer in Georgia")
    assert told[1] == "USA"


@pytest.mark.parametrize("name", ["Chad Miller", "Michael Jordan", "Israel Hernandez", "Paris Hilton"])
def test_the_name_of_a_person_tells_no_country(name: str) -> None:
    assert codes(f"Police held {name}. Uganda thanked them.", (name, "person")) == (name, "UGA")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Iran President Lena Moss", "Lena Moss"),
        ("China's Moss", "Moss"),
        ("UK Captain Moss", "Moss"),
        ("South Africa Lena Moss", "Lena Moss"),
        ("Chad Lee Moss", "Chad Lee Moss"),
        ("Kenya Moss", "Kenya Moss"),
    ],
)
def test_a_state_before_a_name_is_cut(words: str, name: str) -> None:
    assert core_name(words) == name


@pytest.mark.parametrize(
    ("words", "kind", "country"),
    [("militiamen", "group", "IRQ"), ("a teacher", "person", "IRQ"), ("the minister", "person", "USA"), ("Ada Moss", "person", "USA")],
)
def test_crowds_and_rebels_are_of_the_scene(words: str, kind: MentionType, country: str) -> None:
    assert codes(f"US troops met {words} again in Iraq.", (words, kind), ("Iraq", "country", "IRQ"))[1] == country
