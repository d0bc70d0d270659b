"""Marked pairs of actors with their type: PLV's own sentences, and pairs of the articles annotated for events."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.read.relate import Spans
from dateline.read.tokens import Pieces
from training.arrays import Row, pair_row
from training.examples import Example

MAY_BE = {"YIELD": ("CONCEDE", "RETREAT")}
# Classes of the CAMEO sentences -> the types that a pair of source and target may have there.
QUADS = {
    1: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 2: ("COOPERATE", "AID", "RETREAT"), 3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}  # fmt: skip


def plv(path: Path, pieces: Pieces, leave_out: frozenset[str] = frozenset()) -> list[Row]:
    """Rows of PLV sentences; `leave_out` holds the normalised sentences of a fold that is measured."""
    out = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if normal(row["text"]) not in leave_out:
            types = MAY_BE.get(row["type"], (row["type"],))
            out.append(pair_row(row["id"], row["text"], row["actor"], row["recipient"], types, pieces))
    return out


def normal(text: str) -> str:
    """A sentence by its letters alone: the same one stands in several sets with other blanks."""
    return "".join(c for c in text.lower() if c.isalnum())


def of_events(examples: Iterable[Example], pieces: Pieces) -> Iterator[Row]:
    """An actor and a recipient of one event that stand in the trigger's sentence, marked there."""
    for ex in examples:
        for k, event in enumerate(ex.events or ()):
            home = next(((a, b) for a, b in ex.sentences if a <= event.start < b), None)
            if home is None or event.roles is None:
                continue
            near = [r for r in event.roles if home[0] <= r.start and r.end <= home[1]]
            actors = [(r.start - home[0], r.end - home[0]) for r in near if r.name == "actor"]
            others = [(r.start - home[0], r.end - home[0]) for r in near if r.name == "recipient"]
            if not others and len(actors) > 1:
                actors, others = actors[:1], actors[1:]
            if actors and others:
                text = ex.text[slice(*home)]
                yield pair_row(f"{ex.id}:{k}", text, actors[:1], others[:1], (event.type,), pieces)


def cameo(path: Path, classes: Path, pieces: Pieces, leave_out: frozenset[str] = frozenset()) -> Iterator[Row]:
    """CAMEO sentences whose class narrows the types of their source and target to one quad."""
    kind = {}
    for line in classes.read_text("utf-8").splitlines():
        text, _, label = line.rpartition("\t")
        if text and label.strip() in "1234":
            kind[normal(text)] = QUADS[int(label)]
    for block in path.read_text("utf-8").split("\n\n"):
        cells = [line.split() for line in block.splitlines() if len(line.split()) == 2]
        text = " ".join(c[0] for c in cells)
        key = normal(text)
        if key not in kind or key in leave_out:
            continue
        spans = _spans(cells)
        if spans["S"] and spans["T"]:
            yield pair_row(f"cameo:{key[:24]}", text, spans["S"], spans["T"], kind[key], pieces)


def _spans(cells: list[list[str]]) -> dict[str, Spans]:
    found: dict[str, list[tuple[int, int]]] = {"S": [], "T": [], "R": []}
    at = 0
    for word, tag in cells:
        if tag[0] == "B" and tag[2:] in found:
            found[tag[2:]].append((at, at + len(word)))
        elif tag[0] == "I" and found.get(tag[2:]):
            found[tag[2:]][-1] = (found[tag[2:]][-1][0], at + len(word))
        at += len(word) + 1
    return {k: tuple(v) for k, v in found.items()}
