"""The folder of a run. A file counts only where a manifest names it: object stores have no atomic rename, so nothing else is asked for.

OUT/run.json                              what all parts were made with
OUT/manifest/PART.json                    written last: counts, reasons, and the files of one part
OUT/{events,articles}/month=YYYY-MM/PART.parquet, OUT/refusals/PART.parquet
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dateline.errors import UsageError
from dateline.store.archive import MadeBy
from dateline.use.cluster.shards import Job, Shard

Manifest = dict[str, Any]


class Out:
    """The folder, read and written."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self._manifests = self.folder / "manifest"

    def begin(self, job: Job, made_by: MadeBy) -> None:
        """Make the folder, or go on with it. Raises UsageError where it was made with other settings."""
        given = json.loads(json.dumps({"made_by": asdict(made_by), "job": asdict(job) | {"out": ""}}, default=str))
        given["job"]["settings"]["threads"] = 0  # changes no result
        card = self.folder / "run.json"
        if card.exists() and (old := json.loads(card.read_text("utf-8"))) != given:
            differs = [f"{k}.{n}" for k in given for n in given[k] if given[k][n] != old.get(k, {}).get(n)]
            raise UsageError(f"{self.folder} was made with another {', '.join(differs)}: name another folder with --out")
        self._manifests.mkdir(parents=True, exist_ok=True)
        write_whole(card, json.dumps(given, indent=1).encode())

    @property
    def made_by(self) -> MadeBy:
        card = self.folder / "run.json"
        if not card.exists():
            raise UsageError(f"{self.folder} holds no run; `dateline run SOURCE --out {self.folder}` makes one")
        return MadeBy(**json.loads(card.read_text("utf-8"))["made_by"])

    def manifests(self) -> Iterator[Manifest]:
        """The manifests of all parts that are done, in the order of their names."""
        for path in sorted(self._manifests.glob("*.json")):
            yield json.loads(path.read_text("utf-8"))

    def finish(self, manifest: Manifest) -> None:
        """Name a part's files: from here on they count."""
        write_whole(self._manifests / f"{manifest['part']}.json", json.dumps(manifest, ensure_ascii=False, indent=1).encode())

    def files(self, table: str) -> list[Path]:
        """The files of a table that count."""
        return [self.folder / f for m in self.manifests() for f in m["files"] if f.startswith(table + "/")]

    def forget(self, shards: list[Shard]) -> int:
        """Drop what was made of these files when they were other ones; how many parts that was."""
        now = {s.name for s in shards}
        files = {f for s in shards for f in s.files}
        stale = [m for m in self.manifests() if m["shard"] not in now and files & set(m["sources"])]
        for m in stale:
            (self._manifests / f"{m['part']}.json").unlink()
        return len(stale)

    def sweep(self) -> None:
        """Remove what no manifest names: left by parts that were killed."""
        named = {str(self.folder / f) for m in self.manifests() for f in m["files"]}
        for path in self.folder.rglob("*.parquet*"):
            if str(path) not in named:
                path.unlink()

    def summary(self) -> Counter[str]:
        """Articles, events and, under "refused: REASON", inputs that gave nothing, over all parts."""
        out: Counter[str] = Counter()
        for m in self.manifests():
            out.update({k: m[k] for k in ("articles", "events", "silent")})
            out.update({f"refused: {reason}": n for reason, n in m["refusals"].items()})
        return out


def write_whole(path: Path, body: bytes) -> None:
    """Write a file aside and give it its name: it is there whole or not at all."""
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    with aside.open("wb") as handle:
        handle.write(body)
        handle.flush()
        os.fsync(handle.fileno())
    aside.replace(path)
