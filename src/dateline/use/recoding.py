"""Kept texts read anew by today's coder: what would change, and the change itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dateline.records import Coded, Event
from dateline.store.apply import is_hand_made
from dateline.store.archive import Archive
from dateline.use.coder import Coder

CHUNK = 32
WAITING_STEP = """
    select a.id from articles a left join codings c on c.key = a.coding
    where a.live and (? or c.coder <> ? or c.model <> ?) order by a.key
"""
COMPARED = ("type", "modes", "aux", "killed", "injured")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. kind: gone, new or changed; `what` names what differs in a changed event."""

    article: str
    kind: str
    event: Event
    what: str = ""


def waiting(archive: Archive, coder: Coder, *, everything: bool = False) -> list[str]:
    """Ids of the articles that another version coded; all where `everything`."""
    made = coder.made_by
    return [r["id"] for r in archive.rows(WAITING_STEP, [everything, made.coder, made.model])]


def recoded(archive: Archive, coder: Coder, ids: Iterable[str]) -> Iterator[tuple[Coded, Coded]]:
    """(as kept, as coded today) of each article; hand-made events stay out of both."""
    for id in ids:
        old = archive.article(id)
        if old is None:
            continue
        kept = replace(old, events=tuple(e for e in old.events if not is_hand_made(e.id)))
        for new in coder.code_articles([replace(old.article, skipped=())]):
            if isinstance(new, Coded):
                yield kept, new


def changes(old: Coded, new: Coded) -> list[Change]:
    """What differs between two codings of one text; events are the same where their words overlap and the type is one."""
    left = list(old.events)
    out = []
    for event in new.events:
        twin = next((e for e in left if _same(e, event)), None)
        if twin is None:
            out.append(Change(new.article.id, "new", event))
            continue
        left.remove(twin)
        if what := _differences(twin, event):
            out.append(Change(new.article.id, "changed", event, what))
    return out + [Change(old.article.id, "gone", event) for event in left]


def _same(a: Event, b: Event) -> bool:
    return a.type == b.type and a.trigger.start < b.trigger.end and b.trigger.start < a.trigger.end


def _differences(a: Event, b: Event) -> str:
    pairs = [(name, getattr(a, name), getattr(b, name)) for name in COMPARED]
    pairs += [(side, _names(a, side), _names(b, side)) for side in ("actors", "recipients")]
    pairs.append(("date", a.date.value if a.date else None, b.date.value if b.date else None))
    pairs.append(("place", a.place.name if a.place else None, b.place.name if b.place else None))
    return "; ".join(f"{name} {_told(x)} -> {_told(y)}" for name, x, y in pairs if x != y)


def _names(event: Event, side: str) -> tuple[str, ...]:
    return tuple(p.name for p in getattr(event, side))


def _told(value: object) -> str:
    return ", ".join(map(str, value)) or "none" if isinstance(value, tuple) else str(value if value is not None else "none")


def recode(archive: Archive, coder: Coder, ids: Iterable[str]) -> Iterator[Change]:
    """Put today's coding in the place of the kept one, CHUNK articles a transaction; the changes, once they are on the disk."""
    some: list[tuple[Coded, Coded]] = []
    for pair in recoded(archive, coder, ids):
        some.append(pair)
        if len(some) == CHUNK:
            yield from _keep(archive, coder, some)
            some = []
    yield from _keep(archive, coder, some)


def _keep(archive: Archive, coder: Coder, some: list[tuple[Coded, Coded]]) -> list[Change]:
    if some:
        archive.recode([new for _, new in some], coder.made_by)
    return [change for old, new in some for change in changes(old, new)]
