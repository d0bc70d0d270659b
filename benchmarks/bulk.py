"""A made-up archive of any size, made in bulk inside DuckDB: `python -m benchmarks.bulk --events 1000000 --out big.duckdb`.

Adding article by article would take days, so bulk.sql makes the rows of every table as adding would leave them: 1.25 reports an
event, four reports an article of some 200 words, dates of all precisions, places of the gazetteer, actors of whom few are told of often
and most seldom. It works in stretches, so memory does not grow with the archive; a making that was broken off goes on with the next
stretch. The same size and seed give the same archive.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from dateline.read.labels import MODES_OF
from dateline.resolve.events.plover import QUAD_OF, intensity
from dateline.resolve.where.gazetteer import FILE, KINDS, SCALE
from dateline.resolve.who import Roster
from dateline.store.archive import Archive, dealings, lives, span, sums, ties, words
from dateline.store.archive.naming import name_key

STEPS = Path(__file__).with_suffix(".sql")
STRETCH = 200_000  # reports made at a time: some 1 GB of memory
REACH = 500  # a report may tell again what one of the last 500 told
START, DAYS = date(2000, 1, 1), 8_400
TOWNS = 4_000
PHRASES = 30_000
BODIES_PER = 60  # events for each actor, in the mean
SYLLABLES = "ka ro ma ti sel dor van eth bar lin mo sha kel tur nis ga wen pol dra hi zo fe lur pra ny sto cha ul ber ix".split()
KINDS_OF_BODY = (
    ("{} Front", "organisation", "REB"), ("{} Army", "organisation", "MIL"), ("{} Police", "organisation", "COP"),
    ("{} Union", "organisation", "LAB"), ("{} Council", "organisation", "GOV"), ("{} Party", "organisation", "PTY"),
    ("{} villagers", "group", "CVL"), ("{} Times", "organisation", "JRN"),
)  # fmt: skip
VERBS = {
    "AGREE": "agreed with", "CONSULT": "met", "SUPPORT": "backed", "CONCEDE": "yielded to", "COOPERATE": "drilled with",
    "AID": "sent grain to", "RETREAT": "withdrew before", "REQUEST": "asked", "ACCUSE": "accused", "REJECT": "rejected",
    "THREATEN": "threatened", "PROTEST": "marched against", "SANCTION": "expelled", "MOBILIZE": "massed against",
    "COERCE": "detained", "ASSAULT": "shelled",
}  # fmt: skip
SHARES = {"CONSULT": 5, "ASSAULT": 5, "COERCE": 3, "ACCUSE": 3, "PROTEST": 3, "AGREE": 2, "SUPPORT": 2, "REQUEST": 2, "THREATEN": 2}
CLAUSES = (
    "officials said; witnesses told reporters; a statement read; in the early hours; after weeks of tension; despite calls for calm; "
    "as talks went on elsewhere; local media reported; a spokesman confirmed; for the third time this month; while roads stayed closed"
).split("; ")
MACROS = """
    create or replace temp macro u(n, salt) as hash(n::bigint, salt) / 18446744073709551616.0;
    create or replace temp macro pick(n, salt, among) as (hash(n::bigint, salt) % among::ubigint)::bigint;
    create or replace temp macro fresh(r) as if(r % 5 = 0, r - 1, r);
    create or replace temp macro told_at(r) as
      if(r % 5 = 0, fresh(greatest(1, r - 1 - ((getvariable('reach') - 2) * power(u(r, 'again'), 3))::bigint)), r);
    create or replace temp macro event_of(r) as told_at(r) - told_at(r) // 5;
    create or replace temp macro first_report(e) as e + (e - 1) // 4;
    create or replace temp macro other(r) as if(u(r, 'count') < 0.3, 1 + pick(r, 'counted', 5), 0)::integer;
    create or replace temp macro sureness(r) as 0.5 + 0.5 * sqrt(u(r, 'sure'));
    create or replace temp macro wire_of(a) as if(u(a, 'copy') < 0.1, greatest(1, a - 1 - pick(a, 'copied', 20)), a);
    create or replace temp macro published_on(a) as
      getvariable('start') + (getvariable('days') * power(a / getvariable('articles'), 0.7))::integer;
    create or replace temp macro name_of(a) as 'article-' || a;
    create or replace temp macro report_id(r) as lower(hex(hash(r::bigint, 'id')));
"""


def make(path: Path, events: int, *, seed: int = 7, say: Callable[[str], None] = lambda far: None) -> None:
    """Write an archive of so many events to a file that must not exist yet; `say` hears how far it is.

    Until it is whole it is called FILE.part.
    """
    if path.exists():
        raise FileExistsError(f"{path} is there already: name another file, or remove it")
    part = path.with_name(path.name + ".part")
    Archive.open(part, roster=Roster({})).close()
    with duckdb.connect(str(part), config={"memory_limit": "3GB"}) as base:
        base.execute("set enable_progress_bar = false; set TimeZone = 'UTC'; set preserve_insertion_order = true")
        reports = events + (events - 1) // 4
        done = _done(base, f"made up: {events} events, seed {seed}")
        _world(base, random.Random(seed), events, reports)
        for first in range(done + 1, reports + 1, STRETCH):
            last = min(first + STRETCH - 1, reports)
            _stretch(base, first, last, min(last + REACH, reports))
            say(f"{last:,} of {reports:,} reports")
        base.execute("begin")
        for sum_all in (sums.sum_all, span.sum_all, ties.sum_all, dealings.sum_all, lives.sum_all):
            sum_all(base)
        base.execute("commit")
        base.execute("checkpoint")
    part.rename(path)


def _done(base: duckdb.DuckDBPyConnection, model: str) -> int:
    """Reports that stand in a file already; one of another size or seed is no beginning of this one."""
    kept = base.execute("select model from codings").fetchall()
    if not kept:
        base.execute("insert into codings values (1, 'benchmarks', ?, now()::timestamp)", [model])
    elif kept != [(model,)]:
        raise FileExistsError(f"a part of another archive ({kept[0][0]}) is in the way: remove it")
    (row,) = base.execute("select coalesce(max(key), 0) from reports").fetchall()
    return int(row[0])


def _world(base: duckdb.DuckDBPyConnection, pick: random.Random, events: int, reports: int) -> None:
    """Who and what there is, as temporary tables, with actors and their names in the archive."""
    names = _names(pick)
    bodies = [_body(n, pick, next(names)) for n in range(1, max(200, events // BODIES_PER) + 1)]
    towns = _towns()
    kinds = [(t, m) for t in QUAD_OF for m in islice(cycle(((), *((m,) for m in MODES_OF[t]))), 16 * SHARES.get(t, 1))]
    base.execute(MACROS)
    given: dict[str, Any] = {
        "start": START, "days": DAYS, "events": events, "reports": reports, "articles": (reports - 1) // 4 + 1, "reach": REACH,
        "bodies": len(bodies), "towns": len(towns), "kinds": len(kinds), "clauses": len(CLAUSES), "phrases": PHRASES,
    }  # fmt: skip
    for name, value in given.items():
        base.execute(f"set variable {name} = ?", [value])
    _table(base, "towns", "n bigint, name varchar, country varchar, admin1 varchar, lat double, lon double, geonameid bigint", towns)
    _table(base, "bodies", "n bigint, name varchar, short varchar, type varchar, country varchar, sector varchar, head varchar", bodies)
    rows = [(n, t, QUAD_OF[t], list(m), intensity(t, m), VERBS[t]) for n, (t, m) in enumerate(kinds)]
    _table(base, "kinds", "n bigint, type varchar, quad varchar, modes varchar[], intensity double, verb varchar", rows)
    _table(base, "clauses", "n bigint, text varchar", list(enumerate(CLAUSES)))
    _table(base, "phrases", "n bigint, text varchar", _phrases(pick, names))
    _actors(base, bodies)


def _actors(base: duckdb.DuckDBPyConnection, bodies: list[tuple[Any, ...]]) -> None:
    """Posts that people hold; and, where they are not kept yet, the tables about actors."""
    base.execute("""
        alter table bodies add column roles struct(title varchar, organisation varchar, "on" varchar)[];
        update bodies set roles = if(head is null, [], [{title: 'Head of ' || head, organisation: head, "on": '2015-01-01'}]);
    """)
    if base.execute("select 1 from actors limit 1").fetchall():
        return
    base.execute("""
        begin;
        insert into actors by name select n as key, if(type = 'person', 'person:', 'body:') || lower(name) as identity,
          name, type, country, sector from bodies order by n;
    """)
    named = [(n, name, name_key(str(name))) for n, *both in (b[:3] for b in bodies) for name in dict.fromkeys(both)]
    _table(base, "named_so", "actor bigint, name varchar, folded varchar", named)
    heads = [(b[0], name_key(str(b[6])), f"Head of {b[6]}") for b in bodies if b[6]]
    _table(base, "heads", "actor bigint, body varchar, why varchar", heads)
    base.execute("insert into names select * from named_so order by actor; insert into kin select * from heads order by actor; commit")


def _stretch(base: duckdb.DuckDBPyConnection, first: int, last: int, ahead: int) -> None:
    steps = STEPS.read_text("utf-8")
    for name, value in (("$first", first), ("$last", last), ("$ahead", ahead)):
        steps = steps.replace(name, str(value))
    base.execute("begin")
    base.execute(steps)
    words.fill(base, first, last)
    base.execute("commit")


def _table(base: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """A temporary table of rows, given by columns: a thousand times faster than row by row."""
    base.execute(f"create or replace temp table {name} ({columns})")
    kinds = [c.split(" ")[1] for c in columns.split(", ")]
    picks = ", ".join(f"unnest(?::{kind}[])" for kind in kinds)
    base.execute(f"insert into {name} select {picks}", [[row[n] for row in rows] for n in range(len(kinds))])


def _names(pick: random.Random) -> Iterator[str]:
    """Made-up names, none twice."""
    seen: set[str] = set()
    while True:
        name = "".join(pick.choices(SYLLABLES, k=pick.choice((2, 3, 3, 4)))).capitalize()
        if name not in seen:
            seen.add(name)
            yield name


def _phrases(pick: random.Random, names: Iterator[str]) -> list[tuple[Any, ...]]:
    """Runs of eight made-up words, few of them frequent, so that texts are about as long and as compressible as an article's."""
    words = [next(names).lower() for _ in range(6_000)]
    return [(n, " ".join(words[int(len(words) * pick.random() ** 2)] for _ in range(8)).capitalize()) for n in range(PHRASES)]


def _body(n: int, pick: random.Random, name: str) -> tuple[Any, ...]:
    """(n, name, short name, type, country, sector, what it is the head of)."""
    country = pick.choice(COUNTRIES)
    if pick.random() < 0.4:
        first = "".join(pick.choices(SYLLABLES, k=2)).capitalize()
        head = f"{name} Council" if pick.random() < 0.3 else None
        return n, f"{first} {name}", name, "person", country, pick.choice(("GOV", "MIL", "LEG", "OPP")), head
    form, kind, sector = pick.choice(KINDS_OF_BODY)
    return n, form.format(name), form.format(name), kind, country, sector, None


def _towns() -> list[tuple[Any, ...]]:
    """The most populous towns of the gazetteer."""
    with np.load(FILE, allow_pickle=False) as found:
        names, codes, admins = (found[k].tobytes().decode().split("\n") for k in ("names", "codes", "admins"))
        of_kind = np.flatnonzero(found["kind"] == KINDS.index("town"))
        chosen = of_kind[np.argsort(-found["population"][of_kind].astype(np.int64), kind="stable")][:TOWNS]
        columns = [found[k][chosen].tolist() for k in ("country", "admin1", "lat", "lon", "geonameid")]
    return [
        (n, names[i], codes[country] or None, admins[admin1] or None, lat / SCALE, lon / SCALE, geonameid)
        for n, (i, country, admin1, lat, lon, geonameid) in enumerate(zip(chosen.tolist(), *columns, strict=True))
    ]


COUNTRIES = "IRQ SYR TUR IRN UKR RUS MLI NGA SDN ETH COL MEX IND PAK AFG MMR PHL USA FRA DEU GBR ISR PSE LBN YEM SAU EGY LBY".split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000, help="how many events (1000000)")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the archive to make; must not exist")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    began = time.monotonic()
    make(args.out, args.events, seed=args.seed, say=lambda far: print(f"{time.monotonic() - began:6.1f} s  {far}", flush=True))
    print(f"{args.out}: {args.events:,} events, {args.out.stat().st_size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
