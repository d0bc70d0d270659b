"""Tellings of one article that are joined, and those that are not."""

from __future__ import annotations

from dateline.records import Event, EventPlace, Participant, Span
from dateline.resolve.events.merge import LAST, merged
from dateline.resolve.events.same import cues, sameness
from dateline.resolve.events.same_weights import WEIGHTS

TEXT = "Gunmen attacked a village. The attack in Rivertown killed two. Another attack came later."


def telling(word: str, sentence: int, who: str = "gunmen", modes: tuple[str, ...] = (), place: str | None = None, at: int = 0) -> Event:
    start = TEXT.index(word, at)
    side = (Participant(who, who, id=who),)
    where = EventPlace(place, 1.0, "") if place else None
    return Event(
        word, "ASSAULT", modes, "", 0.0, Span(start, start + len(word), word), sentence, side, (), None, where, None, None, (), (), 0.5, ""
    )


FIRST = telling("attacked", 0)
AGAIN = telling("attack", 1, at=27)


def test_cues_say_how_the_second_is_spoken_of() -> None:
    found = cues(FIRST, AGAIN, TEXT)
    assert {"known", "begin alike", "actors same", "next sentence", "recipients untold"} <= found.keys()
    assert "another" in cues(FIRST, telling("attack", 2, at=60), TEXT)


def test_a_second_telling_is_joined_and_another_attack_is_not() -> None:
    assert [e.also for e in merged([FIRST, AGAIN], TEXT)] == [((27 + 4, 27 + 10),)]
    other = telling("attack", 2, "farmers", ("explosives",), "Hillfort", at=60)
    assert len(merged([telling("attacked", 0, modes=("firearms",), place="Rivertown"), other], TEXT)) == 2


def test_a_telling_joins_the_event_that_it_fits_best() -> None:
    here = telling("attacked", 0, "gunmen", ("firearms",), "Rivertown")
    there = telling("attacked", 0, "rebels", ("explosives",), "Hillfort")
    again = telling("attack", 1, "rebels", ("explosives",), "Hillfort", at=27)
    assert [e.place and e.place.name for e in merged([here, there, again], TEXT) if e.also] == ["Hillfort"]


def test_weights_weigh_cues_that_there_are() -> None:
    assert sameness(FIRST, AGAIN, TEXT, {"known": 2.0, "begin alike": 0.5}) == 2.5
    assert sameness(FIRST, AGAIN, TEXT, {}) == 0.0
    assert WEIGHTS["known"] > 0 > WEIGHTS["another"]


def test_only_the_last_events_are_held_against_a_telling() -> None:
    apart = {"any": -1.0, "actors same": 5.0}
    crowd = [telling("attacked", 0, f"group {k}") for k in range(LAST)]
    assert len(merged([FIRST, *crowd[1:], AGAIN], TEXT, apart)) == LAST
    assert len(merged([FIRST, *crowd, AGAIN], TEXT, apart)) == LAST + 2


def test_an_article_is_a_verbs_subjects_and_makes_no_event_known() -> None:
    text = "The soldiers praised peace. The Delta group praised war."
    first, second = (Event("p", "SUPPORT", (), "", 0.0, Span(a, a + 7, "praised"), k, (), (), None, None, None, None, (), (), 0.5, "")
                     for k, a in enumerate((13, 44)))  # fmt: skip
    assert "known" not in cues(first, second, text)
