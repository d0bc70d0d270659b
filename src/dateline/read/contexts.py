"""What an article is about: the network's opinion of its windows, and that of its words.

The network sees one window at a time and learnt from few articles; words speak of the whole article. A logistic curve a context over stems,
weighed as Salton and Buckley (1988) do (log of the count, times how rare), of all the text and again of its beginning, where news says what
it is about. Both opinions, as log odds, are averaged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from dateline.read.labels import CONTEXTS
from dateline.read.scores import Scores
from dateline.read.spans import sigmoid
from dateline.read.tokens import FloatArray
from dateline.read.windows import Window
from dateline.records import Context

MOST = 3  # of an article, as PLOVER's coders mark: F1 0.763 to 0.771 on the held-out articles
# What the words' opinion counts beside the network's. Held-out articles (306), limits of 0.3 and 0.2 for common and rare contexts: F1 0.804
# with 0.2, 0.808 with 0.3, 0.807 with 0.4, 0.801 with 0.5; of the 284 that nobody chose 0.847, 0.848, 0.861 and 0.857.
SHARE = 0.4
LEAD = 500  # characters
WORD, ENDING = re.compile(r"[a-z]{3,}"), re.compile(r"(?:ings?|ed|es|s|ly|ions?|ers?)$")


@dataclass(frozen=True, slots=True)
class ContextWords:
    """Stems of all text and of its beginning: row of the weights, and how rare they are. K contexts, V stems of either kind."""

    everywhere: Mapping[str, int]
    leading: Mapping[str, int]
    rarity: FloatArray  # (V,)
    weight: FloatArray  # (V, K)
    bias: FloatArray  # (K,)
    limit: FloatArray  # (K,) from which chance on an article is about it

    @classmethod
    def load(cls, path: Path) -> ContextWords:
        """The words that ship with a model; those of the beginning follow the others."""
        with np.load(path, allow_pickle=False) as arrays:
            words = arrays["words"].tobytes().decode().split("\n")
            first = int(arrays["leading"])
            everywhere, leading = ({w: k for k, w in enumerate(words) if (k >= first) == at_start} for at_start in (False, True))
            weight, rarity = arrays["weight"].astype(np.float32), arrays["rarity"].astype(np.float32)
            return cls(everywhere, leading, rarity, weight, arrays["bias"], arrays["limit"])

    def logits(self, text: str) -> FloatArray:
        """(K,) of a whole text."""
        out = self.bias.copy()
        for rows, values in self.rows(text):
            out += values @ self.weight[rows]
        return out

    def rows(self, text: str) -> Iterator[tuple[list[int], FloatArray]]:
        """Rows and weights of the stems of all the text, then of its beginning."""
        for known, part in ((self.everywhere, text), (self.leading, text[:LEAD])):
            yield weighed(Counter(stems(part)), known, self.rarity)


def stems(text: str) -> list[str]:
    """Lower-case words without their endings, in their order."""
    return [_stem(w) if len(w) > 5 else w for w in WORD.findall(text.lower())]


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    return ENDING.sub("", word)


def weighed(counts: Mapping[str, int], known: Mapping[str, int], rarity: FloatArray) -> tuple[list[int], FloatArray]:
    """Rows of the known words and their weights, which have length 1 together."""
    held = {row: n for word, n in counts.items() if (row := known.get(word)) is not None}
    rows = sorted(held)
    values = (1 + np.log([held[row] for row in rows], dtype=np.float32)) * rarity[rows]
    return rows, np.asarray(values / (np.linalg.norm(values) + 1e-6), dtype=np.float32)


def contexts_of(text: str, parts: Sequence[tuple[Window, Scores]], words: ContextWords) -> tuple[Context, ...]:
    """What an article is about, the likeliest first; `parts`: its windows, each of which counts by its length."""
    if not parts:
        return ()
    chance = chance_of(text, parts, words)
    furthest = np.argsort(-chance / words.limit, kind="stable")[:MOST].tolist()
    found = [Context(CONTEXTS[k], round(float(chance[k]), 4)) for k in furthest if chance[k] >= words.limit[k]]
    return tuple(sorted(found, key=lambda c: -c.confidence))


def chance_of(text: str, parts: Sequence[tuple[Window, Scores]], words: ContextWords) -> FloatArray:
    """(K,) by both opinions."""
    sizes = np.array([len(w.offsets) for w, _ in parts], dtype=np.float32)
    seen = np.clip(np.average([sigmoid(s.contexts) for _, s in parts], axis=0, weights=sizes), 1e-4, 1 - 1e-4)
    return sigmoid((1 - SHARE) * np.log(seen / (1 - seen)) + SHARE * np.clip(words.logits(text), -9.2, 9.2))
