"""Text -> time expressions with their values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from dateline.records import Article, Time
from dateline.resolve.when.matches import Match, matches
from dateline.resolve.when.neighbours import is_named_day, is_time
from dateline.resolve.when.normalise import normalise
from dateline.resolve.when.numbers import is_number
from dateline.resolve.when.patterns import LISTED
from dateline.resolve.when.scene import Groups, Scene, Value, month_of
from dateline.resolve.when.tense import Clauses
from dateline.resolve.when.values import shifted
from dateline.resolve.when.words import MONTHS, UNIT, Words, classed, number_of

NEAR = 300  # characters within which a year named before still holds
PERIOD = 1500  # the same for a quarter of results


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that words are counted from, and what it is. `until`: the day of publication where that is a day or two later."""

    day: date | None
    name: str
    until: date | None = None


@dataclass(slots=True)
class Latest:
    """What the text has named so far, for words that lean on it: each with the offset at which it was named."""

    day: tuple[int, date] | None = None
    period: tuple[int, str] | None = None
    year: tuple[int, int] | None = None

    def add(self, rule: str, time: Time) -> None:
        """A quarter counts where it is named as such: one that a year is compared with is not what the text speaks of."""
        value = time.value or ""
        if time.precision in ("day", "minute") and value:
            self.day = (time.end, date.fromisoformat(value[:10]))
        if rule == "quarter" and "-ago" not in time.text and "-earlier" not in time.text and value:
            self.period = (time.end, value)
        if time.type in ("date", "time") and re.match(r"\d{4}(?:-|$|T)", value):
            self.year = (time.end, int(value[:4]))

    @property
    def last_day(self) -> date | None:
        """The day named last, if no other year was since: "eleven days later" is of the story told now."""
        if self.day is None or (self.year and self.year[0] > self.day[0] and self.year[1] != self.day[1].year):
            return None
        return self.day[1]


# A line of a month and its year at the top dates an undated page so far: "June 12" is of that year, a later month may be of the one before.
DATED_LINE = re.compile(rf"^[ \t]*({'|'.join(MONTHS)}|may|march) (\d{{4}})[ \t]*$", re.I | re.M)
HEAD = 500
STOPS = frozenset(",.;:!?")
NAMED_DAY = Value(None, "vague", "a day with a name of its own", 0.5)
UPDATED = timedelta(2)  # so long after its dateline a report is written on
WRITTEN = range(1500, 2501)  # years of newspapers; 0001-01-01 is what programs write for none


def anchor_of(article: Article) -> Anchor:
    """The dateline's day, else the publication day, else none; what cannot be read as a day counts as none."""
    return _anchor(article.dateline.date if article.dateline else None, article.published)


@lru_cache(maxsize=64)  # each trigger asks it of its article
def _anchor(line: str | None, published: str | None) -> Anchor:
    told, out = _day(line), _day(published)
    if told is None:
        return Anchor(out, "the publication date") if out else Anchor(None, "no known date")
    return Anchor(told, "the dateline", out if out and timedelta(0) < out - told <= UPDATED else None)


def _day(words: str | None) -> date | None:
    try:
        day = date.fromisoformat((words or "")[:10])
    except ValueError:
        return None
    return day if day.year in WRITTEN else None


def find_times(article: Article) -> tuple[Time, ...]:
    """All time expressions of an article in the order of its text, without overlaps. Linear time.

    Anchored on dateline or publication date; "two days later" on the last day told before. Unknown anchors give null.
    """
    text, anchor, told, out = article.text, anchor_of(article), Latest(), []
    words = classed(text)
    clauses = Clauses(words, text)
    sole = _sole_year(words, text) if anchor.day is None else None
    line = None if anchor.day or sole else DATED_LINE.search(text, 0, HEAD)
    end = 0
    counted_from = -1  # the token of a day that a day was counted from, which the story has left: "two days after the 12 March vote"
    for m in matches(words.letters):
        if m.first < end or not is_time(m, words, text):
            continue
        scene = _scene(words, clauses, m.first, m.end, anchor, told, sole)
        groups = _groups(text, words, m)
        if line and not scene.year and 0 < _month_in(groups) <= month_of(line[1].lower()):
            scene = replace(scene, year=int(line[2]))
        rule = _of_list(words, m, groups)
        value, base = _after(text, words, m, scene) if m.rule in ("ago", "day_from") else (None, -1)
        value = NAMED_DAY if is_named_day(m, words, text) else value or normalise(rule, groups, scene)
        if value is None:
            continue
        time = _time(text, words, m.first, m.end, value)
        if not m.first <= counted_from < m.end:
            told.add(m.rule, time)
        if value.precision == "day" and base >= 0:
            counted_from = base
        out.append(time)
        end = m.end
    return tuple(out)


def _time(text: str, words: Words, first: int, last: int, value: Value) -> Time:
    start, end = words.starts[first], words.ends[last - 1]
    return Time(start, end, text[start:end], value.value, value.kind, value.precision, value.confidence, value.why)


def _groups(text: str, words: Words, m: Match) -> Groups:
    out: Groups = {}
    for name, (a, b) in m.groups.items():
        if b <= a:
            out[name] = None
        else:
            out[name] = words.low[a] if b == a + 1 else text[words.starts[a] : words.ends[b - 1]].lower()
    return out


def _of_list(words: Words, m: Match, groups: Groups) -> str:
    """The rule of a match; one that stands in a list gets the year of the last: "in May and July 2019", "in December and January 2020".

    Its groups are completed so.
    """
    month = groups.get("M") or groups.get("m")
    if m.rule not in ("month_alone", "month_day") or groups.get("Y") or groups.get("R") or not (rest := LISTED.match(words.letters, m.end)):
        return m.rule
    months = [month_of(month), *(month_of(words.low[i]) for i in range(m.end, rest.end()) if words.letters[i] in "Mms")]
    groups["M"], groups["Y"] = month, f"{int(words.low[rest.start('Y')]) - sum(a > b for a, b in pairwise(months)):04d}"
    return "month" if m.rule == "month_alone" else m.rule


def _month_in(groups: Groups) -> int:
    """The month that an expression names, 0 for none."""
    words = groups.get("M") or groups.get("m")
    return month_of(words) if words else 0


def _sole_year(words: Words, text: str) -> int | None:
    """The year that the text names, where it names one alone."""
    years = {words.low[m.start()] for m in re.finditer("Y", words.letters) if not is_number(words, text, m.start())}
    return int(years.pop()) if len(years) == 1 else None


def _scene(words: Words, clauses: Clauses, first: int, last: int, anchor: Anchor, told: Latest, sole: int | None) -> Scene:
    at = words.starts[first]
    near = told.year[1] if told.year and at - told.year[0] < NEAR else None
    period = told.period if told.period and at - told.period[0] < PERIOD else None
    return Scene(
        anchor.day, anchor.name, lambda: clauses.look_ahead(first, last), told.last_day,
        period[1] if period else None, near or sole, anchor.until,
    )  # fmt: skip


def _after(text: str, words: Words, m: Match, scene: Scene) -> tuple[Value | None, int]:
    """ "one month after the Sept. 25, 2017, referendum": counted from the date that follows; with the first token of that date."""
    direction = (words.low[m.groups["g"][0]] if "g" in m.groups else "").split(" ")[0]
    if direction not in ("after", "before") or (m.rule == "day_from" and UNIT[words.low[m.groups["U"][0]]] != "day"):
        return None, -1
    near = slice(m.end, m.end + 8)
    rest = Words(words.letters[near], words.starts[near], words.ends[near], words.low[near])
    for following in matches(rest.letters):
        if m.rule == "day_from" and not STOPS.isdisjoint(rest.low[: following.first]):
            break
        if following.rule not in ("month_day", "iso", "weekday", "deictic", "holiday"):
            continue
        base, at = normalise(following.rule, _groups(text, rest, following), scene), m.end + following.first
        n = number_of(_groups(text, words, m).get("n") or "a")
        if not base or not base.value or base.precision != "day" or n is None:
            continue
        try:
            value, precision = shifted(
                date.fromisoformat(base.value[:10]), UNIT[words.low[m.groups["U"][0]]], -n if direction == "before" else n
            )
        except (ValueError, OverflowError):
            return Value(None, "vague", "the words name no day that exists", 0.4), -1
        return Value(value, precision, f"counted from {base.value}, named after it", 0.8), at  # type: ignore[arg-type]
    return None, -1
