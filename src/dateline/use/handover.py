"""Adding beside a running server: it owns the archive's file, so what is coded here is handed to it over loopback.

`dateline serve` leaves a note beside the archive (ARCHIVE.serve, readable by its owner alone) with its address and a secret of that run.
What comes back as added is on the disk; a server that ends in the middle leaves the rest untold, and the same line adds it later.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.errors import ArchiveError
from dateline.records import Article, Coded, Reject
from dateline.resolve.who import Roster
from dateline.store.archive import Added, Archive, MadeBy
from dateline.store.archive.archive import BATCH
from dateline.use.export import article_dict

Row = dict[str, Any]
PATH = "/handover"
PATIENCE = 600.0  # seconds for one batch: the server may be adding other deliveries
KNOCK = 5.0  # seconds for the question whether it is there
ASIDE = 20_000_000  # bytes of one request; the server takes 50 million


class ServerEnded(ArchiveError):
    """The server ended while something was handed to it; once more, to the archive itself, adds what it did not."""


@dataclass(frozen=True, slots=True)
class Note:
    """Where the owner of an archive listens, and the secret that it wants."""

    host: str
    port: int
    secret: str


def note_path(archive: Path) -> Path:
    return archive.with_name(archive.name + ".serve")


@contextmanager
def noted(archive: Path, host: str, port: int) -> Iterator[Note]:
    """A note beside the archive for as long as the server runs; one that a dead server left is replaced."""
    note, path = Note(host, port, secrets.token_urlsafe(32)), note_path(archive)
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        json.dump(asdict(note), out)
    try:
        yield note
    finally:
        path.unlink(missing_ok=True)


def found(archive: Path) -> Note | None:
    """The note, where there is a sound one that others can neither read nor have written and that names this machine."""
    path = note_path(archive)
    try:
        about = path.stat()
        if os.name == "posix" and (about.st_mode & 0o077 or about.st_uid not in (os.getuid(), 0)):
            return None
        note = Note(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return note if is_loopback(note.host) else None


def is_loopback(host: str) -> bool:
    """Whether an address or name is this machine and nothing else."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def adding_to(where: Path, *, wait: float = 0.0, roster: Roster | None = None) -> Iterator[Archive | Server]:
    """What articles are added to: the server that has the archive open, or the archive itself.

    Raises ArchiveBusy where another process owns the file and takes nothing.
    """
    if (note := found(where)) and (server := Server(where, note)).is_there():
        yield server
        return
    with Archive.open(where, wait=wait, roster=roster) as archive:
        yield archive


class Server:
    """The server's archive, as far as adding goes: `knows` and `add` are those of Archive."""

    def __init__(self, where: Path, note: Note) -> None:
        self._where, self._note = where, note

    def is_there(self) -> bool:
        """Whether it answers to the secret and has this archive."""
        with suppress(OSError, http.client.HTTPException, ValueError, ArchiveError):
            return bool(self._ask("GET", "", None, KNOCK)["archive"] == str(self._where.resolve()))
        return False

    def knows(self, articles: Sequence[Article]) -> list[bool]:
        """As Archive.knows."""
        return [k for some in _apart(map(asdict, articles)) for k in self._tell("/knows", {"articles": some})["known"]]

    def add(
        self, items: Iterable[Coded | Reject], made_by: MadeBy, *, batch: int = BATCH, given: bool = False
    ) -> Iterator[Added | Reject]:
        """As Archive.add. Raises ServerEnded where the server ends; what was told until then is on its disk."""
        stream = iter(items)
        while some := list(islice(stream, batch)):
            for part in _apart(map(_plain, some)):
                told = self._tell("/add", {"made_by": asdict(made_by), "given": given, "items": part})
                yield from (Added(**r["added"]) if "added" in r else Reject(**r["reject"]) for r in told["done"])

    def _tell(self, path: str, body: Row) -> Row:
        try:
            return self._ask("POST", path, body, PATIENCE)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise ServerEnded(
                f"{self._where}: the server that has it open ended ({type(error).__name__}); what was told as added is kept: "
                "run the same line again"
            ) from error

    def _ask(self, method: str, path: str, body: Row | None, patience: float) -> Row:
        line = http.client.HTTPConnection(self._note.host, self._note.port, timeout=patience)
        try:
            headers = {"Authorization": f"Bearer {self._note.secret}", "Content-Type": "application/json"}
            line.request(method, PATH + path, json.dumps(body).encode() if body is not None else None, headers)
            answer = line.getresponse()
            text = answer.read()
        finally:
            line.close()
        if answer.status != 200:
            reason = text.decode("utf-8", "replace").strip()
            with suppress(ValueError, KeyError, TypeError):
                reason = json.loads(reason)["error"]
            raise ArchiveError(f"{self._where}: the server that has it open refused: {reason}")
        answered: Row = json.loads(text)
        return answered


def _plain(item: Coded | Reject) -> Row:
    return {"reject": asdict(item)} if isinstance(item, Reject) else {"coded": article_dict(item)}


def _apart(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """In parts that a request may carry."""
    part: list[Row] = []
    size = 0
    for row in rows:
        length = len(json.dumps(row))
        if part and size + length > ASIDE:
            yield part
            part, size = [], 0
        part.append(row)
        size += length
    if part:
        yield part
