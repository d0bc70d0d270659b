"""Posts around names, those who are sent, peoples and their states, and offices of bodies above states."""

from __future__ import annotations

import pytest

from dateline.records import Article, Mention, MentionType, Reading, Role, Trigger
from dateline.resolve.who import Actors, Roster, find_actors
from tests.resolve.who.test_who import named, who

ROSTER = Roster.load()


def on_day(text: str, day: str, name: str) -> str | None:
    """Country of the one actor."""
    start = text.index(name)
    reading = Reading((Mention(start, start + len(name), "person"),), (Trigger(0, 1, "CONSULT", roles=(Role("actor", 0),)),))
    return find_actors(Article("a", "a", text, ((0, len(text)),), published=day), reading, ROSTER).actors[0].country


def told(text: str, acting: int, *names: tuple[str, MentionType]) -> Actors:
    """The first `acting` mentions and the last play a role, those between are but named."""
    mentions, at = [], 0
    for name, kind in names:
        at = text.index(name, at)
        mentions.append(Mention(at, at + len(name), kind))
        at += 1
    playing = [*range(acting), len(mentions) - 1]
    trigger = Trigger(0, 1, "CONSULT", roles=tuple(Role("actor", i) for i in playing))
    article = Article("a", "a", text, ((0, len(text)),), published="2020-05-04")
    return find_actors(article, Reading(tuple(mentions), (trigger,)), ROSTER)


def test_the_title_of_the_next_person_is_no_post_of_the_first() -> None:
    text = "The rebel commander, Mateo Rivas, met President Anan Souk on Monday."
    found, _ = who(text, ("The rebel commander", "person"), ("Mateo Rivas", "person"), ("Anan Souk", "person"))
    rivas = named(found, "Mateo Rivas")
    assert rivas.sector == "REB"
    assert not any("President" in r.title for r in rivas.roles)


def test_a_counterpart_is_of_the_country_named_with_it() -> None:
    text = "Ukraine's minister spoke to his Danish counterpart, Lars Holm, in Kyiv. Ukraine, Ukraine and Ukraine."
    found, _ = who(text, ("his Danish counterpart", "person"), ("Lars Holm", "person"))
    assert named(found, "Lars Holm").country == "DNK"


@pytest.mark.parametrize(
    ("post", "country"),
    [("the US ambassador to Israel", "USA"), ("China's ambassador to Kenya", "CHN"), ("Norwegian special envoy for Sudan", "NOR")],
)
def test_who_is_sent_is_of_the_country_that_sends(post: str, country: str) -> None:
    found, _ = who(f"Tom Hale, {post}, left on Monday.", ("Tom Hale", "person"))
    assert found.actors[0].country == country


@pytest.mark.parametrize(("title", "sector"), [("Gov.", "GOV"), ("Sen.", "LEG"), ("Rep.", "LEG"), ("Attorney General", "JUD")])
def test_short_titles_say_a_sector(title: str, sector: str) -> None:
    found, _ = who(f"{title} Bill Harker spoke in Boise.", ("Bill Harker", "person"))
    assert found.actors[0].sector == sector
    assert [r.title for r in found.actors[0].roles] == [title]


def test_former_says_what_somebody_is_and_not_where() -> None:
    found, _ = who("Former Peruvian President Ines Robles spoke.", ("Ines Robles", "person"))
    assert [(r.title, r.organisation) for r in found.actors[0].roles] == [("Former President", "Peru")]
    assert found.actors[0].sector == "ELI"


def test_some_of_a_people_are_not_its_state() -> None:
    text = "Ukraine said that shells had killed three Ukrainians. The Ukrainians fired back."
    found, _ = who(text, ("Ukraine", "place"), ("three Ukrainians", "group"), ("The Ukrainians", "group"))
    assert found.of_mention[0] == found.of_mention[2] != found.of_mention[1]
    assert sorted(a.sector or "" for a in found.actors) == ["CVL", "GOV"]


def test_the_two_countries_are_those_that_act() -> None:
    text = "Rwanda spoke to Burundi in Uganda. The two countries agreed."
    names: tuple[tuple[str, MentionType], ...] = (
        ("Rwanda", "place"), ("Burundi", "place"), ("Uganda", "place"), ("The two countries", "group"),
    )  # fmt: skip
    found = told(text, 2, *names)
    both = {a.name for a in found.actors if a.id in found.members[3]}
    assert both == {"Rwanda", "Burundi"}


@pytest.mark.parametrize(
    ("text", "day", "name", "country"),
    [
        ("Jens Stoltenberg spoke.", "2020-05-04", "Jens Stoltenberg", "IGO"),  # NATO's then
        ("Jens Stoltenberg spoke.", "2010-05-04", "Jens Stoltenberg", "NOR"),
        ("Kaja Kallas spoke.", "2022-05-04", "Kaja Kallas", "EST"),
        ("Kaja Kallas spoke.", "2025-05-04", "Kaja Kallas", "EUR"),
        ("Sergei Shoigu spoke.", "2025-05-04", "Sergei Shoigu", "RUS"),  # states have security councils too
    ],
)
def test_an_office_of_the_day_decides_between_a_state_and_a_body_above_it(text: str, day: str, name: str, country: str) -> None:
    assert on_day(text, day, name) == country


def test_congolese_are_of_kinshasa_where_nothing_else_is_said() -> None:
    found, _ = who("Congolese troops fired.", ("Congolese troops", "group"))
    assert found.actors[0].country == "COD"
