"""What names of states and capitals are not such here: a town or part of another state on the map, or a word in the name of a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from dateline.records import Mention, Offsets, Place
from dateline.resolve.countries import by_capital, by_demonym, by_name, by_region, by_shared
from dateline.resolve.who.codes import longest, runs
from dateline.resolve.who.names import core_name

SURE = 0.6  # confidence of a place: under it Berlin became that of Connecticut, and "Spanish" a town
NEXT = re.compile(r", ([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)")


@lru_cache(maxsize=1 << 16)  # a text says the same names again and again
def country_named(name: str) -> str | None:
    """The code of a state by its name, people, capital or a part of it; a name that states share as it stands."""
    return by_name(name) or by_demonym(name) or by_capital(name) or by_region(name) or (name if by_shared(name) else None)


def elsewhere(text: str, on_map: Sequence[Place]) -> Iterator[tuple[Place, str]]:
    """Places with the country they lie in, where their name is that of another state or its capital: Paris in Texas, Georgia of the USA.

    A mere town of a state's name may be a slip: of "China, Japan" neither is, of "Lebanon, Ohio" the first.
    """
    for p in on_map:
        if not p.country or p.confidence < SURE or by_shared(p.text) or not any(c != p.country for c in longest(p.text, _own)):
            continue
        after = NEXT.match(text, p.end, p.end + 40)
        if not by_name(p.text) or p.kind == "division" or (after and not by_name(after[1])):
            yield p, p.country


def moved(text: str, on_map: Sequence[Place]) -> Mapping[str, str]:
    """The names of such places by the country that all places of that name lie in."""
    names: dict[str, set[str | None]] = {}
    for place in on_map:
        for name in runs(place.text):
            names.setdefault(name, set()).add(place.country)
    return {n: code for p, code in elsewhere(text, on_map) for n in runs(p.text) if _own(n) and names[n] == {code}}


def _own(name: str) -> str | None:
    return by_name(name) or by_capital(name)


def people_named(text: str, mentions: Sequence[Mention]) -> Iterator[Offsets]:
    """Where the names of people stand, without titles; a lone word only where it is the last of a longer name."""
    found = []
    for m in mentions:
        name = core_name(text[m.start : m.end]) if m.type == "person" else ""
        if name and (at := text.find(name, m.start, m.end)) >= 0:
            found.append((at, at + len(name), name.split()))
    last = {words[-1] for _, _, words in found if len(words) > 1}
    yield from ((a, b) for a, b, words in found if len(words) > 1 or words[0] in last)


def blanked(text: str, spans: Sequence[Offsets]) -> str:
    """A text of the same length in which no name stands at these spans."""
    parts, at = [], 0
    for a, b in sorted(spans):
        if a >= at:
            parts += [text[at:a], "_" * (b - a)]
            at = b
    return "".join(parts) + text[at:]


def spans_of(text: str, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Where any of these names stands in a text."""
    for name in names:
        if name not in text:  # nearly always, so that no pattern is compiled for it
            continue
        yield from ((m.start(), m.end(), name) for m in re.finditer(rf"\b{re.escape(name)}\b", text))
