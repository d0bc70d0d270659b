"""Ray on this machine as two nodes: `python -m benchmarks.cluster [--articles 400]`

Two raylets of one processor each, against two worker processes; then the same with a node killed in the middle, started again. Prints the
efficiency of the nodes and whether the files are the same, byte by byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from ray.cluster_utils import Cluster

from benchmarks.speed import _rows
from dateline.errors import DatelineError
from dateline.settings import Settings
from dateline.use.cluster import Job, Out, local, on_ray, run_parts, shards_of
from dateline.use.cluster.part import coder_of

FILES = 8
Prints = dict[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=400, help="how many (400)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "news"
        source.mkdir()
        rows = list(islice(_rows(None), args.articles))
        for n in range(FILES):
            part = "".join(json.dumps(r | {"pad": "x" * 30_000}) + "\n" for r in rows[n::FILES])  # so that each is a shard
            (source / f"{n}.jsonl").write_text(part, "utf-8")
        workers, one = timed(lambda: coded(source, Path(folder) / "workers", None))
        cluster = nodes()
        both, two = timed(lambda: coded(source, Path(folder) / "nodes", cluster))
        print(f"two workers {workers:.1f} s, two nodes {both:.1f} s: efficiency {workers / both:.2f}; the same bytes: {one == two}")
        killed = Path(folder) / "killed"
        three = coded(source, killed, cluster, kill_after=2)
        print(f"a node killed in the middle, then the same line again: the same bytes: {one == three}")
        cluster.shutdown()


def nodes() -> Any:
    """A head without processors and two nodes with one each."""
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0})
    for _ in range(2):
        cluster.add_node(num_cpus=1)
    return cluster


def coded(source: Path, out: Path, cluster: Any, kill_after: int = 0) -> Prints:
    """A run, gone on with where it breaks; the prints of its files."""
    job, shards = Job(str(out), Settings(1)), shards_of([str(source)])
    Out(out).begin(job, coder_of(job.settings).made_by)
    victim = cluster.add_node(num_cpus=1) if kill_after else None
    for _ in range(3):
        try:
            with on_ray(cluster.address, 2) if cluster else local(2) as submit:
                for n, _manifest in enumerate(run_parts(job, shards, submit, 3 if kill_after else 2), 1):
                    if victim and n == kill_after:
                        cluster.remove_node(victim, allow_graceful=False)
                        victim = None
            break
        except DatelineError as error:
            print(f"broke off: {error}")
    Out(out).sweep()
    return {str(p.relative_to(out)): hashlib.sha256(p.read_bytes()).hexdigest() for p in out.rglob("*") if p.is_file()}


def timed(work: Callable[[], Prints]) -> tuple[float, Prints]:
    began = time.perf_counter()
    done = work()
    return time.perf_counter() - began, done


if __name__ == "__main__":
    main()
