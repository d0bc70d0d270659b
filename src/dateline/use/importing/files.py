"""One file of JSON lines -> the archive. Each line says by its keys what it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

from dateline.errors import BadInput
from dateline.records import Reject
from dateline.store.archive import Added, Archive, MadeBy
from dateline.store.decisions import KINDS, Anchor, Decision
from dateline.store.decisions.overlay import SIDES, overlaid
from dateline.store.decisions.standing import tied
from dateline.store.takeover import taken_over
from dateline.use.cluster.restore import coded_from
from dateline.use.importing.plover import articles_of, is_event

Row = dict[str, Any]
T = TypeVar("T")
DECISION = ("key", "kind", "target", "value", "who", "why", "moment", "undoes", "anchors")
# What a decision of a kind must say beside the values of an event, of which `overlaid` knows what it takes.
NEEDS: dict[str, dict[str, type]] = {
    "same actor": {"into": str, "actors": list}, "other actor": {"into": str, "actor": str, "name": str, "articles": list},
    "add": {"article": str, "words": str, "type": str}, "note": {"text": str},
}  # fmt: skip
EVENT = {"key": 0, "day": None, "type": "CONSULT", "quad": None, "intensity": 0.0, "mood": "actual", "decided": False, "rejected": False}
PLOVER = MadeBy("imported", "PLOVER")
UNSAID = {"coder": "imported", "model": "unknown"}


@dataclass(frozen=True, slots=True)
class Imported:
    """`added` are the articles, `decisions` how many were new here."""

    added: list[Added]
    decisions: int


def import_file(archive: Archive, path: Path) -> Imported:
    """Add what the file holds; what is here already adds nothing.

    Takes `code --format json`, `events --format archive` (both whole articles) and `--format plover` of either. Raises BadInput
    with the line that is none of these; what stood before it is kept.
    """
    added: list[Added | Reject] = []
    decisions: list[Row] = []
    seen: set[int] = set()
    for (kind, by), rows in groupby(_lines(path), key=lambda line: line[:2]):
        own = ((where, row) for *_, where, row in rows)
        if kind == "article":
            added += archive.add((_made(where, coded_from, row) for where, row in own), MadeBy(*json.loads(by)))
        elif kind == "plover":
            some = [row for where, row in own if _made(where, is_event, row)]
            added += archive.add(articles_of(archive, some), PLOVER, given=True)
        else:
            decisions += (_made(where, partial(_decision, seen=seen), row["decision"]) for where, row in own)
    return Imported([a for a in added if isinstance(a, Added)], taken_over(archive, decisions))


def _made(where: str, make: Callable[[Row], T], row: Row) -> T:
    """What a line gives. Raises BadInput with the line where it lacks what it should hold."""
    try:
        return make(row)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise BadInput(where, f"is not as Dateline writes it ({type(error).__name__}: {error})") from error


def _decision(row: Row, seen: set[int]) -> Row:
    """A decision that can be applied; `seen`: the numbers of those before it. Raises what `_made` catches where it cannot."""
    kind, value, undoes = row["kind"], row["value"], row["undoes"]
    if kind not in KINDS:
        raise ValueError(f"no decision is called {kind}")
    if (kind == "undo") != (undoes is not None) or (undoes is not None and undoes not in seen):
        raise ValueError(f"what it undoes is decision {undoes}, which does not stand before it")
    for name, made in NEEDS.get(kind, {}).items():
        if not isinstance(value[name], made):
            raise ValueError(f"{name} is {value[name]!r}")
    if any(":" not in identity for identity in (tied(value) if "into" in NEEDS.get(kind, {}) else ())):
        raise ValueError("an actor without its kind")
    for anchor in row["anchors"]:
        Anchor(**anchor)
    given = Decision(row["key"], "change", row["target"], value, row["who"], row["why"], datetime.fromisoformat(row["moment"]))
    if kind in ("change", "add"):
        overlaid(EVENT, [], [given])
        for person in (p for side in SIDES for p in value.get(side) or ()):
            if not {"identity", "name", "country", "sector"} <= set(person):
                raise ValueError(f"a participant is {person!r}")
    seen.add(row["key"])
    return {key: row[key] for key in DECISION}


def _lines(path: Path) -> Iterator[tuple[str, str, str, Row]]:
    """(kind, coded by, file and line, row) of each line."""
    with path.open(encoding="utf-8", errors="surrogateescape") as handle:
        for number, line in _numbered(handle):
            where = f"{path}:{number}"
            try:
                row = json.loads(line.encode("utf-8", "surrogateescape"))
            except ValueError:
                raise BadInput(where, "is no JSON line") from None
            keys = set(row) if isinstance(row, dict) else set()
            if {"text", "sentences", "events"} <= keys:
                by = _made(where, lambda row: [(row.get("coded_by") or UNSAID)[k] for k in ("coder", "model")], row)
                yield "article", json.dumps(by), where, row
            elif {"id", "date", "event", "text"} <= keys:
                yield "plover", "", where, row
            elif "decision" in keys:
                yield "decision", "", where, row
            else:
                raise BadInput(where, "is neither an article, an event in PLOVER nor a decision that Dateline wrote")


def _numbered(handle: Iterable[str]) -> Iterator[tuple[int, str]]:
    return ((n, line) for n, line in enumerate(handle, 1) if line.strip())
