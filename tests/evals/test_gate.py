"""The gate itself, on figures and data of the test's own."""

from pathlib import Path

import pytest

from evals import floors, scorers
from evals.__main__ import main
from evals.figure import Figure, Measure, Result
from evals.table import TABLE


class Bench:
    """A folder of data, a table of two figures whose scores the test sets, and a file of floors."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.pinned = folder, folder / "floors.json"
        self.scores = {"fish.found": 0.5, "fish.sold": 0.7}
        (folder / "fish.txt").write_text("cod")
        figures = tuple(Figure(name, "fish", "0.9 by hand") for name in self.scores)
        self.table = (Measure(lambda _: Result(self.scores, errors=("MISSED cod",)), ("fish.txt",), figures),)

    def __call__(self, *args: str) -> int:
        return main(["--shared", str(self.folder), *args], self.table, self.pinned)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    made = Bench(tmp_path)
    assert made("--raise") == 0
    return made


def test_a_figure_under_its_floor_fails(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench() == 0
    bench.scores["fish.found"] = 0.45
    assert bench() == 1
    assert "FAIL fish.found" in capsys.readouterr().out
    assert bench("--only", "fish.sold") == 0


def test_raise_lifts_and_never_lowers(bench: Bench) -> None:
    bench.scores |= {"fish.found": 0.6, "fish.sold": 0.6}
    assert bench("--raise") == 1
    assert {k: f.score for k, f in floors.load(bench.pinned).items()} == {"fish.found": 0.6, "fish.sold": 0.7}


def test_lowering_needs_a_reason_and_keeps_it(bench: Bench) -> None:
    bench.scores["fish.found"] = 0.4
    assert bench("--lower", "fish.found") == 2
    assert bench("--lower", "fish.found", "--reason", "the sea is empty") == 0
    assert bench() == 0
    found = floors.load(bench.pinned)
    assert found["fish.found"].score == 0.4
    assert "the sea is empty" in found["fish.found"].lowered[0]
    assert found["fish.sold"].lowered == ()


def test_other_data_is_not_compared(bench: Bench) -> None:
    (bench.folder / "fish.txt").write_text("herring")
    bench.scores["fish.found"] = 0.9
    assert bench() == 1
    assert bench("--raise") == 1


def test_missing_data_is_skipped_aloud(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    (bench.folder / "fish.txt").unlink()
    assert bench() == 0
    assert "skipped" in capsys.readouterr().err


def test_unknown_names_and_errors(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench("--only", "meat") == 2
    assert bench("--errors", "fish") == 0
    assert "MISSED cod" in capsys.readouterr().out


def test_the_table_names_each_figure_once_and_every_floor_is_of_a_figure() -> None:
    names = [f.name for m in TABLE for f in m.figures]
    assert len(names) == len(set(names))
    assert set(floors.load()) <= set(names)


def test_a_scorer_is_run_as_a_program_and_its_failure_is_told(tmp_path: Path) -> None:
    (tmp_path / "bench").mkdir()
    scorer = tmp_path / "bench" / "score_corpora.py"
    scorer.write_text("import sys\nprint('pages 2  answered 1')\nprint(f'text P 0.5 R 0.25 F1 {len(open(sys.argv[3]).readlines()) / 10}')")
    *_, last = scorers.corpora(tmp_path, "pages", tmp_path, [{"id": "a"}, {"id": "b"}])
    assert last == {"P": 0.5, "R": 0.25, "F1": 0.2}
    scorer.write_text("import sys\nsys.exit('no such kind')")
    with pytest.raises(RuntimeError, match="no such kind"):
        scorers.corpora(tmp_path, "pages", tmp_path, [])


def test_a_falling_figure_has_a_ceiling(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    falling = Figure("fish.rotten", "fish", aim=0.05, least=0.15, falling=True)
    bench.table = (Measure(lambda _: Result(bench.scores), ("fish.txt",), (falling,)),)
    bench.scores = {"fish.rotten": 0.2}
    assert bench("--raise") == 0
    bench.scores = {"fish.rotten": 0.3}
    assert bench("--raise") == 1
    assert "FAIL fish.rotten" in (out := capsys.readouterr().out)
    assert "above its ceiling 0.2000; at most 0.15 wanted, not there yet; aim 0.05" in out
    bench.scores = {"fish.rotten": 0.1}
    assert bench("--raise") == 0
    assert floors.load(bench.pinned)["fish.rotten"].score == 0.1


def test_a_set_of_the_projects_own_is_part_of_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floors, "DATA", tmp_path)
    (tmp_path / "ids.txt").write_text("a")
    before = floors.fingerprint(tmp_path, (), ("ids.txt",))
    (tmp_path / "ids.txt").write_text("b")
    assert floors.fingerprint(tmp_path, (), ("ids.txt",)) != before
