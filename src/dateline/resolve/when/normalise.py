"""A matched expression -> its value. One small function a pattern, in one table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateline.records import Precision
from dateline.resolve.when.patterns import (
    DECADE,
    DEICTIC,
    HOLIDAY,
    MONTH_NUMBER,
    NUMBER,
    ORDINAL,
    SEASON,
    WEEKDAY_NUMBER,
)
from dateline.resolve.when.values import month_value, nearest_year, shifted, weekday

Kind = Literal["date", "time", "duration", "set"]
Groups = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that words are counted from, and what it is ("the publication date"). `told`: the day told last."""

    day: date | None
    name: str
    told: date | None = None


@dataclass(frozen=True, slots=True)
class Value:
    value: str | None
    precision: Precision
    why: str
    confidence: float = 0.9
    kind: Kind = "date"


Rule = Callable[[Groups, Anchor, bool], Value]
UNKNOWN = Value(None, "vague", "no date to count from is known", 0.5)


def _month(words: str | None) -> int:
    return MONTH_NUMBER[(words or "")[:3].lower()]


def _number(words: str | None) -> int:
    words = (words or "").lower()
    return int(words) if words.isdigit() else NUMBER[words]


def _day_number(words: str | None) -> int:
    return int(re.sub(r"\D", "", words or ""))


def _iso(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    day = date(int(g["y"] or 0), int(g["m"] or 0), int(g["d"] or 0)).isoformat()
    return Value(
        f"{day}T{g['clock']}" if g["clock"] else day,
        "minute" if g["clock"] else "day",
        "a full date",
        0.99,
        "time" if g["clock"] else "date",
    )


def _month_day(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    month, day = _month(g["mon"]), _day_number(g["d"])
    if g["y"]:
        return Value(date(int(g["y"]), month, day).isoformat(), "day", "day, month and year are named", 0.99)
    if not anchor.day:
        return UNKNOWN
    year = _year_of(anchor.day, month, day, ahead)
    return Value(date(year, month, day).isoformat(), "day", f"the year is the one nearest to {anchor.name}", 0.93)


def _year_of(anchor: date, month: int, day: int, ahead: bool) -> int:
    """The nearest such day; a long way off, the verb decides."""
    options = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            options.append((abs((date(year, month, day) - anchor).days), year))
        except ValueError:
            continue
    near = min(options)
    return near[1] if near[0] < 100 else nearest_year(anchor, month, ahead, day)


def _range(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    first = _month_day(g, anchor, ahead)
    last = _month_day({**g, "d": g["d2"]}, anchor, ahead)
    if not first.value or not last.value:
        return UNKNOWN
    return Value(f"{first.value}/{last.value}", "interval", "from one day to another", 0.93)


def _years(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    first, last = g["y"] or g["y3"] or "", g["y2"] or g["y4"] or ""
    last = first[:2] + last if len(last) == 2 else last
    return Value(f"{first}/{last}", "interval", "from one year to another", 0.9)


def _numeric(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    a, b, year = int(g["a"] or 0), int(g["b"] or 0), int(g["y"] or 0)
    year += (1900 if year > 60 else 2000) if year < 100 else 0
    if a != b and a <= 12 and b <= 12:
        return Value(None, "vague", "day and month cannot be told apart", 0.5)
    day, month = (a, b) if b <= 12 else (b, a)
    return Value(date(year, month, day).isoformat(), "day", "only one of the two numbers can be the month", 0.9)


def _month_year(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    return Value(month_value(int(g["y"] or 0), _month(g["mon"])), "month", "month and year are named", 0.98)


def _month_alone(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    if not anchor.day:
        return UNKNOWN
    month, rel = _month(g["mon"]), (g.get("rel") or "").lower()
    forward = rel in ("next", "the following") or (ahead and rel not in ("last", "the previous"))
    year = nearest_year(anchor.day, month, forward)
    if rel in ("last", "the previous") and month == anchor.day.month:
        year -= 1
    side = "next" if forward else "latest"
    return Value(month_value(year, month), "month", f"the {side} such month from {anchor.name}", 0.85)


def _season(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    name = SEASON[(g["season"] or g["season2"] or "").lower()]
    if g["y"]:
        return Value(f"{g['y']}-{name}", "season", "season and year are named", 0.95)
    if not anchor.day:
        return UNKNOWN
    shift = {"last": -1, "next": 1}.get((g["rel2"] or g["rel"] or "").lower(), 0)
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    year = anchor.day.year + (shift if shift != -1 or start >= anchor.day.month - 2 else 0)
    return Value(f"{year}-{name}", "season", f"counted from {anchor.name}", 0.75)


def _quarter(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    n, half = ORDINAL[(g["n"] or "").lower()], (g["unit"] or "").lower() == "half"
    year = int(g["y"]) if g["y"] else None
    rel = (g["rel"] or g["rel2"] or "").lower()
    if year is None:
        if not anchor.day:
            return UNKNOWN
        year = anchor.day.year + {"last": -1, "previous": -1, "next": 1}.get(rel, 0)
        if not rel and not ahead and (n * (6 if half else 3)) - (5 if half else 2) > anchor.day.month:
            year -= 1
    if half and n > 2:
        return UNKNOWN
    return Value(f"{year}-{'H' if half else 'Q'}{n}", "quarter" if not half else "interval", "part of a year", 0.8)


def _weekday(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    if not anchor.day:
        return UNKNOWN
    number, rel, week = WEEKDAY_NUMBER[(g["wd"] or "")[:3].lower()], (g["rel"] or "").lower(), (g["week"] or "").lower()
    if week:
        monday = anchor.day - timedelta(anchor.day.weekday()) + timedelta(7 * {"last": -1, "next": 1}.get(week, 0))
        day = monday + timedelta(number)
    elif rel in ("next", "this coming", "the following"):
        day = weekday(anchor.day + timedelta(1), number, True)
    else:
        day = weekday(anchor.day, number, ahead and rel not in ("last", "this past"))
        if rel == "last" and day == anchor.day:
            day -= timedelta(7)
    part = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}.get((g["part"] or "").lower())
    side = "next" if day > anchor.day else "latest"
    why = f"the {side} such day from {anchor.name}, {anchor.day}"
    return Value(day.isoformat() + (f"T{part}" if part else ""), "day", why, 0.92, "time" if part else "date")


def _deictic(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    if not anchor.day:
        return UNKNOWN
    words = (g["word"] or "").lower()
    days = next(n for w, n in sorted(DEICTIC.items(), key=lambda kv: -len(kv[0])) if w in words)
    part = next(
        (c for w, c in (("morning", "MO"), ("afternoon", "AF"), ("evening", "EV"), ("night", "NI")) if w in words), None
    )
    day = (anchor.day + timedelta(days)).isoformat()
    return Value(
        day + (f"T{part}" if part else ""),
        "day",
        f"counted from {anchor.name}, {anchor.day}",
        0.93,
        "time" if part else "date",
    )


def _ago(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    direction = (g["dir"] or "").lower()
    narrative = direction in ("later", "before", "after that", "afterwards", "earlier")
    base = anchor.told if narrative and anchor.told else anchor.day
    if base is None or (direction in ("before", "later") and not anchor.told):
        return UNKNOWN
    sign = -1 if direction in ("ago", "earlier", "before") else 1
    unit = (g["unit"] or "").lower().replace("centurie", "century")
    value, precision = shifted(base, unit, sign * _number(g["n"]))
    named = "the day told before" if base is anchor.told else anchor.name
    return Value(value, precision, f"counted from {named}, {base}", 0.8)  # type: ignore[arg-type]


RELATIVE = {"last": -1, "the previous": -1, "next": 1, "the following": 1, "the coming": 1, "this": 0, "the current": 0}


def _unit(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    rel, unit = (g["rel"] or "").lower(), (g["unit"] or "").lower()
    if rel in ("the past", "the last"):
        return Value(f"P1{unit[0].upper()}", "vague", "a length of time", 0.7, "duration")
    base = anchor.told if rel in ("that", "the same") else anchor.day
    if base is None:
        return UNKNOWN
    value, precision = shifted(base, unit, RELATIVE.get(rel, 0))
    return Value(value, precision, f"counted from {anchor.name}, {base}", 0.9)  # type: ignore[arg-type]


def _since_year(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    return Value(g["y"], "year", "the year is named", 0.95)


def _decade(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    if g.get("dec"):
        return Value(f"19{DECADE[(g['dec'] or '').lower()] // 10}", "decade", "a decade", 0.8)
    return Value(g["y"][:3] if g["y"] else f"19{(g['yy'] or '')[0]}", "decade", "a decade", 0.9)


def _century(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    return Value(f"{int(g['n'] or 1) - 1:02d}", "decade", "a century", 0.9)


def _holiday(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    month, day = HOLIDAY[(g["day"] or "").lower()]
    if not g["y"] and not anchor.day:
        return UNKNOWN
    year = int(g["y"]) if g["y"] else _year_of(anchor.day, month, day, ahead)  # type: ignore[arg-type]
    return Value(date(year, month, day).isoformat(), "day", "a holiday on a fixed day", 0.8)


def _clock(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    m = re.match(r"(\d{1,2})(?:[:.](\d\d))?\s?([ap])?", (g["clock"] or "").lower())
    day = anchor.told or anchor.day
    if not m or day is None:
        return UNKNOWN
    hour = int(m[1]) % 12 + (12 if m[3] == "p" else 0) if m[3] else int(m[1])
    if hour > 23 or int(m[2] or 0) > 59:
        return UNKNOWN
    return Value(f"{day}T{hour:02d}:{int(m[2] or 0):02d}", "minute", f"a time of day on {day}", 0.7, "time")


def _duration(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    n, unit = (g.get("n") or "X").lower(), (g["unit"] or "").lower()
    size = n if n.isdigit() else str(NUMBER.get(n, "X"))
    letter = {"minute": "TM", "hour": "TH", "centurie": "C"}.get(unit, "") or unit[0].upper()
    return Value(
        f"P{letter[0]}{size}{letter[1]}" if len(letter) == 2 else f"P{size}{letter}",
        "vague",
        "a length of time",
        0.8,
        "duration",
    )


def _vague(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    return Value(None, "vague", "the words name no date", 0.9)


def _set(g: Groups, anchor: Anchor, ahead: bool) -> Value:
    return Value(None, "vague", "again and again", 0.9, "set")


RULES: dict[str, Rule] = {
    "iso": _iso, "mdy": _month_day, "dmy": _month_day, "range_md": _range, "range_dm": _range, "between_years": _years,
    "numeric": _numeric, "my": _month_year, "month": _month_alone, "rel_month": _month_alone, "season": _season, "quarter": _quarter,
    "weekday": _weekday, "deictic": _deictic, "ago": _ago, "rel_unit": _unit, "since_year": _since_year, "year": _since_year,
    "decade": _decade, "decade_word": _decade, "century": _century, "holiday": _holiday, "clock": _clock, "duration": _duration,
    "span": _duration, "vague": _vague, "every": _set,
}  # fmt: skip


def normalise(name: str, groups: Groups, anchor: Anchor, ahead: bool) -> Value:
    """Value of a matched pattern. `ahead`: its clause looks to the future. Days that do not exist stay without a value."""
    try:
        return RULES[name](groups, anchor, ahead)
    except (ValueError, OverflowError, KeyError):
        return Value(None, "vague", "the words name no day that exists", 0.4)
