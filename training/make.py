"""The whole recipe of the shipped readers: `python -m training.make [accurate|fast ...] --runs FOLDER`.

Encoder, its stages (training/data.py), two heads anew (training/heads.py), export; then what listens to the finished reader: words of
contexts, the second layer of mentions, thresholds and calibration. Stopped, it goes on where it was.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from dateline.read.session import WEIGHTS
from training import encoders
from training.export import export
from training.heads import finish
from training.train import arguments, train


@dataclass(frozen=True, slots=True)
class Recipe:
    """Encoder and how many of its lowest layers (None: all), peak learning rate (half of it in the last stage), tokens of each stage.

    A stage of no tokens is left out. `teacher`: the finished reader whose chances count beside the marks in the stage `again`.
    """

    encoder: str
    layers: int | None
    rate: float
    base: float
    whole: float
    last: float
    again: float = 0.0
    teacher: str | None = None


RECIPES = {
    "accurate": Recipe("mpnet", 6, 6e-5, 4.8e6, 1.25e6, 0.5e6, 4.6e6),
    "fast": Recipe("minilm", None, 1e-4, 3.5e6, 0.7e6, 0.35e6, 1.45e6, "accurate"),
}


def make(name: str, runs: Path, shared: Path, half: bool) -> None:
    """All stages of one reader, its weights in their place, its thresholds and calibration chosen."""
    recipe, encoder = RECIPES[name], runs / RECIPES[name].encoder
    if not (encoder / "config.json").exists():
        encoder.mkdir(parents=True, exist_ok=True)
        {"minilm": encoders.minilm, "mpnet": encoders.mpnet}[recipe.encoder](encoder)
    always = ["--encoder", str(encoder), "--shared", str(shared), *(["--half"] if half else [])]
    always += ["--layers", str(recipe.layers)] if recipe.layers else []
    start: list[str] = []
    stages = {
        "base": (recipe.base, recipe.rate, 0),
        "whole": (recipe.whole, recipe.rate, 1),
        "last": (recipe.last, recipe.rate / 2, 1),
        "again": (recipe.again, recipe.rate, 0.5),
    }
    for stage, (tokens, rate, decay) in stages.items():
        if not tokens:
            continue
        run = runs / f"{name}-{stage}"
        own = ["--stage", stage, "--out", str(run), "--tokens", str(tokens), "--rate", str(rate), "--decay", str(decay)]
        taught = ["--teacher", str(WEIGHTS / recipe.teacher)] if recipe.teacher and stage == "again" else []
        train(arguments().parse_args([*always, *own, *taught, *start]))
        start = ["--start", str(run / "last.pt")]
    finish(run, encoder, recipe.layers, shared, runs / f"{name}-heads")
    export(runs / f"{name}-heads", encoder, WEIGHTS / name, recipe.layers)
    for step in ("contexts --write", "second", "ties --write", "tune --write"):
        command, *options = step.split()
        subprocess.run([sys.executable, "-m", f"training.{command}", "--shared", str(shared), "--name", name, *options], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which readers: {', '.join(RECIPES)}; all where none is named")
    parser.add_argument("--runs", type=Path, required=True, help="folder for encoders and checkpoints")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that holds corpora/")
    parser.add_argument("--half", action="store_true", help="products in bfloat16, where the processor has AMX")
    args = parser.parse_args()
    if unknown := set(args.names) - set(RECIPES):
        parser.error(f"no reader is called {min(unknown)}; there are {', '.join(RECIPES)}")
    for name in args.names or RECIPES:
        make(name, args.runs, args.shared, args.half)


if __name__ == "__main__":
    main()
