"""A name as news spells it -> candidates: abbreviations of states and provinces, directions before a name, kinds after it."""

from __future__ import annotations

import re
from pathlib import Path

from dateline.resolve.countries import by_name, by_shared, name_of
from dateline.resolve.where.gazetteer import Candidate, Gazetteer, fold

TABLE = Path(__file__).with_name("abbreviations.tsv")
# "Ala." -> (Alabama, USA, whether it stands only after a town, as "AL" does)
SHORT: dict[str, tuple[str, str, bool]] = {
    short: (name, country, use == "after a town")
    for short, name, country, use in (line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:])
}
BEFORE = re.compile(
    r"^(?:(?:northern|southern|eastern|western|central|north|south|east|west|northeast|northwest|southeast|southwest|"
    r"north-east|north-west|south-east|south-west|northeastern|northwestern|southeastern|southwestern|upper|lower|greater|downtown|"
    r"mainland|rural|occupied)[ -])+(?=(?-i:[A-Z]))", re.I
)  # fmt: skip
AFTER = re.compile(
    r"\s+(?:province|governorate|oblast|state|city|district|region|town|village|municipality|prefecture|islands?|area|valley)$", re.I
)  # fmt: skip


KNOWN = 50_000  # people


def known(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name, as written, has candidates; abbreviations that stand only after a town do not count."""
    if name in SHORT:
        return not SHORT[name][2]
    return bool(_lookup(name, gazetteer))


def lookup(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """All places that the name may mean."""
    if name in SHORT:
        full, country, _ = SHORT[name]
        return tuple(c for c in gazetteer.lookup(full) if c.country == country and (c.kind == "division" or "," in full))
    if name.endswith(" Co."):
        name = name[:-1] + "unty"
    found = _lookup(name, gazetteer)
    if found or " " not in name:
        return found
    without = [AFTER.sub("", name), BEFORE.sub("", name)]
    for bare in dict.fromkeys([*without, AFTER.sub("", without[1])]):
        if bare != name and (found := tuple(c for c in _lookup(bare, gazetteer) if _stands_bare(c))):
            return found
    return ()


def _lookup(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The places of the very name; the states that share it and one that the gazetteer calls otherwise are among them."""
    found = gazetteer.lookup(name)
    code = by_name(name) if not found else None
    states = (s for c in (by_shared(name) or (code and (code,)) or ()) if (s := name_of(c)))
    return (*(c for s in states for c in gazetteer.lookup(s) if c.kind == "country"), *found)


def _stands_bare(c: Candidate) -> bool:
    """Whether a longer name may mean the place: "eastern Ukraine", "Mosul city", but no "West Prince" for a small Prince."""
    return c.kind in ("country", "region", "continent", "sea") or c.name == c.admin1 or c.population >= KNOWN


def contained(c: Candidate, container: str) -> bool:
    """Whether a place lies in what the words name: its division or country, long or short."""
    if container in SHORT:
        name, country, _ = SHORT[container]
        return c.country == country and c.admin1 == name
    words = fold(container)
    if c.admin1 and words == fold(c.admin1):
        return True
    code = by_name(container)
    return code is not None and code == c.country
