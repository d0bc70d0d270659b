"""Fits what tells that two tellings are one event: `python -m training.resolve.fit_tellings` writes resolve/events/same_weights.py.

It reads the articles that training holds out, with thresholds low enough for many tellings, and learns from each pair of one type whose
triggers both stand in an annotated event. `--folds N` fits nothing for good: it codes each article at the shipped thresholds, joined by
weights of the other folds, and prints the scorer's figures and the calibration of their confidence (model.json keeps it).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from dateline.flow import World
from dateline.read.reader import Reader
from dateline.records import Article, Coded, Event, Reading
from dateline.resolve.events.assemble import Parties, tellings
from dateline.resolve.events.merge import merged
from dateline.resolve.events.same import cues
from dateline.resolve.when import event_date, find_times
from dateline.resolve.where import Gazetteer, event_place, find_places
from dateline.resolve.who import Roster, find_actors
from dateline.resolve.whole import made_whole
from dateline.use.export import article_dict
from evals.calibration import judge
from training import calibrate
from training.corpora import span_of
from training.resolve.logit import Case, fit, write
from training.tune import articles_of, held, scorer

TARGET = Path("src/dateline/resolve/events/same_weights.py")
LOW = 0.6  # probability of a trigger that teaches
Told = list[tuple[Article, list[Event]]]


def told(reader: Reader, articles: Sequence[Article], parts: Sequence[Any], world: World) -> Told:
    """Every article with the tellings in it, none joined."""
    return [(a, _tellings(a, made_whole(a, reader.decoded(a, p)), world)) for a, p in zip(articles, parts, strict=True)]


def _tellings(article: Article, reading: Reading, world: World) -> list[Event]:
    times, places = find_times(article), find_places(article, reading, world.gazetteer)
    who = find_actors(article, reading, world.roster, places)
    return tellings(
        article,
        reading,
        Parties(article, reading, who.actors, who.of_mention, who.members),
        lambda t: event_date(t, reading, article, times),
        lambda t: event_place(t, reading, article, places),
    )


def pairs(some: Told, gold: Mapping[str, Any]) -> Iterator[Case]:
    """Pairs of tellings of one type, each a choice between the same event and another."""
    for article, events in some:
        known = [(e, k) for e in events if (k := annotated(e, gold[article.id])) is not None]
        for j, (b, of_b) in enumerate(known):
            for a, of_a in known[:j]:
                if a.type == b.type:
                    right = "same" if of_a == of_b else "other"
                    yield Case(article.id, [cues(a, b, article.text), {}], ["same", "other"], frozenset({right}), null=False)


def annotated(event: Event, doc: Mapping[str, Any]) -> int | None:
    """The annotated event of its type that is told in its sentence; of several the one with the nearest words."""
    near = []
    for k, e in enumerate(doc["events"]):
        for sentence, words in [(e["sentence"], e["trigger"]), *e["also"]]:
            a, b = doc["sents"][sentence]
            if e["type"] == event.type and a <= event.trigger.start < b:
                start, end = span_of(dict(doc), sentence, words)
                near.append((max(start - event.trigger.end, event.trigger.start - end, 0), k))
    return min(near)[1] if near else None


def figures(some: Told, weights: Mapping[str, Mapping[str, float]], gold: Mapping[str, Any], shared: Path) -> str:
    """The scorer's figures of tellings joined by each article's weights, and the calibration that their confidence asks for."""
    coded = [Coded(a, events=tuple(merged(events, a.text, weights[a.id]))) for a, events in some]
    found = {c.article.id: json.loads(json.dumps(article_dict(c)))["events"] for c in coded}
    res, _, lines = scorer(shared).score(gold, found, errors=1)
    sure, right = zip(*judge(gold, coded, lines), strict=True)
    slope, shift = calibrate.fit(np.array(sure), np.array(right, dtype=np.float64))
    told = "; ".join(f"{k} F1 {res[k]['f1']} P {res[k]['precision']}" for k in ("detect", "tuple", "strict"))
    return f"{told}; calibration {slope:.4f} {shift:.4f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--name", default="accurate")
    parser.add_argument("--folds", type=int, default=0, help="show figures of articles left out, write nothing")
    parser.add_argument("--ridge", type=float, default=1.0, help="penalty of the squared weights")
    a = parser.parse_args()
    gold, world, reader = held(a.shared), World(Gazetteer.load(), Roster.load()), Reader(a.name)
    articles = articles_of(gold)
    parts, limits = reader.scored(articles), reader.limits
    reader.limits = replace(limits, trigger=LOW, told=LOW)
    cases = list(pairs(told(reader, articles, parts, world), gold))
    if not a.folds:
        weights = fit(cases, 1.0, a.ridge)
        write(TARGET, weights, "two tellings being one event", "fit_tellings")
        return
    fold = {name: k % a.folds for k, name in enumerate(sorted(gold))}
    by_fold = [fit([c for c in cases if fold[c.article] != k], 1.0, a.ridge) for k in range(a.folds)]
    right = [(_odds(c, by_fold[fold[c.article]]) > 0) == ("same" in c.right) for c in cases]
    print(f"{len(cases)} pairs, right {np.mean(right):.4f}")
    reader.limits = replace(limits, calibration=(1.0, 0.0))
    some = told(reader, articles, parts, world)
    print("articles left out:", figures(some, {name: by_fold[k] for name, k in fold.items()}, gold, a.shared))


def _odds(case: Case, weights: Mapping[str, float]) -> float:
    return sum(weights.get(n, 0.0) * x for n, x in case.cues[0].items())


if __name__ == "__main__":
    main()
