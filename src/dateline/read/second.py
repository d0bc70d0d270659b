"""A second layer of mentions: what one layer of tags a type cannot hold.

The network marks the longest mention of each type. A small scorer of what it says of tokens anyway marks persons, organisations and places
once more, the shortest first, as re3d does, and adds what the first layer lacks: a country that acts is an organisation too ("Washington
said"), a body stands in a longer name of another type or around a name, "General Lee" is Lee. Documents of re3d that taught neither layer
(its shape was chosen there and on two folds): precision 0.716 and recall 0.605 without it, 0.703 and 0.689 with it. Of shorter mentions
inside of a like one those that are names count: five folds of re3d 0.653 without them, 0.667 with them, 0.664 with all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dateline.read.scores import Scores, product
from dateline.read.spans import characters, named, runs, tag_chances
from dateline.read.tokens import FloatArray
from dateline.read.windows import Window
from dateline.records import Mention, MentionType, Offsets

KINDS: tuple[MentionType, ...] = ("person", "organisation", "place")
BROADER: dict[MentionType, MentionType] = {"group": "organisation", "facility": "place"}  # what a type of the first layer is here
# Probability that some token of a mention needs, and the others beside it.
LEAST, BESIDE = 0.7, 0.4
# Words with which nobody in particular is told of; pronouns among them.
OPEN = re.compile(r"(?:all|both|many|multiple|others?|th[eo]se|I|we|you|our|their|his|her|its)\b", re.I)
ARRAYS = ("first", "bias", "out")


@dataclass(frozen=True, slots=True)
class SecondScorer:
    """One hidden layer of H numbers and a straight way past it, F numbers of a token -> logits (KINDS, 3)."""

    first: FloatArray  # (F, H + 3·KINDS): the hidden layer, then the straight way
    bias: FloatArray  # (H + 3·KINDS,)
    out: FloatArray  # (H, 3·KINDS)

    @classmethod
    def load(cls, path: Path) -> SecondScorer:
        """The second layer that ships with a model."""
        with np.load(path, allow_pickle=False) as arrays:
            return cls(*(arrays[name].astype(np.float32) for name in ARRAYS))

    def __call__(self, scores: Scores) -> FloatArray:
        """(T, KINDS, 3)"""
        told = product(features(scores), self.first) + self.bias
        hidden, straight = np.split(told, [len(self.out)], axis=1)
        logits: FloatArray = product(np.maximum(hidden, 0.0), self.out) + straight
        return logits.reshape(len(told), len(KINDS), 3)


def features(scores: Scores) -> FloatArray:
    """(T, F): what the network says of a token as a mention, as words of a role and as one side of a tie."""
    return np.concatenate([scores.mention.reshape(len(scores.mention), -1), scores.to_token, scores.tie], axis=1)


def second_of(window: Window, scores: Scores, first: Sequence[Mention], text: str, scorer: SecondScorer) -> Iterator[Mention]:
    """Mentions of a window that its `first` layer lacks, by type."""
    begins, insides = tag_chances(scorer(scores))
    for k, kind in enumerate(KINDS):
        seen: set[Offsets] = set()  # pieces of one word grow to the same
        for start, end in runs(begins[k], insides[k], window.sentences, least=LEAST, beside=BESIDE):
            covered = characters(window, start, end, text)
            span = named(covered, text) if covered else None
            if not span or span in seen or not _names_some(text[slice(*span)], kind):
                continue
            outer = (m for m in first if m.start <= span[0] and span[1] <= m.end)
            if not any(_rules_out(m, *span, kind, text) for m in outer):
                seen.add(span)
                yield Mention(*span, kind, round(max((begins[k, start:end] + insides[k, start:end]).tolist()), 4))


def _names_some(words: str, kind: MentionType) -> bool:
    """Whether words may be a mention of their own: no coordinates; no "those who stay" nor "all" among bodies and persons.

    Five folds of re3d 0.671 without this, 0.674 with it. Refusing "a", "some" and single words of a body's name too, 0.676, but documents
    kept from the shipped reader fall with that from 0.743 to 0.736.
    """
    return sum(map(str.isalpha, words)) > 1 and (kind == "place" or not OPEN.match(words))


def _rules_out(outer: Mention, start: int, end: int, kind: MentionType, text: str) -> bool:
    """Whether words of this mention are none of that kind: a number is nobody, nor is a post by itself, and of a like mention they are but
    a part, unless they are a name: "Lee" of "General Lee", "Mosul" of "western Mosul".
    """
    whole = (outer.start, outer.end) == (start, end)
    if BROADER.get(outer.type, outer.type) == kind:
        return whole or not text[start].isupper()
    return outer.type in ("quantity", "time") or (whole and outer.type == "title")
