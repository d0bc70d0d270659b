"""Why inputs gave nothing, counted by kind."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.records import Reject

NUMBERS = re.compile(r"\d[\d.,:-]*")
FILTER = re.compile(r"\(--[a-z, -]+\)$")  # how reasons of ingest/wanted.py end
NAMED = 3  # inputs of a kind that are named one by one
LINES = 12  # kinds in a summary


def kind_of(reason: str) -> str:
    """A reason without what differs from page to page, for counting."""
    if reason.startswith("every sentence of it stands in"):
        return "repeats an earlier article"
    return NUMBERS.sub("N", re.sub(r"'[^']*'|\((?!--)[^()]*\)$", "…", reason))[:100]


class Refusals:
    """Counts the inputs that gave nothing; names the first of each kind, and keeps all in a file where one is given (CSV)."""

    def __init__(self, out: Path | None = None) -> None:
        self.kinds: Counter[str] = Counter()
        self._out = out
        if out:
            out.write_text("source,reason\n", "utf-8")

    def add(self, reject: Reject) -> str | None:
        """Count it; the line that names it, or None where enough of its kind were named."""
        kind = kind_of(reject.reason)
        self.kinds[kind] += 1
        if self._out:
            with self._out.open("a", encoding="utf-8", newline="", errors="replace") as handle:
                csv.writer(handle, lineterminator="\n").writerow([reject.source, reject.reason])
        named = self.kinds[kind] <= NAMED and not FILTER.search(kind)
        return f"skipped {reject.source}: {reject.reason}" if named else None

    @property
    def unwanted(self) -> int:
        """How many a filter left out."""
        return sum(n for kind, n in self.kinds.items() if FILTER.search(kind))

    @property
    def unreadable(self) -> int:
        """How many could not be read."""
        return self.kinds.total() - self.unwanted

    def told(self) -> list[str]:
        """Both as parts of a sentence."""
        some = ((self.unreadable, "could not be read"), (self.unwanted, "left out by a filter"))
        return [f"{n} {what}" for n, what in some if n]

    def lines(self, where: str) -> list[str]:
        """The end of a run: how many gave nothing, and why, where not each was named; `where` says what holds them all."""
        return list(lines_of(self.kinds, where)) if any(n > NAMED for n in self.kinds.values()) else []


def lines_of(kinds: Counter[str], where: str) -> Iterator[str]:
    """The end of a run, as lines: how many inputs gave nothing, and why. `where`: what holds them all."""
    if not kinds:
        return
    yield f"{kinds.total()} inputs gave nothing ({where}):"
    shown = kinds.most_common(LINES)
    for kind, n in shown:
        yield f"{n:>9}  {kind}"
    if len(kinds) > LINES:
        yield f"{kinds.total() - sum(n for _, n in shown):>9}  for other reasons"
