"""What one more article costs an archive of any size: `python -m benchmarks.adding [--sizes 100 1000 10000 100000] [--plot FILE]`.

Archives made in bulk (benchmarks.bulk) are added to: articles of the made-up wire (evals.wire), in batches as `dateline add` has them,
stories and commits included. CPU milliseconds an article, the median over the batches after a first one; on the plot every batch.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks import bulk
from dateline.records import Coded
from dateline.resolve.who import Roster
from dateline.store.archive import Archive, MadeBy
from dateline.store.archive.archive import BATCH
from evals.cost import STOPS, svg
from evals.wire import Wire

MADE_BY = MadeBy("benchmarks", "made up")
EVENTS_PER_ARTICLE = 3.2  # of those made in bulk: four reports, 1.25 an event
BATCHES = 9


def costs(path: Path, articles: list[Coded]) -> list[float]:
    """CPU milliseconds an article of each batch but the first, which warms the file up."""
    out = []
    with Archive.open(path, roster=Roster({})) as archive:
        for at in range(0, len(articles), BATCH):
            began = time.process_time()
            some = list(archive.add(articles[at : at + BATCH], MADE_BY))
            out.append(1000 * (time.process_time() - began) / len(some))
    return out[1:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=STOPS, help="articles that the archives hold")
    parser.add_argument("--plot", type=Path, help="write the costs by the size of the archive as SVG")
    args = parser.parse_args()
    told = list(Wire(11, BATCH * BATCHES, BATCH * BATCHES // 10).articles())[: BATCH * BATCHES]
    points: list[tuple[int, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in args.sizes:
            path = Path(folder) / f"{size}.duckdb"
            bulk.make(path, round(size * EVENTS_PER_ARTICLE))
            found = costs(path, told)
            points += [(size, ms) for ms in found]
            print(f"{size:>10,} articles kept: {statistics.median(found):6.1f} ms an article", flush=True)
            path.unlink()
    if args.plot:
        args.plot.write_text(svg(points))


if __name__ == "__main__":
    main()
