"""One report as it is compared with others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dateline.records import Event

Mood = Literal["actual", "future", "hypothetical", "negated"]


@dataclass(frozen=True, slots=True)
class Party:
    """One participant: `actor` is its key in the archive, `name` its folded words."""

    actor: int
    name: frozenset[str]
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report says, ready to compare. `low` to `high` are the days it may mean; `exact` where it names the day.

    `words` are the content words of its sentence, `rank` orders tellings by how much they say (most first); `given` is set where
    the report is an event made elsewhere, which joins no other by itself.
    """

    key: int
    id: str
    type: str
    mood: Mood
    low: date | None
    high: date | None
    exact: bool
    published: date | None
    precision: str | None = None
    value: str | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    modes: frozenset[str] = frozenset()
    place: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    killed: tuple[int, int] | None = None
    injured: tuple[int, int] | None = None
    words: frozenset[str] = frozenset()
    wire: int | None = None
    confidence: float = 1.0
    given: str | None = None

    @property
    def rank(self) -> tuple[Any, ...]:
        """Sorts by how much is told, most first; then by what is told, never by who came first."""
        said = [self.lat is not None, self.place is not None, self.killed is not None, bool(self.modes)]
        sides = bool(self.actors) + bool(self.recipients) + len(self.actors + self.recipients)
        return (-sum(said) - sides, -len(self.words), self.content)

    @property
    def content(self) -> str:
        """All that is compared, as text: equal in copies, whatever article they stand in."""
        sides = ([(sorted(p.name), p.country, p.sector) for p in side] for side in (self.actors, self.recipients))
        people = [sorted(side, key=lambda p: (p[0], p[1] or "", p[2] or "")) for side in sides]
        where = (self.place, self.country, self.admin1, self.lat, self.lon)
        return repr((people, where, sorted(self.modes), self.killed, self.injured, sorted(self.words), self.value))


def mood_of(aux: Iterable[str]) -> Mood:
    """What a report claims: that it happened (also long ago), will, might, or did not."""
    flags = set(aux)
    for mood in ("negated", "hypothetical", "future"):
        if mood in flags:
            return mood
    return "actual"


def is_exact(event: Event) -> bool:
    """Whether the report names the day of its event."""
    return event.date is not None and event.date.precision in ("day", "minute")
