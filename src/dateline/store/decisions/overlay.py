"""Decisions laid over an event as the reports tell it; the reports themselves stay as coded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dateline.resolve.events.plover import QUAD_OF, intensity
from dateline.store.decisions.records import Decision
from dateline.store.stories.days import days_of

Row = dict[str, Any]
PLACE = ("country", "admin1", "lat", "lon", "geonameid")
SHARED = ("day", "type", "quad", "intensity", "mood")


def overlaid(event: Row, parts: list[Row], decisions: Sequence[Decision]) -> tuple[Row, list[Row]]:
    """The event row and its parts after the decisions, the latest last. A rejected event keeps its row and has no parts."""
    row = dict(event)
    people = {role: [p for p in parts if p["role"] == role] for role in ("actor", "recipient")}
    for d in decisions:
        row["decided"] = row["decided"] or d.kind != "note"
        if d.kind in ("reject", "confirm"):
            row["rejected"] = d.kind == "reject"
        for name in [n for n in FIELDS if n in d.value] if d.kind == "change" else ():  # a type first, since it clears the modes
            value = d.value[name]
            if name in SIDES:
                people[SIDES[name]] = [p | {"role": SIDES[name], "event": row["key"]} for p in value]
                row[name] = [p["name"] for p in value]
            else:
                CHANGES[name](row, value)
    shared = {k: row[k] for k in SHARED}
    return row, [] if row["rejected"] else [p | shared for some in people.values() for p in some]


def _type(row: Row, value: str) -> None:
    row |= {"type": value, "quad": QUAD_OF[value], "modes": [], "intensity": intensity(value, ())}


def _modes(row: Row, value: list[str]) -> None:
    row |= {"modes": value, "intensity": intensity(row["type"], tuple(value))}


def _aux(row: Row, value: list[str]) -> None:
    moods = [m for m in ("negated", "hypothetical", "future") if m in value]
    row |= {"aux": value, "mood": moods[0] if moods else "actual"}


def _date(row: Row, value: str | None) -> None:
    days = days_of(value)
    low, high = days or (None, None)
    row |= {"date": value, "precision": "day" if days and low == high else "interval", "day": low, "until": high}


def _place(row: Row, value: Row | None) -> None:
    place = value or {}
    row |= {"place": place.get("name")} | {k: place.get(k) for k in PLACE}


def _count(name: str) -> Callable[[Row, list[int] | None], None]:
    def change(row: Row, value: list[int] | None) -> None:
        row |= {f"{name}_low": value[0] if value else None, f"{name}_high": value[1] if value else None}

    return change


SIDES = {"actors": "actor", "recipients": "recipient"}
CHANGES: dict[str, Callable[[Row, Any], None]] = {
    "type": _type, "modes": _modes, "aux": _aux, "date": _date, "place": _place,
    "killed": _count("killed"), "injured": _count("injured"),
}  # fmt: skip
FIELDS = (*CHANGES, *SIDES)
