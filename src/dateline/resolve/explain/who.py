"""Who: which mentions joined an actor and by which rule, its row of the roster, and what each description says of country and sector."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records import Coded, Reading
from dateline.resolve.who import Roster
from dateline.resolve.who.actors import Gathered, gather
from dateline.resolve.who.codes import Code, country_of, sector_of
from dateline.resolve.who.draft import Draft


@dataclass(frozen=True, slots=True)
class Joined:
    """A mention of an actor, and the rule that joined it."""

    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Described:
    """Words that describe an actor and what the tables read in them, as "CODE by word"; None where no rule knows them."""

    words: str
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class ActorTold:
    """One actor; `roster` is the row that it is. `descriptions` in the order in which they are asked."""

    id: str
    name: str
    type: str
    country: str | None
    sector: str | None
    confidence: float
    why: str
    roster: str | None
    mentions: tuple[Joined, ...]
    descriptions: tuple[Described, ...]


@dataclass(frozen=True, slots=True)
class PointsAt:
    """A mention that stands for several actors, or for one who speaks for more."""

    start: int
    end: int
    text: str
    rule: str
    actors: tuple[str, ...]


def actors_told(coded: Coded, reading: Reading, roster: Roster) -> tuple[tuple[ActorTold, ...], tuple[PointsAt, ...]]:
    """The actors of an article, and the mentions that stand for several of them."""
    found = gather(coded.article, reading, roster, coded.places)
    drafts = {d.id: d for d in found.kept}
    names = {a.id: a.name for a in coded.actors}
    actors = tuple(
        ActorTold(
            a.id, a.name, a.type, a.country, a.sector, a.confidence, a.why, _row(found, drafts[a.id]),
            tuple(_joined(coded, found, i) for i in a.mentions), _described(found, drafts[a.id]),
        )
        for a in coded.actors
    )  # fmt: skip
    shared = []
    for index, ids in sorted(found.cast.members.items()):
        m = coded.mentions[index]
        who = tuple(names[i] for i in ids if i in names)
        shared.append(PointsAt(m.start, m.end, m.text, found.cast.rules[index], who))
    return actors, tuple(shared)


def _joined(coded: Coded, found: Gathered, index: int) -> Joined:
    m = coded.mentions[index]
    return Joined(m.start, m.end, m.text, found.cast.rules[index])


def _row(found: Gathered, draft: Draft) -> str | None:
    known = found.affiliation.known(draft)
    return known.name if known else None


def _described(found: Gathered, draft: Draft) -> tuple[Described, ...]:
    words = dict.fromkeys(found.affiliation.descriptions(draft))
    return tuple(Described(w, _said(country_of(w, found.roster)), _said(sector_of(w))) for w in words)


def _said(told: Code | None) -> str | None:
    return f"{told.code} by “{told.by}”" if told else None
