"""The desk where people correct the archive: every method stores one decision, applies it at once, and returns it.

    desk = Desk(archive, who="anna")
    desk.change("e12", {"type": "AGREE", "date": "2022-07-03"}, why="they signed")
    desk.undo(decision.key)
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from dateline.errors import UsageError
from dateline.read.labels import AUX, MODES_OF
from dateline.resolve.events.plover import QUAD_OF
from dateline.store.apply import actor_by, apply, decision_of
from dateline.store.archive import Archive
from dateline.store.archive.rows import now
from dateline.store.archive.sql import rows_of
from dateline.store.decisions import Anchor, Decision, undone
from dateline.store.decisions.overlay import FIELDS, SIDES
from dateline.store.lookup import person_of, place_of
from dateline.store.stories.days import days_of

Row = dict[str, Any]
DECISIONS_STEP = "select * from decisions order by key desc"
ACTORS_STEP = "select key, identity, name, country, sector from actors where key in (select unnest(?::bigint[]))"


class Desk:
    """Decisions by one person on one archive. Every method raises UsageError where it is asked something impossible."""

    def __init__(self, archive: Archive, who: str) -> None:
        if not who.strip():
            raise UsageError("a decision needs a name: say who decides")
        self._archive, self.who = archive, who
        self.remarks: list[str] = []  # places and actors of the last decision that the archive did not know

    # ---- events ---------------------------------------------------------------------------------------------------

    def confirm(self, event: str, why: str | None = None) -> Decision:
        """The event is right as it stands."""
        return self._on_event("confirm", event, {}, why)

    def reject(self, event: str, why: str | None = None) -> Decision:
        """The event is wrong: it leaves every answer but `Filters(rejected=True)`."""
        return self._on_event("reject", event, {}, why)

    def note(self, event: str, text: str) -> Decision:
        """A remark; it changes nothing."""
        return self._on_event("note", event, {"text": text}, None)

    def change(self, event: str, fields: Mapping[str, Any], why: str | None = None) -> Decision:
        """Other values: type, modes, aux, date (ISO value or None), place (a name, a dict of the place columns, or None),
        killed and injured ([lowest, highest]), actors and recipients (names or #numbers)."""
        if not fields:
            raise UsageError(f"nothing to change was named; there are {', '.join(FIELDS)}")
        return self._on_event("change", event, self._checked(fields), why)

    def merge_events(self, events: Sequence[str], why: str | None = None) -> Decision:
        """These events are one; it keeps the first one's id where that is the oldest."""
        if len(set(events)) < 2:
            raise UsageError("name at least two events to merge")
        anchors = [a for n, e in enumerate(events) for a in self._anchors(e, n)]
        return self._decide("together", ", ".join(events), {"events": list(events)}, why, anchors)

    def split_event(self, event: str, reports: Sequence[str], why: str | None = None) -> Decision:
        """These reports (by report id) are not of this event."""
        known = {r["id"] for r in self._event(event)["reports"]}
        if unknown := set(reports) - known:
            raise UsageError(f"{event} has no report {', '.join(sorted(unknown))}; it has {', '.join(sorted(known))}")
        if set(reports) == known:
            raise UsageError(f"all reports of {event} were named: name those that should leave it")
        anchors = self._anchors(event, 1, [r for r in known if r not in reports]) + self._anchors(event, 0, reports)
        return self._decide("apart", event, {"reports": list(reports)}, why, anchors)

    def add(self, article: str, words: str, fields: Mapping[str, Any], why: str | None = None) -> Decision:
        """An event that was missed: `words` are its trigger, exactly as in the article's text; fields as in `change`."""
        coded = self._archive.article(article)
        if coded is None:
            raise UsageError(f"there is no article {article}")
        if not words.strip() or words not in coded.article.text:
            raise UsageError(f"“{words}” does not stand in {article}: give the words exactly as they are there")
        value = self._checked(fields) | {"article": article, "words": words}
        if "type" not in value or not (value.get("actors") or value.get("recipients")):
            raise UsageError("an event needs a type and at least one actor or recipient")
        return self._decide("add", article, value, why, [])

    # ---- actors ---------------------------------------------------------------------------------------------------

    def merge_actors(self, names: Sequence[str], why: str | None = None) -> Decision:
        """These actors are one, the first named; so they will be in articles to come."""
        rows = self._actors([self._archive.actor(n)["key"] for n in names])
        if len({r["key"] for r in rows}) < 2:
            raise UsageError("name at least two different actors to merge")
        value = {"into": rows[0]["identity"], "actors": [r["identity"] for r in rows[1:]]}
        return self._decide("same actor", ", ".join(r["name"] for r in rows), value, why, [])

    def split_actor(self, name: str, articles: Sequence[str], new_name: str, why: str | None = None) -> Decision:
        """In these articles the actor is somebody else, called `new_name`."""
        (row,) = self._actors([self._archive.actor(name)["key"]])
        if unknown := [a for a in articles if self._archive.article_key(a) is None]:
            raise UsageError(f"there is no article {', '.join(unknown)}")
        if not articles or not new_name.strip():
            raise UsageError("name the articles and who it is in them")
        into = f"split:{new_name}:{row['identity']}"  # two actors may each be somebody else of that name
        value = {"actor": row["identity"], "into": into, "name": new_name, "articles": list(articles)}
        return self._decide("other actor", row["name"], value, why, [])

    # ---- alerts ---------------------------------------------------------------------------------------------------

    def answer_alert(self, kind: str, about: str, events: Sequence[str], *, keep: bool, note: str | None = None) -> Decision:
        """Keep or dismiss an alert of `watch`, with the events behind it; it changes no event."""
        if not events:
            raise UsageError("an alert needs the events behind it")
        anchors = [a for e in events for a in self._anchors(e, 0)]
        value = {"alert": kind, "about": about, "events": list(events)}
        return self._decide("keep" if keep else "dismiss", f"{kind}: {about}", value, note, anchors)

    # ---- all ------------------------------------------------------------------------------------------------------

    def undo(self, decision: int, why: str | None = None) -> Decision:
        """Take a decision back that holds; it stays on record. Undoing an undo brings the decision back."""
        found = self._archive.rows("select * from decisions where key = ?", [decision])
        if not found:
            raise UsageError(f"there is no decision {decision}; `dateline fix log` lists them")
        return self._decide("undo", found[0]["target"], {}, why, [], Decision.of(found[0]))

    def log(self, target: str | None = None) -> list[Row]:
        """All decisions, latest first, each with `holds` (it was not undone); of one event or actor where named."""
        rows = self._archive.rows(DECISIONS_STEP)
        gone = undone(map(Decision.of, rows))
        out = [r | {"value": json.loads(r["value"]), "holds": r["key"] not in gone} for r in rows]
        return [r for r in out if target is None or target in r["target"].split(", ")]

    def _on_event(self, kind: str, event: str, value: Row, why: str | None) -> Decision:
        return self._decide(kind, event, value, why, self._anchors(event, 0))

    def _event(self, id: str) -> Row:
        found = self._archive.event(id)
        if found is None:
            raise UsageError(f"there is no event {id}; `dateline events` lists them with their ids")
        return found

    def _anchors(self, event: str, part: int, only: Iterable[str] | None = None) -> list[Anchor]:
        wanted = None if only is None else set(only)
        return [
            Anchor(part, r["article_id"], r["trigger"]["start"], r["trigger"]["end"], r["trigger"]["text"], r["words"])
            for r in self._event(event)["reports"]
            if wanted is None or r["id"] in wanted
        ]

    def _actors(self, keys: Sequence[int]) -> list[Row]:
        rows = {r["key"]: r for r in self._archive.rows(ACTORS_STEP, [list(keys)])}
        return [rows[k] for k in keys]

    def _decide(
        self, kind: str, target: str, value: Row, why: str | None, anchors: Sequence[Anchor], undoes: Decision | None = None
    ) -> Decision:
        """Store a decision and apply it, in one transaction."""
        with self._archive.transaction() as base:
            if undoes is not None:
                _holding(undoes, [Decision.of(r) for r in rows_of(base, DECISIONS_STEP)])
            for person in (p for side in SIDES for p in value.get(side) or () if isinstance(p, dict)):
                person["actor"] = actor_by(self._archive, base, person["identity"], person)
            key = self._archive.new_key("decisions")
            row = {
                "key": key, "kind": kind, "target": target, "value": json.dumps(value, ensure_ascii=False), "who": self.who,
                "why": why, "moment": now(), "undoes": undoes.key if undoes else None,
            }  # fmt: skip
            self._archive.insert("decisions", [row])
            self._archive.insert("anchors", [asdict(a) | {"decision": key} for a in anchors])
            decision = decision_of(base, key)
            apply(self._archive, base, decision)
        return decision

    # ---- checking -------------------------------------------------------------------------------------------------

    def _checked(self, fields: Mapping[str, Any]) -> Row:
        if unknown := set(fields) - set(FIELDS):
            raise UsageError(f"cannot change {', '.join(sorted(unknown))}; there are {', '.join(FIELDS)}")
        self.remarks = []
        checks = {"actors": self._people, "recipients": self._people, "place": self._place}
        return {name: (checks.get(name) or CHECKS[name])(value) for name, value in fields.items()}

    def _people(self, names: Sequence[str]) -> list[Row]:
        return [self._person(str(n)) for n in names]

    def _person(self, name: str) -> Row:
        """An actor of the archive, or who will be made where nobody is called so; `_decide` gives the key."""
        if not name.strip():
            raise UsageError("a participant needs a name")
        return self._remarked(*person_of(self._archive, name))

    def _place(self, value: str | Row | None) -> Row | None:
        if isinstance(value, str):
            return self._remarked(*place_of(self._archive, value.strip())) if value.strip() else None
        return value

    def _remarked(self, found: Row, remark: str | None) -> Row:
        self.remarks += [remark] if remark else []
        return found


def _holding(d: Decision, known: Sequence[Decision]) -> None:
    """Raises UsageError where a decision was undone already: undoing that again would change nothing."""
    gone = undone(known)
    if d.key in gone:
        by = next(u.key for u in known if u.undoes == d.key and u.key not in gone)
        raise UsageError(f"decision {d.key} was undone already, by decision {by}; `dateline fix undo {by}` brings it back")


def _type(value: Any) -> str:
    kind = str(value).upper()
    if kind not in QUAD_OF:
        raise UsageError(f"{value} is no PLOVER type; there are {', '.join(QUAD_OF)}")
    return kind


def _modes(value: Any) -> list[str]:
    known = {mode for some in MODES_OF.values() for mode in some}
    if wrong := [m for m in value if m not in known]:
        raise UsageError(f"no PLOVER mode is called {', '.join(wrong)}")
    return list(value)


def _aux(value: Any) -> list[str]:
    if wrong := [a for a in value if a not in AUX]:
        raise UsageError(f"no flag is called {', '.join(wrong)}; there are {', '.join(AUX)}")
    return list(value)


def _date(value: Any) -> str | None:
    if value is None:
        return None
    spans = [days_of(part) for part in str(value).split("/", 1)]
    if not all(spans):
        raise UsageError(f"“{value}” is no date: write 2022-07-04, 2022-07, 2022, or a/b for an interval")
    if spans[0] and spans[-1] and spans[0][0] > spans[-1][1]:
        raise UsageError(f"“{value}” ends before it begins")
    return str(value)


def _count(value: Any) -> list[int] | None:
    if value is None:
        return None
    try:
        low, high = int(value[0]), int(value[-1])
    except (ValueError, IndexError, TypeError):
        raise UsageError(f"{value} is no range of casualties: give the lowest and the highest number") from None
    if not 0 <= low <= high:
        raise UsageError(f"{low} to {high} is no range of casualties")
    return [low, high]


CHECKS: dict[str, Callable[[Any], Any]] = {
    "type": _type, "modes": _modes, "aux": _aux, "date": _date, "killed": _count, "injured": _count,
}  # fmt: skip
