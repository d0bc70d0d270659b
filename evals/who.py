"""Coreference with mentions given (GUM), and countries and sectors of annotated participants."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.ingest.article.sentences import split_sentences
from dateline.records import Article, Mention, Reading, Role, Tie, Trigger
from dateline.resolve.where import find_places
from dateline.resolve.who import find_actors
from dateline.resolve.who.speech import full_cast
from dateline.resolve.who.words import PRONOUNS
from evals.clusters import Conll
from evals.coded import reader, rows_of, world
from evals.figure import Result

GENRES = ("news", "interview", "speech", "court")
TYPES = {"person": "person", "organization": "organisation", "place": "place"}
DEFINITE = re.compile(r"(?:the|a|an|his|her)\s", re.I)
Labels = Mapping[int, Any]


# ---- coreference --------------------------------------------------------------------------------------------------


def gum(path: Path, dev: bool, descriptions: bool) -> Iterator[tuple[str, Article, list[Mention], dict[int, str]]]:
    """(genre, article, mentions of people, organisations and places, gold cluster of the named and pronominal ones).

    With `descriptions` the mentions hold "the mayor" and "two men" too, as the reader gives them; they are never scored.
    """
    for row in rows_of(path):
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


def by_rules(article: Article, mentions: list[Mention], ties: tuple[Tie, ...] = ()) -> Labels:
    """Ours without the reader; a mention that got no actor stands alone."""
    roles = tuple(Role("actor", i) for i, m in enumerate(mentions) if m.type != "place")
    reading = Reading(tuple(mentions), (Trigger(0, 0, "CONSULT", roles=roles),), ties)
    cast = full_cast(article, reading, world().roster.seen(article.published, ()))
    said = {i: (d.id,) if d else None for i, d in enumerate(cast.of_mention)}
    return {i: ids or ("several", *cast.members[i]) if i in cast.members or ids else f"alone {i}" for i, ids in said.items()}


def by_us(article: Article, mentions: list[Mention]) -> Labels:
    """Ours, with the ties that the reader sees between the mentions."""
    return by_rules(article, mentions, reader().tied(article, mentions))


def conll(path: Path, label: Callable[[Article, list[Mention]], Labels], dev: bool, descriptions: bool) -> dict[str, float]:
    """CoNLL F1 over all documents, and of each genre."""
    total = {name: Conll() for name in ("all", *GENRES)}
    for genre, article, mentions, gold in gum(path, dev, descriptions):
        labels = label(article, mentions)
        for name in ("all", genre):
            total[name].add(gold, {i: labels[i] for i in gold})
    return {name: score.conll for name, score in total.items() if score.conll}


def coreference(shared: Path) -> Result:
    """News, interview, speech and court rows of GUM, which taught the reader its ties: there the rules alone; the rows marked dev apart."""
    path = shared / "corpora/mentions/gum.jsonl"
    scores, beside = {}, {}
    for dev in (False, True):
        plain = conll(path, by_string, dev, False)
        for descriptions in (False, True):
            name = f"who.coref{'_seen' if descriptions else ''}{'_dev' if dev else ''}"
            ours = conll(path, by_us if dev else by_rules, dev, descriptions)
            scores[name] = ours.pop("all")
            genres = ", ".join(f"{genre} {score:.3f}" for genre, score in ours.items())
            beside[name] = f"the same words {plain['all']:.4f}; {genres}"
    return Result(scores, beside)


# ---- countries and sectors ----------------------------------------------------------------------------------------


def participants(doc: Mapping[str, Any], reading: Reading) -> tuple[Reading, list[tuple[int, dict[str, Any]]]]:
    """The reader's mentions with gold participants added as mentions that act; and (index, gold participant)."""
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
    trigger = Trigger(0, 0, "CONSULT", roles=tuple(Role("actor", place[span]) for span, _ in gold))
    new = [place[m.start, m.end] for m in reading.mentions]
    ties = tuple(replace(t, head=new[t.head], tail=new[t.tail]) for t in reading.ties if new[t.head] != new[t.tail])
    return Reading(tuple(held), (trigger,), ties), [(place[span], person) for span, person in gold]


def codes(shared: Path) -> Result:
    """Country and sector of annotated participants that carry one, each with its mention given."""
    scores, beside, errors = {}, {}, []
    for part, name in (("train", "corpora/events/train.json"), ("dev", "gold/dev.json")):
        right: Counter[str] = Counter()
        total: Counter[str] = Counter()
        docs = json.loads((shared / name).read_text("utf-8"))
        articles = [
            Article(k, k, d["text"], tuple((a, b) for a, b in d["sents"]), published=d["date"], title=d["title"])
            for k, d in docs.items()
        ]
        for article, read in zip(articles, reader().read(articles), strict=True):
            reading, gold = participants(docs[article.id], read)
            found = find_actors(article, reading, world().roster, find_places(article, read, world().gazetteer))
            by_id = {a.id: a for a in found.actors}
            for index, person in gold:
                ids = found.members.get(index) or (found.of_mention[index],)
                actor = by_id.get(ids[0] or "")
                for key in [k for k in ("country", "sector") if person[k]]:
                    said = getattr(actor, key) if actor else None
                    total[key] += 1
                    right[key] += said == person[key]
                    if said != person[key] and part == "train":
                        errors.append(f"WRONG  {key} gold {person[key]}, coded {said}: {person['text']} ({person['name']})")
        for key in ("country", "sector"):
            scores[f"who.{key}_{part}"] = right[key] / total[key]
            beside[f"who.{key}_{part}"] = f"{total[key]} participants"
    return Result(scores, beside, errors)
