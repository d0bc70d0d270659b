"""Fits the weights of dates of events: `python -m training.resolve.fit_dates GOLD` writes src/dateline/resolve/when/weights.py.

GOLD: JSON of annotated articles with dates (corpora/events/train.json). `--texts`: JSONL of the texts of our own annotations, of which
1,508 have dates (annotations/dates.tsv). The network reads them all, some minutes: what it leans to is a cue. `--folds N` fits nothing for
good: it shows how articles fare when left out, GOLD's and ours, each set whole and those of them that no network learnt from.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from dateline.ingest.article.sentences import split_sentences
from dateline.read.reader import Reader
from dateline.records import Article, Reading, Trigger
from dateline.resolve.when.candidates import candidates, told
from dateline.resolve.when.find import find_times
from training import annotate
from training.corpora import rows, span_of
from training.data import held_out
from training.resolve.logit import Case, chosen, fit, left_out, write

TARGET = Path("src/dateline/resolve/when/weights.py")
# What an event of ours counts beside one that the makers of GOLD dated, and what share of that each counts once more without the reader's
# hints, so that readers that give none have dates too. Right and null of GOLD's left out 0.841 and 0.770 with a share of 0.1, 0.835 and
# 0.763 with 0.3; of ours that no network learnt from 0.733 and 0.901, 0.735 and 0.906; without hints, GOLD's same
# articles 0.793 and 0.679, 0.800 and 0.694.
READ, UNREAD = 0.5, 0.1
# How much likelier "no date" must be than the likeliest date in an article without a day of its own: weights that fit best date too few.
# Undated articles of ours that no network learnt from, left out of the fit, right and null: 0.75 and 0.94 at 1, 0.76 and 0.94 at 2,
# 0.77 and 0.93 at 4.
UNDATED, BARE = 2.0, "none: undated article"


def date_ok(gold: str, coded: str | None) -> bool:
    """Equal; or one the coarser form of the other, a month at least: the rule by which whole events are scored."""
    if not coded:
        return False
    g, c = gold.split("T")[0], coded.split("T")[0]
    return g == c or ("/" not in g + c and min(len(g), len(c)) >= 7 and (g.startswith(c) or c.startswith(g)))


def marked(path: Path, reader: Reader) -> Iterator[Case]:
    """Events whose date is annotated, each twice: with what the reader leans to and, for readers that say nothing of it, without."""
    for name, doc in json.loads(path.read_text("utf-8")).items():
        article, triggers, dates = given(name, doc)
        yield from _cases(article, triggers, dates, reader, 1.0)


def given(name: str, doc: dict[str, Any]) -> tuple[Article, list[Trigger], list[str | None]]:
    """An annotated article, the triggers of its events in their order, with the aux flags annotated, and their dates."""
    article = Article(name, name, doc["text"], tuple((a, b) for a, b in doc["sents"]), published=doc["date"])
    return article, [_trigger(doc, e) for e in doc["events"]], [(e["date"] or {}).get("value") for e in doc["events"]]


def of_ours(paths: Sequence[Path], reader: Reader) -> Iterator[Case]:
    """Events of our own annotations of which we read the date."""
    known = {str(row["id"]): row for path in paths for row in rows(path) if not row.get("dev")}
    read = annotate.dates()
    for a in annotate.load():
        row = known.get(a.id)
        if not row or annotate.text_hash(row["text"]) != a.text_sha256:
            continue
        article = Article(a.id, a.id, row["text"], split_sentences(row["text"]), published=row.get("published") or row.get("date"))
        if not (events := [e for e in a.events if (a.id, e.start, e.type) in read]):
            continue
        triggers = [Trigger(e.start, e.end, e.type, aux=e.aux) for e in events]
        yield from _cases(article, triggers, [read[a.id, e.start, e.type] for e in events], reader, READ)


def _cases(
    article: Article, triggers: Sequence[Trigger], dates: Sequence[str | None], reader: Reader, weight: float
) -> Iterator[Case]:
    times = told(find_times(article), article)
    for some, share in ((reader.hinted(article, triggers), 1.0), (triggers, UNREAD)):
        reading = Reading(triggers=tuple(sorted(some, key=lambda t: (t.start, t.end))))
        for trigger, gold in zip(some, dates, strict=True):
            options = candidates(trigger, reading, article, times)
            answers = [c.value for c in options]
            yield Case(article.id, [c.cues for c in options], answers, _right(gold, answers), not gold, weight * share)


def _right(gold: str | None, answers: Sequence[str | None]) -> frozenset[str | None]:
    return frozenset(a for a in answers if (date_ok(gold, a) if gold else a is None))


def _trigger(doc: dict[str, Any], event: Mapping[str, Any]) -> Trigger:
    return Trigger(*span_of(doc, event["sentence"], event["trigger"]), event["type"], aux=tuple(event["aux"]))


def fitted(cases: Sequence[Case], null_weight: float, ridge: float) -> dict[str, float]:
    """Weights that fit best, moved towards a date in undated articles."""
    weights = fit(cases, null_weight, ridge)
    return weights | {BARE: round(weights.get(BARE, 0.0) - math.log(UNDATED), 2)}


def figures(found: Sequence[tuple[Case, str | None]]) -> str:
    dated = [a in c.right for c, a in found if not c.null]
    undated = [a in c.right for c, a in found if c.null]
    return f"right {np.mean(dated):.4f} of {len(dated)}, null where none {np.mean(undated):.4f} of {len(undated)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="JSONL with id, text and published")
    parser.add_argument("--folds", type=int, default=0, help="show figures of articles left out, write nothing")
    parser.add_argument("--null-weight", type=float, default=1.25, help="what a case without a date counts")
    parser.add_argument("--ridge", type=float, default=0.5, help="penalty of the squared weights")
    a = parser.parse_args()
    reader = Reader()
    cases, ours = list(marked(a.gold, reader)), list(of_ours(a.texts, reader))
    fit_all = partial(fitted, null_weight=a.null_weight, ridge=a.ridge)
    if a.folds:
        found = list(left_out([*cases, *ours], [], a.folds, fit_all))
        for name, weight in (("GOLD", 1.0), ("ours", READ), ("GOLD without hints", UNREAD)):
            some = [(c, v) for c, v in found if c.weight == weight]
            print(f"{name}, left out: {figures(some)}")
            print(f"those that no network learnt from: {figures([(c, v) for c, v in some if held_out(c.article)])}")
        return
    weights = fit_all([*cases, *ours])
    print("the same articles:", figures([(c, chosen(c, weights)) for c in cases if c.weight == 1.0]))
    write(TARGET, weights, "a date", "fit_dates")


if __name__ == "__main__":
    main()
