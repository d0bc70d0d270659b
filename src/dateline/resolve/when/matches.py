"""Matches of the patterns of time in the class letters of a text.

No pattern holds an "x", so that what matches in a run of other letters depends on that run alone; and news has the same few again and again
("iW", "RU", "iMd,Y"), nine in ten of those of an article. What a run was found to hold is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateline.records import Offsets
from dateline.resolve.when.patterns import COMPILED, RUN, TELLS

LEADING = frozenset("icFBfbk,")  # prepositions: before the expression as news reads it, but not of its span
KEEP = frozenset({"years", "from_weekday", "days", "months", "weekdays", "duration"})  # "between 2001 and 2003" is one expression
KEPT, LONGEST = 1 << 12, 40  # runs, and letters of one


@dataclass(frozen=True, slots=True)
class Match:
    """An expression by the rule of its pattern: tokens [start, end), and `first` to `end` without leading prepositions.

    `groups`: tokens of each part, empty where it is not there.
    """

    rule: str
    first: int
    start: int
    end: int
    groups: Mapping[str, Offsets]

    def moved(self, by: int) -> Match:
        """The same, so many tokens on."""
        groups = {name: (a + by, b + by) for name, (a, b) in self.groups.items()}
        return Match(self.rule, self.first + by, self.start + by, self.end + by, groups)


def matches(letters: str) -> Iterator[Match]:
    """Matches of all patterns, the earliest first; at one place the longest, then the one higher in the table."""
    for m in RUN.finditer(letters):
        run, at = m[0], m.start()
        yield from (found.moved(at) for found in _kept(run)) if len(run) <= LONGEST else _in_run(run, at)


def _in_run(run: str, at: int = 0) -> tuple[Match, ...]:
    """Matches of a run that begins at token `at`."""
    if not TELLS.search(run):
        return ()
    found = [_match(rule, m, at) for rule, pattern in COMPILED for m in pattern.finditer(run)]
    return tuple(sorted(found, key=lambda m: (m.first, -m.end)))  # which leaves equals in the order of the table


_kept = lru_cache(KEPT)(_in_run)


def _match(rule: str, m: re.Match[str], at: int) -> Match:
    first, end = m.span()
    while rule not in KEEP and first < end - 1 and m.string[first] in LEADING:
        first += 1
    groups = {name: (m.start(index) + at, m.end(index) + at) for name, index in m.re.groupindex.items()}
    return Match(rule, first + at, m.start() + at, end + at, groups)
