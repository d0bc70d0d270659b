from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.store.archive import Archive, Filters
from dateline.store.desk import Desk
from tests.store.factory import MADE_BY, coded, told

MEETING = told("CONSULT", ["Sirwan Barzani"], ["Peshmerga"], date="2022-07-03", place="Erbil", words="Sirwan Barzani met the Peshmerga.")
HIT = {"date": "2022-07-01", "place": "Aleppo"}
ONE = told("ASSAULT", ["rebels"], ["Syrian army"], words="Rebels shelled the Syrian army in Aleppo at dawn.", **HIT)
TWO = told("ASSAULT", ["rebels"], ["Syrian army"], words="A barrage by rebels hit the Syrian army in Aleppo.", **HIT)


@pytest.fixture
def archive(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Archive.open(tmp_path / "a.duckdb") as it:
        list(it.add([coded("a", MEETING), coded("b", ONE), coded("c", TWO)], MADE_BY))
        yield it


@pytest.fixture
def desk(archive: Archive) -> Desk:
    return Desk(archive, "anna")


def only(archive: Archive, **filters: object) -> dict:  # type: ignore[type-arg]
    (row,) = archive.find(Filters(**filters)).rows  # type: ignore[arg-type]
    return row


def again(archive: Archive, *ids: str) -> None:
    archive.recode([archive.article(i) for i in ids], MADE_BY)  # type: ignore[misc]


def test_a_rejected_event_is_gone_until_undone(archive: Archive, desk: Desk) -> None:
    event = only(archive, types=("CONSULT",))["id"]
    decision = desk.reject(event, "they did not meet")
    assert archive.find(Filters(types=("CONSULT",))).total == 0
    assert archive.find(Filters(who="Peshmerga")).total == 0
    assert only(archive, rejected=True)["id"] == event
    desk.undo(decision.key)
    assert only(archive, types=("CONSULT",))["rejected"] is False
    assert [(r["kind"], r["holds"]) for r in desk.log()] == [("undo", True), ("reject", False)]


def test_undoing_an_undo_brings_the_decision_back(archive: Archive, desk: Desk) -> None:
    first = desk.reject(only(archive, types=("CONSULT",))["id"])
    desk.undo(desk.undo(first.key).key)
    assert archive.find(Filters(types=("CONSULT",))).total == 0
    assert [r["holds"] for r in desk.log()] == [True, False, True]


def test_what_was_undone_is_not_undone_again(archive: Archive, desk: Desk) -> None:
    first = desk.reject(only(archive, types=("CONSULT",))["id"])
    back = desk.undo(first.key)
    with pytest.raises(UsageError, match=f"decision {first.key} was undone already, by decision {back.key}"):
        desk.undo(first.key)
    assert len(desk.log()) == 2
    desk.undo(back.key)
    desk.undo(first.key)
    assert archive.find(Filters(types=("CONSULT",))).total == 1


def test_changes_are_seen_everywhere_and_outlast_a_new_coding(archive: Archive, desk: Desk) -> None:
    event = only(archive, types=("CONSULT",))["id"]
    desk.change(event, {"type": "agree", "date": "2022-07-02", "place": "Baghdad", "actors": ["Masrour Barzani"]}, "signed")
    again(archive, "a")
    row = only(archive, types=("AGREE",))
    assert (row["id"], row["day"].isoformat(), row["place"], row["actors"]) == (event, "2022-07-02", "Baghdad", ["Masrour Barzani"])
    assert row["decided"]
    assert only(archive, actor="Masrour Barzani")["id"] == event
    assert archive.find(Filters(actor="Sirwan Barzani")).total == 0
    assert archive.article("a").events[0].type == "CONSULT"  # type: ignore[union-attr]


def test_reports_parted_by_a_person_stay_apart_and_can_join_again(archive: Archive, desk: Desk) -> None:
    event = only(archive, types=("ASSAULT",))
    assert event["reports"] == 2
    report = archive.event(event["id"])["reports"][0]["id"]  # type: ignore[index]
    apart = desk.split_event(event["id"], [report], "two barrages")
    assert archive.find(Filters(types=("ASSAULT",))).total == 2
    again(archive, "b", "c")
    assert archive.find(Filters(types=("ASSAULT",))).total == 2
    desk.undo(apart.key)
    assert only(archive, types=("ASSAULT",))["reports"] == 2


def test_events_joined_by_a_person_across_days(archive: Archive, desk: Desk) -> None:
    late = told("ASSAULT", ["rebels"], ["Syrian army"], date="2022-07-02", place="Aleppo", words="Rebels struck the Syrian army overnight in Aleppo.")
    list(archive.add([coded("d", late)], MADE_BY))
    ids = [r["id"] for r in archive.find(Filters(types=("ASSAULT",)), sort="added").rows]
    assert len(ids) == 2
    decision = desk.merge_events(ids, "one night")
    assert only(archive, types=("ASSAULT",))["reports"] == 3
    again(archive, "d", "b")
    assert only(archive, types=("ASSAULT",))["reports"] == 3
    desk.undo(decision.key)
    assert archive.find(Filters(types=("ASSAULT",))).total == 2


def test_joined_actors_stay_joined_in_articles_to_come(archive: Archive, desk: Desk) -> None:
    other = told("CONSULT", ["Gen. Sirwan"], ["Iraqi Army"], date="2022-07-08", words="Gen. Sirwan met the Iraqi Army.")
    list(archive.add([coded("d", other)], MADE_BY))
    decision = desk.merge_actors(["Sirwan Barzani", "Gen. Sirwan"], "same man")
    assert archive.find(Filters(who="Sirwan Barzani")).total == 2
    assert archive.actor("Gen. Sirwan")["name"] == "Sirwan Barzani"
    more = told("CONSULT", ["Gen. Sirwan"], ["Peshmerga"], date="2022-07-09", words="On Saturday Gen. Sirwan saw the Peshmerga.")
    list(archive.add([coded("e", more)], MADE_BY))
    assert archive.find(Filters(who="Sirwan Barzani")).total == 3
    desk.undo(decision.key)
    assert archive.find(Filters(who="Sirwan Barzani")).total == 1
    assert archive.find(Filters(who="Gen. Sirwan")).total == 2


def test_an_actor_that_is_somebody_else_in_one_article(archive: Archive, desk: Desk) -> None:
    other = told("PROTEST", ["Sirwan Barzani"], date="2022-05-01", words="A student called Sirwan Barzani led a march.")
    list(archive.add([coded("d", other)], MADE_BY))
    desk.split_actor("Sirwan Barzani", ["d"], "Sirwan Barzani (student)")
    again(archive, "d")
    assert only(archive, who="Sirwan Barzani (student)")["type"] == "PROTEST"
    assert only(archive, who="Sirwan Barzani")["type"] == "CONSULT"


def test_a_missed_event_is_added_and_comes_back_after_a_new_coding(archive: Archive, desk: Desk) -> None:
    decision = desk.add("a", "met the Peshmerga", {"type": "SUPPORT", "actors": ["Masrour Barzani"], "date": "2022-07-04"})
    assert only(archive, types=("SUPPORT",))["actors"] == ["Masrour Barzani"]
    again(archive, "a")
    assert only(archive, types=("SUPPORT",))["words"] == "met the Peshmerga"
    assert archive.find(Filters(who="Sirwan Barzani")).total == 1
    desk.undo(decision.key)
    assert archive.find(Filters(types=("SUPPORT",))).total == 0


def test_impossible_decisions_are_refused(archive: Archive, desk: Desk) -> None:
    event = only(archive, types=("CONSULT",))["id"]
    for call, words in (
        (lambda: desk.change(event, {"type": "MEET"}), "PLOVER"),
        (lambda: desk.change(event, {"date": "soon"}), "no date"),
        (lambda: desk.change(event, {"colour": "red"}), "cannot change"),
        (lambda: desk.reject("e999"), "no event"),
        (lambda: desk.split_event(event, ["x"]), "no report"),
        (lambda: desk.add("a", "not there", {"type": "AID", "actors": ["x"]}), "does not stand"),
        (lambda: desk.add("a", " ", {"type": "AID", "actors": ["Peshmerga"]}), "does not stand"),
        (lambda: desk.change(event, {"date": "2022-07-04/2020-01-01"}), "ends before it begins"),
        (lambda: desk.undo(99), "no decision"),
        (lambda: desk.change(event, {}), "nothing to change"),
        (lambda: desk.change("e999", {"actors": ["A new group"]}), "no event"),
        (lambda: desk.change(event, {"actors": [" "]}), "needs a name"),
        (lambda: desk.change(event, {"killed": ["x"]}), "no range"),
        (lambda: desk.change(event, {"date": "2022-07-04/nonsense"}), "no date"),
        (lambda: desk.add("a", "met", {"type": "MEET", "actors": ["A new group"]}), "PLOVER"),
        (lambda: desk.split_actor("Peshmerga", ["none"], "Other"), "no article"),
        (lambda: Desk(archive, " "), "name"),
    ):
        with pytest.raises(UsageError, match=words):
            call()
    assert desk.log() == []
    assert archive.rows("select 1 from actors where name = 'A new group'") == []


def test_a_type_does_not_undo_the_modes_given_with_it(archive: Archive, desk: Desk) -> None:
    event = only(archive, types=("CONSULT",))["id"]
    desk.change(event, {"modes": ["visit"], "type": "CONSULT"})
    assert only(archive, types=("CONSULT",))["modes"] == ["visit"]


def test_whom_a_person_named_is_joined_with_the_rest(archive: Archive, desk: Desk) -> None:
    event = only(archive, types=("CONSULT",))["id"]
    desk.change(event, {"actors": ["Harbour Guard"]})
    desk.merge_actors(["Peshmerga", "Harbour Guard"])
    assert event in {r["id"] for r in archive.find(Filters(who="Harbour Guard")).rows}
    assert event in {r["id"] for r in archive.find(Filters(actor="Peshmerga")).rows}


STUDENT = told("PROTEST", ["Gen. Sirwan"], date="2022-05-01", words="Gen. Sirwan, a student, led a march.")


def test_an_actor_is_split_after_it_was_joined(archive: Archive, desk: Desk) -> None:
    list(archive.add([coded("d", STUDENT)], MADE_BY))
    joined = desk.merge_actors(["Sirwan Barzani", "Gen. Sirwan"])
    parted = desk.split_actor("Sirwan Barzani", ["d"], "The student")
    assert only(archive, who="The student")["type"] == "PROTEST"
    assert only(archive, who="Sirwan Barzani")["type"] == "CONSULT"
    again(archive, "d")
    assert only(archive, who="The student")["type"] == "PROTEST"
    back = desk.undo(parted.key)
    assert archive.find(Filters(who="Sirwan Barzani")).total == 2
    desk.undo(back.key)
    desk.undo(joined.key)
    assert only(archive, who="Gen. Sirwan")["type"] == "PROTEST"  # in whose articles nobody said anything of the general


def test_a_split_actor_is_split_again_and_joined_back(archive: Archive, desk: Desk) -> None:
    list(archive.add([coded("d", STUDENT)], MADE_BY))
    desk.merge_actors(["Sirwan Barzani", "Gen. Sirwan"])
    first = desk.split_actor("Sirwan Barzani", ["d"], "The student")
    second = desk.split_actor("The student", ["d"], "The pupil")
    assert only(archive, who="The pupil")["type"] == "PROTEST"
    desk.undo(desk.undo(first.key).key)
    assert only(archive, who="The pupil")["type"] == "PROTEST"
    gone = desk.undo(first.key)
    assert archive.find(Filters(who="Sirwan Barzani")).total == 2
    desk.undo(second.key)
    desk.undo(gone.key)
    desk.merge_actors(["Sirwan Barzani", "The student"])
    assert archive.find(Filters(who="Sirwan Barzani")).total == 2


def test_joined_one_after_the_other_and_the_middle_undone(archive: Archive, desk: Desk) -> None:
    list(archive.add([coded("d", STUDENT)], MADE_BY))
    desk.merge_actors(["Sirwan Barzani", "Gen. Sirwan"])
    middle = desk.merge_actors(["Peshmerga", "Sirwan Barzani"])
    desk.merge_actors(["rebels", "Peshmerga"])
    assert archive.actor("Gen. Sirwan")["name"] == "rebels"
    desk.undo(middle.key)
    assert archive.actor("Gen. Sirwan")["name"] == "Sirwan Barzani"
    assert archive.find(Filters(who="Sirwan Barzani")).total == 2


def test_two_actors_split_under_one_name_stay_two(archive: Archive, desk: Desk) -> None:
    desk.split_actor("Sirwan Barzani", ["a"], "Someone else")
    desk.split_actor("rebels", ["b"], "Someone else")
    assert len(archive.rows("select 1 from actors where name = 'Someone else'")) == 2


def test_whom_no_article_named_yet_is_known_as_articles_will_know_it(archive: Archive, desk: Desk) -> None:
    event = only(archive, types=("CONSULT",))["id"]
    desk.change(event, {"actors": ["Peru", "Hamas", "The Harbour Guild"]})
    rows = archive.rows("select name, country, sector from parts where role = 'actor' and event = ? order by name", [int(event[1:])])
    assert [tuple(r.values()) for r in rows] == [("Hamas", "PSE", "REB"), ("Peru", "PER", "GOV"), ("The Harbour Guild", None, None)]
    talks = told("CONSULT", ["Peru"], ["Peshmerga"], date="2022-07-09", words="Peru met the Peshmerga.")
    list(archive.add([coded("d", talks)], MADE_BY))
    assert archive.rows("select identity from actors where name = 'Peru'") == [{"identity": "state:PER"}]
    assert archive.find(Filters(who="Peru")).total == 2


def test_a_place_of_no_name_is_none(archive: Archive, desk: Desk) -> None:
    desk.change(only(archive, types=("CONSULT",))["id"], {"place": ""})
    row = only(archive, types=("CONSULT",))
    assert (row["place"], row["lat"], row["country"]) == (None, None, None)


def ids(archive: Archive) -> dict[str, str]:
    """The event of each article."""
    return {r["article_id"]: e["id"] for e in archive.find(limit=None).rows for r in archive.event(e["id"])["reports"]}  # type: ignore[index]


def test_an_undone_merge_gives_the_event_its_number_back(archive: Archive, desk: Desk) -> None:
    lines = {"1": "They signed the first paper at noon.", "2": "A second deal came in the rain.", "3": "Late in the year both sides shook hands."}
    deals = [coded(n, told("AGREE", ["Peshmerga"], ["Iraqi Army"], date=f"2022-0{n}-11", words=line)) for n, line in lines.items()]
    list(archive.add(deals, MADE_BY))
    before = ids(archive)
    one, two, three = (before[n] for n in "123")
    joined = desk.merge_events([one, two])
    further = desk.merge_events([two if two in ids(archive).values() else one, three])
    assert {ids(archive)[n] for n in "123"} == {one}
    again(archive, "2", "3")
    list(archive.add([coded("z", told("AGREE", ["rebels"], ["Syrian army"], date="2022-09-01"))], MADE_BY))
    new = ids(archive)["z"]
    assert new not in before.values()  # a number that may come back is nobody else's
    desk.undo(further.key)
    desk.undo(joined.key)
    assert ids(archive) == before | {"z": new}
    desk.change(three, {"killed": [7, 7]})


def test_a_number_that_was_merged_away_stays_free_when_the_file_is_opened_again(archive: Archive, desk: Desk) -> None:
    list(archive.add([coded("z", told("AGREE", ["rebels"], ["Syrian army"], date="2022-09-01"))], MADE_BY))
    before = ids(archive)
    joined = desk.merge_events([before["a"], before["z"]])
    archive.close()
    with Archive.open(archive.path) as later:
        list(later.add([coded("y", told("PROTEST", ["rebels"], ["Syrian army"], date="2022-10-01"))], MADE_BY))
        Desk(later, "anna").undo(joined.key)
        assert {k: v for k, v in ids(later).items() if k != "y"} == before


def test_names_that_the_archive_does_not_know_are_kept_and_remarked_on(archive: Archive, desk: Desk) -> None:
    event = only(archive, types=("CONSULT",))["id"]
    desk.change(event, {"place": "Erbill", "actors": ["Sirwan Barzanni"], "recipients": ["Peshmerga"]})
    place, actor = desk.remarks
    assert place == "no place called “Erbill” is in the gazetteer: kept as a name without coordinates; did you mean Erbil?"
    assert actor.startswith("no actor called “Sirwan Barzanni” is in the archive: kept as a new one")
    assert "did you mean Sirwan Barzani" in actor
    row = only(archive, types=("CONSULT",))
    assert (row["place"], row["lat"], row["actors"]) == ("Erbill", None, ["Sirwan Barzanni"])
    desk.change(event, {"place": "Aleppo", "actors": ["Sirwan Barzani"]})
    assert only(archive, types=("CONSULT",))["lat"]
    assert desk.remarks == []


def test_a_place_new_to_the_archive_is_placed_where_the_gazetteer_has_one_of_that_name(archive: Archive, desk: Desk) -> None:
    event = only(archive, types=("CONSULT",))["id"]
    desk.change(event, {"place": "Omdurman"})
    assert only(archive, types=("CONSULT",))["country"] == "SDN"
    assert "placed by the gazetteer" in desk.remarks[0]
    desk.change(event, {"place": "Springfield"})
    assert only(archive, types=("CONSULT",))["lat"] is None
    assert "may be any of Springfield" in desk.remarks[0]
