"""What the reader leans to without being sure: words that may tell when or where an event happened, with chances far below those of roles.

Dates and places of events are weighed by these: of two times of a sentence that are both unlikely, the likelier is often right.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from dateline.read.labels import ROLES, TYPES
from dateline.read.scores import RoleScorer, Scores, halves
from dateline.read.spans import sigmoid
from dateline.read.tokens import FloatArray
from dateline.read.windows import Window
from dateline.records import Hint, Offsets, RoleName, Trigger

HINTED: tuple[RoleName, ...] = ("time", "place")
COLUMNS = [ROLES.index(name) for name in HINTED]
LEAST = 0.001  # a chance that is told; nothing that is weighed asks for less (resolve/hints.py)


def hints_of(window: Window, logits: FloatArray) -> tuple[Hint, ...]:
    """Pieces of words that may tell a trigger's time or place, from its role logits (T, roles); those of each in the order of the text."""
    chance = sigmoid(logits[:, COLUMNS].T)
    names, at = np.nonzero(chance >= LEAST)
    sure = chance[names, at].astype(np.float64).round(4).tolist()
    return tuple(Hint(HINTED[k], *window.offsets[i], p) for k, i, p in zip(names.tolist(), at.tolist(), sure, strict=True))


def seen_in(window: Window) -> Offsets:
    """The characters that a window covers."""
    return window.offsets[0][0], window.offsets[-1][1]


def hinted(triggers: Iterable[Trigger], parts: Sequence[tuple[Window, Scores]], scorer: RoleScorer) -> Iterator[Trigger]:
    """Triggers that were given, each with the hints of the window that it begins in; one that no window has as it was."""
    tokens = [halves(scores.to_token) for _, scores in parts]
    for trigger in triggers:
        k = bisect_right(parts, trigger.start, key=lambda part: part[0].offsets[0][0]) - 1
        if k < 0 or trigger.start >= seen_in(parts[k][0])[1]:
            yield trigger
            continue
        window, scores = parts[k]
        at = bisect_right(window.offsets, trigger.start, key=lambda o: o[1])
        logits = scorer(scores.from_trigger[at], tokens[k], TYPES.index(trigger.type), at, window.sentences)
        yield replace(trigger, hints=hints_of(window, logits), seen=seen_in(window))
