import pytest

from dateline.ingest.article.dateline import read_dateline
from dateline.ingest.article.sentences import split_sentences
from dateline.records import Article, Mention, Place, Reading, Role, Trigger
from dateline.resolve.who import Roster, find_actors

ROSTER = Roster.load()


def country_of(text: str, name: str, *places: tuple[str, str]) -> str | None:
    """The country of the first group of that name; `places` are on the map."""
    at = text.index(name)
    reading = Reading((Mention(at, at + len(name), "group"),), (Trigger(0, 1, "COERCE", roles=(Role("actor", 0),)),))
    article = Article("a", "a", text, split_sentences(text), published="2021-05-04", dateline=read_dateline(text))
    on_map = [Place(text.index(p), text.index(p) + len(p), p, p, "town", 0.9, "", c) for p, c in places]
    return find_actors(article, reading, ROSTER, on_map).actors[0].country


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("HARARE (Reuters) - Police arrested 40 activists on Friday. The United States condemned the arrests.", "Police", "ZWE"),
        ("HARARE, May 3 (AP) - The United States condemned the arrest of 40 activists by police.", "police", "ZWE"),
        ("Harare (AP) - Soldiers shot a student. Britain, France and the U.S. protested. Britain called back its envoy.", "Soldiers", "ZWE"),
        ("KYIV (AP) - Russian missiles killed five people on Friday, police said.", "police", "UKR"),
        ("NAIROBI (AP) - Gunmen killed 12 soldiers in Somalia on Friday.", "Gunmen", "SOM"),  # the scene is abroad
        ("LUSAKA (AP) - Gunmen killed 12 soldiers in Malawi. They fled. Later in Zambia police arrested two.", "police", "ZMB"),
        ("LONDON (AP) - Turkish officials said on Friday that police arrested 30 journalists.", "police", "TUR"),  # a reporter's post
        ("LONDON (AP) - British and Turkish officials said on Friday that police arrested 30 journalists.", "police", "GBR"),
    ],
)  # fmt: skip
def test_the_dateline_is_home_unless_the_report_tells_of_abroad(text: str, name: str, country: str) -> None:
    assert country_of(text, name) == country


def test_a_town_on_the_map_tells_the_country_of_dateline_and_scene() -> None:
    text = "GULU (AP) - Police arrested 40 activists on Friday. The United States condemned it."
    assert country_of(text, "Police", ("GULU", "UGA")) == "UGA"
    text = "GULU (AP) - Police arrested 40 activists near the town of Torit on Friday. South Sudan confirmed it."
    assert country_of(text, "Police", ("GULU", "UGA"), ("Torit", "SSD")) == "SSD"
