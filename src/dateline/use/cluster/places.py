"""Where a run is written: a folder, or a prefix in an object store. Names are relative, parted by /."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import duckdb

from dateline.errors import UsageError
from dateline.ingest.sources.stores import answers, in_store, local_name, store_of

AT_ONCE = 500  # small files that are read from a store at once


class Place(Protocol):
    """Files by name. What is written is there whole or not at all."""

    def names(self, under: str) -> list[str]:
        """Files below a name, sorted."""

    def holds(self, name: str) -> bool: ...

    def read(self, names: Sequence[str]) -> Iterator[bytes]:
        """The bytes of small files, in their order."""

    def write(self, name: str, body: bytes) -> None: ...

    def make(self, name: str, write: Callable[[Path], None]) -> None:
        """A file that `write` fills, given a path of this machine."""

    def remove(self, name: str) -> None: ...

    def here(self, name: str) -> Any:
        """A context that gives a path of this machine with the file's bytes."""

    def address(self, name: str) -> str:
        """What DuckDB calls it, once `lend` was called."""

    def lend(self, base: duckdb.DuckDBPyConnection) -> None: ...


def place_of(out: str | Path) -> Place:
    """The place of a name as users write it."""
    return Bucket(str(out)) if in_store(str(out)) else Folder(Path(local_name(str(out))))


class Folder:
    """A folder of this machine, or of a file system that all nodes mount."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if path.exists() and not path.is_dir():
            raise UsageError(f"{path} is a file: name a folder")

    def names(self, under: str) -> list[str]:
        return sorted(p.relative_to(self._path).as_posix() for p in (self._path / under).rglob("*") if p.is_file())

    def holds(self, name: str) -> bool:
        return (self._path / name).is_file()

    def read(self, names: Sequence[str]) -> Iterator[bytes]:
        return ((self._path / name).read_bytes() for name in names)

    def write(self, name: str, body: bytes) -> None:
        self.make(name, lambda path: _flushed(path, body))

    def make(self, name: str, write: Callable[[Path], None]) -> None:
        """Written aside, and given its name when it is whole."""
        target = self._path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f"{target.name}.{os.getpid()}.part")
        write(aside)
        aside.replace(target)

    def remove(self, name: str) -> None:
        (self._path / name).unlink(missing_ok=True)

    @contextmanager
    def here(self, name: str) -> Iterator[Path]:
        yield self._path / name

    def address(self, name: str) -> str:
        return str(self._path / name)

    def lend(self, base: duckdb.DuckDBPyConnection) -> None:
        pass


class Bucket:
    """A prefix in an object store, where a file appears when its last byte has come. There is no rename, and none is asked for."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._store, self._path = store_of(self._url)

    def names(self, under: str) -> list[str]:
        self._store.invalidate_cache()  # others write there
        root = self._path.strip("/") + "/"
        with answers(self._url):
            found = self._store.find(root + under)
        return sorted(f.lstrip("/").removeprefix(root) for f in found)

    def holds(self, name: str) -> bool:
        self._store.invalidate_cache()
        with answers(self._url):
            return bool(self._store.exists(self._key(name)))

    def read(self, names: Sequence[str]) -> Iterator[bytes]:
        some = iter(names)
        while block := list(islice(some, AT_ONCE)):
            with answers(self._url):
                found = {k.strip("/"): v for k, v in self._store.cat([self._key(n) for n in block]).items()}
            yield from (found[self._key(n).strip("/")] for n in block)

    def write(self, name: str, body: bytes) -> None:
        with answers(self._url):
            self._store.pipe_file(self._key(name), body)

    def make(self, name: str, write: Callable[[Path], None]) -> None:
        with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
            path = Path(folder) / "file"
            write(path)
            with answers(self._url):
                self._store.put_file(str(path), self._key(name))

    def remove(self, name: str) -> None:
        with answers(self._url):
            self._store.rm_file(self._key(name))

    @contextmanager
    def here(self, name: str) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
            path = Path(folder) / "file"
            with answers(self._url):
                self._store.get_file(self._key(name), str(path))
            yield path

    def address(self, name: str) -> str:
        return f"{self._url}/{name}"

    def lend(self, base: duckdb.DuckDBPyConnection) -> None:
        base.register_filesystem(self._store)

    def _key(self, name: str) -> str:
        return f"{self._path}/{name}"


def _flushed(path: Path, body: bytes) -> None:
    with path.open("wb") as handle:
        handle.write(body)
        handle.flush()
        os.fsync(handle.fileno())
