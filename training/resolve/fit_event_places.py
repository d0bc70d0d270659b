"""Fits the weights of places of events: `python -m training.resolve.fit_event_places GOLD` writes .../where/event_weights.py.

A conditional logit over the candidates of each annotated trigger, as for dates; `--folds` shows how it does on articles left out.
Roles of the annotation are given; mentions of places are the reader's.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from dateline.ingest.article.dateline import read_dateline
from dateline.read.reader import Reader
from dateline.records import Article, Mention, Place, Reading, Role, Trigger
from dateline.resolve.where import Gazetteer, find_places
from dateline.resolve.where.govern import Candidate, candidates
from training.resolve.logit import Case, chosen, fit, left_out, write

TARGET = Path("src/dateline/resolve/where/event_weights.py")
UNREAD = 0.1  # what an event counts without the reader's hints
STOP = frozenset("the a an of and to for in on at by from with".split())


def same_name(a: str | None, b: str | None) -> bool:
    """Half of the words of the shorter name and a third of those of the longer are shared."""
    x, y = (set(re.findall(r"\w+", (n or "").lower())) - STOP for n in (a, b))
    both = len(x & y)
    return bool(x and y) and both / min(len(x), len(y)) >= 0.5 and both / max(len(x), len(y)) >= 0.34


def articles(docs: Mapping[str, Mapping[str, Any]]) -> list[Article]:
    return [
        Article(
            k, k, d["text"], tuple((a, b) for a, b in d["sents"]), published=d["date"], title=d["title"],
            dateline=read_dateline(d["text"], d["date"]),
        )
        for k, d in docs.items()
    ]  # fmt: skip


def cases(docs: Mapping[str, Mapping[str, Any]], reader: Reader) -> Iterator[Case]:
    """Each annotated event twice: with what the reader leans to and, for readers that say nothing of it, without."""
    gazetteer, some = Gazetteer.load(), articles(docs)
    for article, parts in zip(some, reader.scored(some), strict=True):
        reading = reader.decoded(article, parts)
        places = find_places(article, reading, gazetteer)
        given = [_trigger(docs[article.id], event, reading) for event in docs[article.id]["events"]]
        hinted = reader.hinted(article, [trigger for trigger, _ in given], parts)
        for event, (bare, around), trigger in zip(docs[article.id]["events"], given, hinted, strict=True):
            for told, weight in ((trigger, 1.0), (bare, UNREAD)):
                found = candidates(told, around, article, places)
                gold = event.get("place")
                fitting = frozenset(_value(c) for c in found if _fits(gold, c.place))
                yield Case(article.id, [c.cues for c in found], [_value(c) for c in found], fitting, gold is None, weight)


def _value(c: Candidate) -> str | None:
    return f"{c.place.name}, {c.place.country}" if c.place else None


def _fits(gold: Mapping[str, Any] | None, place: Place | None) -> bool:
    if gold is None or place is None:
        return gold is None and place is None
    return same_name(gold["name"], place.name) or same_name(gold.get("text"), place.text)


def _trigger(doc: Mapping[str, Any], event: Mapping[str, Any], reading: Reading) -> tuple[Trigger, Reading]:
    """The annotated trigger with its participants as mentions."""
    a, b = doc["sents"][event["sentence"]]
    start = max(a, doc["text"].find(event["trigger"], a, b))
    mentions, roles = list(reading.mentions), []
    for name in ("actor", "recipient"):
        for person in event[f"{name}s"] or ():
            at = doc["text"].find(person["text"], *doc["sents"][person["sentence"]])
            roles.append(Role(name, len(mentions)))
            mentions.append(Mention(at, at + len(person["text"]), "group"))
    trigger = Trigger(start, start + len(event["trigger"]), event["type"], tuple(event["modes"] or ()), tuple(event["aux"]), tuple(roles))
    return trigger, replace(reading, mentions=tuple(mentions))


def figures(found: list[tuple[Case, str | None]]) -> str:
    placed = [v in c.right for c, v in found if not c.null]
    bare = [v in c.right for c, v in found if c.null]
    named = [v in c.right for c, v in found if v]
    return (
        f"right {np.mean(placed):.4f} of {len(placed)}, null where none {np.mean(bare):.4f} of {len(bare)}, "
        f"right of those named {np.mean(named):.4f} of {len(named)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--null-weight", type=float, default=1.6)
    parser.add_argument("--ridge", type=float, default=2.0)
    a = parser.parse_args()
    docs = json.loads(a.gold.read_text("utf-8"))
    all_cases = list(cases(docs, Reader()))
    fitted = partial(fit, null_weight=a.null_weight, ridge=a.ridge)
    if a.folds:
        found = list(left_out(all_cases, [], a.folds, fitted))
        for name, hinted in (("hints", True), ("none", False)):
            print(f"articles left out, {name}:", figures([(c, v) for c, v in found if (c.weight == 1.0) == hinted]))
        return
    weights = fitted(all_cases)
    print("the same articles:", figures([(c, chosen(c, weights)) for c in all_cases if c.weight == 1.0]))
    write(TARGET, weights, "an event's place", "fit_event_places")


if __name__ == "__main__":
    main()
