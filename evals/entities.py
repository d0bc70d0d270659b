"""Persons, organisations and places that the reader finds."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from evals import scorers
from evals.coded import around, code, rows_of
from evals.figure import Result

KIND = {"person": "Person", "organisation": "Organisation", "group": "Organisation", "place": "Location", "facility": "Location"}


def re3d(shared: Path) -> Result:
    """The documents of re3d that training leaves out; it learns from the others."""
    rows = [row for row in rows_of(shared / "corpora/mentions/re3d.jsonl") if row["dev"]]
    found = {c.article.id: [{"start": m.start, "end": m.end, "type": m.type} for m in c.mentions] for c in code(rows)}
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as gold:
        gold.writelines(json.dumps(row) + "\n" for row in rows)
        gold.flush()
        *_, overlap, exact = scorers.corpora(shared, "entities", Path(gold.name), ({"id": k, "mentions": m} for k, m in found.items()))
    beside = f"P {exact['P']:.4f} R {exact['R']:.4f}, overlapping recall {overlap['recall']:.4f}"
    errors = []
    for row in rows:
        marked = {(e["start"], e["end"], e["type"]) for e in row["entities"] if e["type"] in KIND.values()}
        read = {(m["start"], m["end"], KIND[str(m["type"])]) for m in found[row["id"]] if m["type"] in KIND}
        for label, some in (("MISSED", marked - read), ("WRONG ", read - marked)):
            errors += [f"{label} {kind:12} {around(row['text'], a, b)}" for a, b, kind in sorted(some)]
    return Result({"entities.re3d": exact["F1"]}, {"entities.re3d": beside}, errors)
