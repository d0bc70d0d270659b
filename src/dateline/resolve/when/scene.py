"""What a value is counted from, and the value itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.records import Precision
from dateline.resolve.when.words import MONTH, ORDINAL, PART

Kind = Literal["date", "time", "duration", "set"]
Groups = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a value may be counted from.

    `day` and `name`: the anchor ("the publication date"), None where unknown. `told`: the day that the text named last.
    `period`: the quarter or half year that it named last. `year`: a year named just before, or the only one that the text names; asked
    where the anchor is unknown. `ahead`: whether the clause looks to the future, found out only where it matters, None where no verb tells.
    `until`: the day of publication where that is a little later than the anchor: "MARCH 4 - ... said on Tuesday" may be of the fifth.
    """

    day: date | None
    name: str
    ahead: Callable[[], bool | None]
    told: date | None = None
    period: str | None = None
    year: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Value:
    value: str | None
    precision: Precision
    why: str
    confidence: float = 0.9
    kind: Kind = "date"


Rule = Callable[[Groups, Scene], Value | None]
# Words by which a unit lies before (-1) or after (1) what it is counted from; the second set counts from what was told before.
SHIFT = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1, "upcoming": 1, "following": 1}
NARRATIVE = frozenset("following previous preceding same that".split())  # counted from the day told before
UNKNOWN = Value(None, "vague", "no date to count from is known", 0.5)
LENGTH = "a length of time"


def month_of(words: str | None) -> int:
    return MONTH[(words or "")[:3]]


def day_number(words: str | None) -> int:
    words = words or ""
    return ORDINAL[words] if words in ORDINAL else int(re.sub(r"\D", "", words))


def clock_of(words: str | None) -> str | None:
    """ "7:15 p.m." -> "19:15"; None for no time of day."""
    m = re.match(r"(\d{1,2})(?:[:.](\d\d))?\s?([ap])?", words or "")
    if not m:
        return None
    hour, minute = int(m[1]), int(m[2] or 0)
    if m[3]:
        hour = hour % 12 + (12 if m[3] == "p" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def at_day(day: date, why: str, sure: float, part: str | None = None, clock: str | None = None) -> Value:
    """A day, with its part or time of day where named."""
    if hour := clock_of(clock):
        return Value(f"{day}T{hour}", "minute", why, sure, "time")
    if part:
        return Value(f"{day}T{PART[part]}", "day", why, sure, "time")
    return Value(day.isoformat(), "day", why, sure)
