"""Reads the outside corpora into examples. Texts marked as development texts are left out here, once for all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.ingest.article.sentences import split_sentences
from dateline.records import Mention, MentionType, Offsets
from training.examples import Example, GoldEvent, GoldRole, TiedMentions
from training.markup import MarkupError, example, passages

NAMES = frozenset({"person", "organisation", "place"})
GUM_GENRES = {"news", "interview", "speech", "court", "bio", "voyage"}
GUM_TYPES: dict[str, MentionType] = {"person": "person", "organization": "organisation", "place": "place"}
# A description of people, not of one: "two men", "they"; not "his mother" and "the boss".
SINGLE = r"i|me|my|mine|myself|he|him|his|himself|she|hers?|herself|you|yours?|it|its|who|whose|whom"
PLURAL = r"they|them|their|we|us|our|both|those|these|many|some|(?:.*\s)?(?:people|men|women|children|police)"
LED = r"(?:the|an?|his|her|its|my|your|our|their|this|that|one|every|each|another)\s"
SEVERAL = re.compile(rf"(?:{PLURAL})$|(?!(?:{SINGLE})$|.*(?:ss|['’]s)$)(?:(?!{LED})\S+\s|.*s$)", re.I)
RE3D_TYPES = {
    "Person": "person", "Organisation": "organisation", "Location": "place", "Temporal": "time", "Quantity": "quantity",
    "Weapon": "weapon", "MilitaryPlatform": "weapon",
}  # fmt: skip
FLAT_TYPES = {
    "PER": "person", "ORG": "organisation", "LOC": "place", "person": "person", "politician": "person",
    "organisation": "organisation", "politicalparty": "organisation", "location": "place", "country": "place",
}  # fmt: skip


def rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def span_of(doc: dict[str, Any], sentence: int, text: str) -> Offsets:
    """Characters of an annotated text in its sentence: whole words before parts of words, else the sentence."""
    a, b = doc["sents"][sentence]
    m = re.search(r"(?<!\w)" + re.escape(text) + r"(?!\w)", doc["text"][a:b])
    i = a + m.start() if m else doc["text"].find(text, a, b)
    return (i, i + len(text)) if i >= 0 else (a, b)


def events(path: Path) -> Iterator[Example]:
    """`events/train.json`: triggers, participants, places and times; casualty counts are not in its annotation."""
    for name, doc in json.loads(path.read_text("utf-8")).items():
        found: list[GoldEvent] = []
        mentions: list[tuple[int, int, str]] = []
        for e in doc["events"]:
            roles = [
                GoldRole(r, *span_of(doc, p["sentence"], p["text"]))
                for r, ps in (("actor", e["actors"]), ("recipient", e["recipients"]))
                for p in ps or []
            ]
            for role in ("place", "time"):
                p = e.get("date" if role == "time" else role)
                if p and p.get("text"):
                    roles.append(GoldRole(role, *span_of(doc, p["sentence"], p["text"])))
                    mentions.append((*span_of(doc, p["sentence"], p["text"]), role))
            kind, modes, aux = e["type"], tuple(e["modes"] or ()), tuple(e["aux"] or ())
            found.append(GoldEvent(*span_of(doc, e["sentence"], e["trigger"]), kind, modes, aux, tuple(roles)))
            found += [GoldEvent(*span_of(doc, s, t), kind, modes, aux, None) for s, t in e.get("also") or []]
        sentences = tuple((a, b) for a, b in doc["sents"])
        roles_known = frozenset({"actor", "recipient", "place", "time"})
        yield Example(name, doc["text"], sentences, tuple(mentions), frozenset(), (), tuple(found), roles_known)


def own() -> Iterator[Example]:
    for passage in passages():
        try:
            yield example(passage, split_sentences(passage.text))
        except MarkupError as error:
            print("left out:", error)


def re3d(path: Path) -> Iterator[Example]:
    complete = frozenset({"person", "organisation", "group", "place", "time", "quantity", "weapon"})
    for row in rows(path):
        if row["dev"]:
            continue
        mentions = []
        for e in row["entities"]:
            kind = RE3D_TYPES.get(e["type"])
            if kind == "organisation" and e["text"].split()[-1].islower():
                kind = "group"
            if kind:
                mentions.append((e["start"], e["end"], kind))
        yield Example(row["id"], row["text"], split_sentences(row["text"]), tuple(mentions), complete)


def gum(path: Path) -> Iterator[Example]:
    """Named mentions only; nominal ones and pronouns of the same types are neither right nor wrong here."""
    for row in rows(path):
        if row["dev"] or row["genre"] not in GUM_GENRES:
            continue
        text = row["text"]
        named, other = [], []
        for m in row["mentions"]:
            kind = GUM_TYPES.get(m["type"])
            words = text[m["start"] : m["end"]].split()
            if kind and words[-1][:1].isupper() and words[-1] not in ("I", "He", "She", "They", "We", "It", "You"):
                named.append((m["start"], m["end"], kind))
            elif kind:
                other.append((m["start"], m["end"]))
        yield Example(row["id"], text, split_sentences(text), tuple(named), NAMES, tuple(other), tied=_clusters(row))


def _clusters(row: dict[str, Any]) -> TiedMentions:
    """People and organisations of a document and which of them are the same; other ties are not marked there."""
    found: dict[Offsets, tuple[Mention, str]] = {}
    for m in row["mentions"]:
        words = row["text"][m["start"] : m["end"]]
        if m["type"] in ("person", "organization"):
            named = words.split()[-1][:1].isupper() and words != "I"
            several = m["type"] == "person" and not named and SEVERAL.match(words)
            kind: MentionType = "group" if several else GUM_TYPES[m["type"]]
            found.setdefault((m["start"], m["end"]), (Mention(m["start"], m["end"], kind), m["cluster"]))
    held = sorted(found.values(), key=lambda x: (x[0].start, -x[0].end))
    links = frozenset(("same", i, j) for i, (_, a) in enumerate(held) for j, (_, b) in enumerate(held[:i]) if a == b)
    return TiedMentions(tuple(m for m, _ in held), links, frozenset({"same"}))  # type: ignore[arg-type]


def timebank(path: Path) -> Iterator[Example]:
    for row in rows(path):
        times = tuple((t["start"], t["end"], "time") for t in row["times"] if t["type"] in ("DATE", "TIME"))
        yield Example(row["id"], row["text"], split_sentences(row["text"]), times, frozenset({"time"}))


def flat(path: Path) -> Iterator[Example]:
    """IOB files of named entities, one sentence an example; the tag stands in the second or third column."""
    for k, block in enumerate(re.split(r"\n\s*\n", path.read_text("utf-8"))):
        text, spans = "", list[list[Any]]()
        for line in block.split("\n"):
            cells = re.split(r"[\t ]", line)
            if line.startswith("#") or len(cells) < 2:
                continue
            word, tag = (cells[1], cells[2]) if path.suffix == ".iob2" else (cells[0], cells[1])
            start = len(text) + bool(text)
            text = f"{text} {word}" if text else word
            kind = FLAT_TYPES.get(tag[2:])
            inside = tag[0] == "I" and spans and spans[-1][1] == start - 1 and spans[-1][2] == kind
            if kind and inside:
                spans[-1][1] = len(text)
            elif kind:
                spans.append([start, len(text), kind])
        if len(text) > 30:
            mentions = tuple((a, b, t) for a, b, t in spans)
            yield Example(f"{path.stem}:{k}", text, ((0, len(text)),), mentions, NAMES)


def mention_sets(shared: Path) -> Iterator[Example]:
    folder = shared / "corpora/mentions"
    yield from re3d(folder / "re3d.jsonl")
    yield from gum(folder / "gum.jsonl")
    yield from timebank(shared / "corpora/times/timebank.jsonl")
    for name in ("wikigold.conll", "crossner_politics_train.txt", "crossner_politics_dev.txt"):
        yield from flat(folder / name)
