"""Dates of events with their triggers given: the step from time expressions, and the reader's hints at them, to dates of events."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dateline.records import Article, Reading, Trigger
from dateline.resolve.when import event_date, find_times
from evals.coded import around, reader
from evals.figure import Result
from training.data import held_out
from training.resolve.fit_dates import date_ok, given

TRAIN = "corpora/events/train.json"
CODERS = Path(__file__).with_name("data") / "dates_dev.tsv"
Row = tuple[str | None, str | None, str]  # gold date, coded date, words around


def gold_triggers(shared: Path) -> Result:
    """Every annotated event of the training articles, with its aux flags given, and what the reader leans to; `unseen`: those articles that
    no network learnt from, again for themselves."""
    rows = dict(_rows(shared / TRAIN, hinted=True))
    unseen = _judged("dates.unseen", [row for name, some in rows.items() if held_out(name) for row in some])
    return _judged("dates", [row for some in rows.values() for row in some]) + replace(unseen, errors=())


def without_hints(shared: Path) -> Result:
    """Every annotated event of the training articles by what the text alone tells, as for a reader that gives no hints."""
    return _judged("dates.unhinted", [row for _, some in _rows(shared / TRAIN, hinted=False) for row in some])


def dev(shared: Path) -> Result:
    """Every annotated event of the development articles, beside what two coders have who did not see the annotation's dates."""
    rows = [row for _, some in _rows(shared / "gold/dev.json", hinted=True) for row in some]
    coders = [tuple(None if v == "null" else v for v in line.split("\t")[2:]) for line in CODERS.read_text("utf-8").splitlines()[1:]]
    found = _judged("dates.dev", rows)
    beside = dict(found.beside)
    for k, coder in enumerate("AB"):
        read = _judged("dates.dev", [(gold, dates[k], words) for (gold, _, words), dates in zip(rows, coders, strict=True)])
        for name, score in read.scores.items():
            beside[name] += f"; coder {coder} {score:.3f}"
    return replace(found, beside=beside)


def _rows(gold_file: Path, *, hinted: bool) -> Iterator[tuple[str, list[Row]]]:
    """Of each annotated article its id and its events."""
    docs = [given(name, doc) for name, doc in json.loads(gold_file.read_text("utf-8")).items()]
    triggers: list[Sequence[Trigger]] = [some for _, some, _ in docs]
    if hinted:
        articles = [article for article, _, _ in docs]
        triggers = list(map(reader().hinted, articles, triggers, reader().scored(articles)))
    for (article, _, dates), some in zip(docs, triggers, strict=True):
        yield article.id, [(gold, *found) for gold, found in zip(dates, _dated(article, some), strict=True)]


def _dated(article: Article, triggers: Sequence[Trigger]) -> Iterator[tuple[str | None, str]]:
    """Coded date and words around of each trigger."""
    times = find_times(article)
    reading = Reading(triggers=tuple(sorted(triggers, key=lambda t: (t.start, t.end))))
    for trigger in triggers:
        found = event_date(trigger, reading, article, times)
        yield found.value if found else None, around(article.text, trigger.start, trigger.end, 90)


def _judged(name: str, rows: Sequence[Row]) -> Result:
    right = [date_ok(gold, found) for gold, found, _ in rows if gold]
    null = [found is None for gold, found, _ in rows if not gold]
    scores = {f"{name}.right": sum(right) / len(right), f"{name}.null": sum(null) / len(null)}
    beside = {f"{name}.right": f"{len(right)} events", f"{name}.null": f"{len(null)} events"}
    wrong = [row for row in rows if not (date_ok(row[0], row[1]) if row[0] else row[1] is None)]
    return Result(scores, beside, [f"WRONG  {words} gold {gold}, coded {found}" for gold, found, words in wrong])
