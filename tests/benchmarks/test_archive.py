"""The benchmarks of the archive run on a small one: every question is answered, every cost is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import adding, archive, bulk
from benchmarks.hardship import WRONG
from dateline.store.archive import Archive
from evals.wire import Wire


@pytest.fixture
def path(tmp_path: Path) -> Path:
    bulk.make(tmp_path / "a.duckdb", 400)
    return tmp_path / "a.duckdb"


def test_every_question_is_answered(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, found = archive.ask_all(path, 1)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("400 events: ")
    assert len(lines) > 20
    assert len(found) == len(lines)
    assert "peak memory" in lines[-1]


def test_an_archive_made_in_bulk_is_added_to(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "BATCH", 10)
    assert len(adding.costs(path, list(Wire(3, 30, 6).articles())[:30])) == 2
    with Archive.open(path) as again:
        assert [name for name, step in WRONG.items() if next(iter(again.rows(step)[0].values()))] == []
