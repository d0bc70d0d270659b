"""Cross-validated figures of the recipe: `python -m training.folds plv|re3d --encoder FOLDER --out DIR [--tokens N ...]`.

The recipe is trained anew for each fold, from the encoder, without that fold's texts in any set; what it then says of them is put together
and scored once. Options are those of training.train. A fold that is done is not trained again.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any

from dateline.ingest.article import to_article
from dateline.read.reader import Reader
from dateline.records import Page
from evals import scorers
from evals.coded import rows_of
from training.export import export
from training.relations import normal
from training.train import arguments, train

FOLDS = 5
SETS = {"plv": "corpora/relations/plv_train.jsonl", "re3d": "corpora/mentions/re3d.jsonl"}
YIELD = ("CONCEDE", "RETREAT")


def fold_of(text: str) -> int:
    """The fold of a text, by its letters alone, so that one sentence stands in one fold whatever set holds it."""
    return zlib.crc32(normal(text).encode()) % FOLDS


def reader_without(fold: int, texts: frozenset[str], args: argparse.Namespace) -> Reader:
    """The recipe trained without `texts` (normalised), as a reader."""
    run = copy(args)
    run.out = args.out / f"fold-{fold}"
    weights = run.out / "weights"
    if not (weights / "model.json").exists():
        train(run, texts)
        export(run.out, args.encoder, weights, args.layers)
    return Reader(weights.name, folder=weights.parent)


def coded(name: str, rows: list[dict[str, Any]], args: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """What each fold's reader says of the rows that it has not seen."""
    for fold in range(FOLDS):
        mine = [row for row in rows if fold_of(row["text"]) == fold]
        reader = reader_without(fold, frozenset(normal(row["text"]) for row in mine), args)
        yield from (_pair(reader, row) if name == "plv" else _mentions(reader, row) for row in mine)


def _pair(reader: Reader, row: dict[str, Any]) -> dict[str, Any]:
    spans = ([(int(a), int(b)) for a, b in row[role]] for role in ("actor", "recipient"))
    chance = reader.relate(row["text"], *spans)
    yields = sum(chance[t] for t in YIELD)
    rest = {t: p for t, p in chance.items() if t not in YIELD} | {"YIELD": yields}
    return {"id": row["id"], "type": max(rest, key=lambda t: rest[t])}


def _mentions(reader: Reader, row: dict[str, Any]) -> dict[str, Any]:
    reading = reader.read([to_article(Page(row["id"], row["id"], "clean", row["text"], {}))])[0]
    return {"id": row["id"], "mentions": [{"start": m.start, "end": m.end, "type": m.type} for m in reading.mentions]}


def main() -> None:
    parser = arguments()
    parser.description = __doc__
    parser.add_argument("name", choices=tuple(SETS))
    args = parser.parse_args()
    gold = args.shared / SETS[args.name]
    rows = [row for row in rows_of(gold) if not row.get("dev")]
    kept = args.out / "gold.jsonl"
    args.out.mkdir(parents=True, exist_ok=True)
    kept.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    kind = {"plv": "relations", "re3d": "entities"}[args.name]
    for line in scorers.corpora(args.shared, kind, Path(kept), coded(args.name, rows, args)):
        print(json.dumps(line))


if __name__ == "__main__":
    main()
