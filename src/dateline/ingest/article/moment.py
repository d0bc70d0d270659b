"""A stated time of publication -> ISO; what leaves the day open is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from dateline.ingest.article.head import day_in

LONGEST = 100  # characters; what is longer is no date
YEARS = range(1500, 2501)  # 0001-01-01 is what programs write for none


def moment(value: str) -> str | None:
    """ISO date, or date and time, of a stated time; one that is ISO already stays as it is."""
    text = value.strip()
    for pattern, read in FORMS:
        if len(text) <= LONGEST and (m := pattern.match(text)):
            try:
                return read(m)
            except (ValueError, OverflowError, TypeError):
                continue
    return None


def _iso(m: re.Match[str]) -> str | None:
    """All of it, or its day where the rest is no ISO ("2022-07-04 10:00 local time")."""
    day = date.fromisoformat(m[0])
    if day.year not in YEARS:
        return None
    try:
        return m.string if datetime.fromisoformat(m.string) else None
    except ValueError:
        return day.isoformat()


def _numbered(m: re.Match[str]) -> str | None:
    """4/7/2022 is the fourth of July here and the seventh of April there; 13/7 and 7/13 are one day everywhere."""
    first, second, year = int(m[1]), int(m[3]), int(m[4])
    if first <= 12 and second <= 12 and first != second:
        return None
    return date(year, min(first, second), max(first, second)).isoformat()


# The first that fits and names a day of the calendar.
FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (re.compile(r"\d{4}-\d\d-\d\d(?!\d)"), _iso),
    (re.compile(r"(?:19|20)\d{6}$"), lambda m: date.fromisoformat(m[0]).isoformat()),
    (re.compile(r"(?:19|20)\d{6}T\d{4,6}Z?$"), lambda m: datetime.fromisoformat(m[0]).isoformat()),
    (re.compile(r"(?:19|20)\d{12}$"), lambda m: datetime.strptime(m[0], "%Y%m%d%H%M%S").isoformat()),
    (re.compile(r"(1\d{9})(?:\d{3})?(?:\.\d+)?$"), lambda m: datetime.fromtimestamp(int(m[1]), UTC).isoformat()),  # 2001 to 2033
    (re.compile(r"(?:\w{3}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d"), lambda m: parsedate_to_datetime(m.string).isoformat()),
    (re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)"), _numbered),
    (re.compile(r"."), lambda m: day_in(m.string)),
)
