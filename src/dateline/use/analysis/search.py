"""What a person typed into one box -> filters: names, places, countries, types, dates; what is none of these is looked for as words.

Every reading of the words is told (`Search.read`), so that nobody wonders why something was found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.errors import UsageError
from dateline.resolve.countries import by_name
from dateline.resolve.events.plover import QUAD_OF, QUADS
from dateline.store.archive import Archive, Filters
from dateline.store.archive.naming import name_key
from dateline.store.stories.days import days_of

Row = dict[str, Any]
Read = tuple[Filters, str]  # the filters with one more of them, and what was understood
Take = Callable[[Archive, Filters, str, str], Read | None]
NAME_STEP = "select 1 from names where folded = ? limit 1"
PLACE_STEP = "select any_value(place) as name, count(*) as n from spots where lower(place) = lower(?)"
LONGEST = 6  # words of a name
MONTHS = "january february march april may june july august september october november december".split()
SMALL = frozenset("in at near on by and with between from to of the a an since until before after".split())


@dataclass(frozen=True, slots=True)
class Search:
    """`filters` for the whole query; `read` are the words with what they were taken for.

    `dyad` is set where the words name two actors and nothing else.
    """

    filters: Filters
    read: list[tuple[str, str]]
    dyad: tuple[str, str] | None = None


def search(archive: Archive, query: str) -> Search:
    """The longest run of words that means something is taken first; the rest must stand in the sentence."""
    words = query.split()[:40]
    filters, read, plain = Filters(), [], []
    at = 0
    while at < len(words):
        for n in range(min(LONGEST, len(words) - at), 0, -1):
            before = words[at - 1].lower() if at else ""
            found = _meaning(archive, filters, " ".join(words[at : at + n]).strip(",;"), before)
            if found:
                filters, why = found
                read.append((" ".join(words[at : at + n]), why))
                at += n
                break
        else:
            plain.append(words[at])
            at += 1
    return _with_plain(archive, filters, read, plain)


def _with_plain(archive: Archive, filters: Filters, read: list[tuple[str, str]], plain: Sequence[str]) -> Search:
    text = " ".join(w for w in plain if w.lower() not in SMALL)
    if not text:
        return Search(filters, read)
    second = _actor(archive, Filters(), text, "")
    if second and second[0].who and filters.who and filters == Filters(who=filters.who):
        return Search(filters, [*read, (text, second[1])], (filters.who, second[0].who))
    return Search(replace(filters, text=text), [*read, (text, "words of the sentence")])


def _meaning(archive: Archive, f: Filters, words: str, before: str) -> Read | None:
    if not words or words.lower() in SMALL:
        return None
    placed = (_place,) if before in ("in", "at", "near") else ()
    second = f.who is not None and _actor(archive, Filters(), words, before) is not None  # a second name stays one
    takes: list[Take] = [_date, _kind, _quad, _code, *placed, _actor, *(() if second else (_place, _country))]
    for take in takes:
        if found := take(archive, f, words, before):
            return found
    return None


def _date(archive: Archive, f: Filters, words: str, before: str) -> Read | None:
    value = words
    if m := re.fullmatch(rf"({'|'.join(MONTHS)}) (\d{{4}})", words.lower()):
        value = f"{m[2]}-{MONTHS.index(m[1]) + 1:02d}"
    if not re.fullmatch(r"[12]\d{3}(-\S+)?(/[12]\d{3}\S*)?", value) or not (days := days_of(value)):
        return None
    first, last = (d.isoformat() for d in days)
    if before in ("since", "after", "from"):
        return replace(f, since=first), f"since {first}"
    if before in ("until", "before", "to"):
        return replace(f, until=last), f"until {last}"
    return replace(f, since=first, until=last), f"{first} to {last}" if first != last else first


def _kind(archive: Archive, f: Filters, words: str, before: str) -> Read | None:
    kind = words.upper()
    return (replace(f, types=(*f.types, kind)), "a PLOVER type") if kind in QUAD_OF else None


def _quad(archive: Archive, f: Filters, words: str, before: str) -> Read | None:
    quad = words.lower()
    if quad in ("cooperation", "conflict"):
        return replace(f, quads=tuple(q for q in QUADS if q.endswith(quad))), "both verbal and material"
    return (replace(f, quads=(*f.quads, quad)), "a quad class") if quad in QUADS else None


def _code(archive: Archive, f: Filters, words: str, before: str) -> Read | None:
    if not re.fullmatch(r"[A-Z]{3}:[A-Z]{3}|:[A-Z]{3}|#\d{1,15}", words):
        return None
    try:
        return _taking_part(f, words, archive.party(words).label)
    except UsageError:
        return None


def _actor(archive: Archive, f: Filters, words: str, before: str) -> Read | None:
    if not name_key(words) or not archive.rows(NAME_STEP, [name_key(words)]):
        return None
    try:
        found = archive.actor(words)
    except UsageError:  # several bear it: as words it finds them all
        return None
    return _taking_part(f, f"#{found['key']} {found['name']}"[:200].strip(), found["name"])


def _taking_part(f: Filters, name: str, label: str) -> Read | None:
    return (replace(f, who=name), f"took part: {label}") if f.who is None else None


def _place(archive: Archive, f: Filters, words: str, before: str) -> Read | None:
    row = archive.rows(PLACE_STEP, [words])[0]
    return (replace(f, place=row["name"]), "a place") if row["n"] and f.place is None else None


def _country(archive: Archive, f: Filters, words: str, before: str) -> Read | None:
    code = by_name(words) or by_name(words.title())
    return (replace(f, country=code), f"a country: {code}") if code and f.country is None else None
