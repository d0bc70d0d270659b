"""Days told by another: "the day before", "the Tuesday before last", "two weeks ago Tuesday", "on the 12th"."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.resolve.when.scene import UNKNOWN, Groups, Rule, Scene, Value, at_day, day_number
from dateline.resolve.when.values import shifted, weekday
from dateline.resolve.when.words import PART, UNIT, WEEKDAY, number_of


def _day_beside(g: Groups, s: Scene) -> Value | None:
    """ "the day before", "the night after": counted from the day told before."""
    words, n = g["U"] or "", {"before": -1, "after": 1}.get(g["b"] or "")
    if s.told is None or n is None or (words in UNIT and UNIT[words] not in ("day", "night")):
        return None
    day = s.told + timedelta(n)
    return at_day(day, f"counted from the day told before, {s.told}", 0.8, words if words in PART else None)


def _day_from(g: Groups, s: Scene) -> Value | None:
    """ "the day after the 12 March vote": find.py counts it from the date that follows; without one it is none."""
    return None


def _before_last(g: Groups, s: Scene) -> Value | None:
    """ "the Tuesday before last", "the week before last"."""
    words = g["U"] or ""
    if g["b"] != "before" or g["R"] != "last":
        return None
    if not s.day:
        return UNKNOWN
    why = f"the last but one from {s.name}, {s.day}"
    if (number := WEEKDAY.get(words[:3])) is not None and words not in UNIT:
        return at_day(weekday(s.day - timedelta(1), number, False) - timedelta(7), why, 0.9)
    if words in PART:
        return at_day(s.day - timedelta(2), why, 0.9, words)
    value, precision = shifted(s.day, UNIT[words], -2)
    return Value(value, precision, why, 0.9)  # type: ignore[arg-type]


def _weekday_ago(g: Groups, s: Scene) -> Value | None:
    """ "two weeks ago Tuesday": so many weeks before the latest."""
    n = number_of(g["n"] or "")
    if UNIT[g["U"] or ""] != "week" or n is None:
        return None
    if not s.day:
        return UNKNOWN
    day = weekday(s.day, WEEKDAY[(g["W"] or "")[:3]], False) - timedelta(7 * n)
    return at_day(day, f"counted from {s.name}, {s.day}", 0.85)


def _day_of_month(g: Groups, s: Scene) -> Value | None:
    """ "on the 12th": the first since the day told before, else the one nearest to the anchor that fits the verb."""
    if not (g["d"] or "")[:1].isdigit():
        return None
    if not s.day:
        return UNKNOWN
    number, ahead = day_number(g["d"]), bool(s.ahead())
    if s.told and s.told <= s.day and ((day := _numbered(s.told, number, 1)) <= s.day or ahead):
        return at_day(day, f"the first such day since {s.told}, told before", 0.7)
    day = _numbered(s.day, number, 1 if ahead else -1)
    return at_day(day, f"the {'next' if ahead else 'latest'} such day from {s.name}, {s.day}", 0.75)


def _numbered(start: date, number: int, step: int) -> date:
    """The nearest day with that number on or after `start`, or on or before it where `step` is -1; shorter months are passed over."""
    day = start
    while day.day != number:
        day += timedelta(step)
    return day


RULES: dict[str, Rule] = {
    "day_beside": _day_beside, "day_from": _day_from, "before_last": _before_last, "weekday_ago": _weekday_ago,
    "day_of_month": _day_of_month,
}  # fmt: skip
