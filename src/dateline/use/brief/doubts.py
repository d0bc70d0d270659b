"""What remains uncertain in a brief. Each doubt is one row of a table: what it is called, and when an event gives cause for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.store.archive.kin import body_of, described_body
from dateline.store.archive.naming import name_key
from dateline.use.brief.cast import Person
from dateline.use.brief.entry import Entry

Story = dict[str, Any]
UNSURE = 0.6  # the coder's confidence below which a reader should look at the sentence


@dataclass(frozen=True, slots=True)
class Doubt:
    """`about` is what it concerns, `why` the doubt, `cites` the sentences to look at."""

    name: str
    about: str
    why: str
    cites: tuple[int, ...]


def doubts(stories: Sequence[Story], entries: Sequence[Entry], people: Sequence[Person]) -> list[Doubt]:
    """All doubts, kind by kind; those that a person decided on are none."""
    found = [
        Doubt(name, f"{entry.when}: {entry.who}, {entry.kind}", why, entry.cites)
        for name, of in DOUBTS
        for story, entry in zip(stories, entries, strict=True)
        if not entry.decided and (why := of(story))
    ]
    return found + _namesakes(people)


def _counts(s: Story) -> str | None:
    told = []
    for name in ("killed", "injured"):
        if s[f"{name}_low"] != s[f"{name}_high"]:
            given = sorted({tuple(r[name]) for r in s["told"] if r[name]})
            told.append(f"{name}: " + ", ".join(str(a) if a == b else f"{a} to {b}" for a, b in given))
    return "; ".join(told) or None


def _place(s: Story) -> str | None:
    named = sorted({r["place"]["name"] for r in s["told"] if r["place"]})
    return f"reports name {', '.join(named)}" if len(named) > 1 else None


def _date(s: Story) -> str | None:
    if s["precision"] == "inferred":
        return "the day is inferred from the publication"
    return None if s["date"] else "no report gives a date"


def _confidence(s: Story) -> str | None:
    return f"the coder is {s['confidence']:.0%} sure" if s["confidence"] < UNSURE else None


def _source(s: Story) -> str | None:
    return "one source alone tells it" if s["sources"] == 1 and s["quad"] == "material conflict" else None


def _nobody(s: Story) -> str | None:
    return "who did it is not told" if not s["actors"] else None


def _namesakes(people: Sequence[Person]) -> list[Doubt]:
    """Two of the cast of whom one's name is part of the other's may be the same, but for a body and those who act for it."""
    return [
        Doubt("namesakes", f"{a.name} and {b.name}", "may be one and the same", tuple(dict.fromkeys((*a.cites, *b.cites))))
        for n, a in enumerate(people)
        for b in people[n + 1 :]
        if (_within(a.name, b.name) or _within(b.name, a.name)) and not (_acts_for(a.name, b.name) or _acts_for(b.name, a.name))
    ]


def _within(a: str, b: str) -> bool:
    return set(a.lower().split()) < set(b.lower().split())


def _acts_for(name: str, body: str) -> bool:
    return name_key(body) in {name_key(b) for b in (body_of(name), described_body(name)) if b}


DOUBTS: tuple[tuple[str, Callable[[Story], str | None]], ...] = (
    ("numbers", _counts), ("place", _place), ("date", _date), ("who", _nobody), ("one source", _source), ("reading", _confidence),
)  # fmt: skip
