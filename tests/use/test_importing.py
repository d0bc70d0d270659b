"""What Dateline writes it reads back: export -> import -> export gives the same file, byte for byte."""

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.errors import BadInput
from dateline.resolve.who import Roster
from dateline.store.archive import Archive, Filters
from dateline.store.desk import Desk
from dateline.use.cli.main import cli
from dateline.use.export.archive import export_events
from dateline.use.importing import import_file
from evals.wire import Wire
from tests.store.factory import MADE_BY, coded, told

MEETING = told("CONSULT", ["Sirwan Barzani"], ["Peshmerga"], date="2022-07-03", place="Erbil", modes=("visit",))
CLASH = told("ASSAULT", ["Iraqi forces"], ["Peshmerga"], date="2017-10-16/2017-10-17", killed=(12, 15), aux=("historical",), precision="interval")
HIT = told("ASSAULT", ["rebels"], ["Syrian army"], date="2022-07-01", place="Aleppo", words='Rebels "hit" the Syrian army in Aleppo; Ärger.')
MISSED = {"type": "AID", "actors": ["Peshmerga"], "recipients": ["Syrian army"], "date": "2022-07"}


@pytest.fixture
def archive(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Archive.open(tmp_path / "a.duckdb", roster=Roster({})) as it:
        list(it.add([coded("a", MEETING, CLASH), coded("b", HIT, source="https://news.example/b", title="Aleppo")], MADE_BY))
        list(it.add(Wire(3, 120, 12).articles(), MADE_BY))
        yield it


@pytest.fixture
def other(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Archive.open(tmp_path / "other.duckdb", roster=Roster({})) as it:
        yield it


def export(archive: Archive, form: str) -> Path:
    out = archive.path.with_suffix(f".{form}")
    export_events(archive, Filters(), form, out)
    return out


def decide(archive: Archive) -> None:
    desk = Desk(archive, "anna")
    event = archive.find(Filters(text="Ärger")).rows[0]["id"]
    desk.change(event, {"actors": ["A new group"], "killed": [1, 2]}, why="the ministry says so")
    desk.add("b", "Aleppo", MISSED)
    desk.merge_actors(["Peshmerga", "Syrian army"])
    undone = desk.reject(archive.find(Filters(types=("CONSULT",), who="Sirwan Barzani")).rows[0]["id"])
    desk.undo(undone.key)


def test_decisions_name_events_as_each_archive_numbers_them(archive: Archive, other: Archive) -> None:
    list(other.add([coded("z", told("AGREE", ["Peshmerga"], ["Iraqi Army"], date="2020-01-01"))], MADE_BY))  # so that numbers differ
    desk = Desk(archive, "anna")
    meeting, hit = (archive.find(Filters(text=words)).rows[0]["id"] for words in ("consulted", "Ärger"))
    noted = desk.note("e1", "wrong")
    for key in (noted.key, desk.note(hit, "ask").key):
        desk.undo(key)
    desk.undo(desk.merge_events([meeting, hit]).key)
    desk.change(hit, {"recipients": ["A new group"]})
    kept = export(archive, "archive")
    import_file(other, kept)
    there = other.find(Filters(text="Ärger")).rows[0]["id"]
    assert there != hit
    assert [d["kind"] for d in Desk(other, "anna").log(there)] == ["change", "undo", "together", "undo", "note"]
    again = export(other, "archive").read_text("utf-8").splitlines()
    assert set(kept.read_text("utf-8").splitlines()) <= set(again)


def test_whole_articles_with_decisions(archive: Archive, other: Archive) -> None:
    decide(archive)
    kept = export(archive, "archive")
    done = import_file(other, kept)
    assert done.decisions == 5
    assert export(other, "archive").read_bytes() == kept.read_bytes()
    same = [sorted(_nameless(export(a, "json"))) for a in (archive, other)]
    assert same[0] == same[1]
    assert import_file(other, kept).decisions == 0
    assert export(other, "archive").read_bytes() == kept.read_bytes()


def test_an_article_of_which_every_event_was_rejected(archive: Archive, other: Archive) -> None:
    Desk(archive, "anna").reject(archive.find(Filters(text="Ärger")).rows[0]["id"], "a drill")
    kept = export(archive, "archive")
    assert import_file(other, kept).decisions == 1
    assert other.find(Filters(text="Ärger")).total == 0
    assert other.find(Filters(text="Ärger", rejected=True)).total == 1
    assert export(other, "archive").read_bytes() == kept.read_bytes()


def _nameless(path: Path) -> list[str]:
    """Events without the numbers that each archive gives them."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for row in rows:
        del row["id"]
        row["told"] = sorted([t["article_id"], t["words"]] for t in row["told"])
        row["parts"] = sorted(map(json.dumps, row["parts"]))
    return [json.dumps(row, sort_keys=True) for row in rows]


def test_decisions_of_one_second_are_all_taken_over(archive: Archive, other: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.store.desk.now", lambda: "2022-07-05T10:00:00")
    decide(archive)
    Desk(archive, "anna").add("b", "hit", MISSED)
    kept = export(archive, "archive")
    assert import_file(other, kept).decisions == 6
    assert import_file(other, kept).decisions == 0


def test_decisions_name_the_events_of_the_archive_they_come_to(archive: Archive, other: Archive) -> None:
    list(other.add([coded("z", told("AID", ["farmers"], ["Peshmerga"]))], MADE_BY))
    event = archive.find(Filters(text="Ärger")).rows[0]["id"]
    Desk(archive, "anna").confirm(event)
    import_file(other, export(archive, "archive"))
    here = other.find(Filters(text="Ärger")).rows[0]["id"]
    assert here != event
    assert [r["target"] for r in Desk(other, "bob").log(here)] == [here]


def test_plover(archive: Archive, other: Archive) -> None:
    kept = export(archive, "plover")
    import_file(other, kept)
    assert _lines(export(other, "plover")) == _lines(kept)
    before = other.find(Filters()).total
    import_file(other, kept)
    assert other.find(Filters()).total == before


def _lines(path: Path) -> list[bytes]:
    return sorted(path.read_bytes().splitlines())


def test_what_was_not_ours_is_named_with_its_line(other: Archive, tmp_path: Path) -> None:
    for text, number in (('{"a": 1}\n', 1), ("\n\nnonsense\n", 3)):
        (tmp_path / "x.jsonl").write_text(text)
        with pytest.raises(BadInput, match=f"x.jsonl:{number}"):
            import_file(other, tmp_path / "x.jsonl")


@pytest.mark.parametrize(
    "line",
    [
        b'{"id": "x", "date": "2022-07-04", "event": ["MEET"], "text": "They met."}',
        b'{"id": "x", "date": "2022-07-04", "event": [], "text": "They met."}',
        b'{"text": "They met.", "sentences": [], "events": []}',
        b'{"decision": {"kind": "confirm"}}',
        b'{"decision": {"kind": "nonsense", "key": 1}}',
        b'{"text": "\xff", "id": 1}',
    ],
)
def test_lines_that_lack_something_are_named(other: Archive, tmp_path: Path, line: bytes) -> None:
    (tmp_path / "x.jsonl").write_bytes(b"\n" + line + b"\n")
    with pytest.raises(BadInput, match=r"x.jsonl:2"):
        import_file(other, tmp_path / "x.jsonl")


@pytest.mark.parametrize(
    "damage",
    [
        {"kind": "undo", "undoes": 7},
        {"kind": "undo"},
        {"kind": "change", "value": {"type": "FOO"}},
        {"kind": "change", "value": {"killed": [1]}},
        {"kind": "change", "value": {"actors": [{"name": "x"}]}},
        {"kind": "confirm", "anchors": [{"part": 0, "start": 0, "end": 1, "trigger": "x", "sentence": "x"}]},
        {"kind": "confirm", "moment": "yesterday"},
        {"kind": "same actor", "value": {"into": "nobody", "actors": []}},
        {"kind": "other actor", "value": {"into": "split:x", "actor": "body:y", "name": "x"}},
        {"kind": "add", "value": {"article": "a", "type": "AID"}},
    ],
)
def test_damaged_decisions_are_named(other: Archive, tmp_path: Path, damage: dict[str, object]) -> None:
    sound = {"key": 1, "kind": "note", "target": "e1", "value": {"text": "x"}, "who": "anna", "why": None, "moment": "2022-07-05 10:00:00"}
    sound |= {"undoes": None, "anchors": []}
    lines = [{"decision": sound}, {"decision": sound | {"key": 2} | damage}]
    (tmp_path / "x.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    with pytest.raises(BadInput, match=r"x.jsonl:2"):
        import_file(other, tmp_path / "x.jsonl")
    assert Desk(other, "anna").log() == []


def test_from_the_command_line(archive: Archive, tmp_path: Path) -> None:
    kept = export(archive, "archive")
    done = CliRunner().invoke(cli, ["import", str(kept), "--archive", str(tmp_path / "third.duckdb")])
    assert done.exit_code == 0, done.exception
    assert "new" in done.stderr


def test_a_copy_in_sqlite(archive: Archive) -> None:
    base = sqlite3.connect(export(archive, "sqlite"))
    assert base.execute("select count(*) from events").fetchone() == (archive.find().total,)
    assert base.execute("select count(*) from reports").fetchone() == (archive.rows("select count(*) as n from reports where live")[0]["n"],)
    row = base.execute(
        "select e.type, r.killed_low, r.killed_high, p.name, a.text from events e join reports r on r.event = e.id "
        "join articles a on a.id = r.article join participants p on p.event = e.id and p.role = 'actor' where a.id = 'a' and e.type = 'ASSAULT'"
    ).fetchone()
    assert row[:4] == ("ASSAULT", 12, 15, "Iraqi forces")
    assert "Peshmerga" in row[4]
    base.close()
