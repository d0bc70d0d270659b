"""Article text of real pages, from HTML and from the same pages saved as text: `python -m evals.pages`."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from dateline.errors import BadInput
from dateline.ingest.article import to_article
from dateline.records import Page
from evals.shared import SHARED, present

WORDS = re.compile(r"\w+")


def grams(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = WORDS.findall(text)
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def f1(truth: dict[str, str], coded: dict[str, str]) -> tuple[float, float, float]:
    """Macro precision and recall of token 4-grams, and their harmonic mean."""
    precision = recall = 0.0
    for key, text in truth.items():
        gold, found = grams(text), grams(coded.get(key, ""))
        hits = sum((gold & found).values())
        precision += hits / max(1, sum(found.values())) / len(truth)
        recall += hits / max(1, sum(gold.values())) / len(truth)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def coded(pages: dict[str, Page]) -> dict[str, str]:
    out = {}
    for key, page in pages.items():
        try:
            out[key] = to_article(page).text
        except BadInput:
            out[key] = ""
    return out


def show(name: str, figures: tuple[float, float, float]) -> None:
    print(f"{name:18}", *(f"{k} {v:.4f}" for k, v in zip(("P", "R", "F1"), figures, strict=True)))


def main() -> int:
    folder = SHARED / "corpora/pages"
    if not present(folder):
        return 0
    truth = {k: v["articleBody"] for k, v in json.loads((folder / "ground-truth.json").read_text("utf-8")).items()}
    files = {k: gzip.decompress((folder / f"html/{k}.html.gz").read_bytes()) for k in truth}
    show("pages, HTML", f1(truth, coded({k: Page(k, k, "html", b) for k, b in files.items()})))
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([sys.executable, SHARED / "bench/dump_text.py", folder / "html", out], check=True)
        dumps = {p.stem: Page(p.stem, p.stem, "bare", p.read_bytes()) for p in Path(out).glob("*.txt")}
    show("pages, bare text", f1(truth, coded(dumps)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
