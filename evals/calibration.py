"""Does the confidence of an event mean what it says?"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.records import Coded, Event
from dateline.use.export.json_lines import article_dict
from evals import scorers
from evals.coded import code_gold
from evals.figure import Result

BINS = 10
RECALL = 0.4
WRONG = re.compile(r"WRONG\s+(.+?) ([A-Z]+) «(.*?)» in: (.*)")  # ids may hold blanks


def dev(shared: Path) -> Result:
    """An event is right when the outside scorer pairs it: the right type in the right sentence."""
    gold = shared / "gold/dev.json"
    docs = json.loads(gold.read_text("utf-8"))
    coded = code_gold(docs)
    figures, lines = scorers.events(shared, gold, map(article_dict, coded))
    judged = judge(docs, coded, lines)
    error, rows = spread(judged)
    reached = precision_at(judged, RECALL, int(figures["events"]["gold"]))
    beside = {"calibration.ece": "; ".join(rows)}
    return Result({"calibration.ece": error, "calibration.precision": reached}, beside)


def judge(docs: Mapping[str, Any], coded: Sequence[Coded], lines: Sequence[str]) -> list[tuple[float, bool]]:
    """(confidence, right) of each coded event; of equal ones in a sentence the scorer's WRONG means the least sure."""
    wrong = Counter(m.groups() for line in lines if (m := WRONG.match(line)))
    out = []
    for c in coded:
        for e in sorted(c.events, key=lambda e: e.confidence):
            key = (c.article.id, e.type, e.trigger.text, _sentence(docs[c.article.id], e))
            out.append((e.confidence, not wrong[key]))
            wrong[key] -= wrong[key] > 0
    if left := +wrong:
        raise RuntimeError(f"the scorer names an event that was not coded: {min(left)}")
    return out


def spread(judged: Sequence[tuple[float, bool]], bins: int = BINS) -> tuple[float, list[str]]:
    """Expected calibration error over bins of equal width (Naeini et al., 2015), and each bin in words."""
    error, rows = 0.0, []
    for k in range(bins):
        inside = [(p, ok) for p, ok in judged if min(int(p * bins), bins - 1) == k]
        if inside:
            sure = sum(p for p, _ in inside) / len(inside)
            right = sum(ok for _, ok in inside) / len(inside)
            error += abs(sure - right) * len(inside) / len(judged)
            rows.append(f"{sure:.2f} is {right:.2f} of {len(inside)}")
    return error, rows


def precision_at(judged: Sequence[tuple[float, bool]], recall: float, gold: int) -> float:
    """Share of right ones among the surest events that together find `recall` of the annotated ones; 0 where all find fewer."""
    right = 0
    for n, (_, ok) in enumerate(sorted(judged, reverse=True), 1):
        right += ok
        if right >= recall * gold:
            return right / n
    return 0.0


def _sentence(doc: Mapping[str, Any], e: Event) -> str:
    """The beginning of its sentence, as the scorer prints it on its first line."""
    a, b = next((a, b) for a, b in doc["sents"] if a <= e.trigger.start < b)
    return str(doc["text"][a:b][:220].split("\n")[0])
