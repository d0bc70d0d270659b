"""An archive and a question -> a brief: chronology, cast, doubts. Nothing in it is worded freely; every line carries citations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.errors import UsageError
from dateline.store.archive import Archive, Filters
from dateline.use.analysis import dyad
from dateline.use.brief.cast import Person, cast
from dateline.use.brief.cite import Cite, Cites
from dateline.use.brief.doubts import Doubt, doubts
from dateline.use.brief.entry import Entry
from dateline.use.export.archive import stories

Story = dict[str, Any]
MOST = 500  # events: more make no brief


@dataclass(frozen=True, slots=True)
class Fact:
    """A line at the head of the brief."""

    name: str
    value: str
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    title: str
    facts: list[Fact]
    entries: list[Entry]
    people: list[Person]
    doubts: list[Doubt]
    cites: list[Cite]

    @property
    def happened(self) -> list[Entry]:
        """What is told as having happened, in time order; those without a day last."""
        return [e for e in self.entries if e.mood == "actual"]

    @property
    def open(self) -> list[Entry]:
        """What is announced, possible or denied."""
        return [e for e in self.entries if e.mood != "actual"]


def brief(archive: Archive, filters: Filters, between: tuple[str, str] | None = None) -> Brief:
    """Everything that fits the filters, and `between` two parties where given.

    Raises Ambiguous where a name fits several actors, UsageError where no event fits or more than MOST do.
    """
    turns = []
    if between:
        found = dyad(archive, *between, members=filters.members, latest=None)
        turns = found.turns
        filters = replace(filters, ids=tuple(e["id"] for e in found.events))
    total = archive.find(filters, limit=1).total if filters.ids or not between else 0
    if not total:
        raise UsageError("no event of the archive fits, so there is nothing to tell; `dateline events` takes the same filters")
    if total > MOST:
        raise UsageError(f"{total} events are too many for a brief (at most {MOST}): narrow it with --since, --until or --place")
    some = list(stories(archive, filters))
    cites = Cites()
    entries = [_entry(s, cites) for s in some]
    facts = [*_facts(entries), *(Fact(t.kind, f"{t.when}: {t.why}", _cites_of(entries, t.event)) for t in turns)]
    people = cast(archive, some, cites)
    unsure = doubts(some, entries, people)
    return Brief(_title(archive, filters, between), [f for f in facts if f.cites], entries, people, unsure, cites.all)


def _entry(s: Story, cites: Cites) -> Entry:
    lead = [r for r in s["told"] if r["words"] == s["sentence"]]
    return Entry(
        s["id"], _when(s), s["day"], s["type"] + (f" ({', '.join(s['modes'])})" if s["modes"] else ""), _who(s), s["place"],
        "; ".join(c for c in (ranged(s, "killed"), ranged(s, "injured")) if c), s["mood"], s["quad"], s["intensity"],
        " ".join(s["sentence"].split()), s["decided"], cites.of([*lead, *s["told"]]),
    )  # fmt: skip


def _when(s: Story) -> str:
    """The date as told; in brackets the day it was filed under where none was told."""
    if s["date"]:
        return str(s["date"])
    return f"[{s['day']}]" if s["day"] else "no date"


def _who(s: Story) -> str:
    sides = [", ".join(s[side]) for side in ("actors", "recipients")]
    return " → ".join(side for side in sides if side) or "nobody named"


def ranged(s: Story, name: str) -> str:
    """"12 to 15 killed", "12 killed", or nothing."""
    low, high = s[f"{name}_low"], s[f"{name}_high"]
    if low is None:
        return ""
    return f"{low} {name}" if low == high else f"{low} to {high} {name}"


def _facts(entries: Sequence[Entry]) -> list[Fact]:
    dated = [e for e in entries if e.day and e.mood == "actual"]
    if not dated:
        return []
    met = [e for e in dated if e.kind.startswith("CONSULT")]
    worst, best = min(dated, key=lambda e: e.intensity), max(dated, key=lambda e: e.intensity)
    rows = [("first", dated[0]), ("last", dated[-1]), ("last met", met[-1] if met else None)]
    rows.append(("sharpest conflict", worst if worst.intensity < 0 else None))
    rows.append(("closest cooperation", best if best.intensity > 0 else None))
    return [Fact(name, f"{e.when}: {e.who}, {e.kind}", e.cites) for name, e in rows if e]


def _cites_of(entries: Sequence[Entry], event: str) -> tuple[int, ...]:
    return next((e.cites for e in entries if e.id == event), ())


def _title(archive: Archive, f: Filters, between: tuple[str, str] | None) -> str:
    labels = [archive.party(name).label for name in (between or ())]
    labels += [archive.party(name).label for name in (f.who, f.actor, f.recipient) if name]
    about = " and ".join(labels)
    if f.place:
        about += f" at {f.place}" if about else f.place
    since, until = f" since {f.since}" if f.since else "", f" until {f.until}" if f.until else ""
    return (about or f.country or "All events") + since + until


def by_month(entries: Sequence[Entry]) -> list[tuple[str, int, int]]:
    """(month, cooperation, conflict) of every month from the first to the last."""
    told: Counter[tuple[str, bool]] = Counter()
    for e in entries:
        if e.day and e.mood == "actual":
            told[f"{e.day:%Y-%m}", e.quad.endswith("conflict")] += 1
    if not told:
        return []
    low, high = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (min(told)[0], max(told)[0]))
    months = [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(low, high + 1)]
    return [(m, told[m, False], told[m, True]) for m in months]
