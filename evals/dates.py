"""Dates of events with their triggers given: the step from time expressions to event dates alone, without the reader."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.records import Article, Reading, Trigger
from dateline.resolve.when import event_date, find_times
from evals.coded import around, reader
from evals.figure import Result
from training.data import held_out

Read = Callable[[Sequence[Article]], Sequence[Reading]]


def gold_triggers(shared: Path) -> Result:
    """Every annotated event of the training articles, with its aux flags given, and nothing of the reader."""
    return _judged("dates", _docs(shared), lambda articles: [Reading()] * len(articles))


def unseen(shared: Path) -> Result:
    """The same for articles that no network learnt from, with the times that the reader ties to a trigger where it stands."""
    docs = {name: doc for name, doc in _docs(shared).items() if held_out(name)}
    return _judged("dates.unseen", docs, reader().read)


def _docs(shared: Path) -> dict[str, Any]:
    docs: dict[str, Any] = json.loads((shared / "corpora/events/train.json").read_text("utf-8"))
    return docs


def _judged(name: str, docs: Mapping[str, Any], read: Read) -> Result:
    articles = [_article(key, doc) for key, doc in docs.items()]
    rows = [row for doc, article, told in zip(docs.values(), articles, read(articles), strict=True) for row in _dated(doc, article, told)]
    right = [_right(gold, found) for gold, found, _ in rows if gold]
    null = [found is None for gold, found, _ in rows if not gold]
    scores = {f"{name}.right": sum(right) / len(right), f"{name}.null": sum(null) / len(null)}
    beside = {f"{name}.right": f"{len(right)} events", f"{name}.null": f"{len(null)} events"}
    wrong = [(g, f, w) for g, f, w in rows if not (_right(g, f) if g else f is None)]
    return Result(scores, beside, [f"WRONG  {words} gold {gold}, coded {found}" for gold, found, words in wrong])


def _article(name: str, doc: Mapping[str, Any]) -> Article:
    return Article(name, name, doc["text"], tuple((a, b) for a, b in doc["sents"]), published=doc["date"])


def _dated(doc: Mapping[str, Any], article: Article, told: Reading) -> Iterator[tuple[str | None, str | None, str]]:
    """(gold date, coded date, words around) of each event; of what the reader `told` a trigger keeps its roles."""
    times = find_times(article)
    triggers = [_tied(_trigger(doc, e), told) for e in doc["events"]]
    reading = Reading(told.mentions, tuple(sorted(triggers, key=lambda t: (t.start, t.end))))
    for e, trigger in zip(doc["events"], triggers, strict=True):
        found = event_date(trigger, reading, article, times)
        yield (e["date"] or {}).get("value"), found.value if found else None, around(doc["text"], trigger.start, trigger.end, 90)


def _tied(trigger: Trigger, told: Reading) -> Trigger:
    """With the roles of the reader's own trigger at that place, one of its type before others."""
    here = [t for t in told.triggers if t.start < trigger.end and trigger.start < t.end]
    own = max(here, key=lambda t: t.type == trigger.type, default=None)
    return replace(trigger, roles=own.roles) if own else trigger


def _trigger(doc: Mapping[str, Any], event: Mapping[str, Any]) -> Trigger:
    a, b = doc["sents"][event["sentence"]]
    m = re.search(re.escape(event["trigger"]), doc["text"][a:b])
    start = a + (m.start() if m else 0)
    return Trigger(start, start + len(event["trigger"]), event["type"], aux=tuple(event["aux"]))


def _right(gold: str, coded: str | None) -> bool:
    """Equal; or one the coarser form of the other, a month at least: the rule by which whole events are scored."""
    if not coded:
        return False
    g, c = gold.split("T")[0], coded.split("T")[0]
    return g == c or ("/" not in g + c and min(len(g), len(c)) >= 7 and (g.startswith(c) or c.startswith(g)))
