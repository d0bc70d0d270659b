"""The parts that are missing, coded: what is done stays, so starting again goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field

from dateline.errors import UsageError
from dateline.use.cluster.engines import Submit
from dateline.use.cluster.out import Manifest, Out
from dateline.use.cluster.shards import SMALL, Job, Part, Shard


@dataclass(slots=True)
class Progress:
    """How far a shard is: parts done or on their way, and the number of its last one once that is known."""

    shard: Shard
    taken: set[int] = field(default_factory=set)
    last: int | None = None
    flying: int = 0

    def next(self) -> int | None:
        """The first part that nobody has; None where there is none."""
        number = next(n for n in range(len(self.taken) + 1) if n not in self.taken)
        return None if self.last is not None and number > self.last else number

    def took(self, manifest: Manifest) -> None:
        self.taken.add(manifest["number"])
        if manifest["last"]:
            self.last = manifest["number"] if self.last is None else min(self.last, manifest["number"])


def run_parts(job: Job, shards: Sequence[Shard], submit: Submit, width: int) -> Iterator[Manifest]:
    """Code what is missing, at most `width` parts at a time; each manifest once it is on the disk.

    Raises UsageError where a node writes to a folder of its own.
    """
    out = Out(job.out)
    progress = {s.name: Progress(s) for s in shards}
    for manifest in out.manifests():
        if manifest["shard"] in progress:
            progress[manifest["shard"]].took(manifest)
    flying: dict[Future[Manifest], Progress] = {}
    while True:
        while len(flying) < width and (one := _choose(progress.values())):
            number = one.next()
            assert number is not None
            one.taken.add(number)
            one.flying += 1
            flying[submit(job, Part(one.shard, number))] = one
        if not flying:
            return
        for future in wait(flying, return_when=FIRST_COMPLETED).done:
            one = flying.pop(future)
            one.flying -= 1
            manifest = future.result()
            if not out.holds(manifest["part"]):
                raise UsageError(f"{job.out} is not the same folder on all nodes: name one that they share, or s3:// or gs://")
            one.took(manifest)
            yield manifest


def _choose(some: Iterable[Progress]) -> Progress | None:
    """A shard that nobody is at; else a large one, whose next part is likely to be there."""
    left = [p for p in some if p.next() is not None]
    return next((p for p in left if not p.flying), next((p for p in left if p.shard.size >= SMALL), None))
