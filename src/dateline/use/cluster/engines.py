"""Where parts are coded. An engine is a `submit` that gives a Future; scheduling beyond that is not ours."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from dateline.errors import DatelineError, StoreError, UsageError
from dateline.use.cluster.out import Manifest
from dateline.use.cluster.part import code_part
from dateline.use.cluster.shards import Job, Part

RETRIES = 5  # of a part whose worker or node died, or whose store did not answer
Submit = Callable[[Job, Part], "Future[Manifest]"]


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def local(workers: int) -> Iterator[Submit]:
    """Processes of this machine; one worker is this process itself. Broken off, they end at once; unfinished parts never count."""
    if workers == 1:
        yield _here
        return
    before = set(multiprocessing.active_children())
    pool: Executor = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_ignore_interrupts)
    try:
        yield lambda job, part: pool.submit(code_part, job, part)
    except BaseException:
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def on_ray(address: str | None, workers: int) -> Iterator[Submit]:
    """Ray: the cluster at `address`, or nodes of this machine with so many workers. A worker that dies has its part done by another.

    Raises UsageError where Ray is missing or does not answer. All nodes must see the files, by the same names.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would tell its makers
    os.environ.setdefault("RAY_raylet_start_wait_time_s", "120")  # 30 s are short on a machine that is busy
    try:
        import ray
    except ImportError as error:
        raise UsageError('--engine ray needs the extra "cluster": pip install -e ".[cluster]" in the folder of Dateline') from error
    here: dict[str, Any] = {} if address else {"num_cpus": workers, "include_dashboard": False}
    try:
        ray.init(address=address or "local", log_to_driver=False, logging_level="ERROR", **here)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise UsageError(f"no Ray answers at {address}: start it with `ray start --head`, or leave --address out ({error})") from error
    task = ray.remote(num_cpus=1, max_retries=RETRIES, retry_exceptions=[StoreError])(_there)
    try:
        yield lambda job, part: task.remote(os.getcwd(), job, part).future()
    except ray.exceptions.RayError as error:
        first = str(error).strip().splitlines()[-1][:200]
        raise DatelineError(f"a part failed on the cluster ({first}): what is done is kept, the same line goes on") from error
    finally:
        ray.shutdown()


def _there(folder: str, job: Job, part: Part) -> Manifest:
    """On a node: names of files are as the driver sees them, where its folder is shared at all."""
    if os.path.isdir(folder):
        os.chdir(folder)
    return code_part(job, part)


def _here(job: Job, part: Part) -> Future[Manifest]:
    done: Future[Manifest] = Future()
    done.set_result(code_part(job, part))
    return done


def _ignore_interrupts() -> None:
    """Ctrl-C reaches the whole group; the driver alone answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
