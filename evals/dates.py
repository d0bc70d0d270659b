"""Dates of events with their triggers given: the step from time expressions, and the reader's hints at them, to dates of events."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.records import Article, Reading, Trigger
from dateline.resolve.when import event_date, find_times
from evals.coded import around, reader
from evals.figure import Result
from training.data import held_out


def gold_triggers(shared: Path) -> Result:
    """Every annotated event of the training articles, with its aux flags given, and what the reader leans to."""
    return _judged("dates", _docs(shared))


def unseen(shared: Path) -> Result:
    """The same for articles that no network learnt from."""
    return _judged("dates.unseen", {name: doc for name, doc in _docs(shared).items() if held_out(name)})


def without_hints(shared: Path) -> Result:
    """Every annotated event of the training articles by what the text alone tells, as for a reader that gives no hints."""
    return _judged("dates.unhinted", _docs(shared), hinted=False)


def _docs(shared: Path) -> dict[str, Any]:
    docs: dict[str, Any] = json.loads((shared / "corpora/events/train.json").read_text("utf-8"))
    return docs


def _judged(name: str, docs: Mapping[str, Any], *, hinted: bool = True) -> Result:
    articles = [_article(key, doc) for key, doc in docs.items()]
    given = [tuple(_trigger(doc, e) for e in doc["events"]) for doc in docs.values()]
    if hinted:
        given = list(map(reader().hinted, articles, given, reader().scored(articles)))
    rows = [row for doc, article, some in zip(docs.values(), articles, given, strict=True) for row in _dated(doc, article, some)]
    right = [_right(gold, found) for gold, found, _ in rows if gold]
    null = [found is None for gold, found, _ in rows if not gold]
    scores = {f"{name}.right": sum(right) / len(right), f"{name}.null": sum(null) / len(null)}
    beside = {f"{name}.right": f"{len(right)} events", f"{name}.null": f"{len(null)} events"}
    wrong = [(g, f, w) for g, f, w in rows if not (_right(g, f) if g else f is None)]
    return Result(scores, beside, [f"WRONG  {words} gold {gold}, coded {found}" for gold, found, words in wrong])


def _article(name: str, doc: Mapping[str, Any]) -> Article:
    return Article(name, name, doc["text"], tuple((a, b) for a, b in doc["sents"]), published=doc["date"])


def _dated(doc: Mapping[str, Any], article: Article, triggers: Sequence[Trigger]) -> Iterator[tuple[str | None, str | None, str]]:
    """(gold date, coded date, words around) of each event."""
    times = find_times(article)
    reading = Reading(triggers=tuple(sorted(triggers, key=lambda t: (t.start, t.end))))
    for e, trigger in zip(doc["events"], triggers, strict=True):
        found = event_date(trigger, reading, article, times)
        yield (e["date"] or {}).get("value"), found.value if found else None, around(doc["text"], trigger.start, trigger.end, 90)


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
