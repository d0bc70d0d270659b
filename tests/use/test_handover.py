"""Articles coded beside a running server go into the archive that it owns."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.errors import ArchiveBusy, ArchiveError
from dateline.records import Coded, Reject
from dateline.store.archive import Added, Archive
from dateline.use import handover
from dateline.use.handover import Server, adding_to, found, noted
from tests.store.factory import MADE_BY, coded, told

uvicorn = pytest.importorskip("uvicorn")
pytest.importorskip("fastapi")
MET = told("CONSULT", ["Peshmerga"], ["Iraqi Army"], date="2022-07-03", place="Erbil")


def articles(n: int) -> list[Coded | Reject]:
    some: list[Coded | Reject] = [coded(f"a{i}", told("ASSAULT", ["rebels"], ["Syrian army"], date=f"2022-07-{i % 28 + 1:02d}",
                                                      words=f"Rebels shelled post {i} of the Syrian army.")) for i in range(n)]  # fmt: skip
    return [*some[:2], Reject("bad.html", "no text"), *some[2:]]


@dataclass
class Running:
    path: Path
    archive: Archive
    port: int


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    from dateline.use.web import Options, create_app

    path = tmp_path / "a.duckdb"
    door = socket.create_server(("127.0.0.1", 0))
    port = door.getsockname()[1]
    with Archive.open(path) as archive, noted(path, "127.0.0.1", port) as note:
        app = create_app(archive, Options(token="x" * 20, secret=note.secret))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, args=([door],))
        thread.start()
        try:
            yield Running(path, archive, port)
        finally:
            server.should_exit = True
            thread.join()


def test_what_is_handed_over_is_what_adding_gives(running: Running, tmp_path: Path) -> None:
    some = articles(5)
    with adding_to(running.path) as there:
        assert isinstance(there, Server)
        first, again = list(there.add(some, MADE_BY, batch=2)), list(there.add(some, MADE_BY))
        wanted = [c.article for c in some if isinstance(c, Coded)]
        assert there.knows([*wanted, coded("new", MET).article]) == [True] * 5 + [False]
    with Archive.open(tmp_path / "b.duckdb") as other:
        assert list(other.add(some, MADE_BY, batch=2)) == first
        assert list(other.add(some, MADE_BY)) == again
        assert other.article("a3") == running.archive.article("a3") == some[4]
        assert [r["source"] for r in running.archive.rejects()] == [r["source"] for r in other.rejects()] == ["bad.html"]


def test_large_articles_are_parted(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "ASIDE", 3000)
    with adding_to(running.path) as there:
        assert [d.answer for d in there.add(articles(9)[3:], MADE_BY) if isinstance(d, Added)] == ["new"] * 7


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_the_note_is_its_owners_alone_and_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with noted(path, "127.0.0.1", 1) as note:
        assert handover.note_path(path).stat().st_mode & 0o777 == 0o600
        assert found(path) == note
        handover.note_path(path).chmod(0o644)
        assert found(path) is None, "others may have read or written it"
    assert not handover.note_path(path).exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"host": "127.0.0.1"}', '{"host": "192.0.2.1", "port": 80, "secret": "s"}'])
def test_a_note_that_is_none_or_names_another_machine(tmp_path: Path, text: str) -> None:
    path = handover.note_path(tmp_path / "a.duckdb")
    path.write_text(text)
    path.chmod(0o600)
    assert found(tmp_path / "a.duckdb") is None


@pytest.mark.parametrize("path", ["", "/knows", "/add"])
@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer " + "x" * 20}, {"Cookie": "dateline_pass=x"}])
def test_nothing_without_the_secret(running: Running, path: str, header: dict[str, str]) -> None:
    """Not even with the token that lets people in."""
    body = None if not path else json.dumps({"articles": [], "items": [], "made_by": {"coder": "c", "model": "m"}}).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{running.port}/handover{path}", body, header | {"Content-Type": "application/json"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code == 401
    assert running.archive.find().total == 0


def test_a_record_of_another_version_is_refused(running: Running) -> None:
    note = found(running.path)
    assert note is not None
    with pytest.raises(ArchiveError, match="no record of this version"):
        Server(running.path, note)._tell("/add", {"made_by": {"coder": "c", "model": "m"}, "items": [{"coded": {"id": 3}}]})


def test_a_server_of_another_archive_is_no_help(running: Running, tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    handover.note_path(running.path).rename(handover.note_path(other))
    with adding_to(other) as there:
        assert isinstance(there, Archive)


@pytest.mark.skipif(sys.platform != "linux", reason="127.0.0.2 and signals as Linux has them")
def test_a_server_on_another_loopback_address_takes_what_is_added_and_sweeps_up_when_told_to_end(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with socket.create_server(("127.0.0.2", 0)) as door:
        port = door.getsockname()[1]
    line = [sys.executable, "-m", "dateline.use.cli.main", "serve", "--archive", str(path), "--host", "127.0.0.2", "--port", str(port)]
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr
            assert server.stderr.readline().endswith(f"open http://127.0.0.2:{port}\n")
            until = time.monotonic() + 300
            while (note := found(path)) is None or not Server(path, note).is_there():
                assert server.poll() is None
                assert time.monotonic() < until
                time.sleep(0.2)
            server.terminate()
            assert server.wait(60) == 0
            assert not handover.note_path(path).exists()
            assert "Traceback" not in server.stderr.read()
        finally:
            server.kill()


def test_a_server_killed_in_the_middle_loses_nothing_that_was_told(tmp_path: Path) -> None:
    path, some = tmp_path / "a.duckdb", articles(60)
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    line = [sys.executable, "-m", "dateline.use.cli.main", "serve", "--archive", str(path), "--port", str(port)]
    with subprocess.Popen(line, stderr=subprocess.DEVNULL) as server:
        try:
            until = time.monotonic() + 300
            while (note := found(path)) is None or not Server(path, note).is_there():
                assert server.poll() is None
                assert time.monotonic() < until
                time.sleep(0.2)
            with pytest.raises(ArchiveBusy), Archive.open(path):
                pass
            reported: list[str] = []

            def tell() -> None:
                with adding_to(path) as there:
                    for n, done in enumerate(there.add(some, MADE_BY, batch=4)):
                        reported.extend([done.id] if isinstance(done, Added) else [])
                        if n == 20:
                            server.kill()

            with pytest.raises(ArchiveError, match="run the same line again"):
                tell()
        finally:
            server.kill()
    with adding_to(path) as there:  # the note that the dead server left says nothing
        assert isinstance(there, Archive)
        known = {r["id"] for r in there.rows("select id from articles")}
        assert len(reported) >= 20
        assert set(reported) <= known
        assert [d.answer for d in there.add(some, MADE_BY) if isinstance(d, Added)].count("known") == len(known)
        assert there.rows("select count(*) as n, count(distinct id) as different from reports where live") == [{"n": 60, "different": 60}]
        assert there.find(limit=None).total == 28, "one a day: several posts are told of on some"
