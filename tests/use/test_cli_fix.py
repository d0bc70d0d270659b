from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline import Coder, FakeReader
from dateline.records import Article, Mention, Reading, Role, Trigger
from dateline.store.archive import Archive, Filters
from dateline.use.cli.main import cli
from dateline.use.recoding import changes, recode, recoded, waiting

TEXT = "Sirwan Barzani met Masrour Barzani in Erbil on Sunday."
PEOPLE = (Mention(0, 14, "person"), Mention(19, 34, "person"), Mention(38, 43, "place"))
ROLES = (Role("actor", 0), Role("recipient", 1))


def reading(kind: str) -> FakeReader:
    return FakeReader(Reading(PEOPLE, (Trigger(15, 18, kind, roles=ROLES),)))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.duckdb"
    article = Article("a", "a.txt", TEXT, ((0, len(TEXT)),), "en", published="2022-07-04")
    coder = Coder(reader=reading("CONSULT"))
    with Archive.open(path) as archive:
        list(archive.add(coder.code_articles([article]), coder.made_by))
    return path


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(cli, [str(w) for w in words])
    assert result.exception is None, result.exception
    return result


def types(file: Path, **filters: bool) -> list[str]:
    with Archive.open(file, read_only=True) as archive:
        return [r["type"] for r in archive.find(Filters(**filters)).rows]  # type: ignore[arg-type]


def test_decisions_from_the_command_line(file: Path) -> None:
    end = ("--archive", file, "--by", "anna")
    assert run("fix", "reject", "e1", "--why", "no", *end).stdout.startswith("decision 1: reject e1")
    assert types(file) == []
    assert types(file, rejected=True) == ["CONSULT"]
    run("fix", "undo", "1", *end)
    run("fix", "change", "e1", "--type", "AGREE", "--killed", "0", "2", *end)
    assert types(file) == ["AGREE"]
    run("fix", "confirm", "e1", *end)
    run("fix", "note", "e1", "ask Erbil", *end)
    run("fix", "add", "a", "in Erbil", "--type", "SUPPORT", "--actor", "Masrour Barzani", *end)
    assert sorted(types(file)) == ["AGREE", "SUPPORT"]
    log = run("fix", "log", "--archive", file).stdout
    assert log.count("\n") == 6
    assert '"who": "anna"' in log


def test_the_log_is_a_line_a_decision_on_a_terminal(file: Path) -> None:
    end = ("--archive", file, "--by", "anna")
    run("fix", "change", "e1", "--killed", "6", "6", "--actor", "Masrour Barzani", *end, "--why", "as he said")
    run("fix", "change", "e1", "--killed", "6", "7", *end)
    run("fix", "add", "a", "in Erbil", "--type", "SUPPORT", "--actor", "Masrour Barzani", *end)
    assert run("fix", "merge", "e1", "e2", *end).stdout.startswith("decision 4: merge e1, e2;")
    run("fix", "undo", "4", *end)
    run("fix", "note", "e1", "ask Erbil", *end)
    lines = run("fix", "log", "--format", "table", "--archive", file).stdout.splitlines()
    assert [line.split("  anna  ")[1] for line in lines] == [
        "note e1: ask Erbil",
        "undo 4: merge e1, e2",
        "merge e1, e2 (undone)",
        "add a: “in Erbil”, type SUPPORT; actors Masrour Barzani",
        "change e1: killed 6 to 7 (before: 6)",
        "change e1: killed 6 (before: none); actors Masrour Barzani (before: Sirwan Barzani, Masrour Barzani); because as he said",
    ]
    assert '"kind": "together"' in run("fix", "log", "--archive", file).stdout


def test_what_nobody_knows_is_taken_and_said(file: Path) -> None:
    done = run("fix", "change", "e1", "--place", "Qwzxville", "--actor", "No Such Person", "--archive", file)
    place, actor = done.stderr.splitlines()
    assert place.startswith("note: no place called “Qwzxville” is in the gazetteer: kept as a name without coordinates")
    assert actor.startswith("note: no actor called “No Such Person” is in the archive: kept as a new one")
    assert {line.split("(")[-1] for line in (place, actor)} == {"`dateline fix undo 1` takes it back)"}


@pytest.mark.parametrize("words", [("fix", "undo", "1"), ("recode", "--apply", "--model", "fast")])
def test_a_mistyped_archive_is_not_made(words: tuple[str, ...], tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, [*words, "--archive", str(tmp_path / "typo.duckdb")])
    assert "typo.duckdb does not exist; `dateline add SOURCE" in str(done.exception)
    assert list(tmp_path.iterdir()) == []


def test_a_new_coding_is_shown_before_it_is_kept(file: Path) -> None:
    today = Coder(reader=reading("SUPPORT"))
    with Archive.open(file) as archive:
        assert waiting(archive, today) == []
        ids = waiting(archive, today, everything=True)
        shown = [(c.kind, c.event.type) for pair in recoded(archive, today, ids) for c in changes(*pair)]
        assert shown == [("new", "SUPPORT"), ("gone", "CONSULT")]
        assert archive.find().rows[0]["type"] == "CONSULT"
        assert [(c.kind, c.event.type) for c in recode(archive, today, ids)] == shown
        assert [r["type"] for r in archive.find().rows] == ["SUPPORT"]
        again = [c for pair in recoded(archive, today, ids) for c in changes(*pair)]
        assert again == []


def test_the_command_writes_only_when_told(file: Path) -> None:
    seen = run("recode", "--archive", file, "--all")
    assert "1 articles looked at" in seen.stderr
    assert types(file) == ["CONSULT"]
