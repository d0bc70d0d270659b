"""Reports of some blocks -> events. A function of what is told alone: the order of adding leaves no trace.

0. Reports that tell the same to the letter, as copies do, count as one: however many copies came, and whichever of them was
   kept, they weigh the same.
1. Reports that name their day, block by block, those that say most first: each joins the event whose reports it fits best on
   average, if the average speaks for it and none of them contradicts it; else it opens an event. So nothing chains: a report
   must fit the whole event, not one neighbour in it.
2. Vaguer reports join an event of their window by the same rule, and only where it beats the second best clearly; they never
   draw others in, so the outcome does not depend on their order. Those left over form events among themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dateline.store.stories.blocks import Block, block_of, blocks_near
from dateline.store.stories.features import Match, compare
from dateline.store.stories.telling import Telling

COMPARED = 8  # reports of an event that a newcomer is held against: more change no figure and cost time
CLEARLY = 0.2  # how much the best event must beat the second for a report that names no day: 0.5 leaves a tenth of them alone


@dataclass(frozen=True, slots=True)
class Links:
    """What people decided: pairs of report keys that are of one event, or of two, whatever the features say."""

    same: frozenset[frozenset[int]] = frozenset()
    apart: frozenset[frozenset[int]] = frozenset()


NO_LINKS = Links()


@dataclass(frozen=True, slots=True)
class Placed:
    """A report in its event: `score` against the others there and `parts` of that score; opening reports have none."""

    telling: Telling
    score: float | None = None
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(slots=True)
class Group:
    """An event in the making."""

    placed: list[Placed] = field(default_factory=list)

    def fit(self, t: Telling, links: Links) -> Match | None:
        """Mean score against the reports here; None where one of them contradicts or a person parted them."""
        if any(frozenset((t.key, p.telling.key)) in links.apart for p in self.placed):
            return None
        total, sums = 0.0, defaultdict[str, float](float)
        some = self.placed[:COMPARED]
        for p in some:
            match = compare(t, p.telling)
            if match is None:
                return None
            total += match.score
            for name, value in match.parts:
                sums[name] += value
        if any(compare(t, p.telling) is None for p in self.placed[COMPARED:]):
            return None
        return Match(total / len(some), tuple((k, round(v / len(some), 2)) for k, v in sums.items()))


def settle(tellings: Iterable[Telling], links: Links = NO_LINKS) -> list[list[Placed]]:
    """Events of all the given reports; whole blocks must be given."""
    copies = _copies(tellings, links)
    blocks = defaultdict[Block, list[Telling]](list)
    for first, *_ in copies:
        blocks[block_of(first)].append(first)
    days = {b: grouped(ts, links) for b, ts in sorted(blocks.items()) if b.kind == "day"}
    joined: list[tuple[Group, Placed]] = []
    rest: list[Group] = []
    for block in sorted(b for b in blocks if b.kind != "day"):
        near = [g for day in blocks_near(block) for g in days.get(day, ())]
        alone = []
        for t in sorted(blocks[block], key=lambda t: t.rank):
            found = _clearly(t, near, links)
            if found:
                joined.append(found)
            else:
                alone.append(t)
        rest += grouped(alone, links)
    for group, placed in joined:
        group.placed.append(placed)
    groups = [g for some in days.values() for g in some] + rest
    _with_copies(groups, copies)
    return [g.placed for g in _linked(groups, links)]


def _copies(tellings: Iterable[Telling], links: Links) -> list[list[Telling]]:
    """Reports that say the same, together; one that a person parted from another stands alone."""
    parted = {key for pair in links.apart for key in pair}
    out = defaultdict[object, list[Telling]](list)
    for t in tellings:
        actors = tuple(tuple(sorted(p.actor for p in side)) for side in (t.actors, t.recipients))
        out[t.key if t.key in parted else (block_of(t), actors, t.content)].append(t)
    return list(out.values())


def _with_copies(groups: Iterable[Group], copies: Sequence[Sequence[Telling]]) -> None:
    """Put the further copies beside the one that stood for them."""
    of = {first.key: rest for first, *rest in copies}
    for group in groups:
        for p in list(group.placed):
            for t in of[p.telling.key]:
                match = compare(t, p.telling)
                group.placed.append(Placed(t, match.score, match.parts) if match else Placed(t))


def grouped(tellings: Sequence[Telling], links: Links) -> list[Group]:
    """Events of one block."""
    groups: list[Group] = []
    by_actor = defaultdict[object, list[int]](list)
    for t in sorted(tellings, key=lambda t: t.rank):
        near = sorted({i for k in _handles(t) for i in by_actor[k]})
        best = max(((m.score, -i, m) for i in near if (m := groups[i].fit(t, links))), default=None)
        if best and best[0] > 0:
            index = -best[1]
            groups[index].placed.append(Placed(t, best[2].score, best[2].parts))
        else:
            index = len(groups)
            groups.append(Group([Placed(t)]))
        for k in _handles(t):
            if index not in by_actor[k]:
                by_actor[k].append(index)
    return groups


def _handles(t: Telling) -> Iterable[object]:
    """What two reports must share at least one of to be compared inside a block."""
    for p in t.actors + t.recipients:
        yield p.actor
        yield from p.name
        if p.country:
            yield p.country
    if t.place:
        yield ("place", t.place)


def _clearly(t: Telling, groups: Sequence[Group], links: Links) -> tuple[Group, Placed] | None:
    found = sorted(
        ((m.score, -i, m) for i, g in enumerate(groups) if (m := g.fit(t, links)) and m.score > 0), reverse=True
    )
    if not found or (len(found) > 1 and found[0][0] - found[1][0] < CLEARLY):
        return None
    score, index, match = found[0]
    return groups[-index], Placed(t, score, match.parts)


def _linked(groups: list[Group], links: Links) -> list[Group]:
    """Join events whose reports a person said to be of one."""
    where = {p.telling.key: g for g in groups for p in g.placed}
    for pair in sorted(tuple(sorted(p)) for p in links.same):
        a, b = (where.get(k) for k in (pair[0], pair[-1]))
        if a and b and a is not b:
            a.placed += b.placed
            where.update((p.telling.key, a) for p in b.placed)
            groups = [g for g in groups if g is not b]
    return groups
