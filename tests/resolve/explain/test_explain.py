from dateline.flow import World, resolve
from dateline.records import Article, Mention, MentionType, Reading, Role, Trigger
from dateline.resolve.explain import Explained, explain
from dateline.resolve.where import Gazetteer
from dateline.resolve.who import Roster
from dateline.settings import Settings

WORLD = World(Gazetteer.load(), Roster.load())
TEXT = "Mr. Ivo Sander met Iraqi officers in Mosul on Sunday. Sander left. Later he met the officers again."
NAMES: tuple[tuple[str, MentionType], ...] = (
    ("Ivo Sander", "person"), ("Iraqi officers", "group"), ("Mosul", "place"), ("Sunday", "time"), ("Sander left", "person"),
    ("he", "person"), ("the officers", "group"),
)  # fmt: skip


def told() -> Explained:
    spans = [(TEXT.index(n), TEXT.index(n) + len(n.removesuffix(" left")), kind) for n, kind in NAMES if n != "he"]
    spans.append((TEXT.index(" he ") + 1, TEXT.index(" he ") + 3, "person"))
    mentions = tuple(Mention(a, b, kind) for a, b, kind in sorted(spans))
    at = {TEXT[m.start : m.end]: i for i, m in enumerate(mentions)}
    first = (Role("actor", at["Ivo Sander"], 0.9), Role("recipient", at["Iraqi officers"], 0.8), Role("place", at["Mosul"], 0.7))
    again = (Role("actor", at["he"], 0.9), Role("recipient", at["the officers"], 0.8))
    triggers = [
        Trigger(m, m + 3, "CONSULT", roles=roles, confidence=0.7)
        for m, roles in ((TEXT.index("met"), first), (TEXT.rindex("met"), again))
    ]
    left = Trigger(TEXT.index("left"), TEXT.index("left") + 4, "RETREAT", confidence=0.6)
    article = Article("a", "a", TEXT, ((0, 53), (54, 66), (67, len(TEXT))), published="2021-03-16")
    reading = Reading(mentions, (triggers[0], left, triggers[1]))
    return explain(resolve(article, reading, WORLD, Settings()), reading, WORLD.gazetteer, WORLD.roster, most=3)


def test_dates_tell_what_was_weighed() -> None:
    found = told()
    assert (found.anchor, found.anchor_is) == ("2021-03-16", "the publication date")
    first = found.dates[0]
    assert first.date
    assert first.date.value == first.options[0].value == "2021-03-14"
    assert sum(first.options[0].features.values()) > sum(first.options[1].features.values())
    assert all(len(d.options) <= 3 and sum(o.chance for o in d.options) <= 1.01 for d in found.dates)
    assert [o.chance for o in first.options] == sorted((o.chance for o in first.options), reverse=True)


def test_places_tell_their_candidates_and_signs() -> None:
    (mosul,) = [p for p in told().places if p.text == "Mosul"]
    assert mosul.placed
    assert mosul.options[0].country == "IRQ"
    assert mosul.options[0].features["population"] > 0
    assert mosul.is_place >= mosul.least_place
    assert mosul.signs


def test_actors_tell_the_rules_that_joined_their_mentions_and_gave_their_codes() -> None:
    found = {a.name: a for a in told().actors}
    assert [m.rule for m in found["Ivo Sander"].mentions] == [
        "told for the first time", "a name that fits one told before", "a pronoun, by who was told last",
    ]  # fmt: skip
    officers = found["Iraqi officers"]
    assert officers.descriptions[0].country == "IRQ by “Iraqi”"
    assert officers.descriptions[0].sector
    assert officers.roster is None


def test_triggers_tell_what_became_of_them() -> None:
    first, left, again = told().triggers
    assert first.event == again.event is not None
    assert first.outcome == "an event of its own, with 1 further tellings"
    assert again.outcome == "told again: joined to “met”"
    assert left.outcome == "left out: nobody takes part"
    assert [(r.name, r.confidence) for r in first.roles] == [("actor", 0.9), ("place", 0.7), ("recipient", 0.8)]
    assert first.place == "Mosul"
    assert "Mosul" in [p.name for p in first.places]
