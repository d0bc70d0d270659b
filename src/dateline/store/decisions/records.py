"""The records of decisions, and what each kind means."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Row = dict[str, Any]

KINDS = {
    "confirm": "the event is right as it stands",
    "reject": "the event is wrong and is left out",
    "change": "type, modes, aux, date, place, counts or participants become others",
    "together": "events are one",
    "apart": "reports leave an event",
    "same actor": "actors are one",
    "other actor": "in some articles an actor is somebody else",
    "add": "an event that the coder missed, with its words",
    "note": "a remark",
    "keep": "an alert deserves attention",
    "dismiss": "an alert needs none, until there is a further event behind it",
    "undo": "an earlier decision no longer holds",
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """One report as a decision names it. `part` parts the sides of a decision that joins or separates."""

    part: int
    article: str
    start: int
    end: int
    trigger: str
    sentence: str

    def fits(self, article: str, trigger: Row, sentence: str) -> bool:
        """Whether a report is the one that was meant: the same sentence of the article, and the same words or place in it."""
        if article != self.article or " ".join(sentence.split()) != " ".join(self.sentence.split()):
            return False
        overlaps = trigger["start"] < self.end and self.start < trigger["end"]
        return bool(overlaps or trigger["text"] == self.trigger)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `target` is what people call the thing (an event's id, an actor's name), `value` what was decided."""

    key: int
    kind: str
    target: str
    value: Row
    who: str
    why: str | None
    moment: datetime
    undoes: int | None = None

    @classmethod
    def of(cls, row: Row) -> Decision:
        return cls(**{k: row[k] for k in ("key", "kind", "target", "who", "why", "moment", "undoes")}, value=json.loads(row["value"]))


def undone(decisions: Iterable[Decision]) -> set[int]:
    """Numbers of those that no longer hold: undone by one that does. An undo is undone like any other."""
    gone: set[int] = set()
    for d in sorted(decisions, key=lambda d: -d.key):
        if d.undoes is not None and d.key not in gone:
            gone.add(d.undoes)
    return gone


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Those that hold and say something, oldest first: not undone, or whose undoing was undone."""
    some = sorted(decisions, key=lambda d: d.key)
    gone = undone(some)
    return [d for d in some if d.key not in gone and d.kind != "undo"]
