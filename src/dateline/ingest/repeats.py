"""Articles that tell nothing beyond an earlier one: the same text, a part of it, or the same with other furniture."""

from __future__ import annotations

import hashlib
import re
from collections import deque

from dateline.records import Article

WINDOW = 20_000  # articles remembered; some 1.5 kB each, so that memory stays flat
WORD = re.compile(r"\w+")


class Repeats:
    """Remembers the sentences of the last WINDOW articles.

    An article repeats an earlier one where each of its sentences stands there too, whatever case, marks and order. That is narrow on
    purpose: a report that changes one figure is a new report, and is kept.
    """

    def __init__(self, window: int = WINDOW) -> None:
        self._window = window
        self._latest: dict[bytes, str] = {}  # sentence -> the article that has it
        self._kept: dict[str, frozenset[bytes]] = {}
        self._order: deque[str] = deque()

    def of(self, article: Article) -> str | None:
        """The source of the article that this one repeats; None where there is none, and then this one is remembered."""
        own = frozenset(_print(article.text[a:b]) for a, b in article.sentences)
        for name in {self._latest[s] for s in own if s in self._latest}:
            if own <= self._kept[name]:
                return name
        if own and article.source not in self._kept:
            self._remember(article.source, own)
        return None

    def _remember(self, name: str, own: frozenset[bytes]) -> None:
        self._kept[name] = own
        self._order.append(name)
        for sentence in own:
            self._latest[sentence] = name
        if len(self._order) > self._window:
            old = self._order.popleft()
            for sentence in self._kept.pop(old):
                if self._latest.get(sentence) == old:
                    del self._latest[sentence]


def _print(sentence: str) -> bytes:
    words = " ".join(WORD.findall(sentence.lower()))
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest()
