"""Article -> Reading: the one entry point, and a fake of it for tests."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from dateline.read.decode import Thresholds, decode
from dateline.read.session import open_model
from dateline.read.windows import Window, windows
from dateline.records import Article, Mention, Reading, Trigger


class Reads(Protocol):
    """Anything that reads articles; the network, a fake, or a reader of your own."""

    def read(self, articles: Sequence[Article]) -> list[Reading]:
        """One Reading an article, in order."""
        ...


class Reader:
    """The shipped network. Opens its weights once; `read` takes many articles and keeps every thread busy."""

    def __init__(
        self, name: str = "accurate", *, threads: int = 0, folder: Path | None = None, limits: Thresholds | None = None
    ) -> None:
        self.model = open_model(name, folder)
        self.limits = limits or Thresholds(**self.model.settings.get("thresholds", {}))
        self._pool = ThreadPoolExecutor(threads or os.cpu_count() or 1)

    def read(self, articles: Sequence[Article]) -> list[Reading]:
        """Windows of all articles run side by side; the result does not depend on which articles share a call."""
        jobs = [(k, window) for k, article in enumerate(articles) for window in windows(article, self.model.pieces)]
        done = self._pool.map(lambda job: self._window(articles[job[0]], job[1]), jobs)
        parts: list[list[tuple[list[Mention], list[Trigger]]]] = [[] for _ in articles]
        for (k, _), part in zip(jobs, done, strict=True):
            parts[k].append(part)
        return [joined(p) for p in parts]

    def _window(self, article: Article, window: Window) -> tuple[list[Mention], list[Trigger]]:
        return decode(window, self.model.scores(window.ids), article.text, self.model.roles, self.limits)


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
