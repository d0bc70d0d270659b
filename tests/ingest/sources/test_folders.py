"""Folders: every file below, in one order, and a word on what may not be looked into."""

import errno
import os
from pathlib import Path

import pytest

from dateline.ingest.sources import open_sources
from dateline.ingest.sources.pick import named
from dateline.records import Page, Reject
from dateline.settings import Settings


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    for name in ("b.txt", "a/two.txt", "a/one.txt", "a.txt", ".git/x.txt", "a/.hidden.txt", "shut/c.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("The mayor of Vell met the governor of Orrin.", "utf-8")
    return folder


def test_files_come_sorted_by_folder_and_hidden_ones_not_at_all(news: Path) -> None:
    found = [Path(name).relative_to(news).as_posix() for name in named(str(news))]
    assert found == ["a/one.txt", "a/two.txt", "a.txt", "b.txt", "shut/c.txt"]


def test_a_folder_that_may_not_be_looked_into_is_refused(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.scandir

    def scandir(path: str) -> object:
        if Path(path).name in ("shut", ".git"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return whole(path)

    monkeypatch.setattr(os, "scandir", scandir)  # root may look into any folder, so permissions would not do
    found = list(open_sources([str(news)], Settings()))
    assert [p.id for p in found if isinstance(p, Page)] == ["one", "two", "a", "b"]
    assert [r for r in found if isinstance(r, Reject)] == [Reject(str(news / "shut"), "cannot be read (Permission denied)")]


def test_files_that_nobody_may_look_at_are_refused_one_by_one(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path.stat

    def stat(path: Path, **given: bool) -> os.stat_result:
        if path.parent.name == "shut":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return whole(path, **given)

    monkeypatch.setattr(Path, "stat", stat)
    found = list(open_sources([str(news)], Settings()))
    assert [p.id for p in found if isinstance(p, Page)] == ["one", "two", "a", "b"]
    assert [r.source for r in found if isinstance(r, Reject)] == [str(news / "shut" / "c.txt")]
