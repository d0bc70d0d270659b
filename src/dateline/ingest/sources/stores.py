"""Object stores by their addresses, through fsspec: the one gate to it.

Keys and endpoints come from where s3fs and gcsfs look for them: their environment variables and configuration files.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from glob import has_magic
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit
from urllib.request import url2pathname

from dateline.errors import BadInput, DatelineError, StoreError, UsageError

SERVED_BY = {"s3": "s3fs", "gs": "gcsfs", "memory": "fsspec"}  # scheme -> the package that serves it
BLOCK = 8 << 20  # bytes that are asked for at once; smaller ones cost a round trip each


def in_store(name: str) -> bool:
    """Whether a name is the address of something in an object store."""
    return name.partition("://")[0] in SERVED_BY and "://" in name


def local_name(name: str) -> str:
    """file:///a/b%20c -> /a/b c; every other name stays as it is."""
    return url2pathname(urlsplit(name).path) if name.startswith("file://") else name


def store_of(name: str) -> tuple[Any, str]:
    """The fsspec file system of an address, and the path in it. Raises UsageError where a package is missing."""
    scheme, _, path = name.partition("://")
    try:
        import fsspec

        return fsspec.filesystem(scheme), path
    except ImportError as error:
        needs = " ".join(dict.fromkeys(["fsspec", SERVED_BY[scheme]]))
        raise UsageError(f"{scheme}:// needs {needs}: pip install {needs}, or the extra cluster") from error


def listed(source: str) -> Iterator[tuple[str, int]]:
    """Files that an address stands for, with their sizes in bytes, sorted; what names none stands for itself."""
    store, path = store_of(source)
    scheme = source.partition("://")[0]
    with answers(source):
        inside = store.glob(path, detail=True) if has_magic(path) else store.find(path, detail=True)
    sizes = {f"{scheme}://{key.lstrip('/')}": told["size"] for key, told in inside.items() if told["type"] == "file"}
    start = len(source.rstrip("/"))
    shown = {n: s for n, s in sizes.items() if has_magic(path) or not any(part.startswith(".") for part in n[start:].split("/"))}
    yield from sorted(shown.items()) or [(source, 0)]


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """A file of a store to be read from its start to its end. Raises BadInput where there is none, StoreError where the store fails."""
    store, path = store_of(name)
    with answers(name):
        try:
            handle = store.open(path, "rb", block_size=BLOCK, cache_type="readahead")
        except FileNotFoundError as error:
            raise BadInput(name, "does not exist") from error
    with handle:
        yield cast(BinaryIO, _Reading(handle, name))


class _Reading:
    """Reads alone; a store that fails in the middle must not pass for a damaged file."""

    def __init__(self, handle: Any, name: str) -> None:
        self._handle, self._name = handle, name

    def read(self, size: int = -1) -> bytes:
        with answers(self._name):
            return bytes(self._handle.read(size))


@contextmanager
def answers(name: str) -> Iterator[None]:
    """Errors of a store become ours: each package has a tree of its own (botocore, aiohttp, google.auth), none under OSError."""
    try:
        yield
    except DatelineError:
        raise
    except Exception as error:
        told = f"{type(error).__name__}: {str(error)[:200]}"
        raise StoreError(f"{name}: the store does not answer, or refuses ({told}); check the keys, and run the same line again") from error
