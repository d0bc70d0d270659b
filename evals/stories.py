"""One event, many reports, on a made-up wire: `python -m evals.stories [--articles N] [--events N] [--seed N] [--order] [--plot FILE]`."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from dateline.records import Coded
from dateline.resolve.who import Roster
from dateline.store.archive import Archive, MadeBy
from evals.clusters import Conll, groups
from evals.cost import STOPS, Costs, svg
from evals.wire import Wire

MADE_BY = MadeBy("evals", "made up")


ARTICLE_STEP = """
    select a.id, e.id as event from articles a join reports r on r.article = a.key join events e on e.key = r.event where r.live
    union select s.id, e.id from sightings s join reports r on r.article = s.article join events e on e.key = r.event where r.live
"""


def clusters_of(articles: list[Coded], *, batch: int = 64, costs: Costs | None = None) -> tuple[dict[str, str], float]:
    """(event by article id, CPU seconds) after adding to a fresh archive; a repeated text has the event of the one that was kept."""
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "a.duckdb", roster=Roster({})) as archive:
        began = time.process_time()
        for _ in (costs or Costs(batch)).passing(archive.add(articles, MADE_BY, batch=batch)):
            pass
        seconds = time.process_time() - began
        return {r["id"]: r["event"] for r in archive.rows(ARTICLE_STEP)}, seconds


def partition(labels: dict[str, str]) -> set[frozenset[str]]:
    """Clusters without their names."""
    return {frozenset(g) for g in groups(labels).values()}


def score(seed: int, articles: int, events: int, order: bool, plot: Path | None) -> bool:
    """Print the figures of one wire; whether all aims are met."""
    wire = Wire(seed, articles, events)
    told = list(wire.articles())
    costs = Costs(64)
    found, seconds = clusters_of(told, costs=costs)
    if plot:
        plot.write_text(svg(costs.points))
    truth = {i: wire.truth[i] for i in found}
    real = Counter(len({truth[i] for i in g}) for g in groups(found).values())
    print(f"wire {seed}: {len(told)} articles, {len(set(wire.truth.values()))} real events; {len(found)} placed, "
          f"{len(set(found.values()))} events found")  # fmt: skip
    judged = Conll.of(truth, found)
    for name, (precision, recall, f1) in judged.scores().items():
        print(f"  {name:<6} precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}")
    print(f"  CoNLL F1 {judged.conll:.4f}")
    print(f"  clusters by number of real events in them: {dict(sorted(real.items()))}")
    near = ", ".join(f"{ms:.1f} ms around {n:,}" for n in STOPS if (ms := costs.around(n)) is not None)
    print(f"  {len(told) / seconds:.0f} articles a second of CPU time, stories included; an article costs {near}")
    met = judged.scores()["B3"][2] >= 0.9 and judged.conll >= 0.9 and max(real) <= 2
    if order:
        shuffled = list(told)
        random.Random(seed).shuffle(shuffled)
        other, _ = clusters_of(shuffled, batch=50)
        same = partition(other) == partition(found)
        print(f"  the same events in another order of adding: {same}")
        met &= same
    return met


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--events", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--order", action="store_true", help="add once more in another order and compare")
    parser.add_argument("--plot", type=Path, help="write the cost of an article by the size of the archive as SVG")
    given = parser.parse_args()
    return 0 if score(given.seed, given.articles, given.events, given.order, given.plot) else 1


if __name__ == "__main__":
    sys.exit(main())
