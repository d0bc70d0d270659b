"""The reader's hints as cues of dates and places."""

import pytest

from dateline.ingest.article.sentences import split_sentences
from dateline.records import Article, Hint, Mention, Reading, Role, Trigger
from dateline.resolve.hints import Leanings, leanings, tie_cues
from dateline.resolve.when import event_date, find_times
from dateline.resolve.where import Gazetteer, event_place, find_places

MONDAY, TUESDAY = Hint("time", 3, 9, 0.01), Hint("time", 13, 20, 0.4)


def test_the_likeliest_piece_counts_whatever_the_order() -> None:
    some = Leanings([TUESDAY, MONDAY])
    assert some.chance(3, 20) == 0.4
    assert some.chance(0, 9) == 0.01
    assert some.chance(9, 13) == Leanings([]).chance(0, 9) == 0.0
    nested = Leanings([Hint("time", 0, 50, 0.9), Hint("time", 5, 10, 0.5)])
    assert nested.chance(12, 18) == 0.9


def test_words_that_were_not_seen_with_the_trigger_have_no_chance() -> None:
    some = Leanings([MONDAY], (0, 12))
    assert (some.chance(3, 9), some.chance(9, 13)) == (0.01, None)
    assert tie_cues(None) == {"apart": 1.0}


def test_a_chance_is_a_cue_from_zero_on() -> None:
    assert tie_cues(0.0) == tie_cues(0.001) == {"tie": 0.0}
    assert tie_cues(1.0)["tie"] == pytest.approx(4.6, abs=0.1)


def test_roles_hint_where_a_reader_gives_no_hints_and_nothing_where_it_gives_neither() -> None:
    reading = Reading((Mention(3, 9, "time"),))
    assert leanings("time", Trigger(0, 2, "CONSULT", roles=(Role("time", 0, 0.7),)), reading) == Leanings([Hint("time", 3, 9, 0.7)])
    assert leanings("time", Trigger(0, 2, "CONSULT"), reading) is None
    assert leanings("place", Trigger(0, 2, "CONSULT", hints=(MONDAY,), seen=(0, 20)), reading) == Leanings([], (0, 20))


def test_the_time_and_the_place_that_the_reader_leans_to_win() -> None:
    text = "Troops shelled Basra on Monday and the two envoys spoke again in Cairo on Wednesday of talks in Paris on Friday."
    article = Article("a", "a", text, split_sentences(text), published="2022-07-09")
    at = text.index("spoke")
    mentions = tuple(Mention(text.index(n), text.index(n) + len(n), "place") for n in ("Basra", "Cairo", "Paris"))
    times, places = find_times(article), find_places(article, Reading(mentions), Gazetteer.load())

    def told(day: str, town: str) -> tuple[str | None, str | None]:
        hints = tuple(Hint(name, text.index(w), text.index(w) + len(w), 0.3) for name, w in (("time", day), ("place", town)))  # type: ignore[arg-type]
        trigger = Trigger(at, at + 5, "CONSULT", hints=hints, seen=(0, len(text)))
        date, place = event_date(trigger, Reading(), article, times), event_place(trigger, Reading(), article, places)
        return date and date.value, place and place.name

    assert told("Wednesday", "Cairo") == ("2022-07-06", "Cairo")
    assert told("Friday", "Paris") == ("2022-07-08", "Paris")
