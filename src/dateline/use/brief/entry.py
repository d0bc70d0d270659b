"""One event of a brief, as its chronology tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the chronology: `words` is the leading sentence, to the letter; `cites` are all sentences that tell it."""

    id: str
    when: str
    day: date | None
    kind: str
    who: str
    place: str | None
    counts: str
    mood: str
    quad: str
    intensity: float
    words: str
    decided: bool
    cites: tuple[int, ...]
