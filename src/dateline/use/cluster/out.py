"""What a run writes. A file counts only where a manifest names it: object stores have no atomic rename, so nothing else is asked for.

OUT/run.json                              what all parts were made with
OUT/manifest/PART.json                    written last: counts, reasons, and the files of one part
OUT/{events,articles}/month=YYYY-MM/PART.parquet, OUT/refusals/PART.parquet
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dateline.errors import UsageError
from dateline.store.archive import MadeBy
from dateline.use.cluster.places import place_of
from dateline.use.cluster.shards import Job, Shard

Manifest = dict[str, Any]
CARD = "run.json"


class Out:
    """A folder, or the address of one in an object store, read and written."""

    def __init__(self, folder: str | Path) -> None:
        self.name = str(folder)
        self.place = place_of(folder)

    def begin(self, job: Job, made_by: MadeBy) -> None:
        """Begin, or go on with what is there. Raises UsageError where it was made with other settings."""
        given = json.loads(json.dumps({"made_by": asdict(made_by), "job": asdict(job) | {"out": ""}}, default=str))
        given["job"]["settings"]["threads"] = 0  # changes no result
        if (old := self._card() or given) != given:
            differs = [f"{k}.{n}" for k in given for n in given[k] if given[k][n] != old.get(k, {}).get(n)]
            raise UsageError(f"{self.name} was made with another {', '.join(differs)}: name another folder with --out")
        self.place.write(CARD, json.dumps(given, indent=1).encode())

    def _card(self) -> dict[str, Any] | None:
        return json.loads(next(iter(self.place.read([CARD])))) if self.place.holds(CARD) else None

    @property
    def made_by(self) -> MadeBy:
        if not (card := self._card()):
            raise UsageError(f"{self.name} holds no run; `dateline run SOURCE --out {self.name}` makes one")
        return MadeBy(**card["made_by"])

    def manifests(self) -> Iterator[Manifest]:
        """The manifests of all parts that are done, in the order of their names."""
        return map(json.loads, self.place.read([n for n in self.place.names("manifest") if n.endswith(".json")]))

    def finish(self, manifest: Manifest) -> None:
        """Name a part's files: from here on they count."""
        self.place.write(_manifest(manifest["part"]), json.dumps(manifest, ensure_ascii=False, indent=1).encode())

    def holds(self, part: str) -> bool:
        """Whether a part is done, as seen from this machine."""
        return self.place.holds(_manifest(part))

    def files(self, table: str) -> list[str]:
        """The names of a table's files that count."""
        return [f for m in self.manifests() for f in m["files"] if f.startswith(table + "/")]

    def forget(self, shards: list[Shard]) -> int:
        """Drop what was made of these files when they were other ones; how many parts that was."""
        now = {s.name for s in shards}
        files = {f for s in shards for f in s.files}
        stale = [m for m in self.manifests() if m["shard"] not in now and files & set(m["sources"])]
        for m in stale:
            self.place.remove(_manifest(m["part"]))
        return len(stale)

    def sweep(self) -> None:
        """Remove what no manifest names, left by parts that were killed, and empty parts past the last of their shard.

        An idle worker begins the next part of a large shard before anyone knows that there is none; how often is a matter of chance.
        """
        manifests = list(self.manifests())
        last: dict[str, int] = {}
        for m in manifests:
            if m["last"]:
                last[m["shard"]] = min(m["number"], last.get(m["shard"], m["number"]))
        named: set[str] = set()
        for m in manifests:
            if m["number"] > last.get(m["shard"], m["number"]):
                self.place.remove(_manifest(m["part"]))
            else:
                named.update(m["files"])
        for name in self.place.names(""):
            if name not in named and name.endswith((".parquet", ".part")):
                self.place.remove(name)

    def summary(self) -> Counter[str]:
        """Articles, events and, under "refused: REASON", inputs that gave nothing, over all parts."""
        out: Counter[str] = Counter()
        for m in self.manifests():
            out.update({k: m[k] for k in ("articles", "events", "silent")})
            out.update({f"refused: {reason}": n for reason, n in m["refusals"].items()})
        return out


def _manifest(part: str) -> str:
    return f"manifest/{part}.json"
