"""What one text teaches: mentions (which types are marked completely), events, and what must not count."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.records import Mention, Offsets, TieName


@dataclass(frozen=True, slots=True)
class GoldRole:
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """`roles` None: the trigger counts, its roles are not known here (a second telling of an event)."""

    start: int
    end: int
    type: str
    modes: tuple[str, ...]
    aux: tuple[str, ...]
    roles: tuple[GoldRole, ...] | None


@dataclass(frozen=True, slots=True)
class TiedMentions:
    """Mentions of a text and the ties between them, `(name, head, tail)` by index; `known`: names of ties that are marked completely.

    Of "same" every pair of one cluster stands, the later one as head.
    """

    mentions: tuple[Mention, ...]
    links: frozenset[tuple[TieName, int, int]]
    known: frozenset[TieName]


@dataclass(frozen=True, slots=True)
class Example:
    """`complete`: mention types of which every mention is marked; `ignore`: spans where no mention label counts.

    `events` None: the text is not annotated for events. `role_names`: roles that its annotation has at all. `contexts` None: not known.
    """

    id: str
    text: str
    sentences: tuple[Offsets, ...]
    mentions: tuple[tuple[int, int, str], ...] = ()
    complete: frozenset[str] = frozenset()
    ignore: tuple[Offsets, ...] = ()
    events: tuple[GoldEvent, ...] | None = None
    role_names: frozenset[str] = frozenset()
    contexts: tuple[str, ...] | None = None
    tied: TiedMentions | None = None


def merged(a: Example, b: Example) -> Example:
    """Two annotations of one text: one has its events, the other its mentions."""
    told, named = (a, b) if a.events is not None else (b, a)
    loose = tuple(m for m in told.mentions if m[2] not in named.complete)
    return replace(
        told,
        mentions=named.mentions + loose,
        complete=named.complete | told.complete,
        ignore=named.ignore + told.ignore,
        tied=told.tied or named.tied,
    )
