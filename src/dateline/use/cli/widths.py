"""Columns of a table so wide that no word is cut in two where the terminal has room for it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

LONGEST = 16  # letters; a longer word is an address or a chain of names, and may be folded

FIRM = frozenset({"id", "key", "date", "day", "first", "last", "when", "month", "sure"})  # columns of days and numbers


def least(header: str, cells: Sequence[str]) -> int:
    """The narrowest that cuts no word."""
    longest = max((cell_len(word) for cell in cells for word in cell.split(" ") for word in word.split("\n")), default=1)
    return max(min(longest, LONGEST), *(cell_len(word) for word in header.split(" ")))


def widths(columns: Sequence[tuple[str, Sequence[str]]], room: int) -> list[int]:
    """A width for each (header, cells), `room` in all at most: as wide as its widest line, or its share of what is there.

    Where not even the words fit, the widest columns give way, but for those of FIRM.
    """
    out = [least(header, cells) for header, cells in columns]
    soft = [n for n, (header, _) in enumerate(columns) if header not in FIRM]
    while sum(out) > room and soft and max(out[n] for n in soft) > 1:
        out[max(soft, key=lambda n: out[n])] -= 1
    wanted = [max(cell_len(line) for text in (header, *cells) for line in text.split("\n")) for header, cells in columns]
    spare = room - sum(out)
    order = sorted(range(len(out)), key=lambda n: wanted[n] - out[n])
    for left, n in zip(range(len(order), 0, -1), order, strict=True):
        more = max(0, min(wanted[n] - out[n], spare // left))
        out[n] += more
        spare -= more
    return out
