"""A process that takes inputs one after the other and says on stdout what each gave. It limits its address space itself; who started it
watches its time and memory from outside.

    python -m benchmarks.fuzz.victim FIRST STEP LAST
"""

from __future__ import annotations

import json
import re
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.fuzz.mutate import named_input
from benchmarks.fuzz.seeds import seeds
from dateline import Coder
from dateline.errors import BadInput
from dateline.ingest.sources.listed import listed_in
from dateline.read.reader import Reader
from dateline.records import Article, Mention, Reading, Reject, Role, Trigger
from dateline.resolve.events.plover import QUAD_OF
from dateline.use.export import article_dict

MEMORY = 2_000_000_000  # bytes beyond what the process has when it is ready
READ_EVERY = 50  # the network reads one input in so many
READ_MOST = 40_000  # characters of a text that it reads: it takes its time for more, as it must
WORD = re.compile(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)*|\d+")
KINDS = ("person", "organisation", "group", "place", "time", "quantity", "title")
TYPES = sorted(QUAD_OF)


def reading_of(article: Article) -> Reading:
    """A reading without a network: every capitalised word is somebody, some place or some time, and something happens between them."""
    found = [m.span() for m, _ in zip(WORD.finditer(article.text), range(200), strict=False)]
    mentions = tuple(Mention(a, b, KINDS[n % len(KINDS)]) for n, (a, b) in enumerate(found))  # type: ignore[arg-type]
    triggers = []
    for n, ((_, a), (b, _)) in enumerate(zip(found[::5], found[1::5], strict=False)):
        if b - a > 2:
            roles = (Role("actor", 5 * n), Role("recipient", 5 * n + 1), Role("place", min(5 * n + 3, len(found) - 1)))
            triggers.append(Trigger(a + 1, b - 1, TYPES[n % len(TYPES)], roles=roles))
    inside = [t for t in triggers if any(s <= t.start and t.end <= e for s, e in article.sentences)]
    return Reading(mentions, tuple(inside))


class Sampling:
    """Reads by the network while `on`, else without it."""

    def __init__(self) -> None:
        self.on = False
        self._network = Reader("fast", threads=1)

    def begin(self, article: Article) -> Callable[[], Reading]:
        return self._network.begin(article) if self.on and len(article.text) <= READ_MOST else lambda: reading_of(article)


def took(coder: Coder, path: Path, raw: bytes) -> Counter[str]:
    """What an input gave: articles, and reasons."""
    path.write_bytes(raw)
    out: Counter[str] = Counter()
    for item in coder.run(str(path)):
        if isinstance(item, Reject):
            out["rejects"] += 1
            out["without a reason"] += not item.reason.strip()
        else:
            out["articles"] += 1
            json.dumps(article_dict(item))
    try:
        out["listed"] += len(listed_in(raw, "http://a.example/feed"))
    except BadInput:
        out["unlisted"] += 1
    return out


def limit_memory() -> None:
    """2 GB beyond what is mapped now: libraries reserve far more than they use."""
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (mapped + MEMORY, resource.RLIM_INFINITY))


def tell(**what: Any) -> None:
    print(json.dumps(what), flush=True)


def main(first: int, step: int, last: int) -> None:
    reader = Sampling()
    coder = Coder(reader=reader)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "input"
        for reader.on in (True, False):
            for raw in list(seeds().values())[:3]:
                took(coder, path, raw)
        limit_memory()
        for number in range(first, last, step):
            name, raw = named_input(number)
            reader.on = number % READ_EVERY == READ_EVERY - 1
            tell(number=number, name=name, size=len(raw), network=reader.on)
            began = time.process_time()
            fault = ""
            try:
                out = took(coder, path, raw)
            except MemoryError:
                out, fault = Counter(), "memory: " + traceback.format_exc(limit=-3)
            except Exception:
                out, fault = Counter(), traceback.format_exc(limit=-6)
            if not fault and not (out["articles"] or out["rejects"]):
                fault = "silent: neither an article nor a reason"
            if out["without a reason"]:
                fault = "a reject without a reason"
            del raw
            spent = round(time.process_time() - began, 2)
            tell(done=number, seconds=spent, fault=fault, articles=out["articles"], rejects=out["rejects"])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
