"""Well-known actors with their codes: roster/*.yaml, plain to edit; a user's own files win.

Ours are read from roster.json, compiled from the YAML by compile.py with its index (a test checks that it is up to date); a record is made
when it is first asked for: of 6,100 actors 21 ms of processor instead of 85 for all at once and 400 from the YAML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

import yaml

from dateline.errors import DatelineError, UsageError
from dateline.resolve.who.names import keys

HOME = Path(__file__).with_name("roster")
COMPILED = Path(__file__).with_name("roster.json")
Row: TypeAlias = dict[str, Any]
TYPES = {"person", "organisation", "group"}
OFFICE = re.compile(r"(?P<since>\d{4}(?:-\d\d(?:-\d\d)?)?\.\.|\d{4}-)(?P<until>\d[\d-]*)? (?P<title>.+?)(?: \((?P<sector>[A-Z]{3})\))?")


@dataclass(frozen=True, slots=True)
class Office:
    """An office held `since` to `until` (years or ISO dates, inclusive; None where open)."""

    title: str
    sector: str
    since: str | None = None
    until: str | None = None

    def held(self, day: str) -> bool:
        """Whether it was held on an ISO day; a bare year counts whole."""
        return (not self.since or self.since <= day[: len(self.since)]) and (not self.until or day[: len(self.until)] <= self.until)


@dataclass(frozen=True, slots=True)
class Known:
    """One actor of the roster. `active` are the first and last year; `local`: only where the text names its country."""

    name: str
    type: Literal["person", "organisation", "group"]
    country: str | None
    sector: str | None
    aliases: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    roles: tuple[Office, ...] = ()
    active: tuple[int | None, int | None] = (None, None)
    local: bool = False

    def sector_on(self, day: str | None) -> str | None:
        """The sector on a day: that of an office held then; a person who has left the last one is ELI; else the actor's own."""
        own = self.sector or (self.roles[-1].sector if self.roles else None)
        if not self.roles or not day:
            return own
        held = [r.sector for r in self.roles if r.held(day)]
        if held:
            return held[-1]
        past = self.type == "person" and not self.sector and any(r.until and r.until < day[: len(r.until)] for r in self.roles)
        return "ELI" if past else own

    def yet_to_rise(self, day: str | None) -> bool:
        """Whether a person's first office of ours begins after a day: what was held before it we do not know."""
        since = [r.since for r in self.roles]
        return bool(day) and self.type == "person" and bool(since) and all(s and s > (day or "")[: len(s)] for s in since)

    def in_office(self, day: str) -> bool:
        """Whether an office was held on a day."""
        return any(r.held(day) for r in self.roles)

    def fits(self, day: str | None, about: Collection[str]) -> bool:
        """Whether the actor can be meant on a day, in a text about these countries; a year of grace on both sides."""
        if self.local and self.country not in about:
            return False
        first, last = self.active
        return day is None or (first or 0) - 1 <= int(day[:4]) <= (last or 9999) + 1


class Book:
    """Actors by number: by the names under which they are looked up, and by the surnames of people in office.

    `rows` are records, or rows of the compiled file, of which a record is made when it is first asked for.
    """

    def __init__(self, rows: Sequence[Known | Row], index: Index) -> None:
        self._rows, self._index = list(rows), index

    @classmethod
    def of(cls, known: Sequence[Known]) -> Book:
        return cls(known, indexed(known))

    @classmethod
    def compiled(cls) -> Book:
        """Ours."""
        held = json.loads(COMPILED.read_text("utf-8"))
        return cls(held["rows"], Index(held["names"], held["surnames"]))

    def __contains__(self, name: str) -> bool:
        return name in self._index.names

    def named(self, name: str) -> list[Known]:
        """All of that key (`key`)."""
        return [self._known(n) for n in self._index.names.get(name, ())]

    def surnamed(self, word: str) -> list[Known]:
        """People with offices of that surname."""
        return [self._known(n) for n in self._index.surnames.get(word, ())]

    def _known(self, number: int) -> Known:
        row = self._rows[number]
        if not isinstance(row, Known):
            row = self._rows[number] = _entry(COMPILED, number + 1, row)
        return row


@dataclass(frozen=True, slots=True)
class Index:
    """Numbers of actors by name and by surname."""

    names: Mapping[str, Sequence[int]]
    surnames: Mapping[str, Sequence[int]]


def indexed(known: Sequence[Known]) -> Index:
    """The index of a list of actors."""
    names: dict[str, list[int]] = {}
    surnames: dict[str, list[int]] = {}
    for number, actor in enumerate(known):
        told = (actor.name, *actor.aliases)
        for name in dict.fromkeys(key(n) for n in told):
            names.setdefault(name, []).append(number)
        if actor.type == "person" and actor.roles:
            for word in dict.fromkeys(keys(n)[-1] for n in told):
                surnames.setdefault(word, []).append(number)
    return Index(names, surnames)


class Roster:
    """Known actors by name; those of `extra` win over ours of the same name."""

    def __init__(self, known: Iterable[Known] | Book, extra: Iterable[Known] = ()) -> None:
        own = known if isinstance(known, Book) else Book.of(list(known))
        self._books = (Book.of(added), own) if (added := list(extra)) else (own,)

    @classmethod
    def load(cls, extra: Path | None = None) -> Roster:
        """Ours, then the files of `extra`, which win. Raises DatelineError that names file and entry, UsageError where there is no file."""
        return cls(Book.compiled(), [k for path in _files(extra) for k in entries(path)] if extra else [])

    def find(self, name: str) -> Known | None:
        """The actor of that exact name or alias, where no second one bears it and it needs no context."""
        return self.seen(None, ()).find(name)

    def seen(self, day: str | None, about: Collection[str]) -> Seen:
        """The roster as a text of that day about these countries sees it."""
        return Seen(self._books, day, frozenset(about))


@dataclass(frozen=True, slots=True)
class Seen:
    """Names resolved by day and countries: one name may stand for several actors of the roster. The first book that has a name decides."""

    books: Sequence[Book]
    day: str | None
    about: frozenset[str]
    _found: dict[str, Known | None] = field(default_factory=dict, repr=False, compare=False)  # a name is asked for six times or so

    def find(self, name: str) -> Known | None:
        """The actor of that exact name or alias; None where day and countries leave it open."""
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def _find(self, name: str) -> Known | None:
        word = key(name)
        book = next((b for b in self.books if word in b), None)
        if book is None:
            return None
        held = [k for k in book.named(word) if k.fits(self.day, self.about)]
        if len(held) > 1:
            held = [k for k in held if k.country in self.about] or held
        if len(held) > 1 and self.day:
            held = [k for k in held if k.in_office(self.day or "")] or held
        return held[0] if len(held) == 1 else None

    def in_office(self, surname: str) -> Known | None:
        """The one person of that surname in an office on the day, of the countries that the text is about.

        Where the text has no day: the only bearer among all states, whenever in office.
        """
        if not keys(surname):
            return None
        held = [k for b in self.books for k in b.surnamed(keys(surname)[-1])]
        if self.day:
            held = [k for k in held if k.country in self.about and k.in_office(self.day)]
        return held[0] if len(held) == 1 and held[0].country in self.about else None


@lru_cache(maxsize=1 << 14)
def key(name: str) -> str:
    """How names are looked up: lower case, no article or possessive, no dots in acronyms; short acronyms as they stand ("IS", "WHO")."""
    bare = name.replace("’", "'").removesuffix("'s")
    bare = bare.replace(".", "") if "." in bare else bare
    if bare[:4].lower() == "the ":
        bare = bare[4:]
    return bare if bare.isupper() and len(bare) <= 5 else bare.lower().removesuffix("'")


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of one YAML file. Raises DatelineError that names the file."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        found = yaml.load(path.read_text("utf-8"), loader) or []
    except yaml.YAMLError as error:
        raise DatelineError(f"{path}: is not valid YAML ({str(error).splitlines()[0]})") from error
    if not isinstance(found, list):
        raise DatelineError(f"{path}: must be a list of actors, each with `name`")
    return found


def _files(folder: Path) -> list[Path]:
    found = sorted(p for end in ("*.yaml", "*.yml") for p in folder.glob(end))
    if not found:
        raise UsageError(f"{folder} is no folder with actors in it: name the one that holds your .yaml or .yml files")
    return found


def entries(path: Path) -> list[Known]:
    """The actors of one file. Raises DatelineError that names file and entry."""
    return [_entry(path, n, row) for n, row in enumerate(rows(path), 1)]


def _entry(path: Path, number: int, row: Any) -> Known:
    if not isinstance(row, dict) or not isinstance(row.get("name"), str):
        raise DatelineError(f"{path}: entry {number} has no `name`")
    kind = row.get("type", "person" if "offices" in row else "organisation")
    if kind not in TYPES:
        raise DatelineError(f"{path}: {row['name']}: `type` must be one of {', '.join(sorted(TYPES))}")
    try:
        roles = tuple(
            Office(str(r["title"]), str(r["sector"]), _day(r.get("since")), _day(r.get("until"))) for r in row.get("roles") or ()
        ) + tuple(_office(str(text)) for text in row.get("offices") or ())
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise DatelineError(
            f"{path}: {row['name']}: each of `roles` needs `title` and `sector`; `offices` read like “2005-2009 Foreign Minister”"
        ) from error
    for name in ("aliases", "others", "active"):
        given = row.get(name) or []
        if not isinstance(given, list) or "" in given:
            raise DatelineError(f"{path}: {row['name']}: `{name}` must be a list in brackets, with no empty word")
    active = [*(row.get("active") or ()), None, None]
    return Known(
        row["name"], kind, row.get("country"), row.get("sector"), tuple(str(a) for a in row.get("aliases") or ()),
        tuple(row.get("others") or ()), roles, (active[0], active[1]), bool(row.get("local")),
    )  # fmt: skip


def _office(text: str) -> Office:
    m = OFFICE.fullmatch(text)
    if not m:
        raise ValueError(text)
    return Office(m["title"], m["sector"] or "GOV", m["since"].rstrip(".-"), m["until"])


def _day(value: Any) -> str | None:
    return None if value is None else str(value)
