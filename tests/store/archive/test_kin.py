"""Bodies and those who act for them."""

from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.records import Participant
from dateline.resolve.who import Roster
from dateline.store.archive import Ambiguous, Archive, Filters
from dateline.store.archive.kin import body_of, described_body, kin_of
from dateline.use.analysis import who
from tests.store.factory import MADE_BY, coded, told

FORCES = ("paramilitary Rapid Support Forces", "delegation of the RSF", "two RSF commanders")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive.open(tmp_path / "a.duckdb")
    events = [told("CONSULT", [name], ["Syrian army"], date=f"2022-07-0{n}") for n, name in enumerate(FORCES, 1)]
    list(made.add([coded("a", *events), coded("b", told("ACCUSE", ["rival RSF faction"], ["Masrour Barzani"]))], MADE_BY))
    return made


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("two RSF commanders", "RSF"), ("a delegation of the RSF", "RSF"), ("Dozens of RSF fighters", "RSF"), ("RSF's fighters", "RSF"),
        ("senior Hamas political leaders", "Hamas"), ("members of the RSF in Darfur", "RSF"), ("head of the RSF delegation", "RSF"),
        ("Iraqi Army commanders", "Iraqi Army"), ("spokesman for the Ministry of Defence", "Ministry of Defence"), ("US officials", "US"),
        ("members of the Group of Seven", "Group of Seven"), ("groups of RSF fighters", "RSF"),
        ("His delegation", None), ("Riot police", None), ("Government forces", None), ("members of parliament", None),
        ("former RSF commander", None), ("rival RSF commanders", None), ("Iraqi forces", None), ("Rapid Support Forces", None),
        ("Revolutionary Guards", None), ("supporters of RSF leaders", None), ("Party officials", None),
    ],
)  # fmt: skip
def test_whose_people_a_name_tells(name: str, body: str | None) -> None:
    assert body_of(name) == body


def test_what_describes_a_body_is_no_part_of_its_name() -> None:
    assert described_body("paramilitary Rapid Support Forces") == "Rapid Support Forces"
    assert described_body("Iran-backed Hezbollah") == "Hezbollah"
    assert described_body("paramilitary police") is described_body("Rapid Support Forces") is None
    assert described_body("Five Star Movement") is described_body("Group of Seven") is None
    assert described_body("Two armed RSF") == "RSF"


def test_a_body_is_told_by_each_of_its_names() -> None:
    bodies = {body for body, _ in kin_of(Participant(None, "two RSF commanders"), Roster.load())}
    assert bodies == {"rsf", "rapid support forces"}


@pytest.mark.parametrize("name", ["Rapid Support Forces", "RSF", "the rsf", FORCES[0]])
def test_questions_about_a_body_find_its_people(archive: Archive, name: str) -> None:
    assert archive.find(Filters(who=name)).total == 3
    assert set(archive.party(name).members) >= set(FORCES[1:])


def test_a_short_name_is_the_body_rather_than_its_people(archive: Archive) -> None:
    assert who(archive, "Rapid Support Forces").actor["name"] == FORCES[0]
    assert archive.find(Filters(who="RSF commanders", members=False)).total == 1
    assert archive.actor("RSF")["name"] == FORCES[0]
    list(archive.add([coded("c", told("CONSULT", ["Council of Elders"], ["Masrour Barzani"]))], MADE_BY))
    list(archive.add([coded("d", told("CONSULT", ["National Council"], ["Masrour Barzani"]))], MADE_BY))
    with pytest.raises(Ambiguous):  # no acronym: which is meant is not guessed
        archive.actor("Council")


def test_a_body_without_a_record_of_its_own_is_all_who_act_for_it(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.duckdb") as made:
        list(made.add([coded("a", told("CONSULT", [FORCES[1]], [FORCES[2]], date="2022-07-01"))], MADE_BY))
        assert made.party("RSF").members == FORCES[1:]
        assert made.find(Filters(who="Rapid Support Forces")).total == 1


def test_an_archive_of_before_learns_them_when_it_is_opened(archive: Archive) -> None:
    archive.close()
    with Archive.open(archive.path) as old, old.transaction() as base:
        base.execute("delete from migrations where number = 9; delete from kin; delete from names where name in ('RSF', 'Rapid Support Forces')")
        base.execute("insert into kin values (1, 'two rsf', 'as it was')")
    with Archive.open(archive.path) as new:
        assert new.find(Filters(who="Rapid Support Forces")).total == 3
        assert not new.rows("select 1 from kin where body = 'two rsf'")


def test_a_state_that_nobody_is_called_by_is_everyone_of_its_code(archive: Archive) -> None:
    assert archive.party("Syria").country == "SYR"
    assert archive.find(Filters(who="syria")).total == archive.find(Filters(who="SYR")).total == 3
    list(archive.add([coded("c", told("CONSULT", ["Syria"], ["Masrour Barzani"]))], MADE_BY))
    assert archive.party("Syria").keys  # now somebody is
    with pytest.raises(UsageError, match="nobody called"):
        archive.party("Atlantis")
