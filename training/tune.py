"""Chooses thresholds on the articles that training holds out: `python -m training.tune --gold HELD.json --weights FOLDER`."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from dateline.flow import World, code_articles
from dateline.ingest.article import to_article
from dateline.read.decode import Thresholds
from dateline.read.reader import Reader
from dateline.records import Coded, Page
from dateline.resolve.where import Gazetteer
from dateline.resolve.who import Roster
from dateline.settings import Settings
from dateline.use.export import article_dict
from training.train import HELD_OUT


def figures(gold: Path, docs: dict[str, dict[str, str]], reader: Reader, world: World, scorer: Path) -> str:
    """The scorer's first three lines for one setting."""
    pages = [
        Page(k, k, "clean", d["text"], {"title": d.get("title") or "", "published": d.get("date") or ""})
        for k, d in docs.items()
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
        for coded in code_articles((to_article(p) for p in pages), reader, world, Settings()):
            if isinstance(coded, Coded):
                out.write(json.dumps(article_dict(coded)) + "\n")
        out.flush()
        done = subprocess.run([sys.executable, scorer, gold, out.name], capture_output=True, text=True, check=True)
    return " | ".join(line.replace("  ", " ") for line in done.stdout.splitlines()[:3])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--weights", type=Path, default=None, help="folder that holds accurate/")
    args = parser.parse_args()
    every = json.loads((args.shared / "corpora/events/train.json").read_text("utf-8"))
    held = {k: v for n, (k, v) in enumerate(every.items()) if n % HELD_OUT == 0}
    world = World(Gazetteer.load(), Roster.load())
    with tempfile.NamedTemporaryFile("w", suffix=".json") as gold:
        json.dump(held, gold)
        gold.flush()
        for trigger in (0.35, 0.5, 0.65, 0.8):
            for role in (0.35, 0.5):
                reader = Reader(folder=args.weights, limits=Thresholds(trigger, role))
                row = figures(Path(gold.name), held, reader, world, args.shared / "bench/score_events.py")
                print(f"trigger {trigger} role {role}: {row}", flush=True)


if __name__ == "__main__":
    main()
