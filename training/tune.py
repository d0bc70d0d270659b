"""Chooses thresholds on the articles that training holds out: `python -m training.tune --weights FOLDER --name accurate`.

Scores each window once, then decodes and resolves at every setting and prints the scorer's figures; `--write` stores the best tuple F1
among those whose detection precision reaches `--precision`, together with the calibration of confidence at that setting.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
from dataclasses import asdict, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from dateline.flow import World, resolve
from dateline.ingest.article import to_article
from dateline.read.decode import Thresholds
from dateline.read.reader import Reader
from dateline.read.session import WEIGHTS
from dateline.records import Article, Coded, Page
from dateline.resolve.where import Gazetteer
from dateline.resolve.who import Roster
from dateline.settings import Settings
from dateline.use.export import article_dict
from evals.calibration import judge, spread
from training.calibrate import fit
from training.data import annotated, held_out
from training.gold import as_gold

GRID = {"trigger": (0.55, 0.65, 0.75, 0.85), "told": (0.4, 0.5, 0.6, 0.7), "role": (0.45, 0.5, 0.55)}
FLAGS = {"mode": "modes", "aux": "aux flags"}  # threshold -> the scorer's name of what it decides
FLAG = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


def scorer(shared: Path) -> ModuleType:
    """The event scorer, loaded from where it stands."""
    spec = importlib.util.spec_from_file_location("score_events", shared / "bench/score_events.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def held(shared: Path) -> dict[str, dict[str, Any]]:
    """Held-out articles in the scorer's form: the outside ones as they are, our own annotations converted."""
    every = json.loads((shared / "corpora/events/train.json").read_text("utf-8"))
    out = {k: v for k, v in every.items() if held_out(k)}
    own = [e for e in annotated(shared) if held_out(e.id) and e.id not in every]
    return out | {e.id: as_gold(e) for e in own}


def articles_of(docs: dict[str, dict[str, Any]]) -> list[Article]:
    pages = [
        Page(k, k, "clean", d["text"], {"title": d.get("title") or "", "published": d.get("date") or ""})
        for k, d in docs.items()
    ]
    return [to_article(p) for p in pages]


def flag_limits(
    reader: Reader, world: World, articles: list[Article], parts: list[Any], gold: dict[str, Any], scores: ModuleType
) -> dict[str, Any]:
    """The thresholds of modes and aux flags with the best overlap on matched events."""
    best: dict[str, Any] = {}
    limits = reader.limits
    for name, told in FLAGS.items():
        judged = []
        for limit in FLAG:
            reader.limits = replace(limits, **(best | {name: limit}))
            res, _, _ = scores.score(gold, events_of(reader, world, articles, parts)[1])
            judged.append((res[told].get("jaccard", res[told].get("accuracy")), limit))
        overlap, best[name] = max(judged, key=lambda j: (j[0], -abs(j[1] - 0.5)))
        print(f"{told} from {best[name]}: overlap {overlap:.4f}", flush=True)
    reader.limits = limits
    return best


def events_of(
    reader: Reader, world: World, articles: list[Article], parts: list[Any]
) -> tuple[list[Coded], dict[str, Any]]:
    """Articles coded from their scores at the reader's present thresholds, and their events as the scorer reads them."""
    coded = [resolve(a, reader.decoded(a, p), world, Settings()) for a, p in zip(articles, parts, strict=True)]
    return coded, {c.article.id: json.loads(json.dumps(article_dict(c)))["events"] for c in coded}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--weights", type=Path, default=None, help="folder that holds the named model")
    parser.add_argument("--name", default="accurate")
    parser.add_argument("--gold", type=Path, default=None, help="measure on this file instead of the held-out articles")
    parser.add_argument(
        "--precision", type=float, default=0.0, help="least detection precision of the setting to write"
    )
    parser.add_argument("--write", action="store_true", help="store thresholds and calibration in the model's card")
    parser.add_argument(
        "--only", type=float, nargs=3, metavar=("TRIGGER", "TOLD", "ROLE"), help="one setting instead of the grid"
    )
    args = parser.parse_args()
    gold = json.loads(args.gold.read_text("utf-8")) if args.gold else held(args.shared)
    scores = scorer(args.shared)
    world = World(Gazetteer.load(), Roster.load())
    reader = Reader(args.name, folder=args.weights)
    articles = articles_of(gold)
    parts = reader.scored(articles)
    best: tuple[float, Thresholds] | None = None
    grid = [tuple(args.only)] if args.only else itertools.product(*GRID.values())
    for trigger, told, role in grid:
        reader.limits = Thresholds(trigger, told, role)
        _, found = events_of(reader, world, articles, parts)
        res, _, _ = scores.score(gold, found)
        d, t, s = res["detect"], res["tuple"], res["strict"]
        print(
            f"trigger {trigger} told {told} role {role}: detect {d['f1']} P {d['precision']} R {d['recall']}"
            f" tuple {t['f1']} P {t['precision']} strict {s['f1']} "
            + " ".join(f"{k} {v.get('accuracy', v.get('jaccard'))}" for k, v in res.items() if "n" in v),
            flush=True,
        )
        if d["precision"] >= args.precision and (best is None or t["f1"] > best[0]):
            best = t["f1"], reader.limits
    if args.write and best:
        reader.limits = best[1]
        flags = flag_limits(reader, world, articles, parts, gold, scores)
        _write(args, reader, replace(best[1], **flags), articles, parts, gold, scores, world)


def _write(
    args: argparse.Namespace, reader: Reader, limits: Thresholds, articles: list[Article], parts: list[Any],
    gold: dict[str, Any], scores: ModuleType, world: World,
) -> None:  # fmt: skip
    """Store the setting and the calibration of confidence that events have at it."""
    reader.limits = limits  # made here, so without a calibration yet
    coded, found = events_of(reader, world, articles, parts)
    _, _, lines = scores.score(gold, found, errors=1)
    pairs = judge(gold, coded, lines)
    sure, right = np.array([p for p, _ in pairs]), np.array([float(ok) for _, ok in pairs])
    slope, shift = fit(sure, right)
    print(f"calibration {slope:.3f} {shift:.3f}, error before {spread(pairs)[0]:.3f}")
    card = (args.weights or WEIGHTS) / args.name / "model.json"
    settings = json.loads(card.read_text("utf-8"))
    ties = settings["thresholds"].get("ties", {})  # training/ties.py chooses them
    settings["thresholds"] = {k: v for k, v in asdict(limits).items() if k not in ("types", "calibration")} | {"ties": ties}
    settings["calibration"] = [round(slope, 4), round(shift, 4)]
    card.write_text(json.dumps(settings, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
