"""The whole run as one list of steps.

sources -> pages      ingest.sources   anything a user can point at
page    -> article    ingest.article   clean text, metadata, sentences
article -> reading    read             mentions, triggers, roles: one model, one pass
reading -> coded      resolve          when, where, who, then events
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TypeAlias, TypeGuard

from dateline.errors import BadInput
from dateline.ingest.article import to_article
from dateline.ingest.sources import open_sources
from dateline.ingest.wanted import unwanted_article, unwanted_page, url_of
from dateline.read.reader import Reads
from dateline.records import Article, Coded, CodedMention, Page, Reading, Reject, Skipped
from dateline.resolve.events.assemble import Parties, assemble
from dateline.resolve.when import event_date, find_times
from dateline.resolve.where import Gazetteer, event_place, find_places
from dateline.resolve.who import Roster, find_actors
from dateline.resolve.whole import made_whole
from dateline.settings import Settings

# Articles are resolved in bursts, two thirds of those begun while the network is at the rest: code and tables stay in the processor's cache
# from one to the other, which makes each a tenth cheaper than one at a time.
MOST, LONGEST = 48, 500_000  # articles begun and their characters: few and short enough to hold
SLOW = 0.25  # seconds for the next article, from where those that came before it are not kept waiting

Begun: TypeAlias = tuple[Article | Reject, Callable[[], Reading]]


@dataclass(frozen=True, slots=True)
class World:
    """What resolving needs to know of the world; loaded once a run."""

    gazetteer: Gazetteer
    roster: Roster


def code(sources: Sequence[str], reader: Reads, world: World, settings: Settings) -> Iterator[Coded | Reject]:
    """Everything the sources hold, coded, in their order; what cannot be read comes as a Reject in its place."""
    return code_articles(articles(sources, settings), reader, world, settings)


def articles(sources: Sequence[str], settings: Settings) -> Iterator[Article | Reject]:
    """Everything the sources hold, as articles that are yet to be read."""
    return (to_wanted(page, settings) for page in open_sources(sources, settings))


def code_articles(
    some: Iterable[Article | Reject], reader: Reads, world: World, settings: Settings
) -> Iterator[Coded | Reject]:
    """The same from articles on: while some are resolved, the network is at those that follow."""
    begun: deque[Begun] = deque()
    asked = monotonic()
    for item in some:
        if monotonic() - asked > SLOW:
            yield from _finished(begun, len(begun), world, settings)
        begun.append((item, reader.begin(item) if _readable(item) else Reading))
        if len(begun) >= MOST or _size(begun) > LONGEST:
            yield from _finished(begun, max(1, len(begun) * 2 // 3), world, settings)
        asked = monotonic()
    while begun:
        yield from _finished(begun, 1, world, settings)


def _size(begun: Iterable[Begun]) -> int:
    return sum(len(item.text) for item, _ in begun if isinstance(item, Article))


def _finished(begun: deque[Begun], count: int, world: World, settings: Settings) -> Iterator[Coded | Reject]:
    """The first `count` of them, once the network is through with the last."""
    burst = [begun.popleft() for _ in range(count)]
    readings = [reading() for _, reading in reversed(burst)]
    for item, _ in burst:
        yield _coded(item, readings.pop(), world, settings)


def _coded(item: Article | Reject, reading: Reading, world: World, settings: Settings) -> Coded | Reject:
    if isinstance(item, Reject):
        return item
    return resolve(item, reading, world, settings) if _readable(item) else Coded(item, skipped=item.skipped)


def resolve(article: Article, reading: Reading, world: World, settings: Settings) -> Coded:
    """One reading -> times, places, actors, events."""
    reading = made_whole(article, reading)
    times = find_times(article)
    places = find_places(article, reading, world.gazetteer)
    who = find_actors(article, reading, world.roster, places)
    events = assemble(
        article,
        reading,
        Parties(article, reading, who.actors, who.of_mention, who.members),
        lambda trigger: event_date(trigger, reading, article, times),
        lambda trigger: event_place(trigger, reading, article, places),
    )
    kept = tuple(e for e in events if e.confidence >= (settings.min_confidence or 0.0))
    weak = len(events) - len(kept)
    skipped = (Skipped(f"{weak} events", f"confidence below {settings.min_confidence}"),) if weak else ()
    mentions = _mentions(article, reading, who.of_mention)
    return Coded(article, mentions, times, places, who.actors, kept, reading.contexts, article.skipped + skipped)


def _mentions(article: Article, reading: Reading, actors: Sequence[str | None]) -> tuple[CodedMention, ...]:
    """The first layer with its actors, then of the second what it lacks; the same words stand for the same actor."""
    of_words = {(m.start, m.end): actor for m, actor in zip(reading.mentions, actors, strict=True) if actor}
    first = {(m.start, m.end, m.type) for m in reading.mentions}
    more = [m for m in reading.second if (m.start, m.end, m.type) not in first]
    told = [*zip(reading.mentions, actors, strict=True), *((m, of_words.get((m.start, m.end))) for m in more)]
    return tuple(CodedMention(m.start, m.end, article.text[m.start : m.end], m.type, actor) for m, actor in told)


def to_wanted(page: Page | Reject, settings: Settings) -> Article | Reject:
    """The article of a page, where there is one and the run wants it."""
    if isinstance(page, Reject):
        return page
    if reason := unwanted_page(settings.wanted, page):
        return Reject(page.source, reason)
    try:
        article = to_article(page)
    except BadInput as bad:
        return Reject(bad.source, bad.reason)
    reason = unwanted_article(settings.wanted, article, url_of(page))
    return Reject(page.source, reason) if reason else article


def _readable(item: Article | Reject) -> TypeGuard[Article]:
    """English, as far as can be told."""
    return isinstance(item, Article) and item.language in (None, "en")
