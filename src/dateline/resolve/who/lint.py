"""Checks the roster: `python -m dateline.resolve.who.lint [DIR ...]`; ours where no folder is given. Exit 1 where it finds faults."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.errors import DatelineError
from dateline.resolve.countries import by_capital, by_demonym, by_name, name_of
from dateline.resolve.who.roster import HOME, Known, entries, key

GROUPS = frozenset("IGO UNO EUR NGO ISM IMG MNC".split())
SECTORS = frozenset("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split())
DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def faults(folder: Path) -> Iterator[str]:
    """Every fault of the files of a folder, as "file: entry: what"."""
    held: dict[str, list[Known]] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            found = entries(path)
        except DatelineError as error:
            yield str(error)
            continue
        for known in found:
            yield from (f"{path.name}: {known.name}: {fault}" for fault in _entry(known))
            for name in {key(n) for n in (known.name, *known.aliases)}:
                held.setdefault(name, []).append(known)
    for name, several in held.items():
        yield from _several(name, several)


def _entry(known: Known) -> Iterator[str]:
    if known.country and known.country not in GROUPS and not name_of(known.country):
        yield f"country {known.country} is neither a state nor one of {' '.join(sorted(GROUPS))}"
    for sector in {known.sector, *known.others, *(r.sector for r in known.roles)} - {None}:
        if sector not in SECTORS:
            yield f"sector {sector} is not one of PLOVER's"
    if not known.country or not (known.sector or known.roles):
        yield "needs `country` and `sector` (or `offices`)"
    for role in known.roles:
        days = [d for d in (role.since, role.until) if d]
        if not all(DAY.fullmatch(d) for d in days) or days != sorted(days):
            yield f"{role.title}: since {role.since} until {role.until} are no dates in order"
    first, last = known.active
    if first and last and first > last:
        yield f"active from {first} to {last}"
    states = {by_name(n) or by_demonym(n) or by_capital(n) for n in (known.name, *known.aliases)}
    if not known.local and states - {None, known.country}:
        yield "bears the name of another state, people or capital"


def _several(name: str, held: Sequence[Known]) -> Iterator[str]:
    """One name may stand for two actors only where years or countries tell them apart."""
    for i, a in enumerate(held):
        for b in held[i + 1 :]:
            apart = _over(a, b) or _over(b, a) or (a.type == b.type == "person" and not _together(a, b))
            if not apart and (a.country == b.country or not (a.local or b.local or a.type == b.type == "person")):
                yield f"“{name}” is {a.name} and {b.name}: give years (`active`), or `local: true` where countries differ"


def _over(a: Known, b: Known) -> bool:
    return bool(a.active[1] and b.active[0] and a.active[1] <= b.active[0])


def _together(a: Known, b: Known) -> bool:
    """Whether both held an office at one time."""
    return any((x.since or "") < (y.until or "9999") and (y.since or "") < (x.until or "9999") for x in a.roles for y in b.roles)


def main(folders: Sequence[str]) -> int:
    """Print every fault."""
    found = [fault for folder in folders or [str(HOME)] for fault in faults(Path(folder))]
    print("\n".join(found) or "the roster is clean", file=sys.stderr)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
