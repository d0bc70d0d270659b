"""Why inputs gave nothing, counted by kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dateline.records import Reject

NUMBERS = re.compile(r"\d[\d.,:-]*")
NAMED = 3  # inputs of a kind that are named one by one
LINES = 12  # kinds in a summary


def kind_of(reason: str) -> str:
    """A reason without what differs from page to page, for counting."""
    if reason.startswith("every sentence of it stands in"):
        return "repeats an earlier article"
    return NUMBERS.sub("N", re.sub(r"'[^']*'|\([^()]*\)$", "…", reason))[:100]


class Refusals:
    """Counts the inputs that gave nothing; says which of them deserve a line of their own."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()

    def add(self, reject: Reject) -> str | None:
        """Count it; the line that names it, or None where enough of its kind were named."""
        kind = kind_of(reject.reason)
        self.kinds[kind] += 1
        n = self.kinds[kind]
        if n > NAMED:
            return None
        return f"skipped {reject.source}: {reject.reason}" + (" (more of this kind are counted at the end)" if n == NAMED else "")

    def total(self) -> int:
        return self.kinds.total()


def summary(kinds: Counter[str], where: str) -> Iterator[str]:
    """The end of a run, as lines: how many inputs gave nothing, and why. `where`: what holds them all."""
    if not kinds:
        return
    yield f"{kinds.total()} inputs gave nothing:"
    shown = kinds.most_common(LINES)
    for kind, n in shown:
        yield f"{n:>9}  {kind}"
    if len(kinds) > LINES:
        yield f"{kinds.total() - sum(n for _, n in shown):>9}  for other reasons; {where}"
