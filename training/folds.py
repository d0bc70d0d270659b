"""Cross-validated figures of the recipe: `python -m training.folds --stage whole --start BASE/last.pt --encoder FOLDER --out DIR`.

The recipe's base stage has seen no text of PLV or re3d; its second stage is trained anew for each fold without that fold's texts in any
set. What the fold's reader says of them is put together and scored once a set. Options are those of training.train, and should be those of
the shipped reader's second stage. A fold that is done is not trained again.
"""

from __future__ import annotations

import argparse
import json
import zlib
from copy import copy
from pathlib import Path
from typing import Any, TypeAlias

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
KINDS = {"plv": "relations", "re3d": "entities"}  # the scorer's names
Row: TypeAlias = dict[str, Any]
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


def coded(sets: dict[str, list[Row]], args: argparse.Namespace) -> dict[str, list[Row]]:
    """What each fold's reader says of the rows that it has not seen."""
    out: dict[str, list[Row]] = {name: [] for name in sets}
    for fold in args.folds:
        mine = {name: [row for row in rows if fold_of(row["text"]) == fold] for name, rows in sets.items()}
        reader = reader_without(fold, frozenset(normal(row["text"]) for rows in mine.values() for row in rows), args)
        for name, rows in mine.items():
            out[name] += [ANSWERS[name](reader, row) for row in rows]
    return out


def _pair(reader: Reader, row: Row) -> Row:
    spans = ([(int(a), int(b)) for a, b in row[role]] for role in ("actor", "recipient"))
    chance = reader.relate(row["text"], *spans)
    yields = sum(chance[t] for t in YIELD)
    rest = {t: p for t, p in chance.items() if t not in YIELD} | {"YIELD": yields}
    return {"id": row["id"], "type": max(rest, key=lambda t: rest[t])}


def _mentions(reader: Reader, row: Row) -> Row:
    reading = reader.read([to_article(Page(row["id"], row["id"], "clean", row["text"], {}))])[0]
    return {"id": row["id"], "mentions": [{"start": m.start, "end": m.end, "type": m.type} for m in reading.mentions]}


ANSWERS = {"plv": _pair, "re3d": _mentions}


def main() -> None:
    parser = arguments()
    parser.description = __doc__
    parser.add_argument("--folds", type=int, nargs="+", default=range(FOLDS), choices=range(FOLDS), help="only these folds")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    sets = {name: [row for row in rows_of(args.shared / path) if not row.get("dev")] for name, path in SETS.items()}
    sets = {name: [row for row in rows if fold_of(row["text"]) in args.folds] for name, rows in sets.items()}
    for name, found in coded(sets, args).items():
        kept = args.out / f"{name}.jsonl"
        kept.write_text("".join(json.dumps(row) + "\n" for row in sets[name]), "utf-8")
        for line in scorers.corpora(args.shared, KINDS[name], Path(kept), found):
            print(json.dumps(line))


if __name__ == "__main__":
    main()
