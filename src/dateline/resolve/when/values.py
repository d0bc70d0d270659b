"""Arithmetic of the calendar: values as ISO strings. Every function raises ValueError on days that do not exist."""

from __future__ import annotations

from datetime import date, timedelta

MONTHS_OF = {"quarter": 3, "half": 6}


def month_value(year: int, month: int) -> str:
    """(2022, 14) -> "2023-02": months run over the year's end."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{_year(year):04d}-{month:02d}"


def week_value(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def part_value(unit: str, day: date, n: int = 0) -> str:
    """The quarter or half year that lies n of them from the day's: "2022-Q3", "2022-H1"."""
    per_year = 12 // MONTHS_OF[unit]
    at = (day.month - 1) // MONTHS_OF[unit] + n
    return f"{_year(day.year + at // per_year):04d}-{'Q' if unit == 'quarter' else 'H'}{at % per_year + 1}"


def shifted(anchor: date, unit: str, n: int) -> tuple[str, str]:
    """The unit that lies n units from the anchor's: (value, precision). Minutes keep the day, hours move it by every 24."""
    if unit in ("minute", "hour"):
        days = int(n / 24) if unit == "hour" else 0
        return (anchor + timedelta(days)).isoformat(), "day"
    if unit in ("day", "night"):
        return (anchor + timedelta(n)).isoformat(), "day"
    if unit == "week":
        return week_value(anchor + timedelta(7 * n)), "week"
    if unit == "fortnight":
        return week_value(anchor + timedelta(14 * n)), "week"
    if unit == "weekend":
        return week_value(anchor + timedelta(7 * n)) + "-WE", "week"
    if unit == "month":
        return month_value(anchor.year, anchor.month + n), "month"
    if unit in MONTHS_OF:
        return part_value(unit, anchor, n), "quarter" if unit == "quarter" else "interval"
    if unit == "year":
        return f"{_year(anchor.year + n):04d}", "year"
    if unit == "decade":
        return f"{_year(anchor.year + 10 * n) // 10:03d}", "decade"
    if unit == "century":
        return f"{_year(anchor.year + 100 * n) // 100:02d}", "decade"
    raise ValueError(unit)


def _year(year: int) -> int:
    if not 1 <= year <= 9999:
        raise ValueError(year)
    return year


def year_value(year: int) -> str:
    return f"{_year(year):04d}"


def weekday(anchor: date, number: int, ahead: bool) -> date:
    """The nearest such day on or before the anchor, or on or after it where `ahead`."""
    back = (anchor.weekday() - number) % 7
    return anchor + timedelta((7 - back) % 7) if ahead else anchor - timedelta(back)


def nearest_year(anchor: date, month: int, ahead: bool, day: int = 0) -> int:
    """The year of a month (or day) named without one: of the next to come where `ahead`, else of the last past or present."""
    here, now = ((month, day), (anchor.month, anchor.day)) if day else ((month, 0), (anchor.month, 0))
    if ahead:
        return anchor.year + (here < now)
    return anchor.year - (here > now)


def nth_weekday(year: int, month: int, number: int, n: int) -> date:
    """The n-th such weekday of a month; n = -1 is the last."""
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta((number - first.weekday()) % 7 + 7 * (n - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
    return last - timedelta((last.weekday() - number) % 7)


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    m = (32 + 2 * e + 2 * (c // 4) - h - c % 4) % 7
    n = h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114
    return date(year, n // 31, n % 31 + 1)
