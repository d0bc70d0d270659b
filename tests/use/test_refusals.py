"""Many inputs that give nothing for one reason are few lines, and none is lost."""

import csv
import json
from pathlib import Path

from click.testing import CliRunner

from dateline.records import Reject
from dateline.use.cli.main import cli
from dateline.use.refusals import NAMED, Refusals, kind_of, lines_of

TEXT = "The mayor of Vell met the governor of Orrin on 4 July 2022 in Geneva, and they agreed to reopen the bridge."


def test_kinds() -> None:
    assert kind_of("the site answered 404") == kind_of("the site answered 500")
    assert kind_of("has no column 'a'") == kind_of("has no column 'b'")


def test_the_first_of_a_kind_are_named(tmp_path: Path) -> None:
    some = Refusals(tmp_path / "r.csv")
    told = [some.add(Reject(f"x{n}", "is empty")) for n in range(5)] + [some.add(Reject("y", "is a PDF, not text"))]
    assert [line is not None for line in told] == [True] * NAMED + [False] * 2 + [True]
    assert some.lines("here") == ["6 inputs gave nothing (here):", "        5  is empty", "        1  is a PDF, not text"]
    rows = list(csv.DictReader((tmp_path / "r.csv").open(encoding="utf-8")))
    assert [r["source"] for r in rows] == ["x0", "x1", "x2", "x3", "x4", "y"]
    assert list(lines_of(Refusals().kinds, "")) == []


def test_filters_and_refusals_of_code(tmp_path: Path) -> None:
    rows = [{"id": f"a{n}", "text": f"{TEXT} It is bridge {n}.", "published": f"2022-0{1 + n}-05"} for n in range(6)]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    words = ["code", str(tmp_path / "rows.jsonl"), "--since", "2022-06", "--refusals", str(tmp_path / "r.csv"), "--format", "json"]
    done = CliRunner().invoke(cli, words)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a5"]
    assert done.exit_code == 0
    assert "skipped " not in done.stderr
    assert "5  was published before N (--since)" in done.stderr
    assert len((tmp_path / "r.csv").read_text("utf-8").splitlines()) == 6
    added = CliRunner().invoke(cli, ["add", words[1], "--until", "2022-01", "--archive", str(tmp_path / "a.duckdb")])
    assert added.stdout.startswith("new\ta0\t")
    assert "5 left out by a filter" in added.stderr
