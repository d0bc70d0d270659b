from collections.abc import Callable, Iterator

import pytest

from dateline import flow
from dateline.flow import World, code_articles, resolve
from dateline.records import Article, Coded, Mention, Reading, Reject, Role, Trigger
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


class Slate:
    """A reader that writes down what is begun and what is asked for."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def begin(self, article: Article) -> Callable[[], Reading]:
        self.told.append(f"begin {article.id}")

        def reading() -> Reading:
            self.told.append(f"read {article.id}")
            return Reading()

        return reading


def some(count: int, text: str = TEXT) -> Iterator[Article | Reject]:
    for k in range(count):
        yield Reject(f"{k}", "is empty") if k % 5 == 3 else Article(f"{k}", f"{k}", text, ((0, len(text)),))


def names(coded: Iterator[Coded | Reject]) -> list[str]:
    return [item.source if isinstance(item, Reject) else item.article.id for item in coded]


@pytest.mark.parametrize("count", [0, 1, 2, 7, 30])
def test_articles_and_rejects_come_in_their_order_whatever_the_bursts(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "MOST", 6)
    slate = Slate()
    assert names(code_articles(some(count), slate, World(Gazetteer.load(), Roster.load()), Settings())) == [
        f"{k}" for k in range(count)
    ]
    assert slate.told.count("read 0") == min(count, 1)
    if count == 30:
        assert slate.told[:9] == [
            "begin 0",
            "begin 1",
            "begin 2",
            "begin 4",
            "begin 5",
            "read 2",
            "read 1",
            "read 0",
            "begin 6",
        ]


def test_long_articles_are_not_held_in_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "LONGEST", 100)
    slate = Slate()
    assert names(code_articles(some(3, TEXT * 3), slate, World(Gazetteer.load(), Roster.load()), Settings())) == [
        "0",
        "1",
        "2",
    ]
    assert slate.told == ["begin 0", "read 0", "begin 1", "read 1", "begin 2", "read 2"]


def test_a_slow_source_keeps_no_article_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "SLOW", -1.0)
    coded = code_articles(some(3), Slate(), World(Gazetteer.load(), Roster.load()), Settings())
    assert names(coded) == ["0", "1", "2"]
    slate = Slate()
    next(code_articles(some(9), slate, World(Gazetteer.load(), Roster.load()), Settings()))
    assert slate.told == ["begin 0", "read 0"]
