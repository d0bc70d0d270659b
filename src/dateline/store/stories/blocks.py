"""Which reports are compared at all: blocking keys, such that a new report touches a few small blocks however large the archive.

Reports that name their day are compared within (type, mood, day) only: two that name different days contradict each other.
Those that name none ("inferred" from the day of publication, undated, or only a week) have blocks of their own and may join
an event of a day that lies in their window. Coarser dates (a month, a year) say too little to join an event of one day.
Events imported as such were made elsewhere, so each has a block to itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateline.store.stories.telling import Telling

GIVEN = "given"
INFERRED_BACK = 1  # news of the day is of the day or the day before
UNDATED_BACK = 3  # an undated report of a current article; longer and chance companions outnumber the true ones


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """kind: day, inferred, undated, week, other (coarser values) or given. `value` is an ISO day, the value as written, or an id."""

    type: str
    mood: str
    kind: str
    value: str

    def __str__(self) -> str:
        return f"{self.type}|{self.mood}|{self.kind}|{self.value}"

    @classmethod
    def parse(cls, text: str) -> Block:
        """The block that `str` wrote."""
        return cls(*text.split("|", 3))


def block_of(t: Telling) -> Block:
    """The one block that a report belongs to."""
    if t.given:
        return Block(t.type, t.mood, GIVEN, t.given)
    if t.exact and t.low:
        return Block(t.type, t.mood, "day", t.low.isoformat())
    if t.precision == "inferred" and t.low:
        return Block(t.type, t.mood, "inferred", t.low.isoformat())
    if t.low is None and t.published and t.mood == "actual":
        return Block(t.type, t.mood, "undated", t.published.isoformat())
    if t.precision == "week" and t.value and t.low:
        return Block(t.type, t.mood, "week", t.low.isoformat())
    return Block(t.type, t.mood, "other", t.value or "")


def blocks_near(block: Block) -> list[Block]:
    """The day blocks that reports of a vaguer block may join; for a day block the vaguer blocks that may join it."""
    if block.kind in ("other", GIVEN):
        return []
    day = date.fromisoformat(block.value)
    if block.kind == "day":
        monday = day - timedelta(day.weekday())
        return [
            *(_at(block, "inferred", day, n) for n in range(INFERRED_BACK + 1)),
            *(_at(block, "undated", day, n) for n in range(UNDATED_BACK + 1)),
            _at(block, "week", monday, 0),
        ]
    reach = {"inferred": range(-INFERRED_BACK, 1), "undated": range(-UNDATED_BACK, 1), "week": range(7)}[block.kind]
    return [_at(block, "day", day, n) for n in reach]


def _at(block: Block, kind: str, day: date, shift: int) -> Block:
    return Block(block.type, block.mood, kind, (day + timedelta(shift)).isoformat())
