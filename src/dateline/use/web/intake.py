"""Articles that come in through the browser: one job after another, in a thread beside the pages, by the functions of `dateline add`."""

from __future__ import annotations

import logging
import secrets
import shutil
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Empty, Full, Queue
from typing import Any

from dateline.errors import DatelineError, UsageError
from dateline.records import Article, Reject
from dateline.store.archive import Archive
from dateline.use.adding import add_articles
from dateline.use.coder import Coder

Row = dict[str, Any]
WAITING, REMEMBERED, SHOWN = 20, 50, 2000  # jobs in the queue, jobs remembered, rows of a job
BATCH = 8  # articles a transaction: few, so that the page tells soon what became of them


@dataclass(frozen=True, slots=True)
class Source:
    """What to read, and the name under which the archive keeps it: a path here says nothing once the upload is gone."""

    path: str
    name: str


@dataclass(slots=True)
class Job:
    """One delivery. `state`: waiting, running, done, failed or stopped; `rows`: what became of each article."""

    id: str
    sources: Sequence[Source]
    folder: Path | None = None  # of the uploads; goes when the job ends
    state: str = "waiting"
    error: str | None = None
    rows: list[Row] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)

    def told(self) -> Row:
        """The job as plain data."""
        return {
            "id": self.id, "state": self.state, "error": self.error, "tally": dict(self.tally), "rows": list(self.rows),
            "sources": [s.name for s in self.sources],
        }  # fmt: skip


class Intake:
    """The queue and its worker, which starts with the first job."""

    def __init__(self, archive: Archive, make_coder: Callable[[], Coder]) -> None:
        self._archive, self._make_coder = archive, make_coder
        self._coder: Coder | None = None
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: Queue[Job | None] = Queue(WAITING)
        self._worker: threading.Thread | None = None
        self._lock = threading.Lock()
        self._stop = threading.Event()

    def take(self, sources: Sequence[Source], refused: Sequence[Reject] = (), folder: Path | None = None) -> Job:
        """Queue a delivery; `refused` is told with the rest. Raises UsageError where too much waits already."""
        job = Job(secrets.token_hex(8), sources, folder)
        for reject in refused:
            self._tell(job, reject)
        try:
            self._queue.put_nowait(job)
        except Full:
            raise UsageError(f"{WAITING} deliveries wait already: try again when some are done") from None
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > REMEMBERED:
                self._jobs.popitem(last=False)
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="intake", daemon=True)
                self._worker.start()
        return job

    def job(self, id: str) -> Job | None:
        return self._jobs.get(id)

    def jobs(self) -> list[Row]:
        """Those remembered, latest first, without their rows."""
        with self._lock:
            return [job.told() | {"rows": []} for job in reversed(self._jobs.values())]

    def close(self) -> None:
        """End after the batch at hand; what was told as added is on the disk."""
        self._stop.set()
        if self._worker is not None:
            with suppress(Empty):  # the worker may take the last one meanwhile
                while True:
                    self._end(self._queue.get_nowait(), "stopped")
            self._queue.put(None)
            self._worker.join()

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            job.state = "running"
            try:
                self._run(job)
                self._end(job, "stopped" if self._stop.is_set() else "done")
            except DatelineError as error:
                job.error = str(error)
                self._end(job, "failed")
            except Exception:
                logging.getLogger("dateline").exception("adding failed")
                job.error = "something went wrong here; the server's log tells more"
                self._end(job, "failed")

    def _run(self, job: Job) -> None:
        if self._coder is None:
            self._coder = self._make_coder()
        for done in add_articles(self._archive, self._coder, self._articles(self._coder, job), batch=BATCH):
            self._tell(job, done)

    def _articles(self, coder: Coder, job: Job) -> Iterator[Article | Reject]:
        for source in job.sources:
            for item in coder.articles(source.path):
                if self._stop.is_set():
                    return
                yield replace(item, source=item.source.replace(source.path, source.name))

    def _tell(self, job: Job, done: Any) -> None:
        if isinstance(done, Reject):
            row: Row = {"answer": "rejected", "source": done.source, "reason": done.reason}
        else:
            row = {"answer": done.answer, "source": done.source, "id": done.id, "events": done.events}
            job.tally["events"] += done.events
        job.tally[row["answer"]] += 1
        if len(job.rows) < SHOWN:
            job.rows.append(row)

    def _end(self, job: Job | None, state: str) -> None:
        if job is not None:
            job.state = state
            if job.folder is not None:
                shutil.rmtree(job.folder, ignore_errors=True)
