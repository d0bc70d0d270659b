"""Time expressions and their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.ingest.article.sentences import split_sentences
from dateline.records import Article, Time
from dateline.resolve.when import find_times
from evals import scorers
from evals.coded import around, rows_of
from evals.figure import Result


def timebank(shared: Path) -> Result:
    """TimeBank's news articles."""
    gold = shared / "corpora/times/timebank.jsonl"
    rows = rows_of(gold)
    found = {row["id"]: find_times(_article(row)) for row in rows}
    detect, value = scorers.corpora(shared, "times", gold, _coded(found))
    beside = f"P {detect['P']:.4f} R {detect['R']:.4f}, value right of those found {detect['found']:.4f}"
    scores = {"times.value": value["F1"], "times.detect": detect["F1"]}
    return Result(scores, {"times.detect": beside}, [e for row in rows for e in _errors(row, found[row["id"]])])


def _article(row: Mapping[str, Any]) -> Article:
    return Article(row["id"], row["id"], row["text"], split_sentences(row["text"]), published=row["published"])


def _coded(found: Mapping[str, Sequence[Time]]) -> Iterator[dict[str, Any]]:
    for key, times in found.items():
        yield {"id": key, "times": [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in times]}


def _errors(row: Mapping[str, Any], found: Sequence[Time]) -> Iterator[str]:
    """Expressions not found, not in the annotation, and those whose values are written otherwise (some are equal to the scorer)."""
    gold = [t for t in row["times"] if t["type"] in ("DATE", "TIME")]
    ours = [t for t in found if t.type in ("date", "time")]
    for g in gold:
        hit = next((t for t in ours if t.start < g["end"] and g["start"] < t.end), None)
        words = around(row["text"], g["start"], g["end"])
        if hit is None:
            yield f"MISSED {words} {g['value']}"
        elif (hit.value or "").split("T")[0] != g["value"].split("T")[0] and not (hit.value is None and g["value"].endswith("_REF")):
            yield f"VALUE  {words} gold {g['value']}, coded {hit.value} (published {row['published']})"
    for t in ours:
        if not any(t.start < g["end"] and g["start"] < t.end for g in row["times"]):
            yield f"WRONG  {around(row['text'], t.start, t.end)} coded {t.value}"
