"""Whole articles: who did what to whom, when and where."""

from __future__ import annotations

import json
from pathlib import Path

from dateline.use.export import article_dict
from evals import scorers
from evals.coded import code_gold
from evals.figure import Result

ACCURACIES = ("date", "no_date", "place", "country", "sector", "modes", "aux")


def dev(shared: Path) -> Result:
    """The development articles; training never sees them."""
    figures, errors = _scored(shared, shared / "gold/dev.json")
    scores = {f"events.{k}": figures[k]["f1"] for k in ("detect", "tuple", "strict")}
    scores["events.precision"] = figures["tuple"]["precision"]
    scores["events.detect_precision"] = figures["detect"]["precision"]
    scores |= {f"events.{k}": figures.get(k, {}).get("accuracy", 0.0) for k in ACCURACIES}
    beside = {f"events.{k}": f"P {figures[k]['precision']} R {figures[k]['recall']}" for k in ("detect", "tuple", "strict")}
    beside |= {f"events.{k}": f"n {figures[k]['n']:.0f}" for k in ACCURACIES if k in figures}
    beside["events.detect_precision"] = f"recall {figures['detect']['recall']}"
    beside["events.tuple"] += f"; {figures['events']['coded']:.0f} coded, {figures['events']['gold']:.0f} annotated"
    return Result(scores, beside, errors)


def train(shared: Path) -> Result:
    """The training articles: the reader has seen them, so only the dates say something."""
    figures, errors = _scored(shared, shared / "corpora/events/train.json")
    date = figures["date"]
    return Result({"events.train_date": date["accuracy"]}, {"events.train_date": f"n {date['n']:.0f}"}, errors)


def _scored(shared: Path, gold: Path) -> tuple[dict[str, dict[str, float]], list[str]]:
    coded = code_gold(json.loads(gold.read_text("utf-8")))
    return scorers.events(shared, gold, map(article_dict, coded))
