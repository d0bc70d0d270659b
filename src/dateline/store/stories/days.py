"""A time value -> the days it may mean."""

from __future__ import annotations

import re
from datetime import date, timedelta

YEAR = re.compile(r"(\d{4})")
MONTH = re.compile(r"(\d{4})-(\d{2})")
WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")
QUARTER = re.compile(r"(\d{4})-Q([1-4])")
HALF = re.compile(r"(\d{4})-H([12])")
SEASON = re.compile(r"(\d{4})-(SP|SU|FA|AU|WI)")
DECADE = re.compile(r"(\d{3})")
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}


def days_of(value: str | None) -> tuple[date, date] | None:
    """First and last day of a value: "2022-06" -> (2022-06-01, 2022-06-30), "a/b" from a to b; None where it names none."""
    try:
        first, _, last = (value or "").partition("/")
        low = _span(first)
        high = _span(last) if last else low
        return (low[0], high[1]) if low and high and low[0] <= high[1] else low
    except (ValueError, OverflowError):
        return None


def _span(value: str) -> tuple[date, date] | None:
    value = value.split("T")[0]
    if len(value) == 10 and value[4] == value[7] == "-":
        day = date.fromisoformat(value)
        return day, day
    if m := MONTH.fullmatch(value):
        return _months(int(m[1]), int(m[2]), 1)
    if m := WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        return (monday + timedelta(5) if m[3] else monday), monday + timedelta(6)
    if m := QUARTER.fullmatch(value):
        return _months(int(m[1]), 3 * int(m[2]) - 2, 3)
    if m := HALF.fullmatch(value):
        return _months(int(m[1]), 6 * int(m[2]) - 5, 6)
    if m := SEASON.fullmatch(value):
        return _months(int(m[1]), SEASON_MONTH[m[2]], 3)
    if m := YEAR.fullmatch(value):
        return _months(int(m[1]), 1, 12)
    if m := DECADE.fullmatch(value):
        return date(int(m[1]) * 10, 1, 1), date(int(m[1]) * 10 + 9, 12, 31)
    return None


def _months(year: int, month: int, n: int) -> tuple[date, date]:
    end = month - 1 + n
    return date(year, month, 1), date(year + end // 12, end % 12 + 1, 1) - timedelta(1)
