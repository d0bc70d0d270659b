"""Chooses from what probability a tie counts: `python -m training.ties [--name accurate] [--write]`.

On the texts whose ties training leaves out (training/data.py), with the marked mentions given; prints precision and recall of each tie.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from dateline.read.pairs import TIES, pairs_of, token_spans, within
from dateline.read.reader import Reader
from dateline.read.session import WEIGHTS
from dateline.read.spans import sigmoid
from dateline.read.ties import vectors
from dateline.records import Article
from training.data import ties_held_out, with_ties
from training.examples import Example

PRECISION = 0.75  # that a threshold must reach with mentions given, where any does: 0.8 leaves out every other tie to a place
LIMITS = np.arange(0.2, 0.96, 0.05)
Row = tuple[float, bool, bool]  # probability of the likeliest tie of a head, whether that is right, whether the head has any


def left_out(shared: Path) -> list[Example]:
    """Texts whose ties taught nothing."""
    return [e for e in with_ties(shared) if ties_held_out(e.id)]


def judged(reader: Reader, e: Example) -> Iterator[tuple[str, Row]]:
    """(name of the tie, row) for each mention that may have one."""
    assert e.tied is not None
    parts = reader.scored([Article(e.id, e.id, e.text, e.sentences)])[0]
    for window, scores in parts:
        index = within(window, e.tied.mentions)
        mentions = [e.tied.mentions[i] for i in index]
        if not mentions:
            continue
        spans = token_spans(window, mentions)
        pairs = pairs_of(window, mentions, spans, e.text)
        chance = sigmoid(reader.model.ties(vectors(scores.tie, spans), pairs))
        for r, name in enumerate(TIES):
            told = np.flatnonzero(pairs.allowed[:, r]) if name in e.tied.known else np.zeros(0, dtype=np.int64)
            for head in np.unique(pairs.head[told]):
                mine = told[pairs.head[told] == head]
                right = [(name, index[head], index[pairs.tail[p]]) in e.tied.links for p in mine]
                best = int(np.argmax(chance[mine, r]))
                yield name, (float(chance[mine[best], r]), right[best], any(right))


def figures(rows: Sequence[Row], limit: float) -> tuple[float, float]:
    """(precision, recall)"""
    on = [right for sure, right, _ in rows if sure >= limit]
    return sum(on) / max(1, len(on)), sum(on) / max(1, sum(any_ for _, _, any_ in rows))


def chosen(rows: Sequence[Row]) -> float:
    """The limit with the best F1 among those of PRECISION, of equals the highest; where none has it, the one of the best precision."""

    def worth(limit: float) -> tuple[bool, float, float]:
        precision, recall = figures(rows, limit)
        fit = precision >= PRECISION
        return fit, 2 * precision * recall / max(1e-9, precision + recall) if fit else precision, limit

    return round(float(max(LIMITS, key=worth)), 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--name", default="accurate", help="which reader's")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder of the readers")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that holds corpora/")
    parser.add_argument("--write", action="store_true", help="write them into the model's card")
    args = parser.parse_args()
    reader = Reader(args.name, folder=args.weights)
    rows: dict[str, list[Row]] = {name: [] for name in TIES}
    for e in left_out(args.shared):
        for name, row in judged(reader, e):
            rows[name].append(row)
    limits = {name: chosen(found) for name, found in rows.items() if found}
    for name, limit in limits.items():
        precision, recall = figures(rows[name], limit)
        print(f"{name:10} from {limit}: precision {precision:.3f}, recall {recall:.3f}, {sum(x for *_, x in rows[name])} have one")
    if args.write:
        card = args.weights / args.name / "model.json"
        settings = json.loads(card.read_text("utf-8"))
        settings["thresholds"]["ties"] = limits
        card.write_text(json.dumps(settings, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
