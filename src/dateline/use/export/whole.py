"""The articles behind some events, whole, and what people decided on them: JSON lines that `dateline import` reads back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TextIO

from dateline.store.apply import is_hand_made
from dateline.store.archive import Archive
from dateline.store.takeover import given_out
from dateline.use.export.json_lines import article_dict

ORDER_STEP = """
    select a.id, c.coder, c.model from articles a left join codings c on c.key = a.coding
    where a.live and a.id in (select unnest(?::varchar[])) order by a.id
"""


def write(archive: Archive, stories: Iterable[dict[str, Any]], out: TextIO) -> str:
    """One article a line, in the form of docs/json.md with `coded_by` beside it, then one decision a line; says how many."""
    ids = {r["article_id"] for s in stories for r in s["told"]}
    for row in archive.rows(ORDER_STEP, [sorted(ids)]):
        coded = archive.article(row["id"])
        if coded is None:
            continue
        own = replace(coded, events=tuple(e for e in coded.events if not is_hand_made(e.id)))
        _line(out, article_dict(own) | {"coded_by": {"coder": row["coder"], "model": row["model"]}})
    decided = 0
    for decision in given_out(archive, ids):
        _line(out, {"decision": decision})
        decided += 1
    return f"{len(ids)} articles, {decided} decisions"


def _line(out: TextIO, row: dict[str, Any]) -> None:
    out.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n")
