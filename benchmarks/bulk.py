"""An archive of any size at once: `python -m benchmarks.bulk --events 1000000 --out big.duckdb`. A million events take some minutes.

Adding articles one by one would take hours, so bulk.sql makes the rows of every table as adding would leave them: people and bodies
of which few are busy, towns, ten years of days, events told by one to forty reports, two reports an article. Numbers come from hashes
of keys, so the same size and seed give the same archive.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from dateline.records import Participant
from dateline.resolve.events.plover import QUAD_OF, intensity
from dateline.resolve.who import Roster
from dateline.store.archive import Archive
from dateline.store.archive.naming import name_key
from dateline.store.archive.people import identity
from dateline.store.archive.tables import Tables
from evals.wire import CLAUSES, COUNTRIES, SYLLABLES, TOPICS

Row = dict[str, Any]
STEPS = Path(__file__).with_suffix(".sql")
START, DAYS = date(2015, 1, 1), 3650
MEMORY = "3GB"  # of the making; the archive itself is opened with less
# Type: mode, verb, and how many of a hundred events are of it.
KINDS: dict[str, tuple[str | None, str, int]] = {
    "ASSAULT": ("aerial", "bombed", 16), "CONSULT": ("visit", "met with", 18), "COERCE": ("arrest", "detained", 10),
    "PROTEST": ("demo", "marched against", 8), "AID": (None, "sent aid to", 5), "RETREAT": ("withdraw", "withdrew from", 3),
    "ACCUSE": ("disapprove", "condemned", 12), "MOBILIZE": ("troops", "massed troops against", 4),
    "AGREE": (None, "signed a deal with", 6), "SUPPORT": (None, "backed", 4), "THREATEN": (None, "warned", 4),
    "REQUEST": (None, "called on", 4), "COOPERATE": (None, "patrolled with", 3), "REJECT": (None, "rebuffed", 1),
    "SANCTION": (None, "put sanctions on", 1), "CONCEDE": (None, "yielded to", 1),
}  # fmt: skip
BODIES = (("Front", "REB"), ("Army", "MIL"), ("Police", "COP"), ("Union", "LAB"), ("Council", "GOV"))


def make(path: Path, events: int, *, seed: int = 7, say: Callable[[str], None] = lambda table: None) -> None:
    """Write an archive of so many events to a file that must not exist yet; `say` hears of each table made."""
    if path.exists():
        raise FileExistsError(f"{path} is there already: name another file, or remove it")
    Archive.open(path).close()
    with duckdb.connect(str(path), config={"memory_limit": MEMORY}) as base:
        base.execute("set enable_progress_bar = false")
        _world(base, random.Random(seed), events)
        for step in base.extract_statements(STEPS.read_text("utf-8")):
            base.execute(step)
            if made := re.search(r"^(?:create temp table|insert into) (\w+)", step.query, re.M):
                say(made[1])


def _world(base: duckdb.DuckDBPyConnection, chance: random.Random, events: int) -> None:
    """Who and what there is, and what the steps need to know."""
    tables, roster, names = Tables(base), Roster({}), _names(chance)
    people = [_actor(key, chance, names) for key in range(1, max(200, events // 50) + 1)]
    rows = [p | {"identity": identity(Participant(p["name"], p["name"], country=p["country"]), roster)} for p in people]
    tables.insert("actors", rows)
    tables.insert("names", [{"actor": p["key"], "name": p["name"], "folded": name_key(p["name"])} for p in people])
    tables.insert("codings", [{"key": 1, "coder": "benchmarks", "model": "made up", "moment": START}])
    towns = max(60, events // 250)
    base.execute("create temp table town (n bigint, name varchar, country varchar, admin1 varchar, lat double, lon double)")
    tables.insert("town", [{"n": n} | _town(chance, names) for n in range(towns)])
    base.execute("create temp table kind (n bigint, type varchar, mode varchar, quad varchar, intensity double, verb varchar)")
    kinds = [_kind(t) for t, (_, _, share) in KINDS.items() for _ in range(share)]
    tables.insert("kind", [{"n": n} | kind for n, kind in enumerate(kinds)])
    given = {"events": events, "actors": len(people), "towns": towns, "kinds": len(kinds), "days": DAYS, "start": START}
    for name, value in (given | {"topics": list(TOPICS), "clauses": list(CLAUSES)}).items():
        base.execute(f"set variable {name} = ?", [value])


def _kind(type: str) -> Row:
    mode, verb, _ = KINDS[type]
    return {"type": type, "mode": mode, "quad": QUAD_OF[type], "intensity": intensity(type, (mode,) if mode else ()), "verb": verb}


def _names(chance: random.Random) -> Iterator[str]:
    """Names that never repeat."""
    seen: set[str] = set()
    while True:
        name = "".join(chance.choices(SYLLABLES, k=chance.choice((3, 4)))).capitalize()
        if name not in seen:
            seen.add(name)
            yield name


def _actor(key: int, chance: random.Random, names: Iterator[str]) -> Row:
    country = chance.choice(COUNTRIES)
    if chance.random() < 0.5:
        name = f"{next(names)} {next(names)}"
        return {"key": key, "name": name, "type": "person", "country": country, "sector": chance.choice(("GOV", "MIL", "LEG"))}
    kind, sector = chance.choice(BODIES)
    return {"key": key, "name": f"{next(names)} {kind}", "type": "organisation", "country": country, "sector": sector}


def _town(chance: random.Random, names: Iterator[str]) -> Row:
    n = chance.randrange(len(COUNTRIES))
    lat, lon, country = 10 + 6 * n + chance.uniform(-2.5, 2.5), 20 + 9 * n + chance.uniform(-3.5, 3.5), COUNTRIES[n]
    return {"name": next(names), "country": country, "admin1": f"{country} {chance.randrange(4)}", "lat": lat, "lon": lon}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000, help="how many events (1000000)")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the archive to make; must not exist")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    began = time.monotonic()
    make(args.out, args.events, seed=args.seed, say=lambda table: print(f"{time.monotonic() - began:6.1f} s  {table}", flush=True))
    print(f"{args.out}: {args.events:,} events, {args.out.stat().st_size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
