"""Ties marked by hand between the mentions that a reader finds in outside texts: `python -m training.tying show|compile`.

`show` prints texts sentence by sentence with numbered mentions and keeps those; an annotator writes for each text which are tied, a head
before its tail, "same" from the later to the nearest earlier one; `compile` commits them without the texts, keyed by the sha256 of each:

    === wire:20020101.0001
    same 5>2 9>5
    title_of 1>2
    member_of 5>3
    based_in 3>4
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from dateline.ingest.article.sentences import split_sentences
from dateline.read.pairs import JOINS, TIES
from dateline.read.reader import Reader
from dateline.read.session import WEIGHTS
from dateline.records import Article, Mention, TieName
from training.annotate import FOLDER, AnnotationError, blocks, gathered, keep, kept, text_hash, texts
from training.examples import Example, TiedMentions

FILE = FOLDER / "ties" / "marked.jsonl"
PAIR = re.compile(r"(\d+)>(\d+)")
UNTIED = ("time", "quantity")
Tied = tuple[TieName, int, int]
Row = dict[str, Any]


def shown(reader: Reader, name: str, text: str) -> tuple[Row, str]:
    """A row of mentions to be tied, and the text with them as an annotator sees it."""
    sentences = split_sentences(text)
    mentions = [m for m in reader.read([Article(name, name, text, sentences)])[0].mentions if m.type not in UNTIED]
    lines = [f"=== {name}"]
    for first, last in sentences:
        told = [f'{i}:{m.type} "{text[m.start : m.end]}"' for i, m in enumerate(mentions) if first <= m.start < last]
        lines += [" ".join(line.split()) for line in (text[first:last], " ".join(told)) if line]
    return {"id": name, "text_sha256": text_hash(text), "mentions": [[m.start, m.end, m.type] for m in mentions]}, "\n".join(lines)


def parse(lines: str, known: dict[str, Row]) -> Iterator[Row | AnnotationError]:
    """The rows with their ties, an error for each line that does not fit its mentions."""
    for name, rest in blocks(lines):
        if name not in known:
            yield AnnotationError(f"{name}: no mentions of such a text")
            continue
        ties = list[Tied]()
        for line in rest:
            try:
                ties += _line(line, [kind for *_, kind in known[name]["mentions"]])
            except AnnotationError as error:
                yield AnnotationError(f"{name}: {error} in line: {line}")
        yield known[name] | {"ties": sorted(set(ties))}


def _line(line: str, kinds: Sequence[str]) -> Iterator[Tied]:
    name, *pairs = line.split()
    if name not in TIES:
        raise AnnotationError(f"it must begin with one of {' '.join(TIES)}")
    for pair in pairs:
        m = PAIR.fullmatch(pair)
        head, tail = (int(m[1]), int(m[2])) if m else (-1, -1)
        if not m or head == tail or max(head, tail) >= len(kinds):
            raise AnnotationError(f"{pair!r} is no pair of its mentions")
        if name == "same" and head < tail:
            raise AnnotationError(f"{pair!r} must point back")
        heads, tails = JOINS[cast(TieName, name)]
        if kinds[head] not in heads or kinds[tail] not in tails:
            raise AnnotationError(f"{pair!r} joins {kinds[head]} and {kinds[tail]}, which {name} cannot")
        yield cast(TieName, name), head, tail


def load(known: dict[str, str], file: Path = FILE) -> Iterator[Example]:
    """The committed ties, joined with their texts; one whose text is missing or has changed is left out."""
    for row, text in kept(file, known):
        mentions = tuple(Mention(*m) for m in row["mentions"])
        tied = TiedMentions(mentions, frozenset(_links(row["ties"], len(mentions))), frozenset(TIES))
        yield Example(row["id"], text, split_sentences(text), tied=tied)


def _links(ties: Sequence[Sequence[Any]], size: int) -> Iterator[Tied]:
    """Ties as marked; of "same" every pair of one cluster."""
    first = list(range(size))
    for name, head, tail in sorted(ties, key=lambda t: int(t[1])):
        if name == "same":
            first[head] = first[tail]
        else:
            yield name, head, tail
    yield from (("same", i, j) for i in range(size) for j in range(i) if first[i] == first[j])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=("show", "compile"))
    parser.add_argument("files", type=Path, nargs="+", help="show: lists of ids; compile: files of marks")
    parser.add_argument("--texts", type=Path, nargs="+", default=[], help="show: JSONL with id and text")
    parser.add_argument("--mentions", type=Path, required=True, help="JSONL of the mentions; show writes it")
    parser.add_argument("--name", default="accurate", help="show: the reader that finds them")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="show: folder of the readers")
    parser.add_argument("--out", type=Path, default=FILE)
    args = parser.parse_args()
    if args.verb == "show":
        known, reader = texts(args.texts), Reader(args.name, folder=args.weights)
        told = [shown(reader, name, known[name]) for path in args.files for name in path.read_text("utf-8").split()]
        keep(args.mentions, (json.dumps(row) for row, _ in told))
        print("\n".join(words for _, words in told))
        return 0
    rows = {row["id"]: row for row in map(json.loads, args.mentions.read_text("utf-8").splitlines())}
    done, bad = gathered(args.files, lambda lines: parse(lines, rows))
    keep(args.out, (json.dumps(row) for row in sorted(done, key=lambda r: str(r["id"]))))
    print(f"{len(done)} texts, {sum(len(r['ties']) for r in done)} ties, {bad} errors", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
