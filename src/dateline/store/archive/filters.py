"""What events are asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filters:
    """Which events; what is left out filters nothing. Lists mean any of them.

    who: on either side; actor, recipient: a name, #number, or a code such as IRQ or IRQ:MIL. country: of the place or of
    anyone taking part. place with km: within that distance of a place's name or "lat,lon". since, until: ISO days, months or
    years. text: words of the sentence, or how they begin. aux: flags an event must carry; "actual" for those with no future,
    hypothetical or negated.
    """

    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    quads: tuple[str, ...] = ()
    who: str | None = None
    actor: str | None = None
    recipient: str | None = None
    country: str | None = None
    sector: str | None = None
    place: str | None = None
    km: float | None = None
    since: str | None = None
    until: str | None = None
    min_confidence: float | None = None
    min_sources: int | None = None
    aux: tuple[str, ...] = ()
    text: str | None = None
    ids: tuple[str, ...] = ()
    rejected: bool = False
    members: bool = True
