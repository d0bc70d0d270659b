"""What every page of the workbench shares: the archive, its options, answers worth keeping, the secret of this run."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, cast

from fastapi import Depends, Request

from dateline.store.archive import Archive
from dateline.use.coder import Coder
from dateline.use.web.intake import Intake

T = TypeVar("T")
KEPT = 512  # answers kept: some 10 KB each


@dataclass(frozen=True, slots=True)
class Options:
    """How the workbench is served.

    token: what a browser must give first; None only on loopback. hosts: names by which it may be called, against DNS rebinding;
    empty: any (a token then guards). secret: of the note beside the archive, by which programs hand over articles; None: they
    cannot. largest: bytes of a request; largest_upload: of one that adds articles.
    """

    token: str | None = None
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "::1")
    secret: str | None = None
    largest: int = 1_000_000
    largest_upload: int = 50_000_000

    def limit(self, path: str) -> int:
        """Bytes that a request to a path may bring."""
        return self.largest_upload if path == "/add" or path.startswith("/handover/") else self.largest


class Bench:
    """One a server. Safe to use from any thread."""

    def __init__(self, archive: Archive, options: Options, make_coder: Callable[[], Coder] = Coder) -> None:
        self.archive, self.options = archive, options
        self.intake = Intake(archive, make_coder)
        self._secret = secrets.token_bytes(32)
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()
        self._seen = archive.changes

    # ---- answers that cost ----------------------------------------------------------------------------------------

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer under `key`, made once and forgotten when anything changes the archive."""
        before = self.archive.changes
        with self._lock:
            if self._seen != before:
                self._seen = before
                self._answers.clear()
            if key in self._answers:
                self._answers.move_to_end(key)
                return cast(T, self._answers[key])
        answer = make()
        with self._lock:
            if self._seen == before == self.archive.changes:  # an answer made while something changed may be stale already
                self._answers[key] = answer
                while len(self._answers) > KEPT:
                    self._answers.popitem(last=False)
        return answer

    # ---- who is at the other end ----------------------------------------------------------------------------------

    def sign(self, purpose: str, visitor: str) -> str:
        """A token that only this run can make, for one visitor and purpose."""
        return hmac.new(self._secret, f"{purpose}\0{visitor}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def signed(self, purpose: str, visitor: str, token: str) -> bool:
        """Whether a token is the one that was made; in constant time."""
        return hmac.compare_digest(self.sign(purpose, visitor).encode(), token.encode("utf-8", "replace"))


def bench_of(request: Request) -> Bench:
    """The bench of the server that took a request."""
    return cast(Bench, request.app.state.bench)


BenchOf = Annotated[Bench, Depends(bench_of)]
