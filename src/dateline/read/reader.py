"""Article -> Reading: the one entry point, and a fake of it for tests."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from dateline.read.decode import Thresholds, contexts_of, decode
from dateline.read.labels import TYPES
from dateline.read.relate import Spans, mark_pair
from dateline.read.session import Scores, open_model
from dateline.read.spans import softmax
from dateline.read.windows import Window, windows
from dateline.records import Article, Mention, Reading, Trigger


class Reads(Protocol):
    """Anything that reads articles; the network, a fake, or a reader of your own."""

    def read(self, articles: Sequence[Article]) -> list[Reading]:
        """One Reading an article, in order."""
        ...


class Reader:
    """The shipped network. Opens its weights once; `read` takes many articles and keeps every thread busy.

    least: the least confidence of an event that the caller wants; below the model's own threshold it lowers that.
    """

    def __init__(
        self, name: str = "accurate", *, threads: int = 0, folder: Path | None = None, least: float | None = None
    ) -> None:
        self.model = open_model(name, folder)
        card = self.model.settings
        limits = Thresholds(**card.get("thresholds", {}), calibration=tuple(card.get("calibration", (1.0, 0.0))))
        self.limits = limits if least is None else limits.lowered(least)
        self._pool = ThreadPoolExecutor(threads or os.cpu_count() or 1)

    def read(self, articles: Sequence[Article]) -> list[Reading]:
        """Windows of all articles run side by side; the result does not depend on which articles share a call."""
        return [self.decoded(a, parts) for a, parts in zip(articles, self.scored(articles), strict=True)]

    def scored(self, articles: Sequence[Article]) -> list[list[tuple[Window, Scores]]]:
        """The network's scores of every window, by article; what thresholds are chosen on."""
        jobs = [(k, window) for k, article in enumerate(articles) for window in windows(article, self.model.pieces)]
        done = self._pool.map(lambda job: self.model.scores(job[1].ids, job[1].shapes), jobs)
        parts: list[list[tuple[Window, Scores]]] = [[] for _ in articles]
        for (k, window), scores in zip(jobs, done, strict=True):
            parts[k].append((window, scores))
        return parts

    def decoded(self, article: Article, parts: Sequence[tuple[Window, Scores]]) -> Reading:
        """Scores of an article's windows -> its Reading, by the thresholds of this reader."""
        found = [decode(window, scores, article.text, self.model.roles, self.limits) for window, scores in parts]
        return replace(joined(found), contexts=contexts_of(parts, self.limits.context))

    def relate(self, text: str, actor: Spans, recipient: Spans) -> dict[str, float]:
        """Probability of each type between two actors given by their spans in `text`. Raises ValueError for spans outside of it."""
        marked = mark_pair(text, actor, recipient, self.model.pieces)
        chance = softmax(self.model.relate(marked.ids, marked.shapes))
        return {name: round(float(p), 4) for name, p in zip(TYPES, chance, strict=True)}


class FakeReader:
    """Answers from a function or a fixed Reading: for tests of everything after the reader, yours too."""

    def __init__(self, answer: Reading | Callable[[Article], Reading]) -> None:
        self._answer = answer

    def read(self, articles: Sequence[Article]) -> list[Reading]:
        """The fixed answer, or the function's, for each article."""
        return [self._answer if isinstance(self._answer, Reading) else self._answer(a) for a in articles]


def joined(parts: Iterable[tuple[list[Mention], list[Trigger]]]) -> Reading:
    """Windows of one article -> one Reading, mentions in the order of the text and roles pointing to them."""
    mentions: list[Mention] = []
    triggers: list[Trigger] = []
    for found, told in parts:
        base = len(mentions)
        mentions += found
        triggers += [replace(t, roles=tuple(replace(r, mention=r.mention + base) for r in t.roles)) for t in told]
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i].start, -mentions[i].end))
    place = {old: new for new, old in enumerate(order)}
    return Reading(
        tuple(mentions[i] for i in order),
        tuple(replace(t, roles=tuple(replace(r, mention=place[r.mention]) for r in t.roles)) for t in triggers),
    )
