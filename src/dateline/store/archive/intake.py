"""A batch of coded articles -> rows of every table, in one transaction: judged, keyed, inserted, told as events."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import duckdb

from dateline.records import Actor, Article, Coded, Participant
from dateline.resolve.who import Roster
from dateline.store.archive import lives, span, words
from dateline.store.archive.known import Answer, Kept, Memory, Verdict
from dateline.store.archive.people import People
from dateline.store.archive.rows import (
    article_row,
    day_of,
    now,
    numbered,
    participant_rows,
    plain,
    report_row,
    sentence_rows,
)
from dateline.store.archive.signature import Signature, signature
from dateline.store.archive.tables import Tables
from dateline.store.archive.tell import telling_of
from dateline.store.decisions import Standing
from dateline.store.stories import Block, block_of
from dateline.store.stories.blocks import GIVEN
from dateline.store.stories.days import days_of
from dateline.store.stories.telling import is_exact, mood_of

Row = dict[str, Any]
RETIRED_STEP = """
    select article, id, type, words, event, home from reports
    where live and event is not null and article in (select unnest(?::bigint[])) order by key desc
"""
SIGHTINGS_STEP = """
    update sightings set article = x.heir from (select unnest(?::bigint[]) as article, unnest(?::bigint[]) as heir) x
    where sightings.article = x.article
"""
WIRED_STEP = "select distinct event from reports where live and event is not null and wire in (select unnest(?::bigint[]))"
WIRE_STEP = """
    update {table} set wire = x.new from (select unnest(?::bigint[]) as old, unnest(?::bigint[]) as new) x
    where {table}.wire = x.old
"""
# A number that an event once had is nobody else's: its report may have it back.
HELD = {"events": "(select max(key) as key from events union all select greatest(max(event), max(home)) from reports)"}
KEYED = ("articles", "texts", "reports", "actors", "events", "codings", "decisions")


@dataclass(frozen=True, slots=True)
class MadeBy:
    """Who coded: the version of Dateline and of the reader's weights."""

    coder: str
    model: str


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one article: `answer` is new, known, version or copy, `why` says by what; `events` are its reports.

    `language` (ISO 639-1) is named where it is not English: such an article is kept, and tells no events.
    """

    id: str
    source: str
    answer: Answer
    why: str
    events: int
    language: str | None = None


class Keys:
    """The next free key of each table."""

    def __init__(self, base: duckdb.DuckDBPyConnection) -> None:
        self._next = {}
        for table in KEYED:
            row = base.execute(f"select coalesce(max(key), 0) + 1 from {HELD.get(table, table)}").fetchone()
            self._next[table] = int(row[0]) if row else 1

    def take(self, table: str, n: int = 1) -> int:
        """The first of n new keys."""
        first = self._next[table]
        self._next[table] = first + n
        return first

    def peek(self, table: str) -> int:
        return self._next[table]


class Batch:
    """One transaction's worth of articles. `touched` and `emptied` tell which stories to settle afterwards."""

    def __init__(
        self, base: duckdb.DuckDBPyConnection, tables: Tables, keys: Keys, standing: Standing, *, given: bool = False
    ) -> None:  # fmt: skip
        self._base, self._tables, self._keys, self._standing, self._given = base, tables, keys, standing, given
        self._rows: dict[str, list[Row]] = {}
        self._people: list[tuple[Actor | Participant, Row, str, str | None]] = []
        self._wires = Wires()
        self._retired: dict[int, int] = {}  # the key of an article that was replaced, of the one that replaces it
        self._now = now()
        self.touched: set[Block] = set()
        self.emptied: set[int] = set()

    def add(self, batch: Sequence[Coded], coding: int, roster: Roster) -> list[Added]:
        """Judge and insert; what became of each, in order."""
        signatures = [signature(c.article.text) for c in batch]
        memory = Memory(self._base, batch, signatures)
        out = []
        for coded, sign in zip(batch, signatures, strict=True):
            # Sentences of events made elsewhere are no articles: two that are alike may belong to two events.
            verdict = Verdict("new", None, "made elsewhere") if self._given else memory.judge(coded, sign)
            self._wires.join(verdict.wires)
            if verdict.answer == "known" and verdict.of:
                self._sight(verdict.of.key, coded)
                out.append(Added(verdict.of.id, coded.article.source, "known", verdict.why, 0, _foreign(coded.article)))
                continue
            if verdict.answer != "version" and memory.taken(coded.article.id):
                coded = _renamed(coded, sign, events=not self._given)
            if verdict.earlier and verdict.of:  # decisions name articles by id, so the page keeps the one it has
                self._sight(self._keys.peek("articles"), coded)
                coded = replace(coded, article=replace(coded.article, id=verdict.of.id))
            memory.keep(self._accept(coded, sign, verdict, coding), verdict.of if verdict.answer == "version" else None)
            a = coded.article
            out.append(Added(a.id, a.source, verdict.answer, verdict.why, len(coded.events), _foreign(a)))
        self._flush(roster)
        return out

    def recode(self, batch: Sequence[Coded], coding: int, roster: Roster) -> None:
        """New codings of kept texts, which take the place of the old ones."""
        signatures = [signature(c.article.text) for c in batch]
        memory = Memory(self._base, batch, signatures)
        for coded, sign in zip(batch, signatures, strict=True):
            if old := memory.named(coded.article.id):
                self._accept(coded, sign, Verdict("version", replace(old, version=old.version - 1), "coded again"), coding)
        self._flush(roster)

    def _sight(self, article: int, coded: Coded) -> None:
        self._put("sightings", _sighting(article, coded.article, coded.article.published) | {"moment": self._now})

    def _put(self, table: str, *rows: Row) -> None:
        self._rows.setdefault(table, []).extend(rows)

    def _accept(self, coded: Coded, sign: Signature, verdict: Verdict, coding: int) -> Kept:
        coded = self._standing.with_added(coded)
        a = coded.article
        key = self._keys.take("articles")
        old = verdict.of if verdict.answer == "version" else None
        wire = verdict.of.wire if verdict.of else key
        if old:
            self._retired[old.key] = key
            if verdict.earlier:
                self._put("sightings", _sighting(key, old, old.day.isoformat() if old.day else None) | {"moment": self._now})
        row = article_row(a) | {
            "key": key, "version": old.version + 1 if old else 1, "replaces": old.key if old else None, "live": True,
            "coding": coding, "added": self._now, "text": key, "fingerprint": sign.fingerprint, "wire": wire,
            "contexts": [plain(c) for c in coded.contexts], "skipped": [plain(x) for x in coded.skipped],
        }  # fmt: skip
        self._put("articles", row)
        self._put("texts", {"key": key, "text": a.text})
        self._put("bands", *({"band": band, "article": key} for band in sign.bands))
        self._put("sentences", *sentence_rows(key, coded))
        for table, records in (("mentions", coded.mentions), ("times", coded.times), ("places", coded.places)):
            self._put(table, *numbered(key, records))
        people = self._cast(key, coded)
        for event in coded.events:
            self._report(key, wire, coded, event, people)
        told = tuple(e.trigger.start for e in coded.events)
        return Kept(
            key, a.id, a.source, a.site, sign.fingerprint, wire, row["version"], a.text, True, told, frozenset(sign.bands),
            date.fromisoformat(day) if (day := row["day"]) else None,
        )  # fmt: skip

    def _cast(self, article: int, coded: Coded) -> dict[str, Actor]:
        rows = numbered(article, coded.actors)
        self._put("cast_list", *rows)
        self._people += [(actor, row, coded.article.id, None) for actor, row in zip(coded.actors, rows, strict=True)]
        return {actor.id: actor for actor in coded.actors}

    def _report(self, article: int, wire: int, coded: Coded, event: Any, people: dict[str, Actor]) -> None:
        key = self._keys.take("reports")
        exact = is_exact(event)
        days = days_of(event.date.value) if event.date else None
        low, high = days or (None, None)
        row = report_row(coded, event) | {
            "key": key, "article": article, "live": True, "mood": mood_of(event.aux), "exact": exact and low == high and low is not None,
            "low": low, "high": high, "published": day_of(coded.article.published), "wire": wire, "site": coded.article.site,
        }  # fmt: skip
        row["block"] = str(Block(row["type"], row["mood"], GIVEN if self._given else "", event.id))
        parts = participant_rows(key, event)
        self._put("reports", row)
        self._put("participants", *parts)
        for one, part in zip(event.actors + event.recipients, parts, strict=True):
            given = self._standing.identity(event.id, one.name)
            self._people.append((people.get(one.id or "", one), part, coded.article.id, given))

    def _flush(self, roster: Roster) -> None:
        """Everything collected, table by table."""
        self._retire()
        self._join_wires()
        people = People(self._base, self._tables, roster, self._keys.peek("actors"))
        found = people.keys([p[0] for p in self._people], [p[3] for p in self._people]) if self._people else []
        self._keys.take("actors", people.used)
        for (_, row, article, _), key in zip(self._people, found, strict=True):
            row |= {"own": key, "actor": self._standing.actor(key, article)}
        self._block()
        for table, rows in self._rows.items():
            self._tables.insert(table, rows)
        words.add(self._base, self._rows.get("reports", ()))
        words.tidy(self._base, self._keys.peek("reports") - 1)
        fresh = [row["key"] for row in self._rows.get("articles", ())]
        lives.add(self._base, fresh)
        span.count(self._base, fresh, 1)

    def _block(self) -> None:
        parts: dict[int, list[Row]] = {}
        for part in self._rows.get("participants", ()):
            parts.setdefault(part["report"], []).append(part)
        for row in self._rows.get("reports", ()):
            published = date.fromisoformat(row["published"]) if row["published"] else None
            telling = telling_of(row | {"published": published}, parts.get(row["key"], ()))
            block = block_of(telling)
            row["block"] = str(block)
            self.touched.add(block)

    def _retire(self) -> None:
        """Replaced articles and their reports stay, but no longer count."""
        if not self._retired:
            return
        keys = [list(self._retired)]
        old = self._base.execute(RETIRED_STEP, keys).fetchall()
        self.emptied |= {event for *_, event, _ in old}
        heirs = {(self._heir(article), of): (event, home) for article, id, type, words, event, home in old for of in (id, (type, words))}
        span.count(self._base, keys[0], -1)
        self._base.execute("update articles set live = false where key in (select unnest(?::bigint[]))", keys)
        self._base.execute("update reports set live = false where article in (select unnest(?::bigint[]))", keys)
        self._base.execute(SIGHTINGS_STEP, [*keys, [self._heir(key) for key in self._retired]])
        for row in self._rows.get("reports", ()):  # so that the event keeps its id
            of = next((of for of in (row["id"], (row["type"], row["words"])) if (row["article"], of) in heirs), None)
            row["event"], row["home"] = heirs.get((row["article"], of), (None, None))
        for row in (*self._rows.get("articles", ()), *self._rows.get("reports", ())):
            row["live"] = row["live"] and row.get("article", row["key"]) not in self._retired

    def _heir(self, article: int) -> int:
        """The last of the versions that replace an article in this batch."""
        while article in self._retired:
            article = self._retired[article]
        return article

    def _join_wires(self) -> None:
        """Give texts that turned out to be one agency's the lowest of their wires."""
        if not self._wires.moved:
            return
        old = list(self._wires.moved)
        new = [self._wires.of(w) for w in old]
        self.emptied |= {e for (e,) in self._base.execute(WIRED_STEP, [old]).fetchall()}
        for table in ("articles", "reports"):
            self._base.execute(WIRE_STEP.format(table=table), [old, new])
            for row in self._rows.get(table, ()):
                row["wire"] = self._wires.of(row["wire"])


class Wires:
    """Which wires are one; each stands for the lowest it was joined with."""

    def __init__(self) -> None:
        self.moved: dict[int, int] = {}

    def of(self, wire: int) -> int:
        while wire in self.moved:
            wire = self.moved[wire]
        return wire

    def join(self, wires: Iterable[int]) -> None:
        some = sorted({self.of(w) for w in wires})
        self.moved.update((w, some[0]) for w in some[1:])


def _renamed(coded: Coded, sign: Signature, *, events: bool) -> Coded:
    """Another article with an id that is taken gets a short hash of its words; so do its events, unless they were made elsewhere."""
    name = f"{coded.article.id}-{sign.fingerprint & 0xFFFFFF:06x}"
    coded = replace(coded, article=replace(coded.article, id=name))
    if not events:
        return coded
    ids = (hashlib.sha256(f"{name}\0{e.id}".encode("utf-8", "replace")).hexdigest()[:16] for e in coded.events)
    return replace(coded, events=tuple(replace(e, id=id) for e, id in zip(coded.events, ids, strict=True)))


def _foreign(article: Article) -> str | None:
    """The language of an article that was not read for it."""
    return article.language if any(s.what == "article" for s in article.skipped) else None


def _sighting(article: int, seen: Article | Kept, published: str | None) -> Row:
    return {"article": article, "id": seen.id, "source": seen.source, "site": seen.site, "published": published}
