"""Arithmetic of the calendar: values as ISO strings. Every function raises ValueError on days that do not exist."""

from __future__ import annotations

from datetime import date, timedelta


def month_value(year: int, month: int) -> str:
    """(2022, 14) -> "2023-02": months run over the year's end."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= 9999:
        raise ValueError(year)
    return f"{year:04d}-{month:02d}"


def week_value(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def shifted(anchor: date, unit: str, n: int) -> tuple[str, str]:
    """The unit that lies n units from the anchor's: (value, precision). Hours and minutes keep the day."""
    if unit in ("minute", "hour"):
        return anchor.isoformat(), "day"
    if unit in ("day", "night"):
        return (anchor + timedelta(n)).isoformat(), "day"
    if unit == "week":
        return week_value(anchor + timedelta(7 * n)), "week"
    if unit == "weekend":
        return week_value(anchor + timedelta(7 * n)) + "-WE", "week"
    if unit == "month":
        return month_value(anchor.year, anchor.month + n), "month"
    if unit == "quarter":
        quarter = (anchor.month - 1) // 3 + n
        return f"{anchor.year + quarter // 4:04d}-Q{quarter % 4 + 1}", "quarter"
    if unit == "year":
        return f"{_year(anchor.year + n):04d}", "year"
    if unit == "decade":
        return f"{(_year(anchor.year + 10 * n)) // 10:03d}", "decade"
    return f"{_year(anchor.year + 100 * n) // 100:02d}", "decade"


def _year(year: int) -> int:
    if not 1 <= year <= 9999:
        raise ValueError(year)
    return year


def weekday(anchor: date, number: int, ahead: bool) -> date:
    """The nearest such day on or before the anchor, or on or after it where `ahead`."""
    back = (anchor.weekday() - number) % 7
    return anchor + timedelta((7 - back) % 7) if ahead else anchor - timedelta(back)


def nearest_year(anchor: date, month: int, ahead: bool | None, day: int | None = None) -> int:
    """The year of a month (or day) named without one: the last past, the next to come, or the nearest where `ahead` is None."""
    here = (month, day or anchor.day) if day else (month,)
    now = (anchor.month, anchor.day) if day else (anchor.month,)
    if ahead is None:
        options = [anchor.year - 1, anchor.year, anchor.year + 1]
        return min(options, key=lambda y: abs((y - anchor.year) * 12 + month - anchor.month))
    if ahead:
        return anchor.year + (here < now)
    return anchor.year - (here > now)
