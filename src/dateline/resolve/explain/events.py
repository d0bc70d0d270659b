"""Events: what the reader gave for each trigger, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.records import Coded, Event, Reading, Role, Trigger
from dateline.resolve.chances import chances
from dateline.resolve.where.event_weights import WEIGHTS
from dateline.resolve.where.govern import candidates


@dataclass(frozen=True, slots=True)
class RoleTold:
    """Words that play a role, with the reader's score."""

    name: str
    start: int
    end: int
    text: str
    type: str
    confidence: float


@dataclass(frozen=True, slots=True)
class PlaceWeighed:
    """A place that was weighed for a trigger, `name` None for none; `features`: what each cue was worth."""

    name: str | None
    why: str
    chance: float
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class TriggerTold:
    """A trigger with its roles. `event` is the id of the event that it became or was joined to; `outcome` says which, or why none."""

    start: int
    end: int
    text: str
    type: str
    modes: tuple[str, ...]
    aux: tuple[str, ...]
    confidence: float
    roles: tuple[RoleTold, ...]
    event: str | None
    outcome: str
    place: str | None
    place_why: str | None
    places: tuple[PlaceWeighed, ...]


def triggers_told(coded: Coded, reading: Reading, most: int) -> tuple[TriggerTold, ...]:
    """All triggers of an article, in the order of the text."""
    own = {(e.type, e.trigger.start, e.trigger.end): e for e in coded.events}
    joined = {(e.type, *span): e for e in coded.events for span in e.also}
    out = []
    for t in sorted(reading.triggers, key=lambda t: (t.start, t.end)):
        key = (t.type, t.start, t.end)
        event = own.get(key) or joined.get(key)
        place = event.place if event else None
        roles = tuple(_role(coded, reading, r) for r in sorted(t.roles, key=lambda r: (r.name, -r.confidence)))
        out.append(
            TriggerTold(
                t.start, t.end, coded.article.text[t.start : t.end], t.type, t.modes, t.aux, t.confidence, roles,
                event.id if event else None, _outcome(t, own.get(key), event),
                place.name if place else None, place.why if place else None,
                tuple(_weighed(coded, reading, t, most)),
            )
        )  # fmt: skip
    return tuple(out)


def _weighed(coded: Coded, reading: Reading, trigger: Trigger, most: int) -> Iterator[PlaceWeighed]:
    """What competed for the place of a trigger; a place that the reader tied to it came before all of these."""
    options = candidates(trigger, reading, coded.article, coded.places)
    for c, chance in sorted(zip(options, chances([o.score for o in options]), strict=True), key=lambda x: -x[1])[:most]:
        worth = {name: round(WEIGHTS[name] * x, 2) for name, x in c.cues.items() if WEIGHTS.get(name, 0.0) * x}
        yield PlaceWeighed(c.place.name if c.place else None, c.why, round(chance, 3), worth)


def _outcome(trigger: Trigger, own: Event | None, event: Event | None) -> str:
    if own is not None:
        return "an event of its own" + (f", with {len(own.also)} further tellings" if own.also else "")
    if event is not None:
        return f"told again: joined to “{event.trigger.text}”"
    if any(r.name in ("actor", "recipient") for r in trigger.roles):
        return "left out: below the confidence asked for, or nobody that it names is anybody"
    return "left out: nobody takes part"


def _role(coded: Coded, reading: Reading, role: Role) -> RoleTold:
    m = reading.mentions[role.mention]
    return RoleTold(role.name, m.start, m.end, coded.article.text[m.start : m.end], m.type, role.confidence)
