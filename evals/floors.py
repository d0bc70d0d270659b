"""Pinned floors: the score that a figure must hold and the data it was measured on. For a falling figure the floor is a ceiling."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("floors.json")
DATA = FILE.parent / "data"
SLACK = 0.0005  # a library's new patch release moves a page or two; a regression moves more


@dataclass(frozen=True, slots=True)
class Floor:
    """`data` is the sha256 of what was measured on; `lowered` says why the floor ever sank, oldest first."""

    score: float
    data: str
    lowered: tuple[str, ...] = ()


def load(path: Path = FILE) -> dict[str, Floor]:
    """Floors by figure name; none where the file is missing."""
    if not path.exists():
        return {}
    rows: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return {k: Floor(v["score"], v["data"], tuple(v.get("lowered", ()))) for k, v in rows.items()}


def save(floors: dict[str, Floor], path: Path = FILE) -> None:
    """One figure a line, so that changes read well and merge well."""
    rows = []
    for name in sorted(floors):
        f = floors[name]
        row = {"score": f.score, "data": f.data} | ({"lowered": list(f.lowered)} if f.lowered else {})
        rows.append(f"{json.dumps(name)}: {json.dumps(row, ensure_ascii=False)}")
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")


def verdict(score: float, data: str, floor: Floor | None, falling: bool = False) -> tuple[bool, str]:
    """Whether a figure passes, and why in a few words."""
    name, side = ("ceiling", "above") if falling else ("floor", "below")
    if floor is None:
        return True, "no floor yet: --raise pins it"
    if data != floor.data:
        return False, "the data is not what the floor was measured on: --lower pins it anew, with a reason"
    gain = floor.score - score if falling else score - floor.score
    if gain < -SLACK:
        return False, f"{side} its {name} {floor.score:.4f}"
    return True, f"{name} {floor.score:.4f}" + (f", --raise betters it by {gain:.4f}" if gain > SLACK else "")


def raised(score: float, data: str, floor: Floor | None, falling: bool = False) -> Floor:
    """The floor at the new score where that is better on the same data; else the old one."""
    if floor is None:
        return Floor(round(score, 4), data)
    better = score < floor.score if falling else score > floor.score
    return Floor(round(score, 4), data, floor.lowered) if better and data == floor.data else floor


def lowered(score: float, data: str, floor: Floor | None, reason: str) -> Floor:
    """The floor at the new score, whatever it was, with the reason kept; a falling figure's ceiling rises so."""
    before = (*floor.lowered, f"{floor.score:.4f} -> {score:.4f}: {reason}") if floor else ()
    return Floor(round(score, 4), data, before)


def fingerprint(shared: Path, names: tuple[str, ...], own: tuple[str, ...] = ()) -> str:
    """sha256 over names and contents of files, folders taken apart in order; `own` are files of evals/data/."""
    tool = hashlib.sha256()
    for root, top in [*((shared, shared / n) for n in names), *((DATA, DATA / n) for n in own)]:
        for path in sorted(p for p in top.rglob("*") if p.is_file()) if top.is_dir() else [top]:
            tool.update(path.relative_to(root).as_posix().encode() + b"\0")
            tool.update(hashlib.sha256(path.read_bytes()).digest())
    return tool.hexdigest()
