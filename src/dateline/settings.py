"""One frozen record of settings, made once and handed in; nothing reads it as a global."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

MODELS = ("accurate", "fast")


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How URLs are fetched. Times in seconds, sizes in bytes."""

    timeout: float = 20.0
    max_bytes: int = 50_000_000
    max_redirects: int = 8
    user_agent: str = "dateline/0.1 (news event coder)"
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles a run wants; what is left out wants all. Days of publication, inclusive; hosts and ISO 639-1 codes in lower case."""

    since: date | None = None
    until: date | None = None
    sites: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may vary. `threads` 0 means one a core; `min_confidence` None means the model's own threshold; `model` one of MODELS."""

    threads: int = 0
    min_confidence: float | None = None
    text_column: str | None = None
    roster: Path | None = None
    fetch: FetchOptions = field(default_factory=FetchOptions)
    wanted: Wanted = field(default_factory=Wanted)
    model: str = MODELS[0]
