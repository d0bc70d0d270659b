import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.store.archive import Archive, Filters
from dateline.store.desk import Desk
from dateline.use.analysis.agreement import agreement, alpha
from dateline.use.cli.main import cli
from dateline.use.export.gold import gold
from tests.store.factory import MADE_BY, coded, told

MEETING = told("CONSULT", ["Sirwan Barzani"], ["Peshmerga"], date="2022-07-03", place="Erbil", words="On Sunday Sirwan Barzani met Peshmerga in Erbil.")
HIT = told("ASSAULT", ["rebels"], ["Syrian army"], date="2022-W26", precision="week", words="The rebels hit the Syrian army last week.")
DRILL = told("MOBILIZE", ["Peshmerga"], date="2022-07-01", words="Peshmerga held a drill on Friday.")


@pytest.fixture
def archive(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Archive.open(tmp_path / "a.duckdb") as it:
        list(it.add([coded("a", MEETING, HIT), coded("b", DRILL)], MADE_BY))
        yield it


def ids(archive: Archive) -> dict[str, str]:
    return {r["type"]: r["id"] for r in archive.find(Filters()).rows}


def test_alpha_of_a_worked_example() -> None:
    # Krippendorff 2011, section B: two observers, nominal values, twelve units; three disagreements give 0.692.
    assert alpha(list(zip("aabbdcccedda", "babbbccceddd", strict=True))) == pytest.approx(0.692, abs=0.001)
    assert alpha(list(zip("aab", "aab", strict=True))) == 1.0


def test_agreement_counts_last_words_that_hold(archive: Archive) -> None:
    anna, ben = Desk(archive, "anna"), Desk(archive, "ben")
    for kind, id in ids(archive).items():
        anna.confirm(id)
        (ben.reject if kind == "MOBILIZE" else ben.confirm)(id)
    found = agreement(archive)
    assert (found.events, found.reviewers) == (3, 2)
    assert found.alpha is not None
    assert found.alpha < 0.5
    ben.undo(archive.rows("select key from decisions where kind = 'reject'")[0]["key"])
    assert agreement(archive).alpha == 1.0
    assert agreement(archive).events == 2


def test_gold_is_what_people_left_standing(archive: Archive) -> None:
    desk, by_type = Desk(archive, "anna"), ids(archive)
    assert gold(archive) == {}
    desk.confirm(by_type["CONSULT"])
    assert gold(archive) == {}  # the other event of the article was not looked at
    desk.change(by_type["ASSAULT"], {"type": "COERCE", "actors": ["Sirwan Barzani"]})
    desk.reject(by_type["MOBILIZE"])
    found = gold(archive)
    assert found["b"]["events"] == []
    first, second = found["a"]["events"]
    assert (first["type"], second["type"]) == ("CONSULT", "COERCE")
    assert (second["actors"][0]["sentence"], second["actors"][0]["text"]) == (0, "Sirwan Barzani")
    assert second["date"]["value"] == "2022-06-27/2022-07-03"
    sents = [found["a"]["text"][s:e] for s, e in found["a"]["sents"]]
    for event in found["a"]["events"]:
        assert event["trigger"] in sents[event["sentence"]]
        assert all(p["text"] in sents[p["sentence"]] for side in ("actors", "recipients") for p in event[side])


def test_gold_and_agreement_from_the_command_line(archive: Archive) -> None:
    Desk(archive, "anna").confirm(ids(archive)["MOBILIZE"])
    archive.close()
    done = CliRunner().invoke(cli, ["fix", "gold", "--archive", str(archive.path)])
    assert list(json.loads(done.stdout)) == ["b"]
    assert json.loads(CliRunner().invoke(cli, ["stats", "--archive", str(archive.path)]).stdout)["reviewers"] == 1
