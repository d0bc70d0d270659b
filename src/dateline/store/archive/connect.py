"""Opening the file, and DuckDB's errors in our words."""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from dateline.errors import ArchiveBusy, ArchiveError

HOLDER = re.compile(r"held in (?P<program>.+?) \(PID (?P<pid>\d+)\)(?: by user (?P<user>\S+))?")
# What goes wrong with the file. Others quote the question, whose words ("disk", "read-only") say nothing of it.
ON_FILE = (duckdb.OperationalError, duckdb.FatalException, duckdb.InternalException)
MEMORY = "1GB"  # what DuckDB may take; with Python's own the whole stays under 1.5 GB at 10 million events


def connect(path: Path, *, read_only: bool = False, new: bool = True, wait: float = 0.0) -> duckdb.DuckDBPyConnection:
    """Open the archive at `path`; where it is missing make it, if it may be `new`.

    Waits up to `wait` seconds for another owner; then ArchiveBusy says who it is.
    """
    until = time.monotonic() + wait
    while True:
        try:
            with translated(path):
                return _open(path, read_only, new)
        except ArchiveBusy:
            if time.monotonic() >= until:
                raise
            time.sleep(0.2)


def _open(path: Path, read_only: bool, new: bool) -> duckdb.DuckDBPyConnection:
    if (read_only or not new) and not path.exists():
        raise ArchiveError(f"{path} does not exist; `dateline add SOURCE --archive {path}` makes it")
    if not path.parent.is_dir():
        raise ArchiveError(f"{path}: the folder {path.parent} does not exist; make it first")
    if path.exists() and not read_only and not os.access(path, os.W_OK):
        raise ArchiveError(f"{path} may not be written: change its permissions, or copy it elsewhere")
    settings = {"memory_limit": MEMORY, "autoinstall_known_extensions": "false"}
    settings["enable_external_access"] = "false"  # a query reaches nothing but the archive
    base = duckdb.connect(str(path), read_only=read_only, config=settings)
    base.execute("set enable_progress_bar = false")
    base.execute("set TimeZone = 'UTC'")
    return base


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """DuckDB's errors inside become ArchiveError (or ArchiveBusy) with the file and the next step."""
    try:
        yield
    except duckdb.Error as error:
        raise explained(path, error) from error


def explained(path: Path, error: duckdb.Error) -> ArchiveError:
    """One DuckDB error as ours."""
    text = str(error)
    lower = text.lower() if isinstance(error, ON_FILE) else ""
    if "conflicting lock" in lower or "could not set lock" in lower or "being used by another process" in lower:
        help = "wait for it, stop it, or name another --archive; a running `dateline serve` takes articles in the browser"
        return ArchiveBusy(f"{path} is in use by {_holder(text)}: {help}")
    if os.strerror(errno.ENOSPC).lower() in lower or os.strerror(errno.EFBIG).lower() in lower or "disk" in lower:
        return ArchiveError(f"{path}: the disk is full; nothing half-written was kept. Free some space and run again")
    if "read-only" in lower or "permission denied" in lower:
        return ArchiveError(f"{path} may not be written: change its permissions, or copy it elsewhere")
    if "not a valid duckdb database" in lower or "magic bytes" in lower:
        return ArchiveError(f"{path} is no Dateline archive: name another file with --archive")
    return ArchiveError(f"{path}: {text.splitlines()[0] if text else type(error).__name__}")


def _holder(text: str) -> str:
    found = HOLDER.search(text)
    if not found:
        return "another process"
    user = f", user {found['user'].rstrip('.')}" if found["user"] else ""
    return f"process {found['pid']} ({found['program']}{user})"
