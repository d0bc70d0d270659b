"""Fits the weights of lines on pages saved as text: `python -m training.lines`.

A line is article text where at least half of its words, four at a time, stand in the marked text of its page. Logistic
regression (Newton's method with a ridge), pages of equal weight, lines weighed by their length. The figure cross-validated by
page judges no page by weights that saw it.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.ingest.article.bare import best_block, kept, lines_of
from dateline.ingest.article.lines import WEIGHTS, features, size

Floats = NDArray[np.float64]
Grams = Counter[tuple[str, ...]]
RIDGE = 10.0  # of 1, 3, 10, 30 the best cross-validated
SHORT = 0.15  # what a shortened page weighs; of 0.05, 0.15, 0.4 the best cross-validated
FOLDS, SEEDS = 10, (0, 1, 2)


@dataclass(frozen=True, slots=True)
class Sample:
    """One page: its lines, feature matrix (lines x features), marks (1 article), weights of its lines, and its marked text."""

    lines: list[str]
    x: Floats
    y: Floats
    weight: Floats
    gold: Grams


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true", help="write the weights where the reader of pages finds them")
    args = parser.parse_args()
    names, samples = load(args.shared)
    pages = [[s, *shortened(s)] for s in samples]
    crossed = [crossed_scores(pages, seed) for seed in SEEDS]
    figure = float(np.mean([f1(samples, s) for s in crossed]))
    whole = fit(pages)
    fitted = f1(samples, [s.x @ whole for s in samples])
    head = f"# fitted by `python -m training.lines` on {len(samples)} pages: F1 {figure:.3f} cross-validated by page, "
    head += f"{fitted:.3f} on the pages it was fitted on"
    print(head)
    if args.write:
        WEIGHTS.write_text("\n".join([head, *(f"{n}\t{w:.2f}" for n, w in zip(names, whole, strict=True))]) + "\n", "utf-8")


def load(shared: Path) -> tuple[list[str], list[Sample]]:
    """Names of the features and one Sample a page."""
    folder = shared / "corpora/pages"
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([sys.executable, str(shared / "bench/dump_text.py"), str(folder / "html"), out], check=True)
        texts = {p.stem: p.read_text("utf-8") for p in sorted(Path(out).glob("*.txt"))}
    samples = []
    for key, text in texts.items():
        lines, _ = lines_of(text)
        gold = truth[key]["articleBody"]
        samples.append(sample(lines, marked(lines, gold), grams(gold)))
    return list(features([""])[0]), samples


def sample(lines: list[str], marks: Sequence[bool], gold: Grams, share: float = 1.0) -> Sample:
    """`share`: what the page weighs beside a whole page."""
    x = np.array([list(row.values()) for row in features(lines)])
    weight = np.array([max(1, size(line)) for line in lines]) ** 0.7
    return Sample(lines, x, np.array(marks, float), 100 * share * weight / weight.sum(), gold)


def shortened(whole: Sample) -> list[Sample]:
    """The same page as a short article among its furniture, and its body alone, short and whole: the pages at hand are all long."""
    marks = [i for i, m in enumerate(whole.y) if m]
    if not marks:
        return []
    long = [i for i in marks if size(whole.lines[i]) >= 12][:3]
    among = [i for i in range(len(whole.lines)) if i in long or not marks[0] <= i <= marks[-1]]
    cuts = [c for c in (among, long, long[:1], marks) if c]
    return [sample([whole.lines[i] for i in c], [bool(whole.y[i]) for i in c], whole.gold, SHORT) for c in cuts]


def grams(text: str) -> Grams:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def marked(lines: Sequence[str], gold: str) -> list[bool]:
    """Which lines are article text; short ones count only between the first and the last long one."""
    known, flat = grams(gold), " ".join(["", *re.findall(r"\w+", gold), ""])
    out, long = [], []
    for i, line in enumerate(lines):
        words = re.findall(r"\w+", line)
        if len(words) >= 4:
            own = grams(line)
            out.append(sum((own & known).values()) >= 0.5 * own.total())
            long += [i] if out[-1] else []
        else:
            out.append(bool(words) and f" {' '.join(words)} " in flat)
    return [m and bool(long) and long[0] <= i <= long[-1] for i, m in enumerate(out)]


def fit(pages: Sequence[Sequence[Sample]], steps: int = 12) -> Floats:
    """Weights by pages, each with its shortened forms."""
    samples = [s for page in pages for s in page]
    x, y, w = (np.concatenate([getattr(s, k) for s in samples]) for k in ("x", "y", "weight"))
    beta = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        slope = x.T @ (w * (y - p)) - RIDGE * beta
        bend = (x * (w * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(beta))
        beta = beta + np.linalg.solve(bend, slope)
    return beta


def crossed_scores(pages: Sequence[Sequence[Sample]], seed: int) -> list[Floats]:
    """Scores of each page's lines by weights fitted on the other folds."""
    order = np.random.default_rng(seed).permutation(len(pages))
    out: list[Floats] = [np.zeros(0)] * len(pages)
    for fold in range(FOLDS):
        held = {int(i) for i in order[fold::FOLDS]}
        beta = fit([p for i, p in enumerate(pages) if i not in held])
        for i in held:
            out[i] = pages[i][0].x @ beta
    return out


def f1(samples: Sequence[Sample], scored: Sequence[Floats]) -> float:
    """Macro precision and recall of 4-grams, and their harmonic mean, after the decision by blocks."""
    precision = recall = 0.0
    for sample, values in zip(samples, scored, strict=True):
        block = best_block(list(values))
        found = grams("\n".join(sample.lines[i] for i in kept(list(values), block)))
        hits = sum((sample.gold & found).values())
        precision += hits / max(1, found.total()) / len(samples)
        recall += hits / max(1, sample.gold.total()) / len(samples)
    return 2 * precision * recall / (precision + recall)


if __name__ == "__main__":
    main()
