"""Sources -> shards: one large file, or many small ones; and parts of shards, the unit of work."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.ingest.sources.ids import FileIds
from dateline.ingest.sources.pick import sized
from dateline.settings import Settings

SMALL = 1_000_000  # bytes; smaller files share a shard
SHARED = 50_000_000  # bytes of a shared one: its later parts read what comes before, and packed files hold many pages
PART = 2_000  # pages of a part: at 12 a second under three minutes, which is what a kill costs


@dataclass(frozen=True, slots=True)
class Shard:
    """Files that are read together, with the ids of those that are pages themselves. The name changes when a file does."""

    name: str
    files: tuple[str, ...]
    ids: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all parts of a run; `out` is a folder, or the address of one in an object store."""

    out: str
    settings: Settings
    pages: int = PART
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The pages of a shard from `number * Job.pages` on."""

    shard: Shard
    number: int

    @property
    def name(self) -> str:
        return f"{self.shard.name}-{self.number:04d}"


def shards_of(sources: Sequence[str]) -> list[Shard]:
    """Every file that the sources stand for, each once, in their order."""
    ids = FileIds()
    files = [(f, ids.of(f), size) for f, size in dict(pair for s in sources for pair in sized(s)).items()]
    return [_shard(group) for group in _grouped(files)]


def _grouped(files: Iterable[tuple[str, str, int]]) -> Iterator[list[tuple[str, str, int]]]:
    held: list[tuple[str, str, int]] = []
    total = 0
    for file in files:
        if file[2] >= SMALL:
            yield [file]
            continue
        held.append(file)
        total += file[2]
        if len(held) == PART or total >= SHARED:
            yield held
            held, total = [], 0
    if held:
        yield held


def _shard(group: list[tuple[str, str, int]]) -> Shard:
    print_ = hashlib.sha256("\0".join(f"{f}\t{size}" for f, _, size in group).encode("utf-8", "replace")).hexdigest()[:12]
    files, ids, sizes = zip(*group, strict=True)
    return Shard(print_, files, ids, sum(sizes))
