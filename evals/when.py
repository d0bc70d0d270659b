"""Time expressions and dates of events: `python -m evals.when`."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from dateline.ingest.article.sentences import split_sentences
from dateline.records import Article, Reading, Trigger
from dateline.resolve.when import event_date, find_times
from evals.shared import SHARED, present


def score_times() -> None:
    gold = SHARED / "corpora/times/timebank.jsonl"
    began, n = time.perf_counter(), 0
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
        for line in gold.read_text("utf-8").splitlines():
            row = json.loads(line)
            text = row["text"]
            times = find_times(Article(row["id"], row["id"], text, split_sentences(text), published=row["published"]))
            n += len(times)
            coded = [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in times]
            out.write(json.dumps({"id": row["id"], "times": coded}) + "\n")
        out.flush()
        print(f"expressions/s, sentences included: {n / (time.perf_counter() - began):.0f}")
        scorer = SHARED / "bench/score_corpora.py"
        print(
            subprocess.run([sys.executable, scorer, "times", gold, out.name], capture_output=True, text=True).stdout,
            end="",
        )


def date_ok(gold: str, coded: str | None) -> bool:
    """Equal; or one the coarser form of the other, a month at least (the rule of score_events.py)."""
    if not coded:
        return False
    g, c = gold.split("T")[0], coded.split("T")[0]
    return g == c or ("/" not in g + c and min(len(g), len(c)) >= 7 and (g.startswith(c) or c.startswith(g)))


def score_events(with_aux: bool) -> None:
    right = dated = null = undated = 0
    for name, doc in json.loads((SHARED / "corpora/events/train.json").read_text("utf-8")).items():
        article = Article(name, name, doc["text"], tuple((a, b) for a, b in doc["sents"]), published=doc["date"])
        times = find_times(article)
        for e in doc["events"]:
            a, b = doc["sents"][e["sentence"]]
            m = re.search(re.escape(e["trigger"]), doc["text"][a:b])
            start = a + (m.start() if m else 0)
            trigger = Trigger(start, start + len(e["trigger"]), e["type"])
            if with_aux:
                trigger = replace(trigger, aux=tuple(e["aux"]))
            found = event_date(trigger, Reading(), article, times)
            gold = (e["date"] or {}).get("value")
            if gold:
                dated += 1
                right += date_ok(gold, found.value if found else None)
            else:
                undated += 1
                null += not (found and found.value)
    flags = "gold aux" if with_aux else "no aux"
    print(
        f"event dates with gold triggers ({flags}): right {right / dated:.4f} of {dated}, null where none {null / undated:.4f} of {undated}"
    )


def main() -> int:
    if present(Path(SHARED / "corpora")):
        score_times()
        score_events(True)
        score_events(False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
