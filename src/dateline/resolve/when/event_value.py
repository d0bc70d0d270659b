"""A time as the date of an event: days, months, years and intervals of them; "since" and "in the past" reach to the article's day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from dateline.records import Time
from dateline.resolve.when.values import month_value
from dateline.resolve.when.words import number_of

MONTHS = {"Q": 3, "H": 6}
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
EDGES = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}  # years of a decade, as news speaks of them
CENTURY, DECADE, YEAR = re.compile(r"\d{2}"), re.compile(r"\d{3}"), re.compile(r"\d{4}")
MONTHS_OF = re.compile(r"\b(first|last) (\w+) months of (?:the )?$", re.I)
WHEN = re.compile(r",?\s+when\b", re.I)  # "the worst attack since May 3, when rebels killed 20": on that day
SINCE = re.compile(r"\bsince\s+$", re.I)
NOW = re.compile(r"now|currently|presently", re.I)
LAST = re.compile(r"(?:the\s+)?(?:last|past)\s+(?:(.+)\s+)?(day|week|month|year)s?$", re.I)


def event_value(time: Time, text: str, anchor: date | None, ahead: bool = False) -> str | None:
    """ISO day, month, year or interval `a/b`; None where the time gives none. `ahead`: whether the event is to come."""
    if time.type == "duration":
        return _up_to_now(time.text, anchor)
    if anchor and NOW.fullmatch(time.text):
        return anchor.isoformat()
    if not time.value or time.type not in ("date", "time"):
        return None
    value = _part_of(time) or _months_of(time, text) or in_days(time.value.split("T")[0])
    if anchor is None:
        return value
    if "/" not in value and value[:10] <= anchor.isoformat()[: len(value)] and _goes_on(time, text):
        return f"{value}/{anchor.isoformat()[: len(value)]}" if value != anchor.isoformat()[: len(value)] else value
    return _week_so_far(value, time, anchor, ahead)


def _goes_on(time: Time, text: str) -> bool:
    """Whether "since" stands before it and what follows is not of the day itself."""
    return bool(SINCE.search(text[max(0, time.start - 12) : time.start])) and not WHEN.match(text, time.end)


@lru_cache(maxsize=1 << 12)  # each trigger asks it of the same few times
def in_days(value: str) -> str:
    """Weeks, quarters, seasons, decades and centuries as intervals."""
    if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 6 if m[3] else 1)
        return f"{monday}/{monday + timedelta(1 if m[3] else 6)}"
    if m := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        size = MONTHS[m[2]]
        return f"{m[1]}-{size * (int(m[3]) - 1) + 1:02d}/{m[1]}-{size * int(m[3]):02d}"
    if m := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        first = SEASON_MONTH[m[2]]
        return f"{month_value(int(m[1]), first)}/{month_value(int(m[1]), first + 2)}"
    if DECADE.fullmatch(value):
        return f"{value}0/{value}9"
    if CENTURY.fullmatch(value):
        return f"{int(value) * 100 or 1:04d}/{value}99"
    return value


def _part_of(time: Time) -> str | None:
    """ "the early 1980s" -> 1980/1983."""
    if not DECADE.fullmatch(time.value or ""):
        return None
    edge = next((e for e in EDGES if time.text.lower().removeprefix("the ").startswith(e)), None)
    if not edge:
        return None
    first, last = EDGES[edge]
    return f"{time.value}{first}/{time.value}{last}"


def _months_of(time: Time, text: str) -> str | None:
    """ "the first six months of 2014" -> 2014-01/2014-06."""
    m = MONTHS_OF.search(text, max(0, time.start - 40), time.start) if YEAR.fullmatch(time.value or "") else None
    n = number_of(m[2].lower()) if m else None
    if not m or not n or not 1 < n < 12:
        return None
    first, last = (1, n) if m[1].lower() == "first" else (13 - n, 12)
    return f"{time.value}-{first:02d}/{time.value}-{last:02d}"


def _week_so_far(value: str, time: Time, anchor: date, ahead: bool) -> str:
    """ "this week" ends with the article's day where it tells what has been; "early next week" is Monday to Wednesday."""
    first, _, last = value.partition("/")
    if time.precision != "week" or not last or time.value is None or time.value.endswith("WE"):
        return value
    if first <= anchor.isoformat() < last and not ahead:
        return f"{first}/{anchor}" if first < anchor.isoformat() else first
    if first > anchor.isoformat() and time.text.lower().startswith("early"):
        return f"{first}/{date.fromisoformat(first) + timedelta(2)}"
    return value


def _up_to_now(words: str, anchor: date | None) -> str | None:
    """ "the past two weeks" -> the interval that ends with the article's day; None for "a few", which say no number."""
    m = LAST.fullmatch(words)
    n = number_of((m[1] or "one").lower()) if m else None
    if not m or not n or anchor is None or n > 500:
        return None
    unit = m[2].lower()
    if unit in ("day", "week"):
        first = anchor - timedelta(n * (7 if unit == "week" else 1))
    else:
        year, month = (int(x) for x in month_value(anchor.year, anchor.month - n * (12 if unit == "year" else 1)).split("-"))
        first = date(year, month, min(anchor.day, 28))
    return f"{first}/{anchor}"
