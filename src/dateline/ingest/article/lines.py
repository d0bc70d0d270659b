"""Features of one line of a page saved as text, and a score for being running text. No list of sites anywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

STOP_WORDS = frozenset(
    "the a an of to in and that for on with as was were is are be by at from has have had he she it they his her its "
    "their this which who not but or been will would said after about more than when where while also into over there "
    "we i you one all can could our what if out up no so".split()
)
# Words of furniture in any site's mouth: a line that holds one and is short is no prose.
FURNITURE = re.compile(
    r"copyright|©|all rights reserved|privacy|cookies?\b|terms of (?:use|service)|subscribe|newsletter|sign (?:up|in)|log ?in|"
    r"register|share (?:on|this|via)|share$|follow us|app store|google play|galaxy store|download (?:our|the) app|advert|"
    r"site ?map|contact us|about us|click here|comments?\b|listen to|tweet|facebook|whatsapp|e-?mail|print\b|read more|"
    r"related (?:stories|articles|news|topics)|most (?:read|popular|viewed)|frequenc(?:y|ies)|\bMHz\b|\d+\.\d ?FM|"
    r"min(?:ute)?s? read|reading time|recommended|trending|sponsored|javascript|browser|skip to|menu|search",
    re.I,
)
END = re.compile(r"[.!?…][\"”’')\]]*$")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

# (feature, weight); the sum is above zero for prose. Measured by `python -m evals.pages` on 91 pages saved as text.
WEIGHTS = {
    "bias": -2.6, "long": 2.6, "very long": 1.2, "ends a sentence": 1.6, "stop words": 6.0, "title case": -1.5, "furniture": -2.6,
    "furniture in a long line": -0.9, "repeated": -2.5, "digits": -4.0, "quoted": 0.8, "short": -1.2,
}  # fmt: skip


def features(line: str, repeated: bool) -> dict[str, float]:
    """Feature values of a line; counts are shares between 0 and 1."""
    words = WORD.findall(line)
    count = max(1, len(words))
    stops = sum(w.lower() in STOP_WORDS for w in words)
    capital = sum(w[0].isupper() for w in words)
    furniture = bool(FURNITURE.search(line))
    return {
        "bias": 1.0,
        "long": min(1.0, len(words) / 25),
        "very long": float(len(words) >= 40),
        "ends a sentence": float(bool(END.search(line)) and len(words) >= 4),
        "stop words": min(0.4, stops / count) if len(words) >= 4 else 0.0,
        "title case": capital / count if len(words) >= 2 else 1.0,
        "furniture": float(furniture and len(words) < 25),
        "furniture in a long line": float(furniture and len(words) >= 25),
        "repeated": float(repeated),
        "digits": sum(c.isdigit() for c in line) / max(1, len(line)),
        "quoted": float(line[:1] in "\"“‘'" and len(words) >= 6),
        "short": float(len(words) < 5),
    }


def scores(lines: Sequence[str]) -> list[float]:
    """Score of every line, above zero for prose."""
    times: dict[str, int] = {}
    for line in lines:
        times[line] = times.get(line, 0) + 1
    return [sum(WEIGHTS[k] * v for k, v in features(x, times[x] > 1).items()) for x in lines]


def smoothed(values: Sequence[float]) -> list[float]:
    """Each score with a part of its neighbours': prose stands in blocks, and so does furniture."""
    out = []
    for i, value in enumerate(values):
        around = sum(weight * _squash(values[j]) for j, weight in _near(i, len(values)))
        out.append(value + around)
    return out


def _near(i: int, size: int) -> list[tuple[int, float]]:
    return [(i + d, w) for d, w in ((-3, 0.4), (-2, 0.6), (-1, 0.9), (1, 0.9), (2, 0.6), (3, 0.4)) if 0 <= i + d < size]


def _squash(value: float) -> float:
    return max(-1.0, min(1.0, value / 2))
