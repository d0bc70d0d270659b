"""Does the clause around some words look ahead or back? By its verbs, nearest first."""

from __future__ import annotations

import re

AHEAD = re.compile(
    r"\b(?:will|shall|would|due|scheduled|expected|set|plans?|planned|planning|to be held|going to|upcoming|next|agreed to|"
    r"about to|is to|are to|was to|were to|slated|intends?|must|until|by|deadline|invited|invitation)\b", re.I
)  # fmt: skip
PLANNED = re.compile(r"\b(?:was|were|is|are|be|been)\s+(?:due|scheduled|expected|to|set|slated|planned)\b", re.I)
BACK = re.compile(
    r"\b(?:was|were|had|has|have|did|said|told|took|met|held|killed|made|went|came|began|ended|announced|called|visited|\w{2,}ed|ago|since|last)\b"
)
CLAUSE = re.compile(r"[;:—]|,\s+(?:but|while|and|which|who|when|where|after|before)\b|\b(?:but|while|which|because)\b")


def looks_ahead(sentence: str, start: int, end: int) -> bool:
    """Whether the words [start, end) of a sentence stand in a clause that speaks of the future."""
    left = 0
    for m in CLAUSE.finditer(sentence, 0, start):
        left = m.end()
    right_gap = CLAUSE.search(sentence, end)
    right = right_gap.start() if right_gap else len(sentence)
    clause = sentence[left:right]
    if PLANNED.search(clause, 0, max(0, start - left)):
        return True
    ahead, back = AHEAD.search(clause), BACK.search(clause)
    if not ahead:
        return False
    if not back:
        return True
    # Both: "said he will meet on Sunday" speaks of the words nearer to the date.
    at = start - left
    near_ahead = min(abs(m.start() - at) for m in AHEAD.finditer(clause))
    near_back = min((abs(m.start() - at) for m in BACK.finditer(clause)), default=10**6)
    return near_ahead < near_back
