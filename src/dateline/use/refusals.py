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
REPEAT = "repeats an earlier article"
UNREAD = "could not be read"
APART = (  # kinds that are no fault of the input, as the end of a run has them
    (FILTER, "left out by a filter"),
    (re.compile(REPEAT), "left out as repeats"),
    (re.compile("its language is .+, not English"), "not in English"),
)
NAMED = 3  # inputs of a kind that are named one by one
LINES = 12  # kinds in a summary


def kind_of(reason: str) -> str:
    """A reason without what differs from page to page, for counting."""
    if reason.startswith("every sentence of it stands in"):
        return REPEAT
    return NUMBERS.sub("N", re.sub(r"'[^']*'|\((?!--)[^()]*\)$", "…", reason))[:100]


def sorts_of(kinds: Counter[str]) -> Counter[str]:
    """How many could not be read (UNREAD), and how many gave nothing for another reason (APART)."""
    out: Counter[str] = Counter()
    for kind, n in kinds.items():
        out[next((sort for pattern, sort in APART if pattern.search(kind)), UNREAD)] += n
    return out


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
    def unreadable(self) -> int:
        """How many could not be read."""
        return sorts_of(self.kinds)[UNREAD]

    def told(self) -> list[str]:
        """How many of each sort, as parts of a sentence."""
        some = sorts_of(self.kinds)
        return [f"{some[sort]} {sort}" for sort in (UNREAD, *(name for _, name in APART)) if some[sort]]

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
