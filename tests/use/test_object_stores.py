"""Runs whose sources and result lie in object stores: fsspec's own in memory stands for them."""

import gzip
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.errors import StoreError, UsageError
from dateline.ingest.sources import open_sources
from dateline.ingest.sources.pick import named
from dateline.records import Page, Reject
from dateline.settings import Settings
from dateline.store.archive import Archive
from dateline.use.cli.main import cli
from dateline.use.cluster.out import Out

fsspec = pytest.importorskip("fsspec")
LINE = "The mayor of Vell met the governor of Orrin on {n} July 2022 in Geneva. They agreed to reopen bridge number {n}."


def rows(kind: str, first: int) -> bytes:
    some = [{"id": f"{kind}{n}", "text": LINE.format(n=n), "published": "2022-07-09"} for n in range(first, first + 6)]
    return "".join(json.dumps(row) + "\n" for row in some).encode()


@pytest.fixture
def store() -> Iterator[object]:
    store = fsspec.filesystem("memory")
    store.store.clear()
    store.pipe({"/news/a.jsonl": rows("r", 1), "/news/deep/b.jsonl.gz": gzip.compress(rows("s", 7))})
    store.pipe_file("/news/.hidden/c.jsonl", rows("t", 20))
    yield store
    store.store.clear()


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(w) for w in words])


def prints(store: object, root: str) -> dict[str, str]:
    found = {name: store.cat_file(name) for name in store.find(root)}  # type: ignore[attr-defined]
    return {name.removeprefix(root): hashlib.sha256(body).hexdigest() for name, body in found.items()}


def test_what_an_address_stands_for(store: object, tmp_path: Path) -> None:
    assert list(named("memory://news")) == ["memory://news/a.jsonl", "memory://news/deep/b.jsonl.gz"]
    assert list(named("memory://news/*.jsonl")) == ["memory://news/a.jsonl"]
    assert list(named("memory://news/a.jsonl")) == ["memory://news/a.jsonl"]
    assert list(named("memory://news/none*")) == ["memory://news/none*"]
    (tmp_path / "a b.txt").write_text("x")
    assert list(named(f"file://{tmp_path}/a%20b.txt")) == [str(tmp_path / "a b.txt")]


def test_pages_of_a_store(store: object) -> None:
    pages = list(open_sources(["memory://news"], Settings()))
    assert [p.id for p in pages if isinstance(p, Page)] == [*(f"r{n}" for n in range(1, 7)), *(f"s{n}" for n in range(7, 13))]
    (missing,) = open_sources(["memory://news/none"], Settings())
    assert isinstance(missing, Reject)
    assert missing.reason == "does not exist"


def test_a_run_from_and_to_a_store(store: object, tmp_path: Path) -> None:
    words = "--workers", "1", "--pages", "4"
    assert run("run", "memory://news", "--out", "memory://out/a", *words).exit_code == 0
    once = prints(store, "/out/a/")
    assert "manifest" in {name.split("/")[0] for name in once}
    done = run("run", "memory://news", "--out", "memory://out/a", *words)
    assert " pages, " not in done.stderr  # nothing was missing
    assert prints(store, "/out/a/") == once
    victim = next(m for m in Out("memory://out/a").manifests() if m["articles"])
    store.rm(f"/out/a/manifest/{victim['part']}.json")  # type: ignore[attr-defined]
    store.pipe_file("/out/a/events/left.parquet", b"half")  # type: ignore[attr-defined]
    assert run("run", "memory://news", "--out", "memory://out/a", *words).stderr.count(" pages, ") == 1
    assert prints(store, "/out/a/") == once
    assert run("run", "memory://news", "--out", f"file://{tmp_path}/b", *words).exit_code == 0
    assert {p.relative_to(tmp_path / "b").as_posix() for p in (tmp_path / "b").rglob("*") if p.is_file()} == set(once)

    asked, here = (run("events", "--from", out, "--who", "mayor of Vell", "--format", "csv") for out in ("memory://out/a", tmp_path / "b"))
    assert asked.exit_code == 0, asked.exception
    assert asked.stdout.count("\n") > 6
    assert asked.stdout == here.stdout
    file = tmp_path / "a.duckdb"
    assert run("add", "--from", "memory://out/a", "--archive", file).exit_code == 0
    with Archive.open(file, read_only=True) as archive:
        assert archive.rows("select count(*) as n from articles")[0]["n"] == 12


def test_nothing_there(store: object) -> None:
    assert "holds no run" in str(run("events", "--from", "memory://nowhere").exception)
    assert "holds no run" in str(run("add", "--from", "memory://nowhere").exception)


def test_a_store_that_fails_is_no_refusal(store: object, monkeypatch: pytest.MonkeyPatch) -> None:
    class Torn:
        def __enter__(self) -> "Torn":
            return self

        def __exit__(self, *_: object) -> None: ...

        def read(self, size: int) -> bytes:
            raise RuntimeError("the line is dead")

    monkeypatch.setattr(type(store), "open", lambda *_, **__: Torn())
    with pytest.raises(StoreError, match=r"a\.jsonl: the store does not answer.*the line is dead"):
        list(open_sources(["memory://news"], Settings()))


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(UsageError, match="s3:// needs fsspec s3fs: pip install fsspec s3fs"):
        list(open_sources(["s3://bucket/a.jsonl"], Settings()))
