from dateline.read.labels import MODES_OF
from dateline.records import Actor, Article, Event, Mention, Reading, Role, Trigger
from dateline.resolve.events.assemble import Parties, assemble
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
    parties = Parties(article, Reading(mentions), actors, ("a1", None, "a2", "a1", "a2"), {})
    return assemble(article, Reading(mentions, triggers), parties, lambda t: None, lambda t: None)


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


def played(text: str, *spans: tuple[int, int], kind: str = "CONSULT", modes: tuple[str, ...] = ()) -> Event:
    """One event whose first participant is the actor and the others recipients."""
    article = Article("a", "a", text, ((0, len(text)),))
    mentions = tuple(Mention(a, b, "group") for a, b in spans)
    roles = tuple(Role("actor" if i == 0 else "recipient", i) for i in range(len(spans)))
    reading = Reading(mentions, (Trigger(len(text) - 1, len(text), kind, modes, roles=roles),))
    parties = Parties(article, reading, [], (None,) * len(spans), {})
    (event,) = assemble(article, reading, parties, lambda t: None, lambda t: None)
    return event


def test_in_a_meeting_all_are_actors_but_a_visit_has_a_host() -> None:
    text = "Envoys and farmers met."
    assert [p.name for p in played(text, (0, 6), (11, 18)).actors] == ["Envoys", "farmers"]
    visit = played(text, (0, 6), (11, 18), modes=("visit",))
    assert [p.name for p in visit.recipients] == ["farmers"]


def test_pieces_side_by_side_are_one_participant_and_nothing_nests() -> None:
    text = "The mayor met Lakeland police chiefs."
    event = played(text, (4, 9), (14, 22), (23, 36), (23, 29), kind="ACCUSE")
    assert [(p.name, p.start, p.end) for p in event.recipients] == [("Lakeland police chiefs", 14, 36)]


def test_two_words_for_one_act_in_a_sentence_are_one_event() -> None:
    text = "Envoys arrived for talks with farmers."
    article = Article("a", "a", text, ((0, len(text)),))
    mentions = (Mention(0, 6, "group"), Mention(30, 37, "group"))
    first = Trigger(7, 14, "CONSULT", roles=(Role("actor", 0),))
    second = Trigger(19, 24, "CONSULT", roles=(Role("actor", 0), Role("actor", 1)))
    reading = Reading(mentions, (first, second))
    (event,) = assemble(article, reading, Parties(article, reading, [], (None, None), {}), lambda t: None, lambda t: None)
    assert event.also == ((7, 14),)
    assert len(event.actors) == 2


def test_the_surer_telling_counts_not_the_one_with_more_names() -> None:
    sure = Trigger(7, 13, "ASSAULT", roles=(Role("actor", 0), Role("recipient", 2)), confidence=0.9)
    weak = Trigger(
        44, 50, "ASSAULT", roles=(Role("actor", 3), Role("recipient", 4), Role("recipient", 1)), confidence=0.6
    )
    (event,) = coded(sure, weak)
    assert event.trigger.start == 7
    assert [p.name for p in event.recipients] == ["rebels"]


def retold(first: Trigger, second: Trigger) -> int:
    """Number of events that two triggers of a text make, whose three mentions are nobody known."""
    text = "Guards seized boats. The seizure by sailors angered villagers."
    article = Article("a", "a", text, ((0, 20), (21, len(text))))
    mentions = (Mention(0, 6, "group"), Mention(36, 43, "group"), Mention(52, 61, "group"))
    reading = Reading(mentions, (first, second))
    return len(assemble(article, reading, Parties(article, reading, [], (None,) * 3, {}), lambda t: None, lambda t: None))


def test_the_same_word_again_tells_the_same_event_unless_both_sides_or_the_manner_differ() -> None:
    seized = Trigger(7, 13, "COERCE", roles=(Role("actor", 0),))
    assert retold(seized, Trigger(25, 32, "COERCE", roles=(Role("actor", 1),))) == 1
    arrested = Trigger(7, 13, "COERCE", ("arrest",), roles=(Role("actor", 0),))
    assert retold(arrested, Trigger(44, 51, "COERCE", ("seize",), roles=(Role("actor", 1),))) == 2
    seized = Trigger(7, 13, "COERCE", roles=(Role("actor", 0), Role("recipient", 1)))
    assert retold(seized, Trigger(25, 32, "COERCE", roles=(Role("actor", 1), Role("recipient", 2)))) == 2
