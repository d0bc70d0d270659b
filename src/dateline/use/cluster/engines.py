"""Where parts are coded. An engine is a `submit` that gives a Future; scheduling beyond that is not ours."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager

from dateline.use.cluster.out import Manifest
from dateline.use.cluster.part import code_part
from dateline.use.cluster.shards import Job, Part

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


def _here(job: Job, part: Part) -> Future[Manifest]:
    done: Future[Manifest] = Future()
    done.set_result(code_part(job, part))
    return done


def _ignore_interrupts() -> None:
    """Ctrl-C reaches the whole group; the driver alone answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
