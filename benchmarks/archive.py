"""Questions to a large archive: `python -m benchmarks.archive --events 10000000 [--file FILE]`.

Makes a made-up archive of that size (benchmarks.bulk) where FILE is not there yet, and prints bytes an event, the time of each question
as a person asks it (median of some runs after a first one, whole pages of 50 with their total), and the peak memory of the process
that asked; `--write` puts them into docs/scale.md. Exit code 1 where a question takes longer than LIMIT or memory passes ROOM.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks import bulk, page
from dateline.store.archive import Archive, Filters
from dateline.use.analysis import dyad, who

LIMIT, ROOM = 0.2, 1.5  # seconds warm, GB
Question = tuple[str, Callable[[], Any]]
BUSIEST = """
    select a.key, a.name from actors a join (select actor, count(*) as n from parts group by actor order by n desc limit 1 offset ?) p
    on p.actor = a.key
"""
PARTNER = """
    select b.actor as key from parts a join parts b using (event) where a.actor = ? and b.actor <> ? and a.role <> b.role
    group by 1 order by count(*) desc, 1 limit 1
"""
PLACE = "select place as name from events where lat is not null group by 1 order by count(*) desc, 1 limit 1"
WORD = "select string_split(sentence, ' ')[1] as word from events where key = ?"


def questions(archive: Archive, events: int) -> Iterator[Question]:
    """Filters one by one and together, from those that let through everything to those that let through a handful; dyads; a life."""
    busy, seldom = (f"#{archive.rows(BUSIEST, [n])[0]['key']}" for n in (0, events // bulk.BODIES_PER // 2))
    partner = f"#{archive.rows(PARTNER, [int(busy[1:])] * 2)[0]['key']}"
    word = archive.rows(WORD, [events // 2])[0]["word"]
    place = archive.rows(PLACE)[0]["name"]
    asked = {
        "everything, latest first": Filters(),
        "one type": Filters(types=("ASSAULT",)),
        "a mode": Filters(modes=("visit",)),
        "the busiest actor": Filters(who=busy),
        "a seldom actor": Filters(who=seldom),
        "who to whom": Filters(actor=busy, recipient=partner),
        "a country": Filters(country="IRQ"),
        "a country's forces": Filters(who="IRQ:MIL"),
        "a sector": Filters(sector="REB"),
        "a place": Filters(place=place),
        "within 50 km": Filters(place=place, km=50),
        "a month": Filters(since="2021-06", until="2021-06"),
        "a year of one type": Filters(types=("CONSULT",), since="2012", until="2012"),
        "sure, several sources": Filters(min_confidence=0.95, min_sources=2),
        "what is to come": Filters(aux=("future",)),
        "a word of the sentence": Filters(text=word),
        "two words of the sentence": Filters(text=f"shelled {place}"),
        "much at once": Filters(types=("ASSAULT", "COERCE"), country="TUR", since="2015", min_confidence=0.8, aux=("actual",)),
    }
    yield from ((name, lambda f=f: archive.find(f)) for name, f in asked.items())
    yield "the deadliest", lambda: archive.find(Filters(), sort="-killed")
    yield "page 200 of a type", lambda: archive.find(Filters(types=("ACCUSE",)), offset=10_000)
    yield "dyad of the busiest", lambda: dyad(archive, busy, partner)
    yield "dyad of the seldom", lambda: dyad(archive, seldom, partner)
    yield "dyad of two countries", lambda: dyad(archive, "IRQ", "TUR")
    yield "dyad of a force and rebels", lambda: dyad(archive, "SYR:MIL", "SYR:REB")
    yield "life of the busiest", lambda: who(archive, busy)


def timed(ask: Callable[[], Any], runs: int) -> tuple[float, float]:
    """Median seconds by the clock and of all processors together, after a first run."""
    ask()
    spent, worked = [], []
    for _ in range(runs):
        began, busy = time.perf_counter(), time.process_time()
        ask()
        spent.append(time.perf_counter() - began)
        worked.append(time.process_time() - busy)
    return statistics.median(spent), statistics.median(worked)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--file", type=Path, help="the archive; kept, and made only where missing")
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each question (5)")
    parser.add_argument("--write", action="store_true", help="write the figures into docs/scale.md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = args.file or Path(folder) / "large.duckdb"
        if not path.exists():
            bulk.make(path, args.events)
        good, found = ask_all(path, args.runs)
    if args.write:
        what = "--file FILE" if args.file else f"--events {args.events}"
        page.fill("archive", found, f"python -m benchmarks.archive {what} --runs {args.runs}")
    return 0 if good else 1


def ask_all(path: Path, runs: int) -> tuple[bool, dict[str, str]]:
    """Print the figures; whether all aims are met, and the figures as rows of a table."""
    slow, found = [], {}
    with Archive.open(path) as archive:
        events = archive.rows("select count(*) as n from events")[0]["n"]
        size = path.stat().st_size
        found["events, GB, bytes an event"] = f"{events:,}, {size / 1e9:.2f}, {size / events:.0f}"
        print(f"{events:,} events: {size / 1e9:.2f} GB, {size / events:.0f} bytes an event")
        for name, ask in questions(archive, events):
            seconds, busy = timed(ask, runs)
            slow += [name] * (seconds > LIMIT)
            found[f"{name}: ms by the clock, of all processors"] = f"{1000 * seconds:.0f}, {1000 * busy:.0f}"
            print(f"  {name:<36}{1000 * seconds:8.0f} ms {1000 * busy:8.0f} ms of processors", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"peak memory {peak:.2f} GB; {'all' if not slow else f'{len(slow)} not'} under {1000 * LIMIT:.0f} ms")
    found["peak memory, GB"] = f"{peak:.2f}"
    return not slow and peak <= ROOM, found


if __name__ == "__main__":
    sys.exit(main())
