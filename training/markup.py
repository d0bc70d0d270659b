"""Parser of the corpus's inline mark-up (see corpus/README.md). `python -m training.markup` checks it and prints counts."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from dateline.read.labels import AUX, CONTEXTS, MENTION_TYPES, MODES_OF, ROLES
from dateline.records import Mention, Offsets, TieName
from training.examples import Example, GoldEvent, GoldRole, TiedMentions

CORPUS = Path(__file__).parent / "corpus"
HEAD = re.compile(r"(date|region|register|contexts|mentions|construction|ties):\s*(.*)")
TRIGGER = re.compile(r"([A-Z]+)(?:/([a-z+-]+))?")


class MarkupError(ValueError):
    """A passage that breaks the mark-up; the message names file, passage and what is wrong."""


@dataclass(slots=True)
class Passage:
    """One parsed passage; `spans` are (start, end, labels) in characters of `text`."""

    id: str
    head: dict[str, str]
    title: str
    text: str
    spans: list[tuple[int, int, list[str]]] = field(default_factory=list)


def passages(folder: Path = CORPUS) -> Iterator[Passage]:
    """All passages of a folder; raises MarkupError at the first that is broken."""
    for path in sorted(folder.glob("*.txt")):
        for chunk in re.split(r"^### ", path.read_text("utf-8"), flags=re.M)[1:]:
            yield _passage(path.name, chunk)


def _passage(file: str, chunk: str) -> Passage:
    lines = chunk.strip().split("\n")
    name, head, i = lines[0].strip(), {}, 1
    while i < len(lines) and (m := HEAD.fullmatch(lines[i].strip())):
        head[m[1]] = m[2]
        i += 1
    title = lines[i].strip() if i < len(lines) else "-"
    body = re.sub(r"[ \t]*\n[ \t]*(?!\n)(?<!\n\n)", "\n", "\n".join(lines[i + 1 :])).strip()
    body = re.sub(r"(?<!\n)\n(?!\n)", " ", body)
    passage = Passage(name, head, re.sub(r"\[|\|[^\]]*\]", "", title), "")
    try:
        passage.text, passage.spans = _unmark(body)
    except ValueError as error:
        raise MarkupError(f"{file}, {name}: {error}") from error
    return passage


def _unmark(body: str) -> tuple[str, list[tuple[int, int, list[str]]]]:
    out: list[str] = []
    size = 0
    opened: list[int] = []
    spans: list[tuple[int, int, list[str]]] = []
    i = 0
    while i < len(body):
        if body[i] == "[":
            opened.append(size)
        elif body[i] == "|":
            end = body.find("]", i)
            if not opened or end < 0:
                raise ValueError(f"a '|' outside of brackets near {body[max(0, i - 30) : i + 30]!r}")
            spans.append((opened.pop(), size, body[i + 1 : end].split()))
            i = end
        elif body[i] == "]":
            raise ValueError(f"brackets without labels near {body[max(0, i - 30) : i + 30]!r}")
        else:
            out.append(body[i])
            size += 1
        i += 1
    if opened:
        raise ValueError("an open bracket is never closed")
    return "".join(out), sorted(spans, key=lambda s: (s[0], -s[1]))


def tied(passage: Passage) -> TiedMentions:
    """Mentions and ties of a passage; raises MarkupError where a tie points at a key that nobody has."""
    marked = ((s, e, [x for x in labels if x in MENTION_TYPES], labels) for s, e, labels in passage.spans)
    held = [(s, e, types[0], labels) for s, e, types, labels in marked if types]
    keyed: dict[str, list[int]] = {}
    for i, (*_, labels) in enumerate(held):
        for label in labels:
            if label[0] == "@":
                keyed.setdefault(label[1:], []).append(i)
    links: list[tuple[TieName, int, int]] = []
    for members in keyed.values():
        if held[members[0]][2] != "place":
            links += [("same", i, j) for k, i in enumerate(members) for j in members[:k]]
    for i, (start, end, _, labels) in enumerate(held):
        for key in (label[1:] for label in labels if label[0] in "^<"):
            others = [j for j in keyed.get(key, ()) if j != i]
            if not others:
                raise MarkupError(f"{passage.id}: no mention has the key {key!r}")
            near = min(others, key=lambda j: max(held[j][0] - end, start - held[j][1]))
            name: TieName = "title_of" if f"^{key}" in labels else "based_in" if held[near][2] == "place" else "member_of"
            links.append((name, i, near))
    mentions = tuple(Mention(s, e, kind) for s, e, kind, _ in held)  # type: ignore[arg-type]
    return TiedMentions(mentions, frozenset(links), frozenset(get_args(TieName)))


def example(passage: Passage, sentences: tuple[Offsets, ...]) -> Example:
    """Labels of a passage as a training example; raises MarkupError on unknown labels and roles without an event."""
    triggers: dict[str, GoldEvent] = {}
    roles: dict[str, list[GoldRole]] = {}
    again: list[tuple[int, int, str]] = []
    mentions: list[tuple[int, int, str]] = []
    for start, end, labels in passage.spans:
        aux = tuple(x for x in labels if x in AUX)
        key = next((x[1:] for x in labels if x.startswith("#")), None)
        for label in labels:
            if label in MENTION_TYPES:
                mentions.append((start, end, label))
            elif label[0] == ">":
                number, _, role = label[1:].partition(".")
                if role not in ROLES:
                    raise MarkupError(f"{passage.id}: unknown role {label!r}")
                roles.setdefault(number, []).append(GoldRole(role, start, end))
            elif label[0] == "=":
                again.append((start, end, label[1:]))
            elif label[0] in "#@^<" or label in AUX:
                continue
            else:
                triggers[_new(passage, label, key, triggers)] = _trigger(passage, start, end, label, aux)
    missing = (set(roles) | {n for _, _, n in again}) - set(triggers)
    if missing:
        raise MarkupError(f"{passage.id}: no trigger for event {sorted(missing)}")
    events = [
        GoldEvent(t.start, t.end, t.type, t.modes, t.aux, tuple(roles.get(n, ()))) for n, t in triggers.items()
    ] + [GoldEvent(s, e, triggers[n].type, triggers[n].modes, triggers[n].aux, None) for s, e, n in again]
    complete = frozenset(MENTION_TYPES) if passage.head.get("mentions") == "all" else frozenset[str]()
    contexts = tuple(c.strip() for c in passage.head["contexts"].split(",")) if "contexts" in passage.head else None
    if unknown := set(contexts or ()) - {"", *CONTEXTS}:
        raise MarkupError(f"{passage.id}: no context is called {min(unknown)!r}")
    # Pronouns are marked only where they play a role, so an unmarked one teaches nothing about mentions.
    return Example(
        f"own:{passage.id}",
        passage.text,
        sentences,
        tuple(mentions),
        complete,
        (),
        tuple(events),
        frozenset(ROLES),
        contexts,
        tied(passage) if passage.head.get("ties") == "all" else None,
    )


def _new(passage: Passage, label: str, key: str | None, seen: dict[str, GoldEvent]) -> str:
    if key is None or key in seen:
        raise MarkupError(f"{passage.id}: {label!r} needs an event number of its own, such as #1")
    return key


def _trigger(passage: Passage, start: int, end: int, label: str, aux: tuple[str, ...]) -> GoldEvent:
    m = TRIGGER.fullmatch(label)
    if not m or m[1] not in MODES_OF:
        raise MarkupError(f"{passage.id}: unknown label {label!r}")
    modes = tuple(m[2].split("+")) if m[2] else ()
    if wrong := [x for x in modes if x not in MODES_OF[m[1]]]:
        raise MarkupError(f"{passage.id}: {m[1]} has no mode {wrong[0]!r}")
    return GoldEvent(start, end, m[1], modes, aux, ())


def main() -> int:
    counts: Counter[str] = Counter()
    bad = 0
    for passage in passages():
        counts["passages"] += 1
        counts["words"] += len(passage.text.split())
        try:
            done = example(passage, ())
        except MarkupError as error:
            bad += 1
            print(error, file=sys.stderr)
            continue
        counts["events"] += len(done.events or ())
        counts["passages without events"] += not done.events
        counts.update(e.type for e in done.events or ())
        counts.update(f"{e.type}/{m}" for e in done.events or () for m in e.modes)
    for name, n in sorted(counts.items()):
        print(f"{name:32} {n}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
