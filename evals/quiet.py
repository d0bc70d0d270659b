"""Articles that hold no event: whatever is coded in them is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dateline.records import Coded
from evals.coded import around, code, own_rows
from evals.figure import Result


def ids(path: Path) -> list[str]:
    """Article ids of a list, one a line; lines that begin with # are remarks."""
    return [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def articles(shared: Path) -> Result:
    """Sport, business, accidents, weather, science and culture, many with tempting words."""
    coded = code(own_rows(shared, ids(Path(__file__).parent / "data/quiet.txt")))
    false = sum(len(c.events) for c in coded)
    loud = sum(bool(c.events) for c in coded)
    beside = f"{false} events in {loud} of {len(coded)} articles"
    return Result({"quiet.false_events": false / len(coded)}, {"quiet.false_events": beside}, list(errors(coded)))


def errors(coded: list[Coded]) -> Iterator[str]:
    for c in coded:
        for e in c.events:
            words = around(c.article.text, e.trigger.start, e.trigger.end)
            yield f"WRONG  {c.article.id} {e.type} {e.confidence:.2f} {words}"
