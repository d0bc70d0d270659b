"""Article -> Reading: the one entry point, and a fake of it for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from dateline.errors import DamagedFile
from dateline.read.contexts import contexts_of
from dateline.read.crew import Crew
from dateline.read.decode import Thresholds, decode
from dateline.read.hints import hinted
from dateline.read.labels import TYPES
from dateline.read.pairs import within
from dateline.read.relate import Spans, mark_pair
from dateline.read.scores import Scores
from dateline.read.second import second_of
from dateline.read.session import open_model
from dateline.read.spans import softmax
from dateline.read.ties import ties_of
from dateline.read.windows import Window, windows
from dateline.records import Article, Mention, Reading, Role, Tie, Trigger

Parts = list[tuple[Window, Scores]]  # the windows of one article and what the network says of each
Decoded = tuple[list[Mention], list[Trigger], list[Tie]]  # of one window


class Reads(Protocol):
    """Anything that reads articles; the network, a fake, or a reader of your own."""

    def begin(self, article: Article) -> Callable[[], Reading]:
        """Begin to read; what comes back waits for the Reading. Others are begun meanwhile, so work beside the caller where you can."""
        ...


class Reader:
    """The shipped network. Opens its weights once; `read` takes many articles and keeps every thread busy.

    least: the least confidence of an event that the caller wants; below the model's own threshold it lowers that.
    """

    def __init__(
        self, name: str = "accurate", *, threads: int = 0, folder: Path | None = None, least: float | None = None
    ) -> None:
        self.model = open_model(name, folder)
        limits = _limits(self.model.settings, name)
        self.limits = limits if least is None else limits.lowered(least)
        self._crew = Crew(threads)

    def begin(self, article: Article) -> Callable[[], Reading]:
        """Hand the article's windows to the threads of the network; the caller may work, or begin others, until it asks."""
        scored = self._begin(article)
        return lambda: self.decoded(article, scored())

    def read(self, articles: Iterable[Article]) -> list[Reading]:
        """Windows of all articles run side by side; the result does not depend on which articles share a call."""
        return [reading() for reading in [self.begin(article) for article in articles]]

    def scored(self, articles: Iterable[Article]) -> list[Parts]:
        """The network's scores of every window, by article; what thresholds are chosen on."""
        return [scored() for scored in [self._begin(article) for article in articles]]

    def _begin(self, article: Article) -> Callable[[], Parts]:
        cut = list(windows(article, self.model.pieces))
        scores = [self._crew.begin(partial(self.model.scores, window.ids, window.shapes)) for window in cut]
        return lambda: [(window, told()) for window, told in zip(cut, scores, strict=True)]

    def decoded(self, article: Article, parts: Parts) -> Reading:
        """Scores of an article's windows -> its Reading, by the thresholds of this reader."""
        told = list(self._decoded(article.text, parts))
        second: list[Mention] = []
        for (window, scores), (first, _, _) in zip(parts, told, strict=True):
            second += second_of(window, scores, first, article.text, self.model.second)
        second.sort(key=lambda m: (m.start, -m.end))
        return replace(joined(told), second=tuple(second), contexts=contexts_of(article.text, parts, self.model.words))

    def _decoded(self, text: str, parts: Parts) -> Iterator[Decoded]:
        for window, scores in parts:
            mentions, triggers = decode(window, scores, text, self.model.roles, self.limits)
            yield mentions, triggers, ties_of(window, scores, mentions, text, self.model.ties, self.limits.of_ties())

    def tied(self, article: Article, mentions: Sequence[Mention]) -> tuple[Tie, ...]:
        """The ties between mentions that are given; indexes are of `mentions`."""
        found: list[Tie] = []
        for window, scores in self.scored([article])[0]:
            index = within(window, mentions)
            mine = ties_of(window, scores, [mentions[i] for i in index], article.text, self.model.ties, self.limits.of_ties())
            found += [replace(t, head=index[t.head], tail=index[t.tail]) for t in mine]
        return tuple(found)

    def hinted(self, article: Article, triggers: Sequence[Trigger], parts: Parts | None = None) -> tuple[Trigger, ...]:
        """Triggers that are given, with the words that may tell the time and place of each. `parts`: the article's, where scored before."""
        return tuple(hinted(triggers, self.scored([article])[0] if parts is None else parts, self.model.roles))

    def relate(self, text: str, actor: Spans, recipient: Spans) -> dict[str, float]:
        """Probability of each type between two actors given by their spans in `text`. Raises ValueError for spans outside of it."""
        marked = mark_pair(text, actor, recipient, self.model.pieces)
        chance = softmax(self.model.relate(marked.ids, marked.shapes))
        return {name: round(float(p), 4) for name, p in zip(TYPES, chance, strict=True)}


def _limits(card: Mapping[str, Any], name: str) -> Thresholds:
    try:
        return Thresholds(**card.get("thresholds", {}), calibration=tuple(card.get("calibration", (1.0, 0.0))))
    except TypeError:
        raise DamagedFile(f"the card of the model {name} names thresholds that this version does not know: reinstall Dateline") from None


class FakeReader:
    """Answers from a function or a fixed Reading: for tests of everything after the reader, yours too."""

    def __init__(self, answer: Reading | Callable[[Article], Reading]) -> None:
        self._answer = answer

    def begin(self, article: Article) -> Callable[[], Reading]:
        """The fixed answer, or the function's, once it is asked for."""
        return lambda: self._answer if isinstance(self._answer, Reading) else self._answer(article)


def joined(parts: Iterable[Decoded]) -> Reading:
    """Windows of one article -> one Reading, mentions in the order of the text and roles and ties pointing to them."""
    decoded = list(parts)
    mentions = [m for found, _, _ in decoded for m in found]
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i].start, -mentions[i].end))
    place = {old: new for new, old in enumerate(order)}
    triggers: list[Trigger] = []
    ties: list[Tie] = []
    base = 0
    for found, told, tied in decoded:
        triggers += [replace(t, roles=tuple(Role(r.name, place[base + r.mention], r.confidence) for r in t.roles)) for t in told]
        ties += [Tie(t.name, place[base + t.head], place[base + t.tail], t.confidence) for t in tied]
        base += len(found)
    ties.sort(key=lambda t: (t.head, t.tail))
    return Reading(tuple(mentions[i] for i in order), tuple(triggers), tuple(ties))
