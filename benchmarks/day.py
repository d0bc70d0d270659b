"""A day of the world's news: `python -m benchmarks.day [--articles 20000] [--model accurate] [--write]`

Articles of our own passages lie as pages in 24 crawl files, one an hour. `dateline run` codes them with a worker a core, `dateline add
--from` takes them into an archive; hours, memory and bytes are measured. What a day of 300,000 and an archive of 100 million articles would
take is told from the processor time of one article, which a busy machine hardly changes. `--write` puts all into docs/scale.md.
"""

from __future__ import annotations

import argparse
import gzip
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import duckdb

from benchmarks.fuzz.seeds import _record
from benchmarks.page import fill
from benchmarks.speed import _as_html, _rows
from dateline.settings import MODELS
from dateline.use.cluster import cores

HOURS = 24
SWING = 1.0  # of arrivals around their mean over a day: twice the mean at the busiest hour, next to nothing at the quietest
PART = 2_000  # pages of a part, the default of `dateline run`
TURNS = 8  # parts that each worker codes, at least: with one or two it would wait for the last
MANY = 100_000_000
SCRIPT = 20_000  # bytes of program that a page carries, as real ones do


@dataclass(frozen=True)
class Spent:
    """What a command took: seconds on the clock and of processors, megabytes of its largest process."""

    wall: float
    cpu: float
    peak: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000, help="how many are measured (20000)")
    parser.add_argument("--told", type=int, default=300_000, help="articles of a day that it is told for (300000)")
    parser.add_argument("--model", choices=MODELS, default=MODELS[0], help="which network reads")
    parser.add_argument("--cores", type=int, default=64, help="of the cluster for 100 million (64)")
    parser.add_argument("--efficiency", type=float, default=0.85, help="of its nodes, as benchmarks.cluster measures it (0.85)")
    parser.add_argument("--price", type=float, default=0.04, help="dollars for one core and hour (0.04)")
    parser.add_argument("--write", action="store_true", help="write the figures into docs/scale.md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        crawl, out, archive = Path(folder) / "crawl", Path(folder) / "coded", Path(folder) / "a.duckdb"
        pages(crawl, args.articles)
        coding = spent(["run", crawl, "--out", out, "--model", args.model, "--pages", part(args.articles, cores()), "--keep-repeats"])
        adding = spent(["add", "--from", out, "--archive", archive])
        size = sum(p.stat().st_size for p in out.rglob("*.parquet"))
        articles, events = duckdb.sql(f"select count(*), sum(events) from read_parquet('{out}/articles/*/*.parquet')").fetchall()[0]
        kept = archive.stat().st_size
    day = of_a_day(articles, events, coding, adding, size, kept) | told(args.told, coding.cpu / articles / cores(), adding.wall / articles)
    plan = planned(coding.cpu / articles, size / articles, args.cores, args.efficiency, args.price)
    for name, value in (day | plan).items():
        print(f"{name:64} {value}")
    if args.write:
        command = f"python -m benchmarks.day --articles {args.articles} --model {args.model}"
        fill("day", day, command)
        fill("plan", plan, command)


def part(articles: int, workers: int) -> int:
    """Pages of a part: few enough that every worker has some, however few articles are measured."""
    return min(PART, max(1, articles // (TURNS * workers)))


def pages(folder: Path, articles: int) -> None:
    """The crawl of a day; each page has a number of its own, so that none repeats another."""
    folder.mkdir()
    some = _rows(None)
    for hour in range(HOURS):
        with gzip.open(folder / f"{hour:02}.warc.gz", "wb", 1) as file:
            for n in range(hour, articles, HOURS):
                row = next(some)
                page = _as_html(row | {"text": f"Report number {n} of the day. {row['text']}"})
                script = f"<script>state = '{Random(n).randbytes(SCRIPT // 2).hex()}'</script>"
                file.write(_record(n, str(page.body).replace("</body>", f"{script}</body>").encode()))


def spent(words: Sequence[object]) -> Spent:
    """What a command of ours takes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "dateline.use.cli.main", *map(str, words)], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(time.perf_counter() - began, cpu, after.ru_maxrss / 1024)


def of_a_day(articles: int, events: int, coding: Spent, adding: Spent, size: int, kept: int) -> dict[str, str]:
    """What was measured."""
    return {
        "articles, events": f"{articles:,}, {events:,}",
        "coding: minutes, articles/s": f"{coding.wall / 60:.1f}, {articles / coding.wall:.1f}",
        "coding: processor seconds an article": f"{coding.cpu / articles:.4f}",
        "coding: memory of the largest process, MB": f"{coding.peak:.0f}",
        "adding to an archive: minutes, articles/s": f"{adding.wall / 60:.1f}, {articles / adding.wall:.0f}",
        "bytes an article: Parquet of the run, archive": f"{size / articles:,.0f}, {kept / articles:,.0f}",
    }


def told(articles: int, seconds: float, adding: float) -> dict[str, str]:
    """A day of so many articles, at so many seconds an article for coding on all cores, and for adding."""
    hourly = 3600 / seconds
    most, last = backlog(articles, hourly)
    return {
        f"a day of {articles:,}: hours of coding, of adding": f"{articles * seconds / 3600:.1f}, {articles * adding / 3600:.1f}",
        "coded in an hour, and what comes in the busiest": f"{hourly:,.0f}, {articles / HOURS * (1 + SWING):,.0f}",
        "most articles that wait, hours until the last is coded": f"{most:,.0f}, {last:.1f}",
    }


def backlog(articles: int, hourly: float) -> tuple[float, float]:
    """The most that waits on a day that begins with nothing, and the hours from its start until all of it is coded."""
    waits = most = 0.0
    for minute in range(HOURS * 60):
        coming = articles / (HOURS * 60) * (1 - SWING * math.cos(2 * math.pi * minute / (HOURS * 60)))
        waits = max(0.0, waits + coming - hourly / 60)
        most = max(most, waits)
    return most, HOURS + waits / hourly


def planned(cpu: float, size: float, cores: int, efficiency: float, price: float) -> dict[str, str]:
    """100 million articles, at so many processor seconds and bytes an article."""
    hours = MANY * cpu / 3600 / efficiency  # of one core
    return {
        f"parts of {PART:,} pages, manifests": f"{MANY // PART:,}",
        f"core hours, at an efficiency of {efficiency}": f"{hours:,.0f}",
        f"days on {cores} cores, on {10 * cores}": f"{hours / cores / 24:.1f}, {hours / cores / 240:.2f}",
        f"dollars, at {price} for a core and hour": f"{hours * price:,.0f}",
        "Parquet of the result, GB": f"{MANY * size / 1e9:,.0f}",
        "minutes that a killed worker costs": f"{PART * cpu / 60:.1f}",
    }


if __name__ == "__main__":
    main()
