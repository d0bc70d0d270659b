"""When two wordings of a name or of a post mean the same."""

from __future__ import annotations

import re
import unicodedata

SMALL = frozenset("the a an of and to for in on at by from with mr mrs ms dr".split())
SHORT = {
    "gen": "general", "col": "colonel", "lt": "lieutenant", "maj": "major", "capt": "captain", "sgt": "sergeant", "pm": "prime minister",
}  # fmt: skip


def words(text: str) -> set[str]:
    """Plain lower-case words without accents, small words left out, short ranks written out."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return {w for x in re.findall(r"[a-z0-9]+", plain) if x not in SMALL for w in SHORT.get(x, x).split()}


def same_post(a: str, b: str) -> bool:
    """More than half of the words of the shorter: "minister" is "prime minister", but "foreign minister" is not."""
    return _shared(a, b) > 0.5


def same_person(a: str, b: str) -> bool:
    """Half of the words of the shorter name: a surname will do, another spelling of the first name too."""
    return _shared(a, b) >= 0.5


def _shared(a: str, b: str) -> float:
    x, y = words(a), words(b)
    return len(x & y) / min(len(x), len(y)) if x and y else 0.0
