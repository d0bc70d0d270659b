"""What stands between two actors that are already known: text and their spans -> a probability for each type.

The two are marked by tokens that no text holds, and the same network says from what stands at them, and from its first token, which type
ties the first to the second (entity markers: Baldini Soares et al. 2019).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dateline.read.labels import ACTOR_MARK, MAX_TOKENS, RECIPIENT_MARK
from dateline.read.tokens import Pieces
from dateline.records import Offsets

Spans: TypeAlias = Sequence[Offsets]
Mark: TypeAlias = tuple[int, int]  # id and shape of a token


@dataclass(frozen=True, slots=True)
class Marked:
    """ids and shapes: (T+2,) int64, marks, opening and closing token included."""

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]


def mark_pair(text: str, actor: Spans, recipient: Spans, pieces: Pieces) -> Marked:
    """The text with both actors marked, cut around them where it is longer than the network reads.

    Raises ValueError where a span lies outside of the text or is empty, or a list is.
    """
    for name, spans in (("actor", actor), ("recipient", recipient)):
        if not spans or any(not 0 <= a < b <= len(text) for a, b in spans):
            raise ValueError(f"{name} needs spans [start, end) within the {len(text)} characters of the text")
    tokens = pieces.encode(text, 0, len(text))
    before: dict[int, list[Mark]] = {}
    after: dict[int, list[Mark]] = {}
    sides = ((actor, pieces.marks[:2], ACTOR_MARK), (recipient, pieces.marks[2:], RECIPIENT_MARK))
    for spans, (opens, closes), shape in sides:
        for a, b in spans:
            inside = [i for i, (x, y) in enumerate(tokens.offsets) if x < b and a < y]
            if inside:
                before.setdefault(inside[0], []).append((opens, shape))
                after.setdefault(inside[-1], []).append((closes, shape))
        if shape not in {s for marks in before.values() for _, s in marks}:
            raise ValueError("the spans of the actor or of the recipient hold no words")
    first, last = _around(min(before), max(after), len(tokens.ids), MAX_TOKENS - 2 - 2 * (len(actor) + len(recipient)))
    row: list[Mark] = [(pieces.cls, 0)]
    for i in range(first, last):
        row += [*before.get(i, []), (tokens.ids[i], tokens.shapes[i]), *after.get(i, [])]
    ids, shapes = zip(*row, (pieces.sep, 0), strict=True)
    return Marked(np.array(ids, dtype=np.int64), np.array(shapes, dtype=np.int64))


def _around(first: int, last: int, size: int, room: int) -> Offsets:
    """At most `room` tokens that hold as much as can be of [first, last] and the words around it."""
    start = max(0, min(first - (room - (last - first + 1)) // 2, size - room, first))
    return start, min(size, start + room)
