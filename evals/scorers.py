"""The outside scorers, called as programs from the shared folder; nothing of them is copied here."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

NUMBER = re.compile(r"([A-Za-z][\w@]*) (\d+(?:\.\d+)?)(?=\s|$)")


def corpora(shared: Path, kind: str, gold: Path, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, float]]:
    """`score_corpora.py KIND` on coded rows: the numbers of each printed line by their labels; the last line is the one to quote."""
    return [_numbers(line) for line in _run(shared / "bench/score_corpora.py", [kind, gold], rows)]


def events(shared: Path, gold: Path, rows: Iterable[Mapping[str, Any]]) -> tuple[dict[str, dict[str, float]], list[str]]:
    """`score_events.py` on coded rows: numbers by row name and label, and the lines that name an error."""
    lines = _run(shared / "bench/score_events.py", [gold], rows, "--errors", "9999")
    split = lines.index("")
    head = {line[:9].strip(): _numbers(line[9:]) for line in lines[:split]}
    return head, [line for line in lines[split:] if line.startswith(("MISSED", "WRONG"))]


def _run(scorer: Path, before: list[Any], rows: Iterable[Mapping[str, Any]], *options: str) -> list[str]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as coded:
        coded.writelines(json.dumps(row) + "\n" for row in rows)
        coded.flush()
        call = [sys.executable, str(scorer), *map(str, before), coded.name, *options]
        done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(f"{scorer} failed: {(done.stderr or done.stdout).strip()[-300:]}")
    return done.stdout.splitlines()


def _numbers(line: str) -> dict[str, float]:
    """Numbers by the word before them; a word that comes again is counted: "found", "found 2"."""
    out: dict[str, float] = {}
    for label, value in NUMBER.findall(line):
        again = sum(k.split(" ")[0] == label for k in out)
        out[f"{label} {again + 1}" if again else label] = float(value)
    return out
