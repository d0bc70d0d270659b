"""Reports -> events, in the archive: what a batch touches is read, settled anew and written; the rest stays as it is."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import duckdb

from dateline.store.archive import dealings, sums
from dateline.store.archive.clues import clues
from dateline.store.archive.signature import words_of
from dateline.store.archive.sql import rows_of
from dateline.store.archive.tables import Tables
from dateline.store.archive.ties import tie
from dateline.store.decisions import Standing
from dateline.store.stories import Block, Placed, Telling, block_of, blocks_near, settle
from dateline.store.stories.blocks import GIVEN
from dateline.store.stories.build import event_row, part_rows
from dateline.store.stories.telling import Party

Row = dict[str, Any]
Before = tuple[int | None, str | None, int | None]  # the event and evidence of a report until now, and the event that it once opened
STOP = frozenset(
    "a an the and or of in on at to for from by with as is was were are be been it its that this these those has had have "
    "he she they his her their who which said says say after before during also not but into over about".split()
)
STEM = 5  # letters: "killed" and "killing", "troops" and "troop" meet; longer words rarely collide within one block

# Keys first, by narrow columns: reading whole rows beside them took ten times as long in an archive of 350,000 articles.
BLOCK_STEP = "select key from reports where live and block in (select unnest(?::varchar[]))"
REPORT_STEP = "select * from reports where key in (select unnest(?::bigint[])) order by key"
EVENT_STEP = "select key from reports where live and event in (select unnest(?::bigint[]))"
PARTICIPANTS_STEP = "select * from participants where report in (select unnest(?::bigint[])) order by report, role, n"
PLACE_STEP = """
    update reports set event = x.event, fit = x.fit, evidence = x.evidence, home = x.home
    from (select unnest(?::json::struct("key" bigint, event bigint, fit double, evidence varchar, home bigint)[], max_depth := 2)) x
    where reports.key = x.key
"""
BORNE_STEP = "select key from events where key in (select unnest(?::bigint[]))"


def participants_of(base: duckdb.DuckDBPyConnection, reports: Iterable[int]) -> dict[int, list[Row]]:
    """Participants by report key."""
    out = defaultdict[int, list[Row]](list)
    for row in rows_of(base, PARTICIPANTS_STEP, [list(reports)]):
        out[row["report"]].append(row)
    return out


def telling_of(row: Row, participants: Sequence[Row]) -> Telling:
    """A row of `reports` with its participants, ready to compare."""
    place, date = row["place"] or {}, row["date"] or {}
    parties = {role: tuple(_party(p) for p in participants if p["role"] == role) for role in ("actor", "recipient")}
    known = {w[:STEM] for side in parties.values() for p in side for w in p.name} | {
        w[:STEM] for w in words_of(place.get("name") or "")
    }
    words = frozenset(w[:STEM] for w in words_of(row["words"]) if w not in STOP and len(w) > 2) - known
    return Telling(
        row["key"], row["id"], row["type"], row["mood"], row["low"], row["high"], row["exact"], row["published"],
        date.get("precision"), date.get("value"), parties["actor"], parties["recipient"], frozenset(row["modes"]),
        place.get("name"), place.get("country"), place.get("admin1"), place.get("lat"), place.get("lon"),
        _pair(row["killed"]), _pair(row["injured"]), words, row["wire"], row["confidence"],
        block.value if (block := Block.parse(row["block"])).kind == GIVEN else None,
    )  # fmt: skip


def _party(row: Row) -> Party:
    return Party(row["actor"], frozenset(words_of(row["name"])), row["country"], row["sector"])


def _pair(value: list[int] | None) -> tuple[int, int] | None:
    return (value[0], value[1]) if value else None


def _age(p: Placed) -> tuple[bool, int]:
    """By which the oldest report of an event comes first; those without a day follow."""
    return not p.telling.exact, p.telling.key


def _opened(some: Iterable[Placed], before: dict[int, Before]) -> dict[int | None, int]:
    """Of each event until now its oldest report."""
    return {before[p.telling.key][0]: p.telling.key for p in sorted(some, key=_age, reverse=True)}


class Stories:
    """Keeps `events` and `parts` in step with the live reports and with what people decided."""

    def __init__(self, base: duckdb.DuckDBPyConnection, tables: Tables, next_key: int, standing: Standing) -> None:
        self._base, self._tables, self._standing = base, tables, standing
        self._links = standing.links()
        self._first = self._next = next_key

    @property
    def used(self) -> int:
        """How many new keys were given."""
        return self._next - self._first

    def update(self, touched: set[Block], emptied: Iterable[int] = ()) -> list[int]:
        """Settle the touched blocks anew; keys of the events that were made or changed.

        emptied: events that lost reports otherwise (a report no longer live), to be written anew or dropped.
        """
        whole = self._closed(touched)
        loose = {b for b in whole if b.kind != "day"} | {n for b in whole if b.kind == "day" for n in blocks_near(b)}
        context = {n for b in loose for n in blocks_near(b)}
        rows = self._reports(BLOCK_STEP, [str(b) for b in whole | loose | context])
        people = participants_of(self._base, [r["key"] for r in rows])
        tellings = [telling_of(r, people[r["key"]]) for r in rows]
        groups = settle(tellings, self._links)
        before = {r["key"]: (r["event"], r["evidence"], r["home"]) for r in rows}
        changed = self._place(groups, before, whole | loose) | set(emptied)
        self.write(changed)
        return sorted(changed)

    def _closed(self, touched: set[Block]) -> set[Block]:
        """With the blocks of reports that people tied to one in a touched block, and theirs."""
        tied = sorted({k for pair in self._links.same for k in pair})
        if not tied:
            return set(touched)
        step = "select * from reports where live and key in (select unnest(?::bigint[]))"
        rows = rows_of(self._base, step, [tied])
        people = participants_of(self._base, tied)
        block = {r["key"]: block_of(telling_of(r, people[r["key"]])) for r in rows}
        out, grown = set(touched), True
        while grown:
            near = out | {n for b in out for n in blocks_near(b)}
            more = {block[k] for p in self._links.same if any(block.get(k) in near for k in p) for k in p if k in block}
            grown = not more <= out
            out |= more
        return out

    def _place(self, groups: list[list[Placed]], before: dict[int, Before], settled: set[Block]) -> set[int]:
        """Write which event each report belongs to, and why; the events whose reports changed."""
        changed: set[int] = set()
        homes = [home for *_, home in before.values() if home is not None]
        borne = {key for (key,) in self._base.execute(BORNE_STEP, [homes]).fetchall()} if homes else set()
        taken: set[int] = set()
        opened = _opened([p for group in groups for p in group], before)
        moves = []

        def turn(group: list[Placed]) -> tuple[bool, int]:
            """Events that only serve as context choose first: their reports are not all here, so they must stay what they are."""
            fixed = any(p.telling.exact and block_of(p.telling) not in settled for p in group)
            return not fixed, min(p.telling.key for p in group)

        for group in sorted(groups, key=turn):
            event = self._event_of(group, before, taken, borne)
            taken.add(event)
            for p in group:
                old = before[p.telling.key]
                evidence = json.dumps(dict(p.parts)) if p.parts else None
                if old[:2] == (event, evidence) or block_of(p.telling) not in settled:
                    continue
                if old[0] != event:
                    changed |= {event} | ({old[0]} if old[0] is not None else set())
                home = old[0] if old[0] != event and opened.get(old[0]) == p.telling.key else old[2]
                moves.append({"key": p.telling.key, "event": event, "fit": p.score, "evidence": evidence, "home": home})
        if moves:
            self._base.execute(PLACE_STEP, [json.dumps(moves)])
        return changed

    def _event_of(self, group: list[Placed], before: dict[int, Before], taken: set[int], borne: set[int]) -> int:
        """The event that the group has been: its oldest report's, unless another group goes on with that one.

        Then the one that it was before the two were joined, whose number nobody bears since.
        """
        some = [before[p.telling.key] for p in sorted(group, key=_age)]
        known = [event for event, *_ in some] + [home for *_, home in some if home not in borne]
        found = next((e for e in known if e is not None and e not in taken), None)
        if found is None:
            found, self._next = self._next, self._next + 1
        return found

    def write(self, changed: Iterable[int]) -> None:
        """Make these events anew from their live reports and from decisions; one without reports goes."""
        keys = [list(changed)]
        reports = self._reports(EVENT_STEP, keys[0])
        people = participants_of(self._base, [r["key"] for r in reports])
        of_event = defaultdict[int, list[Row]](list)
        for r in reports:
            of_event[r["event"]].append(r)
        events, parts = [], []
        for key, some in sorted(of_event.items()):
            row = event_row(key, some, people)
            row, own = self._standing.overlay(row, part_rows(row, some, people), some)
            events.append(row | clues(row, own))
            parts += own
        with sums.kept(self._base, keys[0]):
            self._base.execute("delete from events where key in (select unnest(?::bigint[]))", keys)
            self._tables.insert("events", events)
        with dealings.kept(self._base, keys[0]):
            self._base.execute("delete from parts where event in (select unnest(?::bigint[]))", keys)
            self._tables.insert("parts", parts)
        tie(self._base, keys[0])

    def _reports(self, step: str, given: Sequence[Any]) -> list[Row]:
        """Rows of `reports` whose keys a step finds."""
        keys = [key for (key,) in self._base.execute(step, [list(given)]).fetchall()]
        return rows_of(self._base, REPORT_STEP, [keys])
