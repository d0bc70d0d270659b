"""The decisions in force, as the steps that make events need them: actors joined, reports tied or parted, events changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

import duckdb

from dateline.records import Coded
from dateline.store.archive.sql import rows_of
from dateline.store.decisions.hand import hand_made
from dateline.store.decisions.overlay import overlaid
from dateline.store.decisions.records import Anchor, Decision, in_force
from dateline.store.stories.cluster import NO_LINKS, Links

Row = dict[str, Any]
ON_EVENTS = ("confirm", "reject", "change", "note")
ACTORS_STEP = "select identity, key from actors where identity in (select unnest(?::varchar[]))"
REPORTS_STEP = """
    select r.key, a.id as article, r."trigger", r.words from reports r join articles a on a.key = r.article
    where r.live and a.id in (select unnest(?::varchar[]))
"""
IDS_STEP = "select key, id from articles where key in (select unnest(?::bigint[]))"


@dataclass(frozen=True, slots=True)
class Move:
    """An actor becomes another by the decision of that number, everywhere or in some articles."""

    number: int
    into: int
    articles: frozenset[str] | None

    def holds(self, article: str) -> bool:
        """Whether it speaks of the article."""
        return self.articles is None or article in self.articles


def moved(value: Row) -> list[str]:
    """Identities of the actors that a decision on actors makes others."""
    return list(value.get("actors") or [value["actor"]])


def tied(value: Row) -> set[str]:
    """Identities of all actors of a decision on actors."""
    return {value["into"], *moved(value)}


class Standing:
    """Read once a transaction. Costs one look at an empty table where nobody decided anything."""

    def __init__(self, base: duckdb.DuckDBPyConnection) -> None:
        self._base = base
        self.decisions = in_force(Decision.of(r) for r in rows_of(base, "select * from decisions"))
        self._anchors: dict[int, list[Anchor]] = {}
        if self.decisions:
            for row in rows_of(base, "select * from anchors"):
                self._anchors.setdefault(row.pop("decision"), []).append(Anchor(**row))
        self._moves: dict[int, list[Move]] = {}
        self._move(self._of("same actor", "other actor"))
        self._by_article: dict[str, list[tuple[Anchor, Decision]]] = {}
        for d in self._of(*ON_EVENTS):
            for anchor in self._anchors.get(d.key, ()):
                self._by_article.setdefault(anchor.article, []).append((anchor, d))

    def _of(self, *kinds: str) -> list[Decision]:
        return [d for d in self.decisions if d.kind in kinds]

    def _move(self, some: Sequence[Decision]) -> None:
        """Of a decision on actors a move each. Whom it moves to may be somebody else by an earlier one, so they are made in order."""
        names = sorted({name for d in some for name in tied(d.value)})
        keys: dict[str, int] = dict(self._base.execute(ACTORS_STEP, [names]).fetchall()) if names else {}
        for d in some:
            if (into := keys.get(d.value["into"])) is not None:
                into = self.actor(into, "")
                articles = frozenset(d.value["articles"]) if d.kind == "other actor" else None
                for own in {keys[name] for name in moved(d.value) if name in keys} - {into}:
                    self._moves.setdefault(own, []).append(Move(d.key, into, articles))

    def actor(self, own: int, article: str) -> int:
        """Whom decisions make of an actor in an article: each in its turn may move whom those before it made."""
        last = -1
        while move := next((m for m in self._moves.get(own, ()) if m.number > last and m.holds(article)), None):
            own, last = move.into, move.number
        return own

    def links(self) -> Links:
        """Reports that people tied together or parted, by key."""
        some = self._of("together", "apart")
        if not some:
            return NO_LINKS
        articles = sorted({a.article for d in some for a in self._anchors.get(d.key, ())})
        reports = rows_of(self._base, REPORTS_STEP, [articles])
        same: set[frozenset[int]] = set()
        apart: set[frozenset[int]] = set()
        for d in some:
            parts = self._parts(d, reports)
            if d.kind == "together":
                first = [min(keys) for keys in parts if keys]
                same |= {frozenset(pair) for pair in pairwise(first)}
            elif len(parts) == 2:
                apart |= {frozenset(pair) for pair in product(*parts)}
        return Links(frozenset(same - apart), frozenset(apart))

    def _parts(self, d: Decision, reports: Sequence[Row]) -> list[set[int]]:
        anchors = self._anchors.get(d.key, [])
        parts: dict[int, set[int]] = {a.part: set() for a in anchors}
        for a in anchors:
            parts[a.part] |= {r["key"] for r in reports if a.fits(r["article"], r["trigger"], r["words"])}
        return [parts[n] for n in sorted(parts)]

    def about(self, reports: Iterable[Row]) -> list[Decision]:
        """Decisions on the event that these reports tell, oldest first."""
        some = list(reports)
        if not self._by_article:
            return []
        ids = dict(self._base.execute(IDS_STEP, [sorted({r["article"] for r in some})]).fetchall())
        found = {
            d.key: d
            for r in some
            for anchor, d in self._by_article.get(ids[r["article"]], ())
            if anchor.fits(ids[r["article"]], r["trigger"], r["words"])
        }
        return [found[k] for k in sorted(found)]

    def first_report(self, d: Decision) -> tuple[str, int, str] | None:
        """The first of the reports that a decision names (article, start, trigger), by which two decisions are on one event."""
        some = sorted((a.article, a.start, a.trigger) for a in self._anchors.get(d.key, ()))
        return some[0] if some else None

    def overlay(self, event: Row, parts: list[Row], reports: Iterable[Row]) -> tuple[Row, list[Row]]:
        """An event and its participants with what people decided on it."""
        row, own = overlaid(event, parts, self.about(reports))
        return row, [p | {"actor": self.actor(p["actor"], "")} for p in own]  # whom a person named may be joined to another since

    def identity(self, event: str, name: str) -> str | None:
        """Whom a person meant by a participant of an event added by hand; None for coded events."""
        for d in self._of("add") if event.startswith("d") else ():
            for p in (*d.value.get("actors", ()), *d.value.get("recipients", ())):
                if f"d{d.key}" == event and p["name"] == name:
                    return str(p["identity"])
        return None

    def with_added(self, coded: Coded) -> Coded:
        """An article with the events that people added to it by hand."""
        for d in self._of("add"):
            if d.value["article"] == coded.article.id:
                coded = hand_made(coded, d)
        return coded
