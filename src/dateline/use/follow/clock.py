"""The time, handed in, so that days pass in a test."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Seconds since 1970 in UTC, and waiting."""

    def now(self) -> float: ...

    def sleep(self, seconds: float) -> None: ...


class Wall:
    """The clock on the wall."""

    def now(self) -> float:
        return time.time()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)
