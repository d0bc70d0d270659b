"""Arithmetic on days and on time values ("2022-06", "2022-W26", "2022-Q3", "a/b"); no text is read here."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateline.records import Precision

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, as meteorologists and TimeML count them
MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_OF = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
PRECISION_OF: dict[str, Precision] = {
    "day": "day", "week": "week", "weekend": "interval", "fortnight": "interval", "month": "month", "quarter": "quarter",
    "half": "interval", "year": "year", "decade": "decade", "century": "interval",
}  # fmt: skip

VALUE = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d)(?:T\d\d(?::\d\d)?)?)?|-W(?P<w>\d\d)|-Q(?P<q>[1-4])"
    r"|-H(?P<h>[12])|-(?P<s>SP|SU|FA|WI))?|(?P<dec>\d{3})",
    re.ASCII,
)


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, count: int, unit: str) -> date | None:
    """`day` moved by `count` units; a day that a shorter month lacks becomes its last. None outside the calendar."""
    try:
        if unit in DAYS_OF:
            return day + timedelta(days=count * DAYS_OF[unit])
        months = day.year * 12 + day.month - 1 + count * MONTHS_OF[unit]
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, _last_of_month(year, month + 1).day))
    except (OverflowError, ValueError):
        return None


def _last_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)


def value_of(day: date, unit: str) -> str:
    """The value of the unit that holds `day`: "2022-07-04", "2022-W27", "2022-07", "2022-Q3", "2022-H2", "2022", "202"."""
    return _VALUES[unit](day)


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _weekend(day: date) -> str:
    saturday = day + timedelta(5 - day.weekday())
    return f"{saturday}/{saturday + timedelta(1)}"


_VALUES: dict[str, Callable[[date], str]] = {
    "day": date.isoformat,
    "week": _week,
    "weekend": _weekend,
    "fortnight": lambda d: f"{d - timedelta(d.weekday())}/{d - timedelta(d.weekday()) + timedelta(13)}",
    "month": lambda d: f"{d.year:04}-{d.month:02}",
    "quarter": lambda d: f"{d.year:04}-Q{(d.month + 2) // 3}",
    "half": lambda d: f"{d.year:04}-H{(d.month + 5) // 6}",
    "year": lambda d: f"{d.year:04}",
    "decade": lambda d: f"{d.year // 10:03}",
    "century": lambda d: century(d.year // 100 + 1) or f"{d.year:04}",
}


def century(ordinal: int) -> str | None:
    """The 20th century as the interval of the years 1900 to 1999, the way newspapers count."""
    return f"{ordinal - 1:02}00-01-01/{ordinal - 1:02}99-12-31" if 2 <= ordinal <= 99 else None


def extent(value: str | None) -> tuple[date, date] | None:
    """First and last day of a time value; None for null and for what is no value."""
    if not value:
        return None
    if "/" in value:
        first, last = (extent(part) for part in value.split("/", 1))
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    found = VALUE.fullmatch(value)
    try:
        return _extent(found) if found else None
    except (ValueError, OverflowError):
        return None


def _extent(v: re.Match[str]) -> tuple[date, date]:
    if v["dec"]:
        return date(int(v["dec"]) * 10, 1, 1), date(int(v["dec"]) * 10 + 9, 12, 31)
    year = int(v["y"])
    if v["d"]:
        day = date(year, int(v["m"]), int(v["d"]))
        return day, day
    if v["w"]:
        monday = date.fromisocalendar(year, int(v["w"]), 1)
        return monday, monday + timedelta(6)
    first, months = _months(v)
    last_year, last = divmod(year * 12 + first - 1 + months - 1, 12)
    return date(year, first, 1), _last_of_month(last_year, last + 1)


def _months(v: re.Match[str]) -> tuple[int, int]:
    """First month and number of months."""
    if v["m"]:
        return int(v["m"]), 1
    if v["q"]:
        return 3 * int(v["q"]) - 2, 3
    if v["h"]:
        return 6 * int(v["h"]) - 5, 6
    return (SEASONS[v["s"]], 3) if v["s"] else (1, 12)


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(month: int, weekday: int, n: int) -> Callable[[int], date]:
    """Rule for the n-th such weekday of a month (Monday 0); n = -1 is the last one."""

    def day(year: int) -> date:
        if n < 0:
            last = _last_of_month(year, month)
            return last - timedelta((last.weekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))

    return day


def fixed(month: int, day: int) -> Callable[[int], date]:
    """Rule for a holiday on the same date each year."""
    return lambda year: date(year, month, day)


def from_easter(days: int) -> Callable[[int], date]:
    """Rule for a holiday so many days after Easter Sunday."""
    return lambda year: easter(year) + timedelta(days)


# Only holidays that fall on the same day wherever they are kept, or that one country alone calls so.
HOLIDAYS: dict[str, Callable[[int], date]] = {
    "new year's day": fixed(1, 1), "new year's eve": fixed(12, 31), "christmas eve": fixed(12, 24),
    "christmas day": fixed(12, 25), "christmas": fixed(12, 25), "boxing day": fixed(12, 26),
    "valentine's day": fixed(2, 14), "st. patrick's day": fixed(3, 17), "international women's day": fixed(3, 8),
    "april fools' day": fixed(4, 1), "may day": fixed(5, 1), "bastille day": fixed(7, 14), "halloween": fixed(10, 31),
    "all saints' day": fixed(11, 1), "veterans day": fixed(11, 11), "armistice day": fixed(11, 11),
    "anzac day": fixed(4, 25), "martin luther king day": nth_weekday(1, 0, 3), "presidents' day": nth_weekday(2, 0, 3),
    "presidents day": nth_weekday(2, 0, 3), "memorial day": nth_weekday(5, 0, -1), "labor day": nth_weekday(9, 0, 1),
    "columbus day": nth_weekday(10, 0, 2), "thanksgiving day": nth_weekday(11, 3, 4), "thanksgiving": nth_weekday(11, 3, 4),
    "ash wednesday": from_easter(-46), "palm sunday": from_easter(-7), "good friday": from_easter(-2),
    "easter sunday": from_easter(0), "easter monday": from_easter(1), "easter": from_easter(0),
}  # fmt: skip
