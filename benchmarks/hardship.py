"""An archive under hardship: `python -m benchmarks.hardship [--kills 200]`. Exit code 1 where anything was lost or doubled.

1. SIGKILL at random moments while articles are added; after each the archive opens, holds what was reported, and nothing twice.
2. A disk that fills up: the size of files is limited (RLIMIT_FSIZE, which fails like a full disk); a clear error, archive sound.
3. A file that may not be written: a clear error.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from dateline.errors import ArchiveError
from dateline.records import Coded
from dateline.resolve.who import Roster
from dateline.store.archive import Added, Archive, MadeBy
from evals.wire import Wire

MADE_BY = MadeBy("benchmarks", "made up")
ROOM = 200_000  # bytes that a file may have on the disk that is full
OVERLAP = 8  # articles before the last reported one that are given again after each kill
# Each must be 0 in a sound archive.
WRONG = {
    "articles live twice": "select count(*) from (select id from articles where live group by id having count(*) > 1)",
    "reports live twice": "select count(*) from (select id, article from reports where live group by all having count(*) > 1)",
    "reports without their event": "select count(*) from reports r where r.live and r.event not in (select key from events)",
    "events without a report": "select count(*) from events where key not in (select event from reports where live)",
    "events whose count is off": """select count(*) from events e where e.reports <>
        (select count(*) from reports r where r.live and r.event = e.key)""",
    "articles without their text": "select count(*) from articles where text not in (select key from texts)",
    "reports without their words": "select count(*) from reports where key not in (select report from words)",
    "months that count otherwise": """
        select abs(coalesce(sum(events), 0) - (select count(*) from events where not rejected)) from months""",
    "spots that count otherwise": """select abs(coalesce(sum(events), 0) -
        (select count(*) from events where not rejected and (place is not null or lat is not null))) from spots""",
    "dyads that count otherwise": "select abs(coalesce(sum(events), 0) - (select count(*) from ties)) from dyads",
    "actors that are told of otherwise": """select count(*) from actors a left join
        (select actor, count(distinct article) as n from cast_list group by actor) c on c.actor = a.key
        where coalesce(told, 0) <> coalesce(n, 0)""",
}


def opened(path: Path) -> Archive:
    return Archive.open(path, roster=Roster({}), wait=5)


def add(path: Path, articles: list[Coded], say: Callable[[str], None]) -> None:
    """Add in small batches; say each id as soon as it is reported."""
    with opened(path) as archive:
        for done in archive.add(articles, MADE_BY, batch=8):
            if isinstance(done, Added):
                say(done.id)


def problems(path: Path, reported: set[str]) -> list[str]:
    """What is wrong with the archive; empty where it is sound."""
    with opened(path) as archive:
        there = {r["id"] for r in archive.rows("select id from articles where live union select id from sightings")}
        found = [f"{n} {name}" for name, step in WRONG.items() if (n := next(iter(archive.rows(step)[0].values())))]
    lost = reported - there
    return found + [f"{len(lost)} reported articles lost"] * bool(lost)


def told(lines: list[str], say: Callable[[str], None]) -> None:
    for line in lines:
        say(line)


def forked(work: Callable[[Callable[[str], None]], None], *, kill_after: tuple[int, float] | None = None) -> tuple[list[str], int]:
    """Run in a process of its own; (what it said, its wait status). Killed so many lines and then seconds on, where asked."""
    out, into = os.pipe()

    def say(text: str) -> None:
        os.write(into, f"{text}\n".encode())

    child = os.fork()
    if not child:
        os.close(out)
        code = 1
        try:
            work(say)
            code = 0
        except ArchiveError as error:
            say(f"! {error}")
            code = 3
        finally:
            os._exit(code)
    os.close(into)
    with os.fdopen(out, encoding="utf-8") as said:
        lines = []
        if kill_after is not None:
            lines += [line.rstrip("\n") for line in islice(said, kill_after[0])]
            time.sleep(kill_after[1])
            os.kill(child, signal.SIGKILL)
        lines += said.read().splitlines()
    return lines, os.waitpid(child, 0)[1]


def kills(folder: Path, times: int, seed: int) -> list[str]:
    """Kill `times` adders of one growing archive."""
    pick = random.Random(seed)
    articles, path = list(Wire(seed, 60 * times, 6 * times).articles()), folder / "killed.duckdb"
    reported: set[str] = set()
    at = struck = 0
    wrong: list[str] = []
    for n in range(times):
        some = articles[max(0, at - OVERLAP) :]
        said, status = forked(lambda say, some=some: add(path, some, say), kill_after=(pick.randrange(24), pick.uniform(0, 0.3)))  # type: ignore[misc]
        struck += os.WIFSIGNALED(status)
        reported |= set(said)
        at = min(len(articles), max(0, at - OVERLAP) + len(said))
        found, status = forked(lambda say, reported=reported: told(problems(path, reported), say))  # type: ignore[misc]
        wrong += [f"kill {n + 1}: {f}" for f in found] + [f"kill {n + 1}: the check broke off"] * (status != 0 and not found)
    outcome = f"{len(wrong)} faults" if wrong else "none lost, none twice"
    print(f"{struck} kills while adding: {len(reported)} articles reported; {outcome}")
    return wrong


def full_disk(folder: Path) -> list[str]:
    """Add until files may grow no further, then go on without the limit."""
    articles, path = list(Wire(7, 400, 40).articles()), folder / "full.duckdb"
    said, _ = forked(lambda say: add(path, articles[:60], say))
    reported = set(said)

    def limited(say: Callable[[str], None]) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))  # below what the file has already: its log soon stands still
        add(path, articles[60:], say)

    said, _ = forked(limited)
    errors = [line for line in said if line.startswith("!")]
    reported |= {line for line in said if not line.startswith("!")}
    print(f"full disk after {len(reported)} articles: {errors[0] if errors else 'no error came'}")
    found, status = forked(lambda say: told(problems(path, reported), say))
    print(f"  with room again: {'sound' if not found and not status else 'not sound'}")
    after, _ = forked(lambda say: add(path, articles[100:180], say))
    print(f"  and {len(after)} of 80 articles more went in")
    missing = ["no error named the disk"] * (not any("disk" in e for e in errors)) + ["adding did not go on"] * (len(after) != 80)
    return found + missing


def read_only(folder: Path) -> list[str]:
    """Open a file without the right to write it; as another user where we are root, who may write anything."""
    articles, path = list(Wire(8, 30, 3).articles()), folder / "kept.duckdb"
    forked(lambda say: add(path, articles[:20], say))
    path.chmod(0o444)
    folder.chmod(0o755)

    def powerless(say: Callable[[str], None]) -> None:
        if os.getuid() == 0:
            os.setuid(65534)
        add(path, articles, say)

    said, _ = forked(powerless)
    print(f"read-only file: {said[-1] if said else 'no error came'}")
    return [] if said and "may not be written" in said[-1] else ["a read-only file gave no clear error"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=11)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wrong = [*read_only(folder), *full_disk(folder), *kills(folder, given.kills, given.seed)]
    print("\n".join(wrong) or "all sound")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
