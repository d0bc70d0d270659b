from dateline.read.labels import MODES_OF
from dateline.records import Actor, Article, Event, Mention, Reading, Role, Trigger
from dateline.resolve.events.assemble import Cast, assemble
from dateline.resolve.events.plover import INTENSITIES, QUAD_OF, intensity

TEXT = "Troops killed 12 to 15 rebels. Later troops killed rebels again."


def coded(*triggers: Trigger) -> tuple[Event, ...]:
    article = Article("a", "a", TEXT, ((0, 30), (31, len(TEXT))))
    mentions = (
        Mention(0, 6, "group"),
        Mention(14, 22, "quantity"),
        Mention(23, 29, "group"),
        Mention(37, 43, "group"),
        Mention(51, 57, "group"),
    )
    actors = [
        Actor("a1", "Troops", "group", None, "MIL", (0, 3), 0.9, ""),
        Actor("a2", "rebels", "group", None, "REB", (2, 4), 0.9, ""),
    ]
    cast = Cast(article, Reading(mentions), actors, ("a1", None, "a2", "a1", "a2"), {})
    return assemble(article, Reading(mentions, triggers), cast, lambda t: None, lambda t: None)


FIRST = Trigger(7, 13, "ASSAULT", roles=(Role("actor", 0), Role("recipient", 2), Role("killed", 1)), confidence=0.9)
SECOND = Trigger(44, 50, "ASSAULT", roles=(Role("actor", 3), Role("recipient", 4)), confidence=0.8)


def test_an_event_told_twice_is_one_with_its_count() -> None:
    (event,) = coded(FIRST, SECOND)
    assert event.killed == (12, 15)
    assert event.also == ((44, 50),)
    assert [p.name for p in event.actors + event.recipients] == ["Troops", "rebels"]


def test_other_flags_make_another_event() -> None:
    later = Trigger(44, 50, "ASSAULT", aux=("future",), roles=SECOND.roles)
    assert len(coded(FIRST, later)) == 2


def test_nobody_means_no_event() -> None:
    assert coded(Trigger(7, 13, "ASSAULT")) == ()


def test_ids_are_stable_and_scores_complete() -> None:
    assert coded(FIRST)[0].id == coded(FIRST, SECOND)[0].id
    assert set(QUAD_OF) == set(INTENSITIES) == set(MODES_OF)
    assert intensity("RETREAT", ("withdraw", "resign")) == 8.0
    assert intensity("ASSAULT", ()) == -9.0
