"""What the reader leans to without being sure: words that may tell when or where an event happened, with chances far below those of roles.

Dates and places of events are weighed by these: of two times of a sentence that are both unlikely, the likelier is often right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from dateline.read.labels import ROLES, TYPES
from dateline.read.scores import RoleScorer, Scores, halves
from dateline.read.spans import sigmoid
from dateline.read.tokens import FloatArray
from dateline.read.windows import Window
from dateline.records import Hint, RoleName, Trigger

HINTED: tuple[RoleName, ...] = ("time", "place")
COLUMNS = [ROLES.index(name) for name in HINTED]
LEAST = 0.001  # a chance that is told; nothing that is weighed asks for less


def hints_of(window: Window, logits: FloatArray) -> tuple[Hint, ...]:
    """Pieces of words that may tell a trigger's time or place, from its role logits (T, roles); those of each in the order of the text."""
    chance = sigmoid(logits[:, COLUMNS].T)
    names, at = np.nonzero(chance >= LEAST)
    sure = chance[names, at].astype(np.float64).round(4).tolist()
    return tuple(Hint(HINTED[k], *window.offsets[i], p) for k, i, p in zip(names.tolist(), at.tolist(), sure, strict=True))


def hinted(triggers: Iterable[Trigger], parts: Iterable[tuple[Window, Scores]], scorer: RoleScorer) -> Iterator[Trigger]:
    """Triggers that were given, each with the hints of the window that it begins in; without any where no window has it."""
    cut = [(window, scores, halves(scores.to_token)) for window, scores in parts]
    for trigger in triggers:
        hints: tuple[Hint, ...] = ()
        for window, scores, tokens in cut:
            at = next((i for i, (_, end) in enumerate(window.offsets) if end > trigger.start), None)
            if at is None or window.offsets[0][0] >= trigger.end:
                continue
            hints = hints_of(window, scorer(scores.from_trigger[at], tokens, TYPES.index(trigger.type), at, window.sentences))
            break
        yield replace(trigger, hints=hints)
