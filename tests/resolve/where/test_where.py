import time

from dateline.records import Article, Mention, Place, Reading, Role, Trigger
from dateline.resolve.where import Gazetteer, event_place, find_places

GAZETTEER = Gazetteer.load()


def read(text: str, *names: str) -> tuple[Article, Reading]:
    mentions = tuple(Mention(text.index(n), text.index(n) + len(n), "place") for n in names)
    return Article("a", "a", text, ((0, len(text)),)), Reading(mentions)


def places(text: str, *names: str) -> dict[str, Place]:
    return {p.text: p for p in find_places(*read(text, *names), GAZETTEER)}


def test_well_known_places() -> None:
    found = places("Troops moved from Erbil to Baghdad, Iraq.", "Erbil", "Baghdad", "Iraq")
    assert (found["Erbil"].country, round(found["Erbil"].lat or 0)) == ("IRQ", 36)
    assert found["Iraq"].kind == "country"


def test_spellings_are_levelled() -> None:
    assert GAZETTEER.lookup("Hewler")[0].name == "Erbil"
    assert GAZETTEER.lookup("Kiev")[0].geonameid == GAZETTEER.lookup("Kyiv")[0].geonameid
    assert GAZETTEER.lookup("Zzyzxville") == ()


def test_the_name_after_a_comma_decides() -> None:
    assert places("He lives in Paris, Texas.", "Paris")["Paris"].admin1 == "Texas"
    assert places("He lives in Paris, France.", "Paris")["Paris"].country == "FRA"


def test_an_unknown_name_is_kept_and_changes_nothing_else() -> None:
    plain = places("Fighting in Mosul and Erbil.", "Mosul", "Erbil")
    odd = places("Fighting in Mosul and Erbil and Qwertzuiop.", "Mosul", "Erbil", "Qwertzuiop")
    assert odd["Qwertzuiop"].lat is None
    assert {k: (p.lat, p.confidence) for k, p in odd.items() if k in plain} == {
        k: (p.lat, p.confidence) for k, p in plain.items()
    }


def test_place_of_an_event() -> None:
    text = "The ministers met in Rome."
    article, reading = read(text, "Rome")
    found = find_places(article, reading, GAZETTEER)
    at = text.index("met")
    by_clause = event_place(Trigger(at, at + 3, "CONSULT"), reading, article, found)
    by_role = event_place(Trigger(at, at + 3, "CONSULT", roles=(Role("place", 0),)), reading, article, found)
    assert by_clause is not None
    assert by_role is not None
    assert by_clause.name == by_role.name == "Rome"
    assert event_place(Trigger(at, at + 3, "CONSULT"), reading, article, ()) is None


def test_lookups_do_not_hang() -> None:
    began = time.perf_counter()
    for _ in range(2000):
        GAZETTEER.lookup("Baghdad")
    assert time.perf_counter() - began < 5
