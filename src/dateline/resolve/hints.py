"""How likely the reader finds it that words tell an event's time or place: a cue like others, on the scale of its logit."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.records import Hint, Offsets, Place, Reading, RoleName, Time, Trigger

LIKELY = 0.35  # the chance from which the reader makes a role of words of time or place
LEAST, STEP = 0.001, 3.0  # the least chance that counts; so much of a logit is a cue of 1
UNREAD: Mapping[str, float] = {"unread": 1.0}  # of every candidate where the reader says nothing
APART: Mapping[str, float] = {"apart": 1.0}  # of words that it did not see together with the trigger


@dataclass(frozen=True, slots=True)
class Leanings:
    """Hints on one role of one trigger. `seen`: the characters among which they were sought; None for all."""

    hints: Sequence[Hint]
    seen: Offsets | None = None

    def chance(self, start: int, end: int) -> float | None:
        """Of the likeliest piece of these words, 0 where none is hinted at; None where they were not seen."""
        if self.seen and (start < self.seen[0] or self.seen[1] < end):
            return None
        return max((h.chance for h in self.hints if h.start < end and start < h.end), default=0.0)


def leanings(name: RoleName, trigger: Trigger, reading: Reading) -> Leanings | None:
    """What the reader leans to for a role; None where it says nothing. A reader without hints hints by the role where it gives that."""
    if trigger.seen:
        return Leanings([h for h in trigger.hints if h.name == name], trigger.seen)
    tied = ((reading.mentions[r.mention], r.confidence) for r in trigger.roles if r.name == name)
    hints = [Hint(name, m.start, m.end, sure) for m, sure in tied]
    return Leanings(hints) if hints else None


def said_of(words: Time | Place | None, leaning: Leanings | None) -> Mapping[str, float]:
    """What the reader says of a candidate's words, as cues; that it says nothing is a cue of every candidate, those without words too."""
    if leaning is None:
        return UNREAD
    return tie_cues(leaning.chance(words.start, words.end)) if words else {}


def tie_cues(chance: float | None) -> Mapping[str, float]:
    """From 0 for what is most unlikely to about 4.6; a cue of its own for words that were not seen."""
    if chance is None:
        return APART
    p = min(max(chance, LEAST), 1.0 - LEAST)
    return {"tie": (math.log(p / (1.0 - p)) - math.log(LEAST / (1.0 - LEAST))) / STEP}


TIED_FROM = tie_cues(LIKELY)["tie"]  # from this cue on the reader itself ties the words
