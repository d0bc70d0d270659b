"""Sentences of news English, with offsets."""

from __future__ import annotations

import re

from dateline.records import Offsets

# Words after which a full stop ends no sentence, wherever a capital follows.
SHORT = frozenset(
    "mr mrs ms dr prof sr jr st gen col lt maj capt cpl sgt brig cmdr adm rep sen gov pres hon rev amb sec dept "
    "jan feb mar apr jun jul aug sep sept oct nov dec no nos vs etc al inc corp co ltd bros fig vol ft mt approx est".split()
)
# Of these, some close a sentence as often as not; what follows decides (see `_ends`).
EITHER = frozenset("inc corp co ltd etc jr sr al".split())
STOP = re.compile(r"(?<![.!?…])[.!?…]+[\"”’')\]]*(?=\s)")
BREAK = re.compile(r"\n[ \t]*\n\s*")
OPENER = re.compile(r"\s+[\"“‘'(\[]*(\S)")
# Characters; of 8,392 sentences of news and other prose none has half as many. Tables and lists without a full stop do, and everything
# that looks at all pairs within a sentence would take the square of their length.
LONGEST = 2_000


def split_sentences(text: str) -> tuple[Offsets, ...]:
    """Offsets of each sentence, without the blanks around it; a blank line always ends one, and so do LONGEST characters. Linear time."""
    out: list[Offsets] = []
    start = 0
    for gap in [*BREAK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        _paragraph(text, start, end, out)
        start = gap.end() if gap else end
    return tuple(out)


def _paragraph(text: str, start: int, end: int, out: list[Offsets]) -> None:
    at = start
    for stop in STOP.finditer(text, start, end):
        if _ends(text, stop, end):
            _add(text, at, stop.end(), out)
            at = stop.end()
    _add(text, at, end, out)


def _add(text: str, start: int, end: int, out: list[Offsets]) -> None:
    while start < end:
        cut = end if end - start <= LONGEST else _cut(text, start, start + LONGEST)
        piece = text[start:cut]
        first, last = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if first < last:
            out.append((first, last))
        start = cut


def _cut(text: str, start: int, end: int) -> int:
    """Where an overlong sentence ends: after its last line or else its last blank in the second half of what it may have."""
    found = (text.rfind(blank, start + LONGEST // 2, end) + 1 for blank in "\n ")
    return next((at for at in found if at), end)


def _ends(text: str, stop: re.Match[str], end: int) -> bool:
    following = OPENER.match(text, stop.end(), end)
    if not following or following[1].islower():
        return False
    if not stop[0].startswith("."):
        return True
    head = text[max(0, stop.start() - 20) : stop.start()]
    word = re.split(r"[\s(\"“‘'\[-]", head)[-1]
    bare = word.lower().strip(".")
    if stop[0] == "." and bare in SHORT and bare not in EITHER:
        # "No." and months as words of their own: "the answer is no. The"
        return bare in {"no", "mar"} and word.islower()
    if re.fullmatch(r"[A-Z]", word):
        return False  # an initial: "J. Smith"
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):
        # "U.S. troops" goes on, "in the U.S. The" ends: only a word that often opens a sentence says so.
        after = re.match(r"\w+", text[following.start(1) : following.start(1) + 20])
        return after is not None and after[0] in {
            "The",
            "A",
            "An",
            "He",
            "She",
            "It",
            "They",
            "In",
            "On",
            "But",
            "This",
        }
    return True
