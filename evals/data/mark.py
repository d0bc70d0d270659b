"""Lines written by hand on numbered sentences -> details.jsonl: `python -m evals.data.mark show|compile|list`, form in README.md."""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dateline.ingest.article.sentences import split_sentences
from dateline.records import Offsets
from training.annotate import blocks

FILE = Path(__file__).with_name("details.jsonl")
COUNT = re.compile(r"(killed|injured) (\d+)(?:(\+)|-(\d+))?$")
Range = tuple[int, int | None]


class MarkError(ValueError):
    """A line that does not fit its text."""


def compiled(lines: str, texts: dict[str, str]) -> Iterator[dict[str, Any] | MarkError]:
    """Rows of the data file, and an error for each line that does not fit."""
    for name, rest in blocks(lines):
        if name not in texts:
            yield MarkError(f"{name}: no such text")
            continue
        text = texts[name]
        sentences = split_sentences(text)
        row: dict[str, Any] = {"id": name, "text_sha256": hashlib.sha256(text.encode()).hexdigest()}
        row |= {key: [] for key, _ in KINDS.values()}
        for line in rest:
            try:
                kind, _, words = line.partition(" ")
                key, read = KINDS[kind]
                row[key] += read(words, text, sentences)
            except (MarkError, KeyError) as error:
                yield MarkError(f"{name}: {error} in line: {line}")
        yield row


def _contexts(words: str, text: str, sentences: tuple[Offsets, ...]) -> list[str]:
    return [w.strip() for w in words.split(",") if w.strip()]


def _titles(words: str, text: str, sentences: tuple[Offsets, ...]) -> list[list[int]]:
    """ "3 prime minister > Ann Lee ; mayor > Karl Berg": titles of sentence 3, each with the nearest mention of its person."""
    number, _, rest = words.partition(" ")
    out = []
    for pair in rest.split(" ; "):
        title, _, person = pair.partition(" > ")
        start, end = _span(title, text, _sentence(number, sentences))
        mentions = [m.span() for m in re.finditer(_whole(person.strip()), text)]
        if not person.strip() or not mentions:
            raise MarkError(f"{person!r} does not stand in the text")
        out.append([start, end, *min(mentions, key=lambda m: max(m[0] - end, start - m[1]))])
    return out


def _counts(words: str, text: str, sentences: tuple[Offsets, ...]) -> list[list[Any]]:
    """ "0 blast ; 3 attack | killed 4 | injured 12+": one ASSAULT, its trigger in sentence 0, told again in sentence 3."""
    head, *numbers = (x.strip() for x in words.split("|"))
    told = [w.strip().partition(" ") for w in head.split(" ; ")]
    (start, end), *also = [_span(trigger, text, _sentence(number, sentences)) for number, _, trigger in told]
    return [[start, end, "ASSAULT", *_count(n), also] for n in numbers]


def _count(words: str) -> tuple[str, int, int | None]:
    m = COUNT.match(words)
    if not m:
        raise MarkError(f"{words!r} is not 'killed 4', 'killed 4+' or 'killed 4-6'")
    return m[1], int(m[2]), None if m[3] else int(m[4] or m[2])


def _sentence(number: str, sentences: tuple[Offsets, ...]) -> Offsets:
    if not number.isdecimal() or int(number) >= len(sentences):
        raise MarkError(f"there is no sentence {number!r}")
    return sentences[int(number)]


def _span(words: str, text: str, within: Offsets) -> Offsets:
    """Offsets of whole words in a sentence; `words#2` takes their second occurrence there."""
    words, _, which = words.strip().partition("#")
    hits = [m.span() for m in re.compile(_whole(words)).finditer(text, *within)]
    k = int(which or 1) - 1
    if not words or k >= len(hits):
        raise MarkError(f"{words!r} does not stand {k + 1} times in its sentence")
    return hits[k]


def _whole(words: str) -> str:
    return r"(?<!\w)" + re.escape(words).replace(r"\ ", r"\s+") + r"(?!\w)"


KINDS: dict[str, tuple[str, Callable[[str, str, tuple[Offsets, ...]], list[Any]]]] = {
    "X": ("contexts", _contexts), "T": ("titles", _titles), "C": ("counts", _counts),
}  # fmt: skip


def show(text: str) -> Iterator[str]:
    """Numbered sentences, one a line."""
    for k, (a, b) in enumerate(split_sentences(text)):
        yield f"[{k}] {' '.join(text[a:b].split())}"


def listed(row: dict[str, Any], text: str) -> Iterator[str]:
    """The words that a row marks, to check them by reading."""
    yield f"=== {row['id']}: {', '.join(row['contexts'])}"
    for a, b, start, end in row["titles"]:
        yield f"T {text[a:b]} > {text[start:end]}"
    for start, end, kind, what, low, high, also in row["counts"]:
        yield f"C {kind} {what} {low} to {high} «{text[start:end]}» {text[end : end + 60]!r} {[text[a:b] for a, b in also]}"


def main() -> int:
    parser = argparse.ArgumentParser("python -m evals.data.mark", description=__doc__)
    parser.add_argument("verb", choices=("show", "compile", "list"))
    parser.add_argument("file", type=Path, nargs="?", default=FILE, help="show: ids, one a line; compile: the lines written on them")
    parser.add_argument("--texts", type=Path, default=Path("../shared/corpora/unlabelled.jsonl"), help="JSONL with id and text")
    args = parser.parse_args()
    with args.texts.open(encoding="utf-8") as lines:
        texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    if args.verb == "compile":
        return _compile(args.file, texts)
    for line in args.file.read_text("utf-8").splitlines():
        if args.verb == "show":
            print(f"=== {line}", *show(texts[line]), "", sep="\n")
        else:
            row = json.loads(line)
            print(*listed(row, texts[row["id"]]), "", sep="\n")
    return 0


def _compile(path: Path, texts: dict[str, str]) -> int:
    """Rows of these lines take the place of rows of the same articles; all others stay."""
    done = list(compiled(path.read_text("utf-8"), texts))
    for error in (e for e in done if isinstance(e, MarkError)):
        print(error, file=sys.stderr)
    rows = {r["id"]: r for r in done if not isinstance(r, MarkError)}
    if len(rows) < len(done):
        return 1
    old = map(json.loads, FILE.read_text("utf-8").splitlines()) if FILE.exists() else ()
    rows = {r["id"]: r for r in old} | rows
    FILE.write_text("".join(json.dumps(rows[k]) + "\n" for k in sorted(rows)), "utf-8")
    marks = {key: sum(len(r[key]) for r in rows.values()) for key, _ in KINDS.values()}
    print(f"{len(rows)} articles, " + ", ".join(f"{n} {key}" for key, n in marks.items()), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
