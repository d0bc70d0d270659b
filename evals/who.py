"""Coreference, and countries and sectors of actors: `python -m evals.who`."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dateline.ingest.article.sentences import split_sentences
from dateline.read.reader import Reader
from dateline.records import Article, Mention, Reading, Role, Trigger
from dateline.resolve.who import Roster, find_actors
from dateline.resolve.who.cast import Cast
from dateline.resolve.who.words import PRONOUNS
from evals.coreference import Conll, clusters
from evals.shared import SHARED, present

GENRES = ("news", "interview", "speech", "court")
TYPES = {"person": "person", "organization": "organisation", "place": "place"}
DEFINITE = re.compile(r"(?:the|a|an|his|her)\s", re.I)
Labels = Mapping[Any, Any]


def gum(dev: bool, descriptions: bool = False) -> Iterator[tuple[str, Article, list[Mention], dict[int, str]]]:
    """(genre, article, mentions of people, organisations and places, gold cluster of the named and pronominal ones).

    With `descriptions` the mentions hold "the mayor" and "two men" too, as the reader gives them; they are never scored.
    """
    for line in (SHARED / "corpora/mentions/gum.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["genre"] not in GENRES or row["dev"] != dev:
            continue
        text = row["text"]
        found: dict[tuple[int, int], tuple[Mention, str | None]] = {}
        for m in row["mentions"]:
            words = text[m["start"] : m["end"]]
            named = words.split()[-1][:1].isupper() or words.lower() in PRONOUNS
            if m["type"] in TYPES and (named or descriptions):
                single = m["type"] == "person" and DEFINITE.match(words)
                kind = TYPES[m["type"]] if named or single or m["type"] == "place" else "group"
                mention = Mention(m["start"], m["end"], kind)  # type: ignore[arg-type]
                found.setdefault((m["start"], m["end"]), (mention, m["cluster"] if named else None))
        held = sorted(found.values(), key=lambda x: (x[0].start, -x[0].end))
        article = Article(row["id"], row["id"], text, split_sentences(text), published=row["date"])
        yield row["genre"], article, [m for m, _ in held], {i: c for i, (_, c) in enumerate(held) if c}


def by_string(article: Article, mentions: list[Mention]) -> Labels:
    """The yardstick: the same words are the same."""
    return {i: article.text[m.start : m.end].lower() for i, m in enumerate(mentions)}


def by_us(article: Article, mentions: list[Mention], roster: Roster) -> Labels:
    """Ours; a mention that got no actor stands alone."""
    roles = tuple(Role("actor", i) for i, m in enumerate(mentions) if m.type != "place")
    cast = Cast(article, Reading(tuple(mentions), (Trigger(0, 0, "CONSULT", roles=roles),)), roster.seen(article.published, ()))
    said = {i: (d.id,) if d else None for i, d in enumerate(cast.of_mention)}
    return {i: ids or ("several", *cast.members[i]) if i in cast.members or ids else f"alone {i}" for i, ids in said.items()}


def score_coreference(roster: Roster) -> None:
    ways: dict[str, tuple[bool, Callable[[Article, list[Mention]], Labels]]] = {
        "same words": (False, by_string),
        "ours": (False, lambda a, m: by_us(a, m, roster)),
        "ours, descriptions seen": (True, lambda a, m: by_us(a, m, roster)),
    }
    for dev in (False, True):
        for way, (descriptions, label) in ways.items():
            total, parts = Conll(), {genre: Conll() for genre in GENRES}
            for genre, article, mentions, gold in gum(dev, descriptions):
                labels = label(article, mentions)
                said = clusters({i: labels[i] for i in gold})
                for score in (total, parts[genre]):
                    score.add(clusters(gold), said)
            figures = "  ".join(f"{k} {v:.4f}" for k, v in total.figures().items())
            genres = "  ".join(f"{g} {s.figures()['CoNLL']:.3f}" for g, s in parts.items() if s.sums)
            print(f"coreference{', dev rows' if dev else ''}, {way}: {figures}  ({genres})")


def participants(doc: dict[str, Any], reading: Reading) -> tuple[list[Mention], list[tuple[int, dict[str, Any]]]]:
    """The reader's mentions, with gold participants added as mentions; and (index, gold participant)."""
    mentions = {(m.start, m.end): m for m in reading.mentions}
    gold = []
    for event in doc["events"]:
        for person in (event["actors"] or []) + (event["recipients"] or []):
            a, b = doc["sents"][person["sentence"]]
            start = doc["text"].find(person["text"], a, b)
            span = (start, start + len(person["text"]))
            kind = "group" if person["text"].split()[-1][0].islower() else "organisation"
            inside = next((m for m in reading.mentions if span[0] <= m.start and m.end == span[1]), None)
            mentions.setdefault(span, Mention(*span, inside.type if inside else kind))  # type: ignore[arg-type]
            gold.append((span, person))
    held = sorted(mentions.values(), key=lambda m: (m.start, -m.end))
    place = {(m.start, m.end): i for i, m in enumerate(held)}
    return held, [(place[span], person) for span, person in gold]


def score_codes(path: Path, reader: Reader, roster: Roster, show: int = 0) -> None:
    """Country and sector of gold participants that carry one; `show` prints the commonest confusions."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: Counter[tuple[str, str, str, str]] = Counter()
    docs = json.loads(path.read_text("utf-8"))
    articles = [
        Article(k, k, d["text"], tuple((a, b) for a, b in d["sents"]), published=d["date"], title=d["title"])
        for k, d in docs.items()
    ]
    for article, reading in zip(articles, reader.read(articles), strict=True):
        mentions, gold = participants(docs[article.id], reading)
        trigger = Trigger(0, 0, "CONSULT", roles=tuple(Role("actor", i) for i, _ in gold))
        found = find_actors(article, Reading(tuple(mentions), (trigger,)), roster)
        by_id = {a.id: a for a in found.actors}
        for index, person in gold:
            ids = found.members.get(index) or (found.of_mention[index],)
            actor = by_id.get(ids[0] or "")
            for key in ("country", "sector"):
                if person[key]:
                    said = getattr(actor, key) if actor else None
                    total[key] += 1
                    right[key] += said == person[key]
                    if said != person[key]:
                        wrong[key, person[key], str(said), f"{person['text']} = {actor.name if actor else None}"] += 1
    figures = ", ".join(f"{k} {right[k] / total[k]:.4f} of {total[k]}" for k in ("country", "sector"))
    print(f"codes of gold participants, {path.name}: {figures}")
    for row, n in wrong.most_common(show):
        print(n, *row)


def main() -> int:
    roster = Roster.load()
    if present(SHARED / "corpora/mentions/gum.jsonl"):
        score_coreference(roster)
    if present(SHARED / "corpora/events/train.json"):
        reader = Reader()
        for path in (SHARED / "corpora/events/train.json", SHARED / "gold/dev.json"):
            score_codes(path, reader, roster)
    return 0


if __name__ == "__main__":
    sys.exit(main())
