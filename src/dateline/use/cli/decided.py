"""Decisions in words, one line each, for `dateline fix log` on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.store.archive import Archive

Row = dict[str, Any]
CALLED = {"together": "merge", "apart": "split", "same actor": "merge-actors", "other actor": "split-actor"}  # as the commands are called
FIELDS = ("type", "modes", "aux", "date", "place", "killed", "injured", "actors", "recipients")


def lines(archive: Archive, log: Sequence[Row]) -> Iterator[str]:
    """`4  2022-07-04 12:30  anna  change e5: killed 6 (before: none); because they said so`, in the order of the log."""
    from dateline.use.analysis.review import as_coded

    coded = lru_cache(maxsize=1000)(lambda event: as_coded(archive, event))
    known = {d["key"]: d for d in log}
    changes = [d for d in reversed(log) if d["kind"] == "change"]
    for d in log:
        before = _before(d, changes, coded(d["target"])) if d["kind"] == "change" else {}
        what = WORDED.get(d["kind"], _nothing)(d["value"], before)
        undone = known.get(d["undoes"])
        what = what or (f"{_called(undone)} {undone['target']}" if undone else "")
        head = f"{_called(d)} {d['undoes'] or d['target']}"
        marks = ("" if d["holds"] else " (undone)") + (f"; because {d['why']}" if d["why"] else "")
        yield f"{d['key']:>4}  {str(d['moment'])[:16]}  {d['who']}  {head}{': ' + what if what else ''}{marks}"


def _called(d: Row) -> str:
    return CALLED.get(d["kind"], d["kind"])


def _before(d: Row, changes: Sequence[Row], coded: tuple[Row, list[Row]] | None) -> Row:
    """What the fields were: as the reports tell the event, and as earlier decisions that hold changed it; empty where it is no more."""
    if coded is None:
        return {}
    row = coded[0] | {n: [coded[0][f"{n}_low"], coded[0][f"{n}_high"]] for n in ("killed", "injured")}
    for c in changes:
        if c["key"] < d["key"] and c["holds"] and c["target"] == d["target"]:
            row |= c["value"]
    return row


def _nothing(value: Row, before: Mapping[str, Any]) -> str:
    return ""


def _fields(value: Row, before: Mapping[str, Any]) -> str:
    """`killed 6 (before: none); place Erbil (before: Duhok)`."""
    some = [name for name in FIELDS if name in value]
    told = (f"{name} {_value(value[name])}" + (f" (before: {_value(before[name])})" if name in before else "") for name in some)
    return "; ".join(told)


def _added(value: Row, before: Mapping[str, Any]) -> str:
    return f"“{value['words']}”, {_fields(value, before)}"


def _parted(value: Row, before: Mapping[str, Any]) -> str:
    return f"without report {', '.join(value['reports'])}"


def _other(value: Row, before: Mapping[str, Any]) -> str:
    return f"{value['name']} in {', '.join(value['articles'])}"


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value["name"])
    if isinstance(value, list | tuple) and value and isinstance(value[0], int | None):
        return str(value[0] if value[0] == value[-1] else f"{value[0]} to {value[-1]}").replace("None", "none")
    if isinstance(value, list | tuple):
        return ", ".join(map(_value, value)) or "none"
    return "none" if value is None else str(value)


WORDED: dict[str, Callable[[Row, Mapping[str, Any]], str]] = {
    "change": _fields, "add": _added, "apart": _parted, "other actor": _other, "note": lambda value, _: str(value["text"]),
}  # fmt: skip
