"""Filters -> events. Every filter is one row of a table: its condition in SQL; `find` joins those that are given."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dateline.errors import UsageError
from dateline.resolve.who.lint import SECTORS
from dateline.store.archive.clues import HIDDEN, SIDES, Part, has_code, has_marks
from dateline.store.archive.filters import Filters
from dateline.store.archive.names import Ask, country_code, party
from dateline.store.archive.totals import total
from dateline.store.archive.words import has_words
from dateline.store.stories.days import days_of

Row = dict[str, Any]
COLUMNS = f"e.* exclude ({', '.join(HIDDEN)})"
SELECT = f"select {COLUMNS} from events e"
SORTS = ("day", "added", "confidence", "intensity", "reports", "sources", "killed", "type")
COLUMN = {"added": "e.key", "killed": "e.killed_high"}
# Keys alone are sorted, and only the rows of the page are read whole. Where the total is known, only so many events are looked at, from the
# latest on, as it takes to fill a page.
PAGE_STEP = """
    with fitting as {form} (select e.key, {by} as by from events e where {where})
    select {total} as n, (select list(key) from (select e.key from fitting e {page})) as keys
"""
COUNT = "(select count(*) from fitting)"
KM = """
    2 * 6371 * asin(sqrt(least(1, power(sin(radians(e.lat - ?) / 2), 2)
      + cos(radians(?)) * cos(radians(e.lat)) * power(sin(radians(e.lon - ?) / 2), 2)))) <= ?
"""
SPOT_STEP = """
    select place, lat, lon from spots where lower(place) = lower(?) and lat is not null order by events desc, place, lat, lon limit 1
"""
BORNE_STEP = "select 1 from parts where sector = ? limit 1"
POINT_STEP = "select lat, lon from events where place = ? and round(lat, 2) = ? and round(lon, 2) = ? limit 1"  # spots have them rounded


@dataclass(frozen=True, slots=True)
class Found:
    """A page of events, `total` of them in all. Keys of a row are the columns of `events` (docs/archive.md)."""

    rows: list[Row]
    total: int


def find(ask: Ask, filters: Filters, *, sort: str = "-day", limit: int | None = 50, offset: int = 0, kept: bool = True) -> Found:
    """Events by filters. sort: one of SORTS, with "-" for falling; ties by id. limit None: all. `kept`: whether totals are kept."""
    name = sort.removeprefix("-")
    if name not in SORTS:
        raise UsageError(f"cannot sort by {name}; there are {', '.join(SORTS)}, each with - in front for falling")
    where, given = condition(ask, filters)
    by, falling = COLUMN.get(name, f"e.{name}"), "desc" if sort.startswith("-") else "asc"
    order = f"order by {by} {falling} nulls last, e.key"
    if limit is None:
        rows = ask(f"{SELECT} where {where} {order} offset {int(offset)}", given)
        return Found(rows, len(rows) + offset)
    known = total(ask, filters) if kept else None
    form = "materialized" if known is None and _is_dear(filters) else "not materialized"
    page = f"{order.replace(by, 'e.by')} limit {int(limit)} offset {int(offset)}"
    step = PAGE_STEP.format(by=by, where=where, page=page, form=form, total=COUNT if known is None else known)
    (found,) = ask(step, given)
    rows = ask(f"{SELECT} where e.key in (select unnest(?::bigint[])) {order}", [found["keys"]]) if found["keys"] else []
    return Found(rows, found["n"])


def _is_dear(f: Filters) -> bool:
    """Whether more than a narrow column or two is looked at: then once, and what fits is kept aside to be counted and sorted."""
    return any((f.who, f.actor, f.recipient, f.country, f.sector, f.place, f.text, f.modes, f.aux))


def count(ask: Ask, filters: Filters) -> int:
    """How many events the filters let through."""
    where, given = condition(ask, filters)
    return int(ask(f"select count(*) as n from events e where {where}", given)[0]["n"])


def condition(ask: Ask, filters: Filters) -> Part:
    """The filters as one SQL condition over `events e`, with its parameters."""
    parts = list(_conditions(ask, filters))
    return " and ".join(f"({sql})" for sql, _ in parts), [value for _, values in parts for value in values]


def _conditions(ask: Ask, f: Filters) -> Iterator[Part]:
    yield ("e.rejected" if f.rejected else "not e.rejected"), []
    for make in CONDITIONS:
        if (part := make(ask, f)) is not None:
            yield part


def _any(column: str, values: tuple[str, ...]) -> Part | None:
    return (f"{column} in ({', '.join('?' * len(values))})", list(values)) if values else None


def _parties(ask: Ask, f: Filters) -> Part | None:
    """Who takes part: by what each event keeps of its sides; actors each among the events of the other, to be looked for only once."""
    named = [(text, role) for text, role in ((f.who, None), (f.actor, "actor"), (f.recipient, "recipient")) if text]
    asked = [(party(ask, text, members=f.members), role) for text, role in named]
    tests = [has_code(who.country, who.sector, (role,) if role else SIDES) for who, role in asked if not who.keys]
    events, given = "", list[Any]()
    for who, role in asked:
        if who.keys:
            sql, own = who.condition("p")
            events = f"select p.event from parts p where {sql}{_role(role)}" + (f" and p.event in ({events})" if events else "")
            given = [*own, *given]
    tests += [(f"e.key in ({events})", given)] if events else []
    return (" and ".join(f"({sql})" for sql, _ in tests), [value for _, some in tests for value in some]) if tests else None


def _role(role: str | None) -> str:
    return f" and p.role = '{role}'" if role else ""


def _country(ask: Ask, f: Filters) -> Part | None:
    if not f.country:
        return None
    code = country_code(f.country)
    sql, given = has_code(code, None)
    return f"e.country = ? or {sql}", [code, *given]


def _place(ask: Ask, f: Filters) -> Part | None:
    if not f.place:
        return None
    if f.km is None and "," not in f.place:
        return "lower(e.place) = lower(?) or lower(e.admin1) = lower(?)", [f.place, f.place]
    lat, lon = _point(ask, f.place)
    km = 25.0 if f.km is None else f.km
    box, given = _box(lat, lon, km)
    return f"{box} and {KM}", [*given, lat, lat, lon, km]


def _box(lat: float, lon: float, km: float) -> Part:
    """Degrees between which all lies that is so near: far fewer are measured. No bounds of longitude at a pole or the date line."""
    high = km / 111.0
    ratio = math.sin(math.radians(min(high, 90.0))) / max(math.cos(math.radians(lat)), 1e-9)
    wide = math.degrees(math.asin(ratio)) if ratio < 1 and abs(lat) + high < 90 else 180.0
    north = "e.lat between ? and ?", [lat - high, lat + high]
    if abs(lon) + wide >= 180:
        return north
    return f"{north[0]} and e.lon between ? and ?", [*north[1], lon - wide, lon + wide]


def _point(ask: Ask, text: str) -> tuple[float, float]:
    try:
        lat, lon = (float(x) for x in text.split(","))
        if not (abs(lat) <= 90 and abs(lon) <= 180):
            raise UsageError(f"{text} is no point on earth: latitudes go from -90 to 90, longitudes from -180 to 180")
        return lat, lon
    except ValueError:
        spots = ask(SPOT_STEP, [text])
        if not spots:
            raise UsageError(f"no event at “{text}” has coordinates; give them as LAT,LON") from None
        (point,) = ask(POINT_STEP, list(spots[0].values()))
        return point["lat"], point["lon"]


def _day(text: str, last: bool) -> str:
    days = days_of(text)
    if not days:
        raise UsageError(f"“{text}” is no date: write 2022-07-04, 2022-07 or 2022")
    return days[1 if last else 0].isoformat()


def _modes(ask: Ask, f: Filters) -> Part | None:
    return has_marks(f.modes, " or ") if f.modes else None


def _sector(ask: Ask, f: Filters) -> Part | None:
    if not f.sector:
        return None
    sector = f.sector.upper()
    if sector not in SECTORS and not ask(BORNE_STEP, [sector]):  # rosters of one's own may have others
        raise UsageError(f"no sector is called “{f.sector}”; there are {', '.join(sorted(SECTORS))}")
    return has_code(None, sector)


def _aux(ask: Ask, f: Filters) -> Part | None:
    tests: list[Part] = [("e.mood = 'actual'", [])] if "actual" in f.aux else []
    if flags := [a for a in f.aux if a != "actual"]:
        tests.append(has_marks(flags, " and "))
    return (" and ".join(sql for sql, _ in tests), [value for _, some in tests for value in some]) if tests else None


def _text(ask: Ask, f: Filters) -> Part | None:
    return has_words(f.text) if f.text else None


CONDITIONS: tuple[Callable[[Ask, Filters], Part | None], ...] = (
    lambda ask, f: _any("e.type", tuple(t.upper() for t in f.types)),
    lambda ask, f: _any("e.quad", f.quads),
    lambda ask, f: _any("e.id", f.ids),
    lambda ask, f: ("e.until >= ?::date", [_day(f.since, False)]) if f.since else None,
    lambda ask, f: ("e.day <= ?::date", [_day(f.until, True)]) if f.until else None,
    lambda ask, f: ("e.confidence >= ?", [f.min_confidence]) if f.min_confidence is not None else None,
    lambda ask, f: ("e.sources >= ?", [f.min_sources]) if f.min_sources is not None else None,
    _modes, _aux, _place, _country, _sector, _parties, _text,
)  # fmt: skip
