"""What commands write: nothing takes the place of what stood there before it is whole, and what cannot be written is one line."""

import os
import sqlite3
import stat
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.use.cli.main import cli, main

TEXT = "The mayor of Vell met the governor of Orrin on 4 July 2022 in Geneva, and they agreed to reopen the bridge."


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def file(tmp_path: Path, page: Path) -> Path:
    path = tmp_path / "a.duckdb"
    assert run("add", page, "--archive", path).exit_code == 0
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(w) for w in words])


def line_of(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    """What the command says on stderr; it must end with 2 and without a trace."""
    monkeypatch.setattr(sys, "argv", ["dateline", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    return capsys.readouterr().err.strip().splitlines()[-1]


@pytest.mark.parametrize("words", [["--format", "table", "--out"], ["--explain", "--out"], ["--format", "json", "--out"], ["--refusals"]])
def test_code_says_in_a_line_that_a_folder_is_missing(
    words: list[str], page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = line_of(monkeypatch, capsys, "code", page, *words, page.parent / "nope" / "x")
    assert told.startswith("dateline: ")
    assert "nope" in told


@pytest.mark.parametrize("form", ["json", "csv", "parquet", "sqlite", "archive", "gexf"])
def test_events_say_in_a_line_that_a_folder_is_missing_or_takes_no_file(
    form: str, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("events", "--archive", file, "--format", form, "--out")
    assert line_of(monkeypatch, capsys, *words, file.parent / "nope" / "x").endswith("nope does not exist; make it first")
    told = line_of(monkeypatch, capsys, *words, "/proc/x.out")
    assert told.startswith("dateline: /proc/")
    assert told.endswith("No such file or directory")


def test_a_table_does_not_empty_the_file_that_it_is_made_of(page: Path) -> None:
    assert run("code", page, "--format", "table", "--out", page).exit_code == 0
    assert "CONSULT" in page.read_text("utf-8")


@pytest.mark.parametrize("form", ["table", "json", "csv", "plover"])
def test_a_pipe_is_written_to_and_stays(form: str, page: Path) -> None:
    assert_pipe_stays(page.parent / "pipe", "code", page, "--format", form)


def test_events_leave_a_pipe_where_it_is(file: Path) -> None:
    assert_pipe_stays(file.parent / "pipe", "events", "--archive", file, "--format", "csv")
    assert not (file.parent / "pipe.codebook.csv").exists()
    for form in ("parquet", "sqlite"):
        assert "name a file with --out" in str(run("events", "--archive", file, "--format", form, "--out", file.parent / "pipe").exception)


def assert_pipe_stays(pipe: Path, *words: str | Path) -> None:
    os.mkfifo(pipe)
    came: list[str] = []
    reader = threading.Thread(target=lambda: came.append(pipe.read_text("utf-8")), daemon=True)
    reader.start()
    done = run(*words, "--out", pipe)
    assert done.exit_code == 0, done.exception
    reader.join(10)
    assert "CONSULT" in came[0]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_sqlite_begins_anew_over_what_a_broken_run_left(file: Path) -> None:
    out = file.parent / "e.sqlite"
    out.with_name("e.sqlite.part").write_bytes(b"half a file")
    assert run("events", "--archive", file, "--format", "sqlite", "--out", out).exit_code == 0
    base = sqlite3.connect(out)
    assert base.execute("select count(*) from events").fetchone()[0] > 0
    base.close()
