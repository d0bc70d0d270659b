"""States by name, demonym and capital, and well-known parts of states and peoples; codes are ISO 3166 alpha-3, KOS for Kosovo.

The tables are countries.tsv and regions.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path

REGIONS = Path(__file__).with_name("regions.tsv")
TABLE = Path(__file__).with_name("countries.tsv")
SHARED: Mapping[str, tuple[str, ...]] = {"Congo": ("COD", "COG"), "Korea": ("KOR", "PRK")}  # names of two states: the text tells which


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    display: dict[str, str] = {}
    for line in TABLE.read_text("utf-8").splitlines()[1:]:
        iso3, name, others, people, capital = line.split("\t")
        display[iso3] = name
        names.update((n, iso3) for n in [name, *others.split(",")] if n)
        demonyms.update((d, iso3) for d in people.split(",") if d)
        if capital:
            capitals[capital] = iso3
    return names, demonyms, capitals, display


@lru_cache(maxsize=1 << 16)  # a text says the same names again and again
def _clean(words: str) -> str:
    return re.sub(r"['’]s$|^[Tt]he (?=[A-Z])", "", words.strip())


def by_name(words: str) -> str | None:
    """Code of a state by its name: "Iraq", "the US"."""
    table = _tables()[0]
    return table.get(words.strip()) or table.get(_clean(words))


def by_shared(words: str) -> tuple[str, ...]:
    """Codes of the states that share a name: "Congo"."""
    return SHARED.get(_clean(words), ())


def by_demonym(words: str) -> str | None:
    """Code by a demonym, adjective or plural: "Iraqi", "Turks"."""
    return _tables()[1].get(_clean(words))


def by_capital(words: str) -> str | None:
    """Code of the state whose capital it is: "Ankara", "The Hague"."""
    table = _tables()[2]
    return table.get(words.strip()) or table.get(_clean(words))


@cache
def _regions() -> tuple[dict[str, str], dict[str, str]]:
    rows = [line.split("\t") for line in REGIONS.read_text("utf-8").splitlines()[1:]]
    parts, people = ({n: row[0] for row in rows for n in row[column].split(",") if n} for column in (1, 2))
    return parts, people


def by_region(words: str) -> str | None:
    """Code of the state that a well-known part of it or people in it belongs to: "Aceh", "Basques"; never the state itself."""
    parts, people = _regions()
    return people.get(_clean(words)) or parts.get(_clean(words))


def by_part(words: str) -> str | None:
    """Code of the state that a well-known part of it belongs to: "Aceh", but never by its people, who share names with towns."""
    return _regions()[0].get(_clean(words))


def name_of(iso3: str) -> str | None:
    """The usual English name of a state."""
    return _tables()[3].get(iso3)


def names_like(words: str) -> list[str]:
    """Names of states that are written nearly so, the nearest first: "Malli" -> ["Mali"]."""
    held = {name.casefold(): name for name in _tables()[0]}
    return [held[near] for near in get_close_matches(words.casefold(), held, 3, 0.75)]
