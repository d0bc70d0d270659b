"""Cross-validated figures of the recipe: `python -m training.folds --stage folds --start BASE/last.pt --encoder FOLDER --out DIR`.

The recipe's base stage has seen no text of PLV, re3d and events/train.json; what follows is trained anew for each fold without that fold's
texts in any set. What the fold's reader says of them is put together and scored once a set. Options are those of training.train, and should
be those of the shipped reader's later stages; thresholds of events are the shipped ones. A fold that is done is not trained again.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterable, Mapping
from copy import copy
from pathlib import Path
from typing import Any, TypeAlias

from dateline.flow import code_articles
from dateline.ingest.article import to_article
from dateline.read.reader import Reader
from dateline.read.session import WEIGHTS
from dateline.records import Coded
from dateline.settings import Settings
from dateline.use.export import article_dict
from evals import scorers
from evals.coded import page_of, rows_of, world
from training import second
from training.card import sign
from training.export import export
from training.relations import normal
from training.train import arguments, train

FOLDS = 5
SETS = {"plv": "corpora/relations/plv_train.jsonl", "re3d": "corpora/mentions/re3d.jsonl", "events": "corpora/events/train.json"}
Row: TypeAlias = dict[str, Any]
YIELD = ("CONCEDE", "RETREAT")


def fold_of(text: str) -> int:
    """The fold of a text, by its letters alone, so that one sentence stands in one fold whatever set holds it."""
    return zlib.crc32(normal(text).encode()) % FOLDS


def reader_without(fold: int, texts: frozenset[str], args: argparse.Namespace) -> Reader:
    """The recipe trained without `texts` (normalised), as a reader with the shipped one's thresholds."""
    run = copy(args)
    run.out = args.out / f"fold-{fold}"
    weights, begun = run.out / "weights", run.out / "begun"
    if not weights.exists():
        train(run, texts)
        export(run.out, args.encoder, begun, args.layers)
        made = second.taught(Reader(begun.name, folder=run.out), args.shared, lambda e: normal(e.text) not in texts)
        second.write(made, begun / "second.npz")
        sign(begun, "second.npz")
        begun.rename(weights)
    card, shipped = (json.loads((f / "model.json").read_text("utf-8")) for f in (weights, WEIGHTS / args.as_shipped))
    (weights / "model.json").write_text(json.dumps(shipped | {"sha256": card["sha256"]}, indent=2) + "\n", "utf-8")
    return Reader(weights.name, folder=run.out)


def coded(sets: Mapping[str, list[Row]], args: argparse.Namespace) -> dict[str, list[Row]]:
    """What each fold's reader says of the rows that it has not seen."""
    out: dict[str, list[Row]] = {name: [] for name in sets}
    for fold in args.folds:
        mine = {name: [row for row in rows if fold_of(row["text"]) == fold] for name, rows in sets.items()}
        reader = reader_without(fold, frozenset(normal(row["text"]) for rows in mine.values() for row in rows), args)
        for name, rows in mine.items():
            out[name] += ANSWERS[name](reader, rows)
    return out


def _pairs(reader: Reader, rows: Iterable[Row]) -> list[Row]:
    return [{"id": row["id"], "type": _type(reader, row)} for row in rows]


def _type(reader: Reader, row: Row) -> str:
    spans = ([(int(a), int(b)) for a, b in row[role]] for role in ("actor", "recipient"))
    chance = reader.relate(row["text"], *spans)
    yields = sum(chance[t] for t in YIELD)
    rest = {t: p for t, p in chance.items() if t not in YIELD} | {"YIELD": yields}
    return max(rest, key=lambda t: rest[t])


def _mentions(reader: Reader, rows: Iterable[Row]) -> list[Row]:
    readings = ((row["id"], reader.read([to_article(page_of(row))])[0]) for row in rows)
    both = ((name, (*found.mentions, *found.second)) for name, found in readings)
    return [{"id": name, "mentions": [{"start": m.start, "end": m.end, "type": m.type} for m in some]} for name, some in both]


def _events(reader: Reader, rows: Iterable[Row]) -> list[Row]:
    articles = (to_article(page_of(row)) for row in rows)
    return [article_dict(c) for c in code_articles(articles, reader, world(), Settings()) if isinstance(c, Coded)]


ANSWERS = {"plv": _pairs, "re3d": _mentions, "events": _events}


def loaded(shared: Path, folds: Iterable[int], names: Iterable[str]) -> dict[str, list[Row]]:
    """The rows of those folds, by set, of the sets named; development texts are left out."""
    docs = json.loads((shared / SETS["events"]).read_text("utf-8"))
    sets = {name: rows_of(shared / path) for name, path in SETS.items() if name != "events"}
    sets["events"] = [{"id": key, **doc} for key, doc in docs.items()]
    return {name: [row for row in sets[name] if not row.get("dev") and fold_of(row["text"]) in folds] for name in names}


def scored(shared: Path, sets: Mapping[str, list[Row]], found: Mapping[str, list[Row]], folder: Path) -> Iterable[Row]:
    """The scorers' lines on what was found; `folder` keeps the rows that were scored."""
    for name, kind in (("plv", "relations"), ("re3d", "entities")):
        if name not in sets:
            continue
        kept = folder / f"{name}.jsonl"
        kept.write_text("".join(json.dumps(row) + "\n" for row in sets[name]), "utf-8")
        yield from scorers.corpora(shared, kind, kept, found[name])
    if "events" not in sets:
        return
    kept = folder / "events.json"
    kept.write_text(json.dumps({row["id"]: row for row in sets["events"]}), "utf-8")
    figures, _ = scorers.events(shared, kept, found["events"])
    yield from ({"figure": name, **numbers} for name, numbers in figures.items())


def main() -> None:
    parser = arguments()
    parser.description = __doc__
    parser.add_argument("--folds", type=int, nargs="+", default=range(FOLDS), choices=range(FOLDS), help="only these folds")
    parser.add_argument("--sets", nargs="+", default=list(SETS), choices=list(SETS), help="only these sets")
    parser.add_argument("--as-shipped", default="accurate", help="the shipped reader whose thresholds count")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    sets = loaded(args.shared, args.folds, args.sets)
    for line in scored(args.shared, sets, coded(sets, args), args.out):
        print(json.dumps(line))


if __name__ == "__main__":
    main()
