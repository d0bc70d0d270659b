from dateline.flow import World, resolve
from dateline.records import Article, Mention, Reading, Role, Trigger
from dateline.resolve.where import Gazetteer
from dateline.resolve.who import Roster
from dateline.settings import Settings

TEXT = "Malta told the navy of Chad to leave."


def test_mentions_of_the_second_layer_follow_and_stand_for_who_has_the_same_words() -> None:
    first = (Mention(0, 5, "place"), Mention(15, 19, "organisation"), Mention(23, 27, "place"))
    told = Trigger(6, 10, "REQUEST", roles=(Role("actor", 0), Role("recipient", 1)))
    second = (Mention(0, 5, "organisation"), Mention(11, 27, "organisation"), Mention(15, 19, "organisation"))
    reading = Reading(first, (told,), second=second)
    coded = resolve(Article("a", "a", TEXT, ((0, len(TEXT)),)), reading, World(Gazetteer.load(), Roster.load()), Settings())
    assert [(m.text, m.type) for m in coded.mentions[3:]] == [("Malta", "organisation"), ("the navy of Chad", "organisation")]
    assert coded.mentions[3].actor == coded.mentions[0].actor is not None
    assert coded.mentions[4].actor is None
    assert all(index < 3 for actor in coded.actors for index in actor.mentions)
