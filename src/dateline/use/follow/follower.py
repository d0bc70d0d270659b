"""The loop: feeds that are due are polled, pages that they name fetched, what came is coded and added.

Threads only wait for sites, one site a thread; all else happens in the thread that calls `run`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

from dateline.errors import ArchiveBusy, BadInput, Unanswered, UsageError
from dateline.flow import to_wanted
from dateline.ingest.sources.listed import listed_in
from dateline.ingest.sources.web import Answer, Web
from dateline.records import Coded, Reject
from dateline.store.archive import Added
from dateline.store.archive.archive import BATCH
from dateline.use.coder import Coder
from dateline.use.follow.clock import Clock, Wall
from dateline.use.follow.diary import REFUSED, day_of, line_of
from dateline.use.follow.pace import Pace, addresses
from dateline.use.follow.state import Polled, State, Task
from dateline.use.handover import ServerEnded, adding_to
from dateline.use.refusals import kind_of

LOOK = 0.2  # seconds of waiting for an answer before looking at what else is due
REST = 30.0  # seconds of sleep at most, so that a changed list of feeds is seen
COLLECT = 60.0  # seconds that a page waits for others to be coded with
BUSY_ARCHIVE = 60.0  # seconds until an archive that another process has is tried again


class Follower:
    """Follows the feeds of a file into an archive. `tell` takes a line for people."""

    def __init__(
        self, feeds: Path, archive: Path, coder: Coder, pace: Pace, tell: Callable[[str], None], *, clock: Clock | None = None,
        wait: float = 30.0,
    ) -> None:  # fmt: skip
        self._feeds, self._archive, self._coder, self._pace, self._tell = feeds, archive, coder, pace, tell
        self._clock = clock or Wall()
        self._wait = wait
        self._web = Web(coder.settings.fetch, self._clock.now)
        self._read: tuple[float, list[str]] = (0.0, [])  # the list of feeds, and when its file was changed
        self._free: dict[str, float] = {}  # when a site may be asked again
        self._flying: dict[Future[Answer], Task] = {}
        self._coded: list[tuple[str, Coded | Reject]] = []  # waits for the archive
        self._locked_until = 0.0
        self._added = self._clock.now()  # when the archive was last added to

    def run(self, *, once: bool = False) -> Iterator[Added | Reject]:
        """What became of each page, once it is on the disk. once: until nothing is due; else for ever."""
        with State(self._archive.with_name(self._archive.name + ".follow")) as state:
            self._reread(state, at_once=once)
            pool = ThreadPoolExecutor(self._pace.sites)
            try:
                while True:
                    self._settle(state)
                    if self._time_to_code(state):
                        yield from self._code(state, once)
                    self._tell_days(state)
                    self._start(state, pool)
                    if not self._flying and not self._rest(state, once):
                        self._tell(line_of(day_of(self._clock.now()), state))
                        return
            finally:
                self._web.close()
                pool.shutdown(cancel_futures=True)

    def _reread(self, state: State, *, at_once: bool = False) -> None:
        """The list of feeds, where its file changed."""
        changed = self._feeds.stat().st_mtime if self._feeds.exists() else -1.0
        if changed != self._read[0]:
            try:
                self._read = changed, addresses(self._feeds)
            except UsageError as half:  # it is being edited: what it held goes on
                if not self._read[1]:
                    raise
                self._read = changed, self._read[1]
                self._tell(f"{half}; following the list as it was")
                return
            state.follow(self._read[1], self._clock.now(), at_once=at_once)

    def _start(self, state: State, pool: ThreadPoolExecutor) -> None:
        now = self._clock.now()
        self._free = {h: t for h, t in self._free.items() if t > now}
        busy = {t.host for t in self._flying.values()} | set(self._free)
        for task in state.due(now, busy)[: max(0, self._pace.sites - len(self._flying))]:
            self._flying[pool.submit(self._web.ask, task.url, task.etag, task.modified)] = task

    def _settle(self, state: State) -> None:
        """Take the answers that are there."""
        for future in wait(self._flying, LOOK, FIRST_COMPLETED).done if self._flying else ():
            task, now = self._flying.pop(future), self._clock.now()
            if task.kind == "feed":
                state.count(day_of(now), "polls")
            try:
                answer = future.result()
                if task.kind == "feed":
                    self._polled(state, task, answer)
                else:
                    state.landed(task, answer.url, answer.body)
            except BadInput as bad:
                self._failed(state, task, bad)
            self._free[task.host] = now + max(self._pace.delay, self._web.delay(task.url))

    def _polled(self, state: State, task: Task, answer: Answer) -> None:
        now = self._clock.now()
        if answer.status == 304:
            state.count(day_of(now), "unchanged")
            state.unchanged(task, now, self._pace)
            return
        tags = answer.headers.get("etag"), answer.headers.get("last-modified")
        state.listed(task, Polled(listed_in(answer.body, answer.url), *tags), now, self._pace)

    def _failed(self, state: State, task: Task, bad: BadInput) -> None:
        """Feeds are tried for ever, pages for as long as it may pass and `patience` lasts."""
        now = self._clock.now()
        state.count(day_of(now), "failures")
        later = now + self._pace.back_off(task.tries + 1, bad.after if isinstance(bad, Unanswered) else 0.0)
        if task.kind == "feed":
            state.failed(task, max(later, now + self._pace.every), bad.reason)
        elif isinstance(bad, Unanswered) and later - task.found <= self._pace.patience:
            state.failed(task, later, bad.reason)
        else:
            state.refused(task, bad.reason)

    def _time_to_code(self, state: State) -> bool:
        """A full batch, or what there is when nothing else is to do or it has waited: opening the archive for each page costs."""
        now, ready, due = self._clock.now(), state.ready(), state.next_due()
        if self._coded or ready >= BATCH:
            return True
        idle = not self._flying and (due is None or due > now)
        return ready > 0 and (idle or now - self._added > COLLECT)

    def _code(self, state: State, once: bool) -> Iterator[Added | Reject]:
        """Code a batch and give it to the archive, which is open no longer than that takes. Busy, or its server ends: the batch waits."""
        if self._clock.now() < self._locked_until:
            return
        if not self._coded:
            batch = state.take(BATCH)
            articles = (to_wanted(page, self._coder.settings) for _, page in batch)
            self._coded = list(zip((id for id, _ in batch), self._coder.code_articles(articles), strict=True))
        try:
            with adding_to(self._archive, wait=self._wait, roster=self._coder.roster) as archive:
                done = list(archive.add([item for _, item in self._coded], self._coder.made_by))
        except (ArchiveBusy, ServerEnded) as busy:
            if once:
                raise
            self._tell(f"{busy}; {state.ready()} pages wait")
            self._locked_until = self._clock.now() + BUSY_ARCHIVE
            return
        state.done([id for id, _ in self._coded], day_of(self._clock.now()), _counts(done))
        self._coded, self._added = [], self._clock.now()
        yield from done

    def _tell_days(self, state: State) -> None:
        """A line for every day that is over."""
        today = day_of(self._clock.now())
        for day in state.days():
            if day < today:
                self._tell(line_of(day, state))
                state.tell(day)

    def _rest(self, state: State, once: bool) -> bool:
        """Sleep until something is due; False where a run that goes once is through."""
        now, due = self._clock.now(), state.next_due()
        if once and not state.ready() and (due is None or due > now):
            return False
        soonest = min([*self._free.values(), now + REST]) if due is None or due <= now else min(due, now + REST)
        self._clock.sleep(max(0.05, soonest - now))
        self._reread(state)
        return True


def _counts(done: Sequence[Added | Reject]) -> Counter[str]:
    counts = Counter(REFUSED + kind_of(one.reason) if isinstance(one, Reject) else one.answer for one in done)
    counts["events"] = sum(one.events for one in done if isinstance(one, Added))
    return +counts
