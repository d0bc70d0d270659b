"""Times counted from the anchor or from what was told before; lengths, sets and vague words."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.resolve.when.scene import (
    LENGTH,
    NARRATIVE,
    SHIFT,
    UNKNOWN,
    Groups,
    Rule,
    Scene,
    Value,
    at_day,
    clock_of,
)
from dateline.resolve.when.values import (
    MONTHS_OF,
    part_value,
    shifted,
    week_value,
    weekday,
    year_value,
)
from dateline.resolve.when.words import DEICTIC, UNIT, WEEKDAY, number_of


def _weekday(g: Groups, s: Scene) -> Value | None:
    word = g.get("W") or g.get("W2") or g.get("W3") or ""
    rel, week = g.get("R") or "", g.get("R2") or ""
    if not s.day:
        return UNKNOWN
    number = WEEKDAY[word[:3]]
    if week:
        if UNIT[g["U"] or ""] != "week":
            return None
        day = s.day - timedelta(s.day.weekday()) + timedelta(7 * SHIFT.get(week, 0) + number)
    elif SHIFT.get(rel) == 1:
        base = s.told or s.day if rel == "following" else s.day
        day = weekday(base + timedelta(1), number, True)
    elif rel in ("previous", "preceding"):
        day = weekday((s.told or s.day) - timedelta(1), number, False)
    else:
        ahead = rel not in ("last", "past") and (rel != "this" or not g.get("P")) and bool(s.ahead())
        day = weekday(s.day, number, ahead)
        if rel == "last" and day == s.day:
            day -= timedelta(7)
        if s.until and not ahead and not rel and (later := weekday(s.until, number, False)) > s.day:
            return at_day(later, f"the latest such day until publication, {s.until}", 0.85, g.get("P"), g.get("T") or g.get("T3"))
    side = "next" if day > s.day else "latest"
    return at_day(day, f"the {side} such day from {s.name}, {s.day}", 0.92, g.get("P"), g.get("T") or g.get("T3"))


def _weekdays(g: Groups, s: Scene) -> Value | None:
    """ "from Tuesday to Thursday": the first by the verb, the last after it."""
    if not s.day:
        return UNKNOWN
    first = weekday(s.day, WEEKDAY[(g["W"] or "")[:3]], bool(s.ahead()))
    last = weekday(first, WEEKDAY[(g["W2"] or "")[:3]], True)
    return Value(f"{first}/{last}", "interval", f"from one day to another, counted from {s.name}", 0.85)


def _deictic(g: Groups, s: Scene) -> Value | None:
    if not s.day:
        return UNKNOWN
    why = f"counted from {s.name}, {s.day}"
    if g.get("P2"):  # "this morning", "last night"
        days = {"this": 0, "last": -1}.get(rel := g["R"] or "")
        if days is not None:
            return at_day(s.day + timedelta(days), why, 0.93, g["P2"])
        if rel not in BESIDE or s.told is None:
            return None
        return at_day(s.told + timedelta(SHIFT.get(rel, 0)), f"counted from the day told before, {s.told}", 0.8, g["P2"])
    word = g["D"] or ""
    return at_day(s.day + timedelta(DEICTIC[word]), why, 0.93, "night" if word == "tonight" else g.get("P"), g.get("T"))


def _day_before(g: Groups, s: Scene) -> Value | None:
    step = {("before", "yesterday"): -2, ("after", "tomorrow"): 2}.get((g["b"] or "", g["D"] or ""))
    if UNIT[g["U"] or ""] != "day" or step is None:
        return None
    return at_day(s.day + timedelta(step), f"counted from {s.name}, {s.day}", 0.93) if s.day else UNKNOWN


BESIDE = frozenset("next following previous preceding same".split())  # "the next morning" is that after the day told before


def _ago(g: Groups, s: Scene) -> Value | None:
    words, unit = g.get("g", "from now") or "", UNIT[g["U"] or ""]
    direction = words.split()[0]
    if direction == "since" or (direction not in ("ago", "earlier", "later", "before", "after", "from")):
        return None
    back = direction in ("ago", "earlier", "before")
    n, unit = _halved(g["n"] or "", unit)
    if n is None:
        return Value(None, "vague", "the words give no number", 0.8)
    if unit == "year" and n == 1 and back and s.period:
        return _year_back(s.period)
    narrative = direction in ("later", "earlier")
    base = s.told if narrative and s.told else s.day
    if direction in ("before", "after"):  # what it is counted from has no date: find.py looked
        return Value(None, "vague", "what it is counted from has no date", 0.6)
    if base is None or (direction == "later" and not s.told):
        return UNKNOWN
    value, precision = shifted(base, unit, -n if back else n)
    if n > 6 and (UNIT[g["U"] or ""], unit) == ("year", "month"):  # "two and a half years ago": of which month it is not said
        value, precision = value[:4], "year"
    elif n > 3 and (UNIT[g["U"] or ""], unit) == ("week", "day"):
        value, precision = week_value(date.fromisoformat(value)), "week"
    named = "the day told before" if narrative and s.told else s.name
    return Value(value, precision, f"counted from {named}, {base}", 0.8)  # type: ignore[arg-type]


def _year_back(period: str) -> Value:
    """A year before the quarter that the text speaks of: that quarter, as results are compared."""
    value = f"{year_value(int(period[:4]) - 1)}{period[4:]}"
    return Value(value, "quarter", f"a year before {period}, told before", 0.7)


def _year_ago(g: Groups, s: Scene) -> Value | None:
    if UNIT[g["U"] or ""] != "year" or g["g"] not in ("ago", "earlier"):
        return None
    if s.period:
        return _year_back(s.period)
    return Value(year_value(s.day.year - 1), "year", f"counted from {s.name}, {s.day}", 0.7) if s.day else UNKNOWN


def _unit(g: Groups, s: Scene) -> Value | None:
    rel, words = g["R"] or "", g["U"] or ""
    unit = UNIT[words]
    if words.endswith("s") and words != "s" and words in UNIT and words not in ("century",):
        return None  # "recent weeks": a span
    if unit == "period":
        return Value(s.period, "quarter", "the period told before", 0.6) if s.period and rel == "latest" else None
    if rel == "latest" and unit in MONTHS_OF:
        if s.period:
            return Value(s.period, "quarter", "the period told before", 0.7)
        return Value(part_value(unit, s.day, -1), "quarter", f"the last one before {s.name}", 0.7) if s.day else UNKNOWN
    if g.get("t") and rel in ("past", "last") and unit in ("week", "month", "year", "decade", "century", "day", "hour", "night"):
        return Value(_length(1, unit), "vague", LENGTH, 0.7, "duration")
    if rel in ("recent", "these", "those") or unit in ("minute", "hour") or (unit == "day" and rel in ("last", "this", "current")):
        return None
    if unit == "half" and rel not in ("last", "next", "current"):
        return None
    if unit == "year" and rel in NARRATIVE and s.year:
        return Value(year_value(s.year + SHIFT.get(rel, 0)), "year", f"counted from {s.year}, named just before", 0.75)
    base = (s.told or (s.day if rel != "that" else None)) if rel in NARRATIVE else s.day
    if unit == "day" and rel == "next":
        base = s.told or s.day
    if base is None:
        return UNKNOWN
    n = SHIFT.get(rel, 0)
    if unit == "weekend" and rel in ("this", "the") and not s.ahead() and base.weekday() < 4:
        n -= 1
    value, precision = shifted(base, unit, n)
    named = "the day told before" if base is s.told else s.name
    return Value(value, precision, f"counted from {named}, {base}", 0.88 if base is s.day else 0.7)  # type: ignore[arg-type]


def _year_end(g: Groups, s: Scene) -> Value | None:
    """ "the end of the month", "year-end", "later in the year": the unit itself, as which day it is stays open."""
    words = g.get("U") or g.get("U2") or g.get("U3") or ""
    if words not in ("week", "month", "quarter", "year", "day"):
        return None
    if not s.day:
        return UNKNOWN
    value, precision = shifted(s.day, words, 0)
    return Value(value, precision, f"counted from {s.name}, {s.day}", 0.7)  # type: ignore[arg-type]


def _the_unit(g: Groups, s: Scene) -> Value | None:
    words, before = g["U"] or "", g["i"] or ""
    if words == "weekend":
        if not s.day:
            return UNKNOWN
        back = not s.ahead() and s.day.weekday() < 5
        return Value(shifted(s.day, "weekend", -1 if back else 0)[0], "week", f"the weekend nearest to {s.name} that fits the verb", 0.75)
    if words == "quarter" and s.period and before in ("in", "for", "of", "during"):
        return Value(s.period, "quarter", "the quarter told before", 0.7)
    if words == "year" and before in ("for", "during", "throughout", "of", "in") and s.day:
        return Value(str(s.day.year), "year", f"the year of {s.name}", 0.6)
    return None


def _clock_alone(g: Groups, s: Scene) -> Value | None:
    hour, day = clock_of(g["T"]), s.told or s.day
    if not hour or day is None:
        return UNKNOWN if hour else None
    return Value(f"{day}T{hour}", "minute", f"a time of day on {day}", 0.7, "time")


LENGTHS = {"minute": ("PT", "M", 1), "hour": ("PT", "H", 1), "decade": ("P", "DE", 1), "fortnight": ("P", "W", 2)}


def _duration(g: Groups, s: Scene) -> Value | None:
    unit = UNIT[g["U"] or ""]
    if unit in ("period", "half", "weekend") or (unit == "night" and g["n"] in ("a", "one")):
        return None
    return Value(_length(*_halved(g["n"] or "", unit)), "vague", LENGTH, 0.8, "duration")


FINER = {
    "year": ("month", 12), "decade": ("year", 10), "century": ("year", 100), "month": ("week", 4), "week": ("day", 7), "day": ("hour", 24),
    "hour": ("minute", 60),
}  # fmt: skip


def _halved(words: str, unit: str) -> tuple[int | None, str]:
    """ "two and a half", "year" -> 30 months; what has no half stays."""
    n, parts = number_of(words), re.split(r"[\s-]+", words)
    if n is None or unit not in FINER or "half" not in parts or "dozen" in parts:
        return n, unit
    finer, each = FINER[unit]
    return (n * each if "and" in parts else 0) + each // 2, finer


def _length(n: int | None, unit: str) -> str:
    """A duration of TIMEX3: "P3D", "PT2H", "P2DE" for two decades; X where the number is open."""
    lead, letters, factor = LENGTHS.get(unit, ("P", unit[0].upper(), 1))
    return f"{lead}{'X' if n is None else n * factor}{letters}"


def _span(g: Groups, s: Scene) -> Value | None:
    words, rel = g["U"] or "", g["R"] or ""
    if g["n"] and rel not in ("these", "those", "that", "this", "current", "latest"):
        return _duration(g, s)
    if words.endswith("s") and rel in ("recent", "coming", "past", "these", "following", "previous", "upcoming", "last", "next"):
        return Value(None, "vague", "the words name no date", 0.9)
    return None


def _vague(g: Groups, s: Scene) -> Value | None:
    return Value(None, "vague", "the words name no date", 0.9) if g["V"] or g["R"] == "past" else None


def _set(g: Groups, s: Scene) -> Value:
    return Value(None, "vague", "again and again", 0.9, "set")


RULES: dict[str, Rule] = {
    "weekday": _weekday, "from_weekday": _weekdays, "deictic": _deictic, "day_before": _day_before, "ago": _ago, "year_ago": _year_ago,
    "unit": _unit, "year_end": _year_end, "the_unit": _the_unit, "clock": _clock_alone, "weekdays": _set, "span": _span, "vague": _vague,
    "duration": _duration,
}  # fmt: skip
