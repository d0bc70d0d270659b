"""How the work grows with the text: `python -m benchmarks.growth`.

Articles of 10,000 to 200,000 words, put together from the passages of training/corpus with their own marks as the reading, are resolved
step by step; milliseconds for 1,000 words stay level where time is linear. Then expressions of time and look-ups of places a second, an
article of 500 places, and a text of mixed scripts. All times are of the processor, so that a busy machine does not count.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle
from typing import TypeVar

from dateline import flow
from dateline.ingest.article.sentences import split_sentences
from dateline.records import Article, Mention, Reading, Role, Trigger
from dateline.resolve.events.assemble import Parties, assemble
from dateline.resolve.when import event_date, find_times
from dateline.resolve.where import Gazetteer, event_place, find_places
from dateline.resolve.who import Roster, find_actors
from dateline.settings import Settings
from training.examples import Example, GoldRole
from training.markup import example, passages

T = TypeVar("T")
SIZES = (10_000, 50_000, 100_000, 200_000)  # words
TIMES = "On Sunday they met; in May 2019, two days later, they had left. Last week it was said again since June 20, and in the 1990s. "
NAMES = ("Mosul", "Athens", "Dublin", "Lagos", "Kyiv", "Lima", "Baghdad", "Erbil", "Springfield", "San José", "Qwertzuiop", "Paris")
SCRIPTS = "Дело в Київ, 北京 said 3 мая; الموصل met Ankara on Sunday — Αθήνα, 東京 and Erbil (هەولێر) agreed in May 2019. "


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, nargs="+", default=SIZES, help="lengths of the articles")
    args = parser.parse_args()
    world = flow.World(Gazetteer.load(), Roster.load())
    growth(args.words, world)
    times()
    lookups(Gazetteer.load())
    places(world)
    scripts(world)


def growth(sizes: Sequence[int], world: flow.World) -> None:
    """Milliseconds of each step for 1,000 words, by the length of the article."""
    steps = "".join(f"{name:>10}" for name in ("when", "where", "who", "events", "all"))
    print(f"{'words':>8}{'events':>8}{steps}  ms per 1,000 words")
    for words in sizes:
        article, reading = long_article(words)
        spent, events = resolved(article, reading, world)
        each = [1e6 * s / words for s in (*spent, sum(spent))]
        print(f"{words:>8,}{events:>8,}" + "".join(f"{ms:>10.2f}" for ms in each))


def resolved(article: Article, reading: Reading, world: flow.World) -> tuple[list[float], int]:
    """Seconds of when, where, who and events, as flow.resolve does them; and how many events came out."""
    a, found = _timed(lambda: find_times(article))
    b, put = _timed(lambda: find_places(article, reading, world.gazetteer))
    c, who = _timed(lambda: find_actors(article, reading, world.roster, put))
    parties = Parties(article, reading, who.actors, who.of_mention, who.members)
    d, events = _timed(
        lambda: assemble(
            article, reading, parties, lambda t: event_date(t, reading, article, found), lambda t: event_place(t, reading, article, put)
        )
    )
    return [a, b, c, d], len(events)


def long_article(words: int) -> tuple[Article, Reading]:
    """Passages one after the other until there are so many words, their marks as the reading."""
    texts: list[str] = []
    mentions: list[Mention] = []
    triggers: list[Trigger] = []
    at = count = 0
    for passage in cycle(list(passages())):
        if count >= words:
            break
        found = example(passage, ())
        place = {(a, b): len(mentions) + i for i, (a, b) in enumerate(_spans(found))}
        kinds = {(a, b): kind for a, b, kind in found.mentions}
        mentions += [Mention(at + a, at + b, kinds[a, b]) for a, b in place]  # type: ignore[arg-type]
        triggers += [
            Trigger(at + e.start, at + e.end, e.type, e.modes, e.aux, tuple(_roles(e.roles or (), place))) for e in found.events or ()
        ]
        texts.append(found.text)
        at += len(found.text) + 2
        count += len(found.text.split())
    text = "\n\n".join(texts)
    reading = Reading(tuple(mentions), tuple(sorted(triggers, key=lambda t: (t.start, t.end))))
    return Article("long", "long", text, split_sentences(text), published="2019-05-13"), reading


def _spans(found: Example) -> list[tuple[int, int]]:
    return sorted({(a, b) for a, b, _ in found.mentions}, key=lambda s: (s[0], -s[1]))


def _roles(roles: Iterable[GoldRole], place: dict[tuple[int, int], int]) -> Iterator[Role]:
    for role in roles:
        if (role.start, role.end) in place:
            yield Role(role.name, place[role.start, role.end])  # type: ignore[arg-type]


def times() -> None:
    """Expressions of time a second; at least 3,000 are wanted."""
    article = Article("t", "t", TIMES * 2000, published="2022-07-04")
    seconds, found = _timed(lambda: find_times(article))
    print(f"{len(found):,} expressions of time in {seconds:.2f} s: {len(found) / seconds:,.0f} a second")


def lookups(gazetteer: Gazetteer) -> None:
    """100,000 look-ups of names, known and not, each name once looked up before kept; at most 2 s are wanted."""
    names = [f"{n}{'' if i % 3 else i % 7}" for i in range(100_000 // len(NAMES) + 1) for n in NAMES][:100_000]
    seconds, _ = _timed(lambda: [gazetteer.lookup(n) for n in names])
    fresh = [f"{n} {i}" for i in range(100_000 // len(NAMES) + 1) for n in NAMES][:100_000]
    cold, _ = _timed(lambda: [gazetteer.lookup(n) for n in fresh])
    print(f"100,000 look-ups of places in {seconds:.2f} s; of names never seen before in {cold:.2f} s")


def places(world: flow.World) -> None:
    """An article that names 500 places."""
    text = "They went to " + ", then to ".join(NAMES * 42) + "."
    mentions = tuple(Mention(m.start(), m.end(), "place") for m in re.finditer(r"[A-Z]\w+(?: José)?(?=[,.])", text))
    article = Article("p", "p", text, ((0, len(text)),))
    seconds, found = _timed(lambda: find_places(article, Reading(mentions), world.gazetteer))
    print(f"{len(found)} places in one article in {seconds:.2f} s")


def scripts(world: flow.World) -> None:
    """Mixed scripts neither fail nor slow it down."""
    text = SCRIPTS * 500
    article = Article("s", "s", text, split_sentences(text), published="2019-05-13")
    mentions = tuple(Mention(m.start(), m.end(), "group") for m in re.finditer(r"\w+", text))
    seconds, coded = _timed(lambda: flow.resolve(article, Reading(mentions), world, Settings()))
    print(f"{len(text.split()):,} words of mixed scripts in {seconds:.2f} s: {len(coded.times)} times, {len(coded.places)} places")


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.process_time()
    out = work()
    return time.process_time() - began, out


if __name__ == "__main__":
    main()
