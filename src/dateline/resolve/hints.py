"""How likely the reader finds it that words tell an event's time or place: a cue like others, on the scale of its logit."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from dateline.records import Hint, Reading, RoleName, Trigger

LIKELY = 0.35  # from here on the reader itself ties words of time or place to a trigger
LEAST, STEP = 0.001, 3.0  # the least chance that counts; so much of a logit is a cue of 1
UNREAD: Mapping[str, float] = {"unread": 1.0}


def hints_on(name: RoleName, trigger: Trigger, reading: Reading) -> Sequence[Hint] | None:
    """Hints on a role in the order of the text. A reader that gives roles alone hints by them; None is of one that gives neither."""
    if trigger.hints is not None:
        return [h for h in trigger.hints if h.name == name]
    tied = [(reading.mentions[r.mention], r.confidence) for r in trigger.roles if r.name == name]
    return sorted((Hint(name, m.start, m.end, sure) for m, sure in tied), key=lambda h: h.start) or None


def chance_of(start: int, end: int, hints: Sequence[Hint]) -> float:
    """The likeliest piece of these words; 0 where none is hinted at."""
    best = 0.0
    for hint in hints[bisect_left(hints, start, key=lambda h: h.end - 1) :]:
        if hint.start >= end:
            break
        best = max(best, hint.chance)
    return best


def tie_of(chance: float) -> Mapping[str, float]:
    """From 0 for what is ruled out to about 4.6."""
    p = min(max(chance, LEAST), 1.0 - LEAST)
    return {"tie": (math.log(p / (1.0 - p)) - math.log(LEAST / (1.0 - LEAST))) / STEP}
