from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.store.archive import Ambiguous, Archive
from dateline.use.analysis import dyad, stats, who
from dateline.use.analysis.dyad import pettitt
from tests.store.factory import MADE_BY, coded, told


@pytest.fixture
def archive(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Archive.open(tmp_path / "a.duckdb") as it:
        clash = told("ASSAULT", ["Iraqi forces"], ["Peshmerga"], date="2017-10-16", aux=("historical",))
        june = told("CONSULT", ["Peshmerga"], ["Iraqi Army"], date="2022-06-23", place="Baghdad")
        july = told("CONSULT", ["Sirwan Barzani", "Masrour Barzani"], ["Iraqi Army"], date="2022-07-03", place="Erbil")
        ally = told("ASSAULT", ["Peshmerga", "Iraqi Army"], ["rebels"], date="2022-07-10")
        list(it.add([coded("a", clash, june), coded("b", july), coded("c", ally)], MADE_BY))
        yield it


def test_the_break_and_its_mending(archive: Archive) -> None:
    found = dyad(archive, "Peshmerga", "Iraqi Army")
    assert [(t.kind, t.day.isoformat()) for t in found.turns] == [("break", "2017-10-16"), ("mended", "2022-06-23")]
    assert [(m["month"], m["cooperation"], m["conflict"]) for m in found.months] == [("2017-10", 0, 1), ("2022-06", 1, 0)]
    assert found.last_met
    assert found.last_met["day"].isoformat() == "2022-06-23"


def test_groups_by_code_leave_out_who_stands_on_the_other_side(archive: Archive) -> None:
    assert len(dyad(archive, "Peshmerga", "IRQ:MIL").events) == 2
    with pytest.raises(UsageError, match="same actor"):
        dyad(archive, "Peshmerga", "the Peshmerga")


def test_a_life(archive: Archive) -> None:
    life = who(archive, "Sirwan Barzani")
    assert life.names == ["Barzani", "Sirwan Barzani"]
    assert [(d["name"], d["events"]) for d in life.dyads] == [("Iraqi Army", 1), ("Masrour Barzani", 1)]
    assert [e["type"] for e in life.latest] == ["CONSULT"]
    with pytest.raises(Ambiguous):
        who(archive, "Barzani")


def test_numbers(archive: Archive) -> None:
    found = stats(archive)
    assert (found["articles"], found["events"], found["reports"]) == (3, 4, 4)
    assert found["top"]["types"][0] == {"name": "ASSAULT", "events": 2}


def test_pettitt_finds_a_shift_and_no_shift() -> None:
    found = pettitt([-9.0] * 10 + [4.0] * 10)
    assert found
    assert found[0] == 10
    assert found[1] < 0.01
    steady = pettitt([1.0, -1.0] * 10)
    assert steady
    assert steady[1] > 0.5
    assert pettitt([1.0]) is None
