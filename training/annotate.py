"""Events marked by hand on outside texts, kept without the texts: `python -m training.annotate show|check|compile`.

An annotator sees numbered sentences (`show`) and writes one line an event; `check` names every line that does not fit its text; `compile`
turns the lines into character offsets keyed by the sha256 of the text, committed under `training/annotations/`. The form of a line:

    === wire:20020101.0001
    contexts: military, diplomatic
    3 CONSULT/visit | met with | A: Ann Lee ; her delegation | R: Karl Berg | T: on Sunday | P: 0>Graz | X: future | S: 7>the meeting

`N>` before words puts them into sentence N, else they stand in the event's own; `words#2` takes their second occurrence there;
`he=Karl Berg` says whom a pronoun or description means. A actor, R recipient, T time, P place, K killed, J injured, X aux flags,
S told again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from dateline.ingest.article.sentences import split_sentences
from dateline.read.labels import AUX, CONTEXTS, MODES_OF
from dateline.records import Offsets
from training.examples import Example, GoldEvent, GoldRole

T = TypeVar("T")
FOLDER = Path(__file__).parent / "annotations"
ROLE_OF = {"A": "actor", "R": "recipient", "T": "time", "P": "place", "K": "killed", "J": "injured"}
LINE = re.compile(r"(\d+) ([A-Z]+)(?:/([a-z+-]+))?$")
ROLES_KNOWN = frozenset(ROLE_OF.values())


class AnnotationError(ValueError):
    """A line that does not fit its text."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words in a role: (start, end) characters; `name` where the words themselves do not name it."""

    role: str
    start: int
    end: int
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """One event as marked: characters of its trigger, its parts, and the spans that tell it again."""

    type: str
    modes: tuple[str, ...]
    aux: tuple[str, ...]
    start: int
    end: int
    parts: tuple[Part, ...]
    also: tuple[Offsets, ...]


@dataclass(frozen=True, slots=True)
class Annotation:
    """All events of one text, and the contexts of the article."""

    id: str
    text_sha256: str
    contexts: tuple[str, ...]
    events: tuple[Marked, ...] = field(default=())


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def blocks(lines: str) -> Iterator[tuple[str, list[str]]]:
    """Id and lines of each text in a file of marks, without blank ones."""
    for chunk in re.split(r"^=== ", lines, flags=re.M)[1:]:
        name, *rest = (line.strip() for line in chunk.strip().split("\n"))
        yield name, [line for line in rest if line]


def parse(lines: str, texts: dict[str, str]) -> Iterator[Annotation | AnnotationError]:
    """Annotations of a file, an error for each line that does not fit."""
    for name, rest in blocks(lines):
        if name not in texts:
            yield AnnotationError(f"{name}: no such text")
            continue
        text = texts[name]
        sentences = split_sentences(text)
        contexts: tuple[str, ...] = ()
        events = []
        for line in rest:
            try:
                if line.startswith("contexts:"):
                    contexts = _contexts(line[9:])
                else:
                    events.append(_event(line, text, sentences))
            except AnnotationError as error:
                yield AnnotationError(f"{name}: {error} in line: {line}")
        yield Annotation(name, text_hash(text), contexts, tuple(events))


def _contexts(words: str) -> tuple[str, ...]:
    found = tuple(w.strip() for w in words.split(",") if w.strip())
    if unknown := [w for w in found if w not in CONTEXTS]:
        raise AnnotationError(f"no context is called {unknown[0]!r}")
    return found


def _event(line: str, text: str, sentences: tuple[Offsets, ...]) -> Marked:
    head, *cells = (c.strip() for c in line.split("|"))
    m = LINE.fullmatch(head)
    if not m or m[2] not in MODES_OF or not cells:
        raise AnnotationError("it must begin with 'SENTENCE TYPE/modes | trigger'")
    modes = tuple(m[3].split("+")) if m[3] else ()
    if wrong := [x for x in modes if x not in MODES_OF[m[2]]]:
        raise AnnotationError(f"{m[2]} has no mode {wrong[0]!r}, only {', '.join(MODES_OF[m[2]]) or 'none'}")
    home = int(m[1])
    parts: list[Part] = []
    aux: tuple[str, ...] = ()
    also: list[Offsets] = []
    for cell in cells[1:]:
        key, _, words = cell.partition(":")
        each = [w.strip() for w in words.split(" ; ") if w.strip()]
        if key == "X":
            aux = tuple(w for x in each for w in x.replace(",", " ").split())
            if unknown := [x for x in aux if x not in AUX]:
                raise AnnotationError(f"no aux flag is called {unknown[0]!r}")
        elif key == "S":
            also += [span_of_words(w, text, sentences, home) for w in each]
        elif key in ROLE_OF:
            for w in each:
                words_, _, name = w.partition("=")
                parts.append(Part(ROLE_OF[key], *span_of_words(words_.strip(), text, sentences, home), name.strip() or None))
        else:
            raise AnnotationError(f"{cell!r} begins with none of A: R: T: P: K: J: X: S:")
    start, end = span_of_words(cells[0], text, sentences, home)
    if len(text[start:end].split()) > 6:
        raise AnnotationError("a trigger has at most four words")
    return Marked(m[2], modes, aux, start, end, tuple(parts), tuple(also))


def span_of_words(words: str, text: str, sentences: tuple[Offsets, ...], home: int) -> Offsets:
    m = re.fullmatch(r"(?:(\d+)>)?(.*?)(?:#(\d))?", words)
    assert m is not None  # every string fits
    number = int(m[1]) if m[1] else home
    if number >= len(sentences):
        raise AnnotationError(f"there is no sentence {number}")
    a, b = sentences[number]
    pattern = r"(?<!\w)" + re.escape(m[2].strip()).replace(r"\ ", r"\s+") + r"(?!\w)"
    hits = list(re.finditer(pattern, text[a:b])) if m[2].strip() else []
    k = int(m[3]) - 1 if m[3] else 0
    if k >= len(hits):
        raise AnnotationError(f"{m[2]!r} does not stand in sentence {number}" + (f" {k + 1} times" if k else ""))
    return a + hits[k].start(), a + hits[k].end()


def texts(paths: list[Path]) -> dict[str, str]:
    """id -> text of JSONL rows; rows marked as development texts are never read."""
    found = {}
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if not row.get("dev"):
                    found[str(row["id"])] = row["text"]
    return found


def load(folder: Path = FOLDER) -> Iterator[Annotation]:
    """The committed annotations."""
    for path in sorted(folder.glob("*.jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            events = tuple(
                Marked(
                    e["type"], tuple(e["modes"]), tuple(e["aux"]), e["start"], e["end"],
                    tuple(Part(*p) for p in e["parts"]), tuple((a, b) for a, b in e["also"]),
                )
                for e in row["events"]
            )  # fmt: skip
            yield Annotation(row["id"], row["text_sha256"], tuple(row["contexts"]), events)


def read_again(folder: Path = FOLDER) -> dict[str, tuple[str, ...]]:
    """Contexts of a second reading, by id: they stand in place of an annotation's own."""
    lines = (line for line in (folder / "contexts.tsv").read_text("utf-8").splitlines() if not line.startswith("#"))
    return {name: _contexts(told) for name, _, told in (line.partition("\t") for line in lines)}


def dates(folder: Path = FOLDER) -> dict[tuple[str, int, str], str | None]:
    """When events happened, by id, first character of the trigger and type; None where the article does not tell."""
    lines = (line for line in (folder / "dates.tsv").read_text("utf-8").splitlines() if not line.startswith("#"))
    cells = (line.split("\t") for line in lines)
    return {(name, int(start), kind): value if value != "null" else None for name, start, kind, value in cells}


def examples(paths: list[Path], folder: Path = FOLDER) -> Iterator[Example]:
    """Annotations joined with their texts; one whose text is missing or has changed is left out."""
    known = texts(paths)
    for a in load(folder):
        text = known.get(a.id)
        if text and text_hash(text) == a.text_sha256:
            yield example(a, text)


def example(a: Annotation, text: str) -> Example:
    """One annotation as a training example; its mentions are complete for no type."""
    events: list[GoldEvent] = []
    mentions: list[tuple[int, int, str]] = []
    for e in a.events:
        roles = tuple(GoldRole(p.role, p.start, p.end) for p in e.parts)
        mentions += [(p.start, p.end, p.role) for p in e.parts if p.role in ("place", "time")]
        events.append(GoldEvent(e.start, e.end, e.type, e.modes, e.aux, roles))
        events += [GoldEvent(s, t, e.type, e.modes, e.aux, None) for s, t in e.also]
    return Example(
        a.id, text, split_sentences(text), tuple(mentions), frozenset(), (), tuple(events), ROLES_KNOWN, a.contexts
    )


def _row(a: Annotation) -> str:
    row = asdict(a)
    for e in row["events"]:
        e["parts"] = [[p["role"], p["start"], p["end"], *([p["name"]] if p["name"] else [])] for p in e["parts"]]
    return json.dumps(row, ensure_ascii=False)


def gathered(files: Sequence[Path], read: Callable[[str], Iterable[T | AnnotationError]]) -> tuple[list[T], int]:
    """What `read` finds in the files, and how many lines do not fit; each of these is told."""
    found, bad = list[T](), 0
    for path in files:
        for item in read(path.read_text("utf-8")):
            if isinstance(item, AnnotationError):
                bad += 1
                print(f"{path.name}: {item}", file=sys.stderr)
            else:
                found.append(item)
    return found, bad


def kept(path: Path, known: Mapping[str, str]) -> Iterator[tuple[dict[str, Any], str]]:
    """Committed rows with their texts; one whose text is missing or has changed is left out."""
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        text = known.get(row["id"])
        if text and text_hash(text) == row["text_sha256"]:
            yield row, text


def keep(path: Path, lines: Iterable[str]) -> None:
    """Write lines in the place of what the file holds, all or none."""
    path.parent.mkdir(exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    new.replace(path)


def show(known: dict[str, str], ids: list[str]) -> None:
    """Print texts with numbered sentences."""
    for name in ids:
        print(f"=== {name}")
        for k, (a, b) in enumerate(split_sentences(known[name])):
            print(f"[{k}]", re.sub(r"\s+", " ", known[name][a:b]).strip())
        print()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=("show", "check", "compile"))
    parser.add_argument(
        "files", type=Path, nargs="+", help="show: one file of ids, one a line; check, compile: files of annotations"
    )
    parser.add_argument("--texts", type=Path, nargs="+", required=True, help="JSONL with id and text")
    parser.add_argument("--from", dest="first", type=int, default=0, help="show: first id of the list")
    parser.add_argument("--count", type=int, default=10, help="show: how many")
    parser.add_argument("--out", type=Path, default=FOLDER / "events.jsonl")
    args = parser.parse_args()
    known = texts(args.texts)
    if args.verb == "show":
        show(known, args.files[0].read_text("utf-8").splitlines()[args.first : args.first + args.count])
        return 0
    found, bad = gathered(args.files, lambda lines: parse(lines, known))
    done = {a.id: a for a in found}
    if args.verb == "compile":
        keep(args.out, (_row(a) for _, a in sorted(done.items())))
    print(f"{len(done)} texts, {sum(len(a.events) for a in done.values())} events, {bad} errors", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
