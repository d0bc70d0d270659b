"""Article text of real pages, from HTML and from the same pages saved as text."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.errors import BadInput
from dateline.ingest.article import to_article
from dateline.records import Page
from evals import scorers
from evals.figure import Result

FOLDER = "corpora/pages"


def html(shared: Path) -> Result:
    """HTML pages by the path that a user's take."""
    pages = [Page(k, k, "html", gzip.decompress(p.read_bytes())) for k, p in _files(shared)]
    return _scored("pages.html", shared, pages)


def bare(shared: Path) -> Result:
    """The same pages, each visible text on a line of its own, as "select all, copy" gives."""
    with tempfile.TemporaryDirectory() as out:
        dump = [shared / "bench/dump_text.py", shared / FOLDER / "html", out]
        subprocess.run([sys.executable, *map(str, dump)], check=True)
        pages = [Page(p.stem, p.stem, "bare", p.read_bytes()) for p in sorted(Path(out).glob("*.txt"))]
    return _scored("pages.bare", shared, pages)


def _files(shared: Path) -> Iterator[tuple[str, Path]]:
    return ((p.name.removesuffix(".html.gz"), p) for p in sorted((shared / FOLDER / "html").glob("*.html.gz")))


def _scored(name: str, shared: Path, pages: list[Page]) -> Result:
    texts = {page.id: _text(page) for page in pages}
    truth = shared / FOLDER / "ground-truth.json"
    figures = scorers.corpora(shared, "pages", truth, ({"id": k, "text": t} for k, t in texts.items()))[-1]
    gold = {k: v["articleBody"] for k, v in json.loads(truth.read_text("utf-8")).items()}
    beside = {name: f"P {figures['P']:.4f} R {figures['R']:.4f}"}
    return Result({name: figures["F1"]}, beside, [e for k in sorted(gold) for e in _errors(k, gold[k], texts.get(k, ""))])


def _text(page: Page) -> str:
    try:
        return to_article(page).text
    except BadInput:
        return ""


def _errors(key: str, gold: str, found: str) -> Iterator[str]:
    """Lines of either side of which most words, four at a time, are not on the other."""
    for label, ours, theirs in (("MISSED", gold, found), ("WRONG ", found, gold)):
        known = _grams(theirs)
        for line in filter(None, (x.strip() for x in ours.split("\n"))):
            grams = _grams(line)
            if sum((grams & known).values()) < 0.5 * grams.total():
                yield f"{label} {key[:8]} {line[:200]}"


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))
