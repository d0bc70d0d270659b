"""An archive that was made at once is one that adding could have left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import bulk
from benchmarks.hardship import WRONG
from dateline.resolve.who import Roster
from dateline.store.archive import Archive

EVENTS = 500
KEPT = ("select * from ties order by all", "select * from dyads order by all")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path = tmp_path_factory.mktemp("bulk") / "bulk.duckdb"
    bulk.make(path, EVENTS)
    with Archive.open(path, roster=Roster({})) as archive:
        yield archive


def test_it_is_sound_and_events_are_what_their_reports_make(archive: Archive) -> None:
    assert [name for name, step in WRONG.items() if next(iter(archive.rows(step)[0].values()))] == []
    steps = ("select * from events order by key", "select * from parts order by event, role, actor", *KEPT)
    before = [archive.rows(step) for step in steps]
    assert len(before[0]) == EVENTS
    with archive.transaction() as base:
        archive.settle(base, set(), range(1, EVENTS + 1))
    assert [archive.rows(step) for step in steps] == before


def test_marks_stand_where_they_say(archive: Archive) -> None:
    for n in range(1, 60):
        coded = archive.article(f"article-{n}")
        assert coded is not None
        text = coded.article.text
        marks = [*coded.mentions, *coded.times, *coded.places, *(e.trigger for e in coded.events)]
        assert [text[m.start : m.end] for m in marks] == [m.text for m in marks]
        sides = [p for e in coded.events for p in (*e.actors, *e.recipients)]
        assert [text[p.start : p.end] for p in sides] == [p.name for p in sides]
        assert all(text[end - 1] == "." for _, end in coded.article.sentences)


def test_stretches_leave_no_seam(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "STRETCH", 100)
    bulk.make(tmp_path / "b.duckdb", EVENTS)
    steps = [*KEPT, *(f"select * from {table} order by all" for table in ("events", "parts", "reports", "mentions", "texts"))]
    with Archive.open(tmp_path / "b.duckdb", read_only=True) as other:
        assert [other.rows(step) for step in steps] == [archive.rows(step) for step in steps]


def test_what_was_broken_off_goes_on(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "STRETCH", 200)

    def stop(far: str) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "b.duckdb"
    with pytest.raises(KeyboardInterrupt):
        bulk.make(path, EVENTS, say=stop)
    with pytest.raises(FileExistsError, match="another archive"):
        bulk.make(path, EVENTS + 1)
    bulk.make(path, EVENTS)
    steps = [f"select * from {table} order by all" for table in ("events", "parts", "reports", "actors", "names", "kin")]
    with Archive.open(path, read_only=True) as other:
        assert [other.rows(step) for step in steps] == [archive.rows(step) for step in steps]


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "kept.duckdb"
    path.write_text("mine")
    with pytest.raises(FileExistsError, match="there already"):
        bulk.make(path, 10)
    assert path.read_text() == "mine"
