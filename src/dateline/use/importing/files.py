"""One file of JSON lines -> the archive. Each line says by its keys what it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from dateline.errors import BadInput
from dateline.records import Reject
from dateline.store.archive import Added, Archive, MadeBy
from dateline.store.takeover import taken_over
from dateline.use.cluster.restore import coded_from
from dateline.use.importing.plover import articles_of

Row = dict[str, Any]
PLOVER = MadeBy("imported", "PLOVER")
UNSAID = {"coder": "imported", "model": "unknown"}


@dataclass(frozen=True, slots=True)
class Imported:
    """`added` are the articles, `decisions` how many were new here."""

    added: list[Added | Reject]
    decisions: int


def import_file(archive: Archive, path: Path) -> Imported:
    """Add what the file holds; what is here already adds nothing.

    Takes `code --format json`, `events --format archive` (both whole articles) and `--format plover` of either. Raises BadInput
    with the line that is none of these; what stood before it is kept.
    """
    added: list[Added | Reject] = []
    decisions: list[Row] = []
    for (kind, by), rows in groupby(_lines(path), key=lambda line: line[:2]):
        own = (row for *_, row in rows)
        if kind == "article":
            made_by = MadeBy(*json.loads(by))
            added += archive.add((coded_from(row) for row in own), made_by)
        elif kind == "plover":
            added += archive.add(articles_of(archive, own), PLOVER, given=True)
        else:
            decisions += (row["decision"] for row in own)
    return Imported(added, taken_over(archive, decisions))


def _lines(path: Path) -> Iterator[tuple[str, str, Row]]:
    """(kind, coded by, row) of each line."""
    with path.open(encoding="utf-8") as handle:
        for number, line in _numbered(handle):
            try:
                row = json.loads(line)
            except ValueError:
                raise BadInput(f"{path}:{number}", "is no JSON line") from None
            keys = set(row) if isinstance(row, dict) else set()
            if {"text", "sentences", "events"} <= keys:
                by = row.get("coded_by") or UNSAID
                yield "article", json.dumps([by["coder"], by["model"]]), row
            elif {"id", "date", "event", "text"} <= keys:
                yield "plover", "", row
            elif "decision" in keys:
                yield "decision", "", row
            else:
                raise BadInput(f"{path}:{number}", "is neither an article, an event in PLOVER nor a decision that Dateline wrote")


def _numbered(handle: Iterable[str]) -> Iterator[tuple[int, str]]:
    return ((n, line) for n, line in enumerate(handle, 1) if line.strip())
