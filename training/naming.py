"""Persons, bodies and places marked by hand on outside texts, as re3d marks them: `python -m training.naming check|compile`.

re3d itself has 48 documents to learn from. An annotator sees numbered sentences (`training.annotate show`) and writes one line a sentence;
what stands in a longer one is named too; words that stand there twice are written twice, in their order:

    === wire:20020101.0001
    3 | P: Gen. Ann Lee ; Ann Lee | O: the Northern Army ; rebels ; rebels | L: Graz ; the town

`words#2` names their second occurrence alone. Kept without the texts, keyed by the sha256 of each, under `training/annotations/mentions/`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.ingest.article.sentences import split_sentences
from dateline.records import Offsets
from training.annotate import FOLDER, AnnotationError, blocks, gathered, keep, kept, span_of_words, text_hash, texts
from training.examples import Example

MARKED = FOLDER / "mentions"
KINDS = {"P": "person", "O": "organisation", "L": "place"}
COMPLETE = frozenset({"person", "organisation", "group", "place"})
Named = tuple[int, int, str]


def kind_of(kind: str, words: str) -> str:
    """Bodies whose last word is in lower letters are groups: "the rebels", "security forces"."""
    last = words.split()[-1] if words.split() else ""
    return "group" if kind == "organisation" and last.islower() else kind


def parse(lines: str, known: dict[str, str]) -> Iterator[tuple[str, list[Named]] | AnnotationError]:
    """(id, mentions) of each text of a file, an error for each line that does not fit."""
    for name, rest in blocks(lines):
        if name not in known:
            yield AnnotationError(f"{name}: no such text")
            continue
        text = known[name]
        sentences, found = split_sentences(text), list[Named]()
        for line in rest:
            try:
                found += _line(line, text, sentences)
            except AnnotationError as error:
                yield AnnotationError(f"{name}: {error} in line: {line}")
        yield name, sorted(set(found))


def _line(line: str, text: str, sentences: tuple[Offsets, ...]) -> Iterator[Named]:
    head, *cells = (c.strip() for c in line.split("|"))
    if not head.isdigit() or not cells:
        raise AnnotationError("it must begin with 'SENTENCE |'")
    for cell in cells:
        key, _, words = cell.partition(":")
        if key not in KINDS:
            raise AnnotationError(f"{cell!r} begins with none of P: O: L:")
        told: Counter[str] = Counter()
        for one in (w.strip() for w in words.split(" ; ") if w.strip()):
            told[one] += 1
            numbered = one if re.search(r"#\d$", one) else f"{one}#{told[one]}"
            start, end = span_of_words(numbered, text, sentences, int(head))
            yield start, end, kind_of(KINDS[key], text[start:end])


def load(known: dict[str, str], folder: Path = MARKED) -> Iterator[Example]:
    """The committed marks, joined with their texts; one whose text is missing or has changed is left out."""
    for path in sorted(folder.glob("*.jsonl")):
        for row, text in kept(path, known):
            yield Example(row["id"], text, split_sentences(text), tuple((a, b, k) for a, b, k in row["mentions"]), COMPLETE)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=("check", "compile"))
    parser.add_argument("files", type=Path, nargs="+", help="files of marks")
    parser.add_argument("--texts", type=Path, nargs="+", required=True, help="JSONL with id and text")
    parser.add_argument("--out", type=Path, default=MARKED / "conflict.jsonl")
    args = parser.parse_args()
    known = texts(args.texts)
    found, bad = gathered(args.files, lambda lines: parse(lines, known))
    done = dict(found)
    if args.verb == "compile":
        keep(args.out, (json.dumps({"id": k, "text_sha256": text_hash(known[k]), "mentions": m}) for k, m in sorted(done.items())))
    print(f"{len(done)} texts, {sum(map(len, done.values()))} mentions, {bad} errors", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
