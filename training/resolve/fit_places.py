"""Fits the weights of places: `python -m training.resolve.fit_places GOLD...` writes src/dateline/resolve/where/weights.py.

GOLD: JSONL rows with `text` and `places` (start, end, lat, lon); rows marked "dev" are left out. First a conditional logit over the
candidates of each marked name, then a logistic regression: is a name a place here, and the one chosen. `--folds` shows both on
articles left out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from dateline.ingest.article import to_article
from dateline.read.reader import Reader
from dateline.records import Article, Page, Reading
from dateline.resolve.where import choose as choosing
from dateline.resolve.where import detect, find
from dateline.resolve.where.choose import AMID, OWN, Weighed, km
from dateline.resolve.where.gazetteer import Candidate, Gazetteer
from dateline.resolve.where.names import name_at, spots
from dateline.resolve.where.weights import LEAST_PLACE, LEAST_SURE

Floats = NDArray[np.float64]
TARGET = Path("src/dateline/resolve/where/weights.py")
WIDE = {"country", "continent", "region", "sea"}
ROUNDS = 3  # the neighbours of a name are weighed with the weights of the round before
LABELS = [label for label, _ in OWN] + list(AMID)


@dataclass(frozen=True)
class Doc:
    row: Mapping[str, Any]
    article: Article
    reading: Reading

    def gold(self, start: int, end: int) -> list[Mapping[str, Any]]:
        return [p for p in self.row["places"] if p["start"] < end and start < p["end"]]


def right(c: Candidate | None, golds: Iterable[Mapping[str, Any]]) -> bool:
    """Within 161 km, or 700 km for what is wide, as gazetteers differ in their points."""
    return c is not None and any(
        km((g["lat"], g["lon"]), (c.lat, c.lon)) <= (700 if c.kind in WIDE else 161) for g in golds
    )


def read(paths: Sequence[Path]) -> list[Doc]:
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    rows = [r for r in rows if not r["dev"] and r["text"].strip()]
    given = [{k: v for k in ("title", "site") if (v := r.get(k))} for r in rows]
    articles = [to_article(Page(r["id"], r["id"], "clean", r["text"], g)) for r, g in zip(rows, given, strict=True)]
    return [Doc(*d) for d in zip(rows, articles, Reader().read(articles), strict=True)]


def marked(docs: Sequence[Doc], gazetteer: Gazetteer) -> list[tuple[Floats, NDArray[np.bool_]]]:
    """Cues of the candidates of each marked name and which of them are right; only names that have a right and a wrong one."""
    out = []
    for doc in docs:
        found = spots(doc.article, doc.reading, gazetteer)
        names = find.shared([name_at(doc.article.text, s.start, s.end, gazetteer) for s in found])
        distinct = list(dict.fromkeys(names))
        weighed = dict(zip(distinct, choosing.weigh(distinct, gazetteer, find.given(doc.article, gazetteer)), strict=True))
        for spot, name in zip(found, names, strict=True):
            golds = doc.gold(spot.start, spot.end)
            w: Weighed = weighed[name]
            ok = np.array([right(c, golds) for c in w.found], dtype=bool)
            if ok.any() and not ok.all():
                out.append((np.hstack([w.own, w.amid]), ok))
    return out


def fit_choice(docs: Sequence[Doc], gazetteer: Gazetteer, ridge: float) -> dict[str, float]:
    weights = dict.fromkeys(LABELS, 0.0)
    for _ in range(ROUNDS):
        cases = marked(docs, gazetteer)
        matrix = np.concatenate([m for m, _ in cases])
        ok = np.concatenate([o for _, o in cases])
        heads = np.cumsum([0, *(len(o) for _, o in cases[:-1])])
        group = np.repeat(np.arange(len(cases)), [len(o) for _, o in cases])

        def loss(beta: Floats) -> tuple[float, Floats]:
            s = matrix @ beta  # noqa: B023
            e = np.exp(s - np.maximum.reduceat(s, heads)[group])  # noqa: B023
            p = e / np.add.reduceat(e, heads)[group]  # noqa: B023
            good = np.maximum(np.add.reduceat(p * ok, heads), 1e-9)  # noqa: B023
            gradient = matrix.T @ (p - p * ok / good[group])  # noqa: B023
            return float(-np.log(good).sum() + ridge * beta @ beta), gradient + 2 * ridge * beta

        held = [(choosing.FIXED.get(label), choosing.FIXED.get(label)) for label in LABELS]
        best = minimize(loss, np.zeros(len(LABELS)), jac=True, method="L-BFGS-B", bounds=held, options={"maxiter": 200}).x
        weights = {label: round(float(x), 2) for label, x in zip(LABELS, best, strict=True)}
        use(weights)
    return weights


def use(weights: Mapping[str, float]) -> None:
    """Let the chooser work with these weights."""
    choosing.OWN_WEIGHTS = tuple(weights[label] for label, _ in OWN)
    choosing.AMID_WEIGHTS = tuple(weights[label] for label in AMID)


Row = tuple[dict[str, float], bool, bool, float]


def seen(docs: Sequence[Doc], gazetteer: Gazetteer) -> list[Row]:
    """(signs, whether right, whether any place is marked there, certainty of the choice) of every name."""
    out = []
    for doc in docs:
        for spot, _, choice, values in find.features(doc.article, doc.reading, gazetteer):
            if choice.best is not None:
                golds = doc.gold(spot.start, spot.end)
                out.append((values, right(choice.best, golds), bool(golds), choice.confidence))
    return out


def fit_place(rows: Sequence[Row], ridge: float) -> tuple[float, dict[str, float]]:
    labels = sorted({k for values, *_ in rows for k in values})
    at = {k: i for i, k in enumerate(labels)}
    matrix = np.zeros((len(rows), len(labels) + 1))
    matrix[:, -1] = 1
    for i, (values, *_) in enumerate(rows):
        for k, x in values.items():
            matrix[i, at[k]] = x
    ok = np.array([r[1] for r in rows], dtype=float)

    def loss(beta: Floats) -> tuple[float, Floats]:
        z = np.clip(matrix @ beta, -30, 30)
        p = 1 / (1 + np.exp(-z))
        value = -(ok * np.log(p) + (1 - ok) * np.log(1 - p)).sum() + ridge * beta[:-1] @ beta[:-1]
        return float(value), matrix.T @ (p - ok) + 2 * ridge * np.append(beta[:-1], 0)

    best = minimize(loss, np.zeros(len(labels) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return round(float(best[-1]), 2), {k: round(float(x), 2) for k, x in zip(labels, best, strict=False) if abs(x) >= 0.05}


def scored(rows: Sequence[Row], base: float, weights: Mapping[str, float], gold: int) -> tuple[float, float]:
    """F1 and the share of right ones among those that meet a mark."""
    kept = [r for r in rows if detect.chance(r[0], base, weights) >= LEAST_PLACE and r[3] >= LEAST_SURE]
    hits = sum(r[1] for r in kept)
    return 2 * hits / (len(kept) + gold), hits / max(1, sum(r[2] for r in kept))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--ridge", type=float, default=0.5)
    a = parser.parse_args()
    docs, gazetteer = read(a.gold), Gazetteer.load()
    if a.folds:
        show_folds(docs, gazetteer, a.folds, a.ridge)
        return
    choice = fit_choice(docs, gazetteer, a.ridge)
    base, place = fit_place(seen(docs, gazetteer), a.ridge)
    write(choice, base, place)


def show_folds(docs: Sequence[Doc], gazetteer: Gazetteer, folds: int, ridge: float) -> None:
    """Mean F1 over folds, by the source that ids begin with."""
    figures: dict[str, list[tuple[float, float]]] = {}
    for k in range(folds):
        train = [d for i, d in enumerate(docs) if i % folds != k]
        fit_choice(train, gazetteer, ridge)
        base, weights = fit_place(seen(train, gazetteer), ridge)
        for source in sorted({d.row["id"].split(":")[0] for d in docs}):
            test = [d for i, d in enumerate(docs) if i % folds == k and d.row["id"].startswith(source)]
            gold = sum(len(d.row["places"]) for d in test)
            figures.setdefault(source, []).append(scored(seen(test, gazetteer), base, weights, gold))
    for source, pairs in figures.items():
        f1, right_ones = np.mean(pairs, axis=0)
        print(f"{source}, articles left out: F1 {f1:.4f}, right of those found {right_ones:.4f}")


def write(choice: Mapping[str, float], base: float, place: Mapping[str, float]) -> None:
    head = '"""Weights of places; fitted by training/resolve/fit_places.py, not by hand, but for the two thresholds."""'
    lines = [head, "", *_table("CHOICE", choice), f"PLACE_BASE = {base}", *_table("PLACE", place)]
    lines += ["LEAST_PLACE = 0.4  # chance of being that place, best for F1", "LEAST_SURE = 0.3  # chance of the choice among its name's"]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


def _table(name: str, weights: Mapping[str, float]) -> list[str]:
    return [f"{name}: dict[str, float] = {{", *(f'    "{k}": {x},' for k, x in weights.items()), "}"]


if __name__ == "__main__":
    main()
