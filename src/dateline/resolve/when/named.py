"""Times that name their date: days, months, years, seasons, quarters, holidays."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateline.records import Precision
from dateline.resolve.when.scene import (
    SHIFT,
    UNKNOWN,
    Groups,
    Rule,
    Scene,
    Value,
    at_day,
    day_number,
    month_of,
)
from dateline.resolve.when.values import (
    MONTHS_OF,
    easter,
    month_value,
    nearest_year,
    nth_weekday,
    year_value,
)
from dateline.resolve.when.words import DECADE, SEASON, UNIT


def _iso(g: Groups, s: Scene) -> Value:
    words = (g["I"] or "").upper()
    day = date.fromisoformat(words[:10])
    return at_day(day, "a full date", 0.99, clock=words[11:16])


def _numeric(g: Groups, s: Scene) -> Value:
    a, b, year = (int(n) for n in re.split(r"[/.]", g["G"] or ""))
    year += (1900 if year > 60 else 2000) if year < 100 else 0
    if a != b and a <= 12 and b <= 12:
        return Value(None, "vague", "day and month cannot be told apart", 0.5)
    day, month = (a, b) if b <= 12 else (b, a)
    return Value(date(year, month, day).isoformat(), "day", "only one of the two numbers can be the month", 0.9)


def _month_day(g: Groups, s: Scene) -> Value | None:
    month, day = month_of(g["M"]), day_number(g["d"])
    if g["Y"]:
        return at_day(date(int(g["Y"]), month, day), "day, month and year are named", 0.99, clock=g.get("T") or g.get("T2"))
    clock = g.get("T") or g.get("T2")
    if not s.day:
        return at_day(date(s.year, month, day), f"of {s.year}, the year that the text names", 0.75, clock=clock) if s.year else UNKNOWN
    year = _year_of(s, month, day)
    return at_day(date(year, month, day), f"the year is the one nearest to {s.name}", 0.93, clock=clock)


def _day_of(g: Groups, s: Scene) -> Value | None:
    """ "August 16 last year": the year is counted from the anchor."""
    rel = g["R"] or g["R2"] or ""
    if UNIT[g["U"] or g["U2"] or ""] != "year" or (rel != "this" and rel not in SHIFT):
        return None
    if not s.day:
        return UNKNOWN
    day = date(s.day.year + SHIFT.get(rel, 0), month_of(g["M"] or g["M2"]), day_number(g["d"] or g["d2"]))
    return at_day(day, f"day of a year counted from {s.name}", 0.95)


def _year_of(s: Scene, month: int, day: int) -> int:
    """The nearest such day; more than three weeks off, the verb decides where it tells."""
    anchor, options = s.day or date.min, []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            options.append((abs((date(year, month, day) - anchor).days), year))
        except ValueError:
            continue
    distance, near = min(options)
    if distance <= 21:
        return near
    ahead = s.ahead()
    return near if ahead is None and distance < 100 else nearest_year(anchor, month, bool(ahead), day)


def _days(g: Groups, s: Scene) -> Value | None:
    first = _month_day({"M": g["M"], "d": g["d"], "Y": g["Y"]}, s)
    last = _month_day({"M": g.get("M2") or g["M"], "d": g["d2"], "Y": g["Y"]}, s)
    if not first or not last or not first.value or not last.value:
        return UNKNOWN
    if first.value >= last.value:
        return None
    return Value(f"{first.value}/{last.value}", "interval", "from one day to another", 0.93)


def _months(g: Groups, s: Scene) -> Value | None:
    a, b = month_of(g["M"] or g["M3"]), month_of(g["M2"] or g["M4"])
    year = int(g["Y"] or g["Y3"] or 0)
    if not year:
        if not s.day:
            return UNKNOWN
        year = nearest_year(s.day, b, bool(s.ahead()))
    return Value(f"{month_value(year - (a > b), a)}/{month_value(year, b)}", "interval", "from one month to another", 0.85)


def _years(g: Groups, s: Scene) -> Value | None:
    first, last = g["Y"] or g["Y3"] or "", g["Y2"] or g["Y4"] or ""
    last = first[: 4 - len(last)] + last
    if len(last) != 4 or last <= first or (not g["Y"] and int(last) - int(first) > 120):
        return None
    return Value(f"{first}/{last}", "interval", "from one year to another", 0.9)


def _month_year(g: Groups, s: Scene) -> Value:
    return Value(month_value(int(g["Y"] or 0), month_of(g["M"])), "month", "month and year are named", 0.98)


def _month_of(g: Groups, s: Scene) -> Value | None:
    if UNIT[g["U"] or ""] != "year":
        return None
    if not s.day:
        return UNKNOWN
    year = s.day.year + SHIFT.get(g["R"] or "", 0)
    return Value(month_value(year, month_of(g["M"])), "month", f"month of a year counted from {s.name}", 0.95)


def _month_alone(g: Groups, s: Scene) -> Value | None:
    month, rel = month_of(g["M"] if "M" in g else g["m"]), g.get("R") or ""
    if not s.day:
        why = f"of {s.year}, the year that the text names"
        return Value(month_value(s.year, month), "month", why, 0.7) if s.year and not rel else UNKNOWN
    back, forward = SHIFT.get(rel) == -1, SHIFT.get(rel) == 1
    year = s.day.year if rel == "this" else nearest_year(s.day, month, forward or (not back and bool(s.ahead())))
    year += (forward - back) * (month == s.day.month)
    return Value(month_value(year, month), "month", f"the month nearest to {s.name} that fits the verb", 0.85)


def _year(g: Groups, s: Scene) -> Value:
    return Value(g["Y"], "year", "the year is named", 0.95)


def _decade(g: Groups, s: Scene) -> Value:
    words = g["K"] or ""
    digits = re.sub(r"\D", "", words) or f"{DECADE[words]}"
    return Value(digits[:3] if len(digits) == 4 else f"19{digits[0]}", "decade", "a decade", 0.9 if words[0].isdigit() else 0.7)


def _century(g: Groups, s: Scene) -> Value | None:
    if UNIT[g["U"] or ""] != "century":
        return None
    return Value(f"{day_number(g['o']) - 1:02d}", "decade", "a century", 0.9)


FIXED_DAYS = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "new years day": (1, 1),
    "new years eve": (12, 31), "may day": (5, 1), "halloween": (10, 31), "valentines day": (2, 14), "bastille day": (7, 14),
    "international womens day": (3, 8), "veterans day": (11, 11), "armistice day": (11, 11),
}  # fmt: skip
# Days from Easter Sunday.
EASTER = {
    "shrove tuesday": -47, "ash wednesday": -46, "palm sunday": -7, "spy wednesday": -4, "maundy thursday": -3, "good friday": -2,
    "easter": 0, "easter sunday": 0, "easter monday": 1, "whit sunday": 49, "whit monday": 50,
}  # fmt: skip
MOVING_DAYS: dict[str, Callable[[int], date]] = {
    "memorial day": lambda y: nth_weekday(y, 5, 0, -1),
    "labor day": lambda y: nth_weekday(y, 9, 0, 1),
    "thanksgiving": lambda y: nth_weekday(y, 11, 3, 4),
}


def _holiday(g: Groups, s: Scene) -> Value | None:
    name = re.sub(r"['’]", "", g["H"] or "")
    if name not in FIXED_DAYS and name not in MOVING_DAYS and name not in EASTER:
        return None
    if not g["Y"] and not s.day:
        return UNKNOWN
    if g["Y"]:
        return Value(_holiday_in(name, int(g["Y"])).isoformat(), "day", "a holiday on a known day, its year named", 0.9)
    anchor = s.day or date.min
    days = [_holiday_in(name, y) for y in (anchor.year - 1, anchor.year, anchor.year + 1)]
    way = SHIFT.get(g.get("R") or "", 0)  # "last Christmas" is past, "next Christmas" to come
    near = min(days, key=lambda d: (way * (d - anchor).days < 0, abs((d - anchor).days)))
    return Value(near.isoformat(), "day", f"the holiday nearest to {s.name}", 0.75)


def _holiday_in(name: str, year: int) -> date:
    if name in EASTER:
        return easter(year) + timedelta(EASTER[name])
    return date(year, *FIXED_DAYS[name]) if name in FIXED_DAYS else MOVING_DAYS[name](year)


def _season(g: Groups, s: Scene) -> Value | None:
    word = g["S"] or g["S2"] or g["S4"] or ""
    year = g["Y"] or g["Y4"]
    if year:
        return Value(f"{year}-{SEASON[word]}", "season", "season and year are named", 0.95)
    rel = g["R"] or ""
    if word == "fall" and SHIFT.get(rel) is None and rel != "this":
        return None
    if not s.day:
        return UNKNOWN
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[SEASON[word]]
    anchor = s.day
    if SHIFT.get(rel) == 1 or (not rel and s.ahead()):
        at = anchor.year + (start + 2 < anchor.month)
    elif rel == "this":
        at = anchor.year - (start == 12 and anchor.month < 3)
    else:  # the last one that is over, or has begun where nothing says "last"
        over = start + (3 if rel == "last" else 0)
        at = anchor.year - (over > anchor.month + (12 if start == 12 and anchor.month < 3 else 0))
        at -= start == 12 and anchor.month < 3 and rel != "last" and over <= anchor.month + 12
    return Value(f"{year_value(at)}-{SEASON[word]}", "season", f"counted from {s.name}", 0.75)


def _quarter(g: Groups, s: Scene) -> Value | None:
    unit, n = UNIT[g["U"] or ""], day_number(g["o"])
    if unit not in MONTHS_OF or n > 12 // MONTHS_OF[unit] or (g["U"] or "").endswith("s"):
        return None
    letter = "Q" if unit == "quarter" else "H"
    precision: Precision = "quarter" if unit == "quarter" else "interval"
    if year := g.get("Y") or g.get("Y2"):
        return Value(f"{year}-{letter}{n}", precision, "part of a year, named", 0.95)
    if not s.day:
        return UNKNOWN
    year_at = s.day.year
    if (of := g.get("U2")) and UNIT[of] != "year":
        return None
    if rel := g.get("R") or g.get("R3"):  # "this year's third quarter"
        year_at += SHIFT.get(rel, 0)
    elif (n - 1) * MONTHS_OF[unit] + 1 > s.day.month and not s.ahead():
        year_at -= 1
    if g.get("g"):  # "the year-ago third quarter"
        year_at -= 1
    return Value(f"{year_value(year_at)}-{letter}{n}", precision, f"part of a year, counted from {s.name}", 0.8)


def _year_period(g: Groups, s: Scene) -> Value | None:
    unit = UNIT[g["U"] or ""]
    if unit not in ("quarter", "period", "half"):
        return None
    if s.period and unit != "half":
        return Value(g["Y"] + s.period[4:] if g["Y"] else None, "quarter", "that period of the year named", 0.7)
    return Value(g["Y"], "year", "the year is named", 0.8)


RULES: dict[str, Rule] = {
    "iso": _iso, "numeric": _numeric, "days": _days, "months": _months, "years": _years,
    "month_day": _month_day, "day_of": _day_of, "month": _month_year, "month_of": _month_of, "month_alone": _month_alone,
    "season": _season, "quarter": _quarter,
    "year_period": _year_period, "year": _year, "decade": _decade, "century": _century, "holiday": _holiday,
}  # fmt: skip
