"""What a finished reader says of the rows that another learns from: `training.train --teacher FOLDER`.

Marks say what is right. The chances of a larger reader say also what is nearly so, and speak where a set marks nothing: of names in texts
that are marked for events, of events in texts that are marked for names (Hinton, Vinyals and Dean, Distilling the knowledge in a neural
network, 2015).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.read.scores import halves
from dateline.read.session import Model, open_model
from dateline.read.spans import sigmoid, softmax
from dateline.read.tokens import FloatArray
from training.arrays import EventRow, Row

Half = NDArray[np.float16]
# What the same piece is called by the encoders that are used here.
SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[UNK]": "<unk>", "[PAD]": "<pad>"}


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """Chances at a marked trigger: modes (M,), aux (4,), roles (T, R)."""

    modes: Half
    aux: Half
    roles: Half


@dataclass(frozen=True, slots=True)
class Told:
    """Chances of one row: mention (T, types, 3), trigger (T, tags), contexts (C,), one of `events` for each of the row's.

    Of a marked pair `relate` (types,) alone, and nothing else.
    """

    mention: Half
    trigger: Half
    contexts: Half
    events: tuple[ToldEvent, ...] = ()
    relate: Half | None = None


class Teacher:
    """Asks the reader in `folder` once for each row, and remembers. `tokenizer`: whose ids the rows have; both cut texts alike."""

    def __init__(self, folder: Path, tokenizer: Path) -> None:
        self.model: Model = open_model(folder.name, folder.parent)
        self._ids = _in_words_of(Tokenizer.from_file(str(tokenizer)), Tokenizer.from_file(str(folder / "tokenizer.json")))
        self._told: dict[bytes, Told] = {}

    def __call__(self, row: Row) -> Told:
        key = row.ids.tobytes() + bytes([row.relation is not None]) + len(row.events).to_bytes(2)
        if key not in self._told:
            self._told[key] = self._ask(row)
        return self._told[key]

    def _ask(self, row: Row) -> Told:
        ids = self._ids[row.ids]
        if row.relation is not None:
            nothing = np.zeros(0, dtype=np.float16)
            return Told(nothing, nothing, nothing, relate=_half(softmax(self.model.relate(ids, row.shapes))))
        scores = self.model.scores(ids, row.shapes)
        tokens = halves(scores.to_token)
        events = tuple(
            ToldEvent(
                _half(sigmoid(scores.modes[e.start])), _half(sigmoid(scores.aux[e.start])),
                _half(sigmoid(self.model.roles(scores.from_trigger[e.start], tokens, _kind(row, e), e.start, row.sentences))),
            )
            for e in row.events
        )  # fmt: skip
        return Told(_half(softmax(scores.mention)), _half(softmax(scores.trigger)), _half(sigmoid(scores.contexts)), events)


def _half(chances: FloatArray) -> Half:
    return chances.astype(np.float16)


def _kind(row: Row, event: EventRow) -> int:
    return (int(row.triggers[event.start]) - 1) // 2


def _in_words_of(mine: Tokenizer, theirs: Tokenizer) -> NDArray[np.int64]:
    """By each id of one tokenizer the other's of the same piece. Raises ValueError where it lacks one that texts hold."""
    known = theirs.get_vocab()
    back = {b: a for a, b in SPECIAL.items()}
    out = np.zeros(max(mine.get_vocab().values()) + 1, dtype=np.int64)
    for piece, k in mine.get_vocab().items():
        other = known.get(piece, known.get(SPECIAL.get(piece, ""), known.get(back.get(piece, ""))))
        if other is None and not piece.startswith(("[unused", "<mask", "[MASK")):
            raise ValueError(f"the teacher's tokenizer has no piece {piece!r}")
        out[k] = known.get("[UNK]", known.get("<unk>", 0)) if other is None else other
    return out
