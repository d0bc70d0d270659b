import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.store.archive import Archive
from dateline.use.cli.main import cli
from tests.store.factory import MADE_BY, coded, told

MEETING = told("CONSULT", ["Sirwan Barzani"], ["Peshmerga"], date="2022-07-03", place="Erbil")
CLASH = told("ASSAULT", ["Iraqi forces"], ["Peshmerga"], date="2017-10-16", aux=("historical",))
VISIT = told("CONSULT", ["Masrour Barzani"], ["Iraqi Army"], date="2022-06-23", place="Baghdad")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.duckdb"
    with Archive.open(path) as archive:
        list(archive.add([coded("a", MEETING, CLASH), coded("b", VISIT)], MADE_BY))
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(w) for w in words])


def rows(result: Result) -> list[dict]:  # type: ignore[type-arg]
    assert result.exception is None, result.exception
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_add_twice(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(Path("examples/harbour-talks.txt").read_text("utf-8"), "utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 \x00\x01")
    file = tmp_path / "a.duckdb"
    first = run("add", page, tmp_path / "broken.pdf", "--archive", file)
    assert first.exit_code == 1
    assert first.stdout.split("\t")[:2] == ["new", "page"]
    again = run("add", page, "--archive", file)
    assert again.exit_code == 0
    assert again.stdout.startswith("known\tpage\t0")
    assert [r["source"] for r in rows(run("rejects", "--archive", file))] == [str(tmp_path / "broken.pdf")]


def test_articles_in_other_languages_are_counted_and_listed(tmp_path: Path) -> None:
    page, end = tmp_path / "de.txt", ("--archive", tmp_path / "a.duckdb")
    page.write_text("Der Kanzler traf am Montag in Berlin den Präsidenten. Die beiden sprachen lange über die Lage und über neue Lieferungen. " * 3)
    for _ in range(2):
        told = run("add", page, *end).stderr
        assert "1 not in English (de; `dateline rejects` lists them)" in told
    (row,) = map(json.loads, run("rejects", *end).stdout.splitlines())
    assert (row["source"], row["reason"]) == (str(page), "its language is de, not English")


def test_events_in_each_form(file: Path, tmp_path: Path) -> None:
    found = rows(run("events", "--who", "Peshmerga", "--archive", file))
    assert [r["type"] for r in found] == ["CONSULT", "ASSAULT"]
    assert found[0]["told"][0]["article_id"] == "a"
    assert "Erbil" in run("events", "--format", "table", "--archive", file).stdout
    assert run("events", "--format", "csv", "--limit", "1", "--archive", file).stdout.count("\n") == 2
    assert run("events", "--format", "parquet", "--out", tmp_path / "e.parquet", "--archive", file).exit_code == 0
    assert (tmp_path / "e.parquet").exists()


def test_a_mistyped_word_is_answered_with_the_nearest(file: Path) -> None:
    for option, typed, meant in (("type", "ASSALT", "ASSAULT"), ("quad", "material conflct", "material conflict"), ("mode", "vist", "visit")):
        error = run("events", f"--{option}", typed, "--archive", file)
        assert error.exit_code == 2
        assert f"did you mean {meant}?" in error.stderr
    assert [r["type"] for r in rows(run("events", "--type", "assault", "--archive", file))] == ["ASSAULT"]
    assert run("events", "--since", "2040", "--format", "table", "--archive", file).stderr == "no event fits\n"


def test_a_table_keeps_days_whole_and_leaves_empty_columns_out(file: Path) -> None:
    told = run("events", "--format", "table", "--archive", file).stdout
    assert "2022-07-03" in told
    assert "killed" not in told


def test_who_and_dyad_and_stats(file: Path) -> None:
    assert rows(run("who", "Sirwan Barzani", "--archive", file))[0]["actor"]["name"] == "Sirwan Barzani"
    assert "Latest events" in run("who", "Sirwan Barzani", "--format", "table", "--archive", file).stdout
    history = rows(run("dyad", "Peshmerga", "Iraqi Army", "--archive", file))[0]
    assert [t["kind"] for t in history["turns"]] == ["break"]
    assert "By month" in run("dyad", "Peshmerga", "Iraqi Army", "--format", "table", "--archive", file).stdout
    assert rows(run("stats", "--archive", file))[0]["articles"] == 2
    assert "articles" in run("stats", "--format", "table", "--archive", file).stdout


def test_an_ambiguous_name_lists_its_choices(file: Path) -> None:
    error = run("who", "Barzani", "--archive", file).exception
    assert "Masrour Barzani" in str(error)
    assert "Sirwan Barzani" in str(error)


def test_sql_reads_and_only_reads(file: Path) -> None:
    assert rows(run("sql", "select count(*) as n from events", "--archive", file)) == [{"n": 3}]
    assert "only one SELECT" in str(run("sql", "drop table events", "--archive", file).exception)
    assert "only one SELECT" in str(run("sql", "select 1; select 2", "--archive", file).exception)
    assert "Permission" in str(run("sql", "select * from read_csv('/etc/passwd')", "--archive", file).exception)
    assert "syntax error" in str(run("sql", "select from where", "--archive", file).exception)
