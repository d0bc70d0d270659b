"""How many events a single filter lets through, where that is kept (`tallies`, sums.py): to count them is to look at every event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from dateline.store.archive.filters import Filters
from dateline.store.archive.names import Ask, code_of, country_code

STEP = "select coalesce(sum(events), 0)::bigint as n from tallies where clue in (select unnest(?::varchar[])) or clue = 'at ' || lower(?)"
Clues = list[str]


def total(ask: Ask, filters: Filters) -> int | None:
    """The number of events that fit; None where it has to be counted."""
    asked = {f.name for f in fields(filters) if getattr(filters, f.name)} - {"members"}
    name = asked.pop() if len(asked) == 1 else ""
    clues = CLUES[name](filters) if name in CLUES else None
    return int(ask(STEP, [clues, filters.place])[0]["n"]) if clues is not None else None


def _who(f: Filters) -> Clues | None:
    who = code_of(f.who or "")
    return [f"who {who.country or ''}:{who.sector or ''}"] if who else None


# The clues of each filter, none of which an event can have beside another; None where there are no such.
CLUES: dict[str, Callable[[Filters], Clues | None]] = {
    "types": lambda f: [f"type {t.upper()}" for t in f.types],
    "quads": lambda f: [f"quad {q}" for q in f.quads],
    "modes": lambda f: [f"mark {m}" for m in f.modes] if len(f.modes) == 1 else None,
    "aux": lambda f: [f"mark {a}" for a in f.aux] if len(f.aux) == 1 and f.aux != ("actual",) else None,
    "country": lambda f: [f"in {country_code(f.country or '')}"],
    "sector": lambda f: [f"who :{(f.sector or '').upper()}"],
    "place": lambda f: [] if f.km is None and "," not in (f.place or "") else None,
    "who": _who,
}
