"""`dateline follow` for long against a site that misbehaves (site.py), its clock sped up: what is lost or doubled, does memory drift?

    python -m benchmarks.follow --minutes 30 --speed 120
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks.site import Site, serving
from dateline import Coder
from dateline.records import Reject
from dateline.settings import FetchOptions, Settings
from dateline.store.archive import Archive
from dateline.use.follow import Follower, Pace

AT_ONCE = 10  # articles published together: one served in each way
OFTEN = 3600.0  # seconds of the sped clock between two publications


class Over(Exception):
    """The time is up."""


class Sped:
    """A clock that runs ahead; whenever somebody sleeps by it, it publishes and notes the memory if it is time to.

    `waits` tells how many pages are known and not in yet. Time-outs are not sped up, so that pages come late by the clock: when the
    time is up, what waits may still come, for as long again.
    """

    def __init__(self, speed: float, site: Site, seconds: float, waits: Callable[[], int]) -> None:
        self.speed, self.began, self.site, self.seconds, self._waits = speed, time.time(), site, seconds, waits
        self.memory: list[float] = []
        self.backlog = 0  # the most pages that waited at a look
        self._next_out = self._next_look = 0.0

    def now(self) -> float:
        return self.began + (time.time() - self.began) * self.speed

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds / self.speed)
        spent = time.time() - self.began
        if spent > 2 * self.seconds or (spent > self.seconds and not self._waits()):
            raise Over
        if spent >= self._next_look:
            self.memory.append(resident())
            self.backlog = max(self.backlog, self._waits())
            self._next_look = spent + 60
        if self.now() >= self._next_out and spent < 0.8 * self.seconds:  # the rest of the time is for what was published to come in
            self.site.publish(AT_ONCE)
            self._next_out = self.now() + OFTEN


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30, help="how long (30)")
    parser.add_argument("--speed", type=float, default=120, help="how many times faster the clock runs (120)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serving(Site()) as site:
        file, feeds = Path(folder) / "a.duckdb", Path(folder) / "feeds.txt"
        feeds.write_text(f"{site.root}/feed\n{site.root}/index.xml\n", "utf-8")
        fetch = FetchOptions(timeout=2.0, max_bytes=1_000_000, allow_private=True)
        site.publish(AT_ONCE)
        states = file.with_name(file.name + ".follow")
        clock, coder = Sped(args.speed, site, args.minutes * 60, lambda: len(waiting(states))), Coder(Settings(1, fetch=fetch))
        follower = Follower(feeds, file, coder, Pace(every=900, delay=5), print, clock=clock)
        answers: Counter[str] = Counter()
        try:
            for done in follower.run():
                answers["refused" if isinstance(done, Reject) else done.answer] += 1
        except Over:
            pass
        with Archive.open(file, read_only=True) as archive:
            kept = Counter(r["source"] for r in archive.rows("select source from articles"))
        report(site, kept, waiting(states), answers, clock)


def report(site: Site, kept: Counter[str], late: set[str], answers: Counter[str], clock: Sped) -> None:
    """The figures."""
    due, memory = site.due(), clock.memory
    asked = sum(site.asked.values())
    hours = (clock.now() - clock.began) / 3600
    print(f"{hours:.0f} hours of the clock, {site.articles} pages published, {len(due)} of them can come, {asked} requests")
    lost, doubled, unknown = due - set(kept) - late, sum(n - 1 for n in kept.values()), set(kept) - due
    print(f"came {len(kept)}, wait {len(due & late)}, lost {len(lost)}, doubled {doubled}, unknown {len(unknown)}; {sorted(lost)[:5]}")
    print(f"at most {clock.backlog} pages waited")
    print(f"answers: {dict(answers)}; feeds unchanged {site.unchanged} times")
    half = len(memory) // 2
    print(f"memory by minute, MB: {' '.join(f'{m:.0f}' for m in memory)}")
    if half > 1:
        print(f"drift between the halves: {sum(memory[half:]) / len(memory[half:]) - sum(memory[1:half]) / (half - 1):+.0f} MB")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def waiting(states: Path) -> set[str]:
    """Pages that the follower knows of and that are not in yet."""
    with closing(sqlite3.connect(states)) as base:
        return {url for (url,) in base.execute("select url from pages where state in ('waiting', 'ready')")}


def resident() -> float:
    """Megabytes that the process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


if __name__ == "__main__":
    main()
