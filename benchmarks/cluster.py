"""Ray on this machine as two nodes: `python -m benchmarks.cluster [--articles 400] [--model accurate] [--write]`

Two raylets of one processor each, against two worker processes: the efficiency of the nodes. Then a node is killed in the middle, and then
the driver, and the same line started again: the files must be the same, byte by byte, and what was done must not be done again.
`--write` puts the figures into docs/scale.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.page import fill
from benchmarks.speed import _rows
from dateline.errors import DatelineError
from dateline.settings import MODELS, Settings
from dateline.use.cluster import Job, Out, local, on_ray, run_parts, shards_of
from dateline.use.cluster.part import coder_of
from dateline.use.cluster.shards import SMALL

FILES = 8
Prints = dict[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=400, help="how many (400)")
    parser.add_argument("--model", choices=MODELS, default=MODELS[0], help="which network reads")
    parser.add_argument("--write", action="store_true", help="write the figures into docs/scale.md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source, settings = written(Path(folder) / "news", args.articles), Settings(1, model=args.model)
        workers, one = timed(lambda: coded(source, Path(folder) / "workers", None, settings))
        cluster = nodes()
        both, two = timed(lambda: coded(source, Path(folder) / "nodes", cluster, settings))
        three = coded(source, Path(folder) / "killed", cluster, settings, kill_after=2)
        kept, again, four = driver_killed(source, Path(folder) / "driver", cluster.address, args.model)
        cluster.shutdown()
    found = {
        "two worker processes, s": f"{workers:.1f}", "two nodes, s": f"{both:.1f}", "efficiency of the nodes": f"{workers / both:.2f}",
        "two nodes: the same bytes": yes(one == two), "a node killed in the middle, gone on with: the same bytes": yes(one == three),
        "the driver killed and started again: the same bytes": yes(one == four),
        "parts done before that, and after": f"{kept}, {again} of {FILES}",
    }  # fmt: skip
    print("\n".join(f"{name:64} {value}" for name, value in found.items()))
    if args.write:
        fill("cluster", found, f"python -m benchmarks.cluster --articles {args.articles} --model {args.model}")


def written(source: Path, articles: int) -> Path:
    """Articles in files, each large enough to be a shard."""
    source.mkdir()
    rows = list(islice(_rows(None), articles))
    for n in range(FILES):
        some = rows[n::FILES]
        part = "".join(json.dumps(r | {"pad": "x" * (SMALL // len(some) + 1)}) + "\n" for r in some)
        (source / f"{n}.jsonl").write_text(part, "utf-8")
    return source


def nodes() -> Any:
    """A head without processors and two nodes with one each."""
    os.environ.setdefault("RAY_raylet_start_wait_time_s", "300")  # read when Ray is imported; its 30 s are short on a busy machine
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0})
    for _ in range(2):
        cluster.add_node(num_cpus=1)
    return cluster


def coded(source: Path, out: Path, cluster: Any, settings: Settings, kill_after: int = 0) -> Prints:
    """A run, gone on with where it breaks; the prints of its files."""
    job, shards = Job(str(out), settings), shards_of([str(source)])
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
    return prints(out)


def driver_killed(source: Path, out: Path, address: str, model: str) -> tuple[int, int, Prints]:
    """`dateline run` killed once two parts are done, and the same line again; parts done before and after, and the prints."""
    words = ["run", source, "--out", out, "--engine", "ray", "--address", address, "--workers", "2", "--model", model]
    command = [sys.executable, "-m", "dateline.use.cli.main", *map(str, words)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as driver:
        while driver.poll() is None and len(list((out / "manifest").glob("*.json"))) < 2:
            time.sleep(0.05)
        driver.kill()
    time.sleep(5)  # its workers end by themselves; one that is done with its part by then counts as done
    kept = len(list((out / "manifest").glob("*.json")))
    told = subprocess.run(command, check=True, stderr=subprocess.PIPE, text=True).stderr
    return kept, len(re.findall(r": \d+ pages, ", told)), prints(out)


def prints(out: Path) -> Prints:
    return {str(p.relative_to(out)): hashlib.sha256(p.read_bytes()).hexdigest() for p in out.rglob("*") if p.is_file()}


def timed(work: Callable[[], Prints]) -> tuple[float, Prints]:
    began = time.perf_counter()
    done = work()
    return time.perf_counter() - began, done


def yes(so: bool) -> str:
    return "yes" if so else "NO"


if __name__ == "__main__":
    main()
