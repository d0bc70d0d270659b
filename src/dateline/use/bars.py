"""Where the bars of a chart stand, for the workbench and for briefs: cooperation above the line, conflict below, one a month or year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dateline.use.analysis.selection import OverTime

Row = dict[str, Any]
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 560.0, 260.0, 34.0, 18.0, 8.0
HALF = 23.0  # half a label such as 2022-06, which must not leave the picture
UP = ("material_cooperation", "verbal_cooperation")  # nearest to the line first
DOWN = ("material_conflict", "verbal_conflict")


@dataclass(frozen=True, slots=True)
class Piece:
    y: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One month or year. `since` and `until` are what a filter needs to choose it."""

    x: float
    width: float
    label: str
    cooperation: int
    conflict: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    width: float
    height: float
    line: float
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    scale: tuple[tuple[float, str], ...]


def bars(over: OverTime) -> Bars | None:
    """The picture of a selection over time; None where nothing is dated."""
    if not over.rows:
        return None
    slots = _slots(over)
    by_slot = {r["month"]: r for r in over.rows}
    up = max(_sum(r, UP) for r in over.rows)
    down = max(_sum(r, DOWN) for r in over.rows)
    room = HEIGHT - BOTTOM - TOP
    per = room / max(1, up + down)
    line = TOP + up * per
    step = (WIDTH - LEFT) / len(slots)
    width = min(26.0, max(1.0, step * 0.78))
    made = [
        _bar(slot, by_slot[slot], LEFT + n * step + (step - width) / 2, width, line, per)
        for n, slot in enumerate(slots)
        if slot in by_slot
    ]
    ends = [(TOP + 4, str(up))] if up else []
    ends += [(HEIGHT - BOTTOM, str(down))] if down else []
    return Bars(WIDTH, HEIGHT, round(line, 1), tuple(made), _ticks(slots, step), tuple(ends))


def _bar(label: str, row: Row, x: float, width: float, line: float, per: float) -> Bar:
    pieces = []
    y = line
    for kind in UP:
        y -= row[kind] * per
        pieces.append(Piece(round(y, 1), round(row[kind] * per, 1), kind.replace("_", "-")))
    y = line
    for kind in DOWN:
        pieces.append(Piece(round(y, 1), round(row[kind] * per, 1), kind.replace("_", "-")))
        y += row[kind] * per
    return Bar(round(x, 1), round(width, 1), label, _sum(row, UP), _sum(row, DOWN), tuple(p for p in pieces if p.height))


def _sum(row: Row, kinds: Sequence[str]) -> int:
    return sum(row[k] for k in kinds)


def _slots(over: OverTime) -> list[str]:
    """Every month or year from the first to the last."""
    first, last = over.rows[0]["month"], over.rows[-1]["month"]
    if over.unit == "year":
        return [str(y) for y in range(int(first), int(last) + 1)]
    low, high = (int(m[:4]) * 12 + int(m[5:7]) - 1 for m in (first, last))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(low, high + 1)]


def _ticks(slots: Sequence[str], step: float) -> tuple[tuple[float, str], ...]:
    """At most a dozen labels; years where there are many months."""
    chosen = list(enumerate(slots))
    if len(slots) > 18 and "-" in slots[0]:
        chosen = [(n, s[:4]) for n, s in chosen if s.endswith("-01")]
    every = -(-len(chosen) // 10)
    return tuple((round(min(LEFT + (n + 0.5) * step, WIDTH - HALF), 1), s) for n, s in chosen[::every])
