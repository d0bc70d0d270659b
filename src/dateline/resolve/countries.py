"""States by name, demonym and capital; codes are ISO 3166 alpha-3, KOS for Kosovo. The table is countries.tsv."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("countries.tsv")


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


def _clean(words: str) -> str:
    return re.sub(r"['’]s$|^[Tt]he (?=[A-Z])", "", words.strip())


def by_name(words: str) -> str | None:
    """Code of a state by its name: "Iraq", "the US"."""
    table = _tables()[0]
    return table.get(words.strip()) or table.get(_clean(words))


def by_demonym(words: str) -> str | None:
    """Code by a demonym, adjective or plural: "Iraqi", "Turks"."""
    return _tables()[1].get(_clean(words))


def by_capital(words: str) -> str | None:
    """Code of the state whose capital it is: "Ankara"."""
    return _tables()[2].get(_clean(words))


def name_of(iso3: str) -> str | None:
    """The usual English name of a state."""
    return _tables()[3].get(iso3)
