"""The history between two actors or groups: cooperation and conflict by month, where it turned, when they last met.

All events of the two are looked at by a few narrow columns; only the latest ones and those that mark a turn are read whole.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.errors import UsageError
from dateline.store.archive import Archive, Party, dealings
from dateline.store.archive.clues import Part
from dateline.store.archive.find import SELECT

Row = dict[str, Any]
Floats = NDArray[np.float64]
# Both take part, on opposite sides or together in something cooperative: two who attack a third have no conflict of their own.
JOINED = """
    e.key in (
      select a.event from (select event, role, actor, quad from parts where {a}) a join (select event, role, actor from parts where {b}) b
      on a.event = b.event and a.actor <> b.actor and (a.role <> b.role or a.quad like '%cooperation')
    )
"""
TIED = "e.key in (select event from ties where (a in ({a}) and b in ({b})) or (a in ({c}) and b in ({d})))"
ROWS = "select key, day, type, quad, mood, intensity from events e where not e.rejected and ({between})"
LINE_STEP = """
    select e.key, e.day, e.intensity, e.quad like '%cooperation' as met, e.quad = 'material conflict' as struck,
      e.type = 'CONSULT' as talked, e.mood = 'actual' and e.day is not null as happened
    from ({rows}) e order by e.day nulls last, e.key
"""
WHOLE_STEP = f"{SELECT} where e.key in (select unnest(?::bigint[]))"
ALPHA = 0.05  # of a turning point, by Pettitt's test
LATEST = 1000  # events that are read whole
TURNS = 200  # turning points that are told
SILENCE, DAYS = 4.0, 90  # a gap counts as silence from so many times the median gap, and so many days


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the relation turned. kind: break, mended, worse, better; `event` is the id of the event that marks it.

    `when` is the date as told ("2017-10"), `day` the first day that it may mean. `p` is set for shifts found by Pettitt's test, None
    for a plain change of sign.
    """

    kind: str
    day: date
    event: str
    why: str
    p: float | None = None
    when: str = ""


@dataclass(frozen=True, slots=True)
class Dyad:
    """`total` events in all; `events` has the latest of them, in time order. `months` has one row a month with events: month,
    cooperation, conflict, intensity (mean); `turns` the latest TURNS; `silences` the first and last day of each long gap.
    """

    a: Party
    b: Party
    events: list[Row]
    months: list[Row] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    first: date | None = None
    last: date | None = None
    last_met: Row | None = None
    total: int = 0
    silences: list[tuple[date, date]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """Events in time order as columns, those without a day last. met: cooperation; struck: material conflict; talked: CONSULT."""

    key: NDArray[np.int64]
    day: NDArray[np.datetime64]
    intensity: Floats
    met: NDArray[np.bool_]
    struck: NDArray[np.bool_]
    talked: NDArray[np.bool_]
    happened: NDArray[np.bool_]

    def real(self) -> Line:
        """Those that happened, on a known day."""
        return Line(*(getattr(self, name)[self.happened] for name in self.__slots__))


def dyad(archive: Archive, a: str, b: str, *, members: bool = True, latest: int | None = LATEST) -> Dyad:
    """Everything between two parties: names, #numbers, or codes such as IRQ:MIL. latest: events read whole; None: all of them.

    Raises Ambiguous or UsageError.
    """
    one, two = archive.party(a, members=members), archive.party(b, members=members)
    if one.keys and one.keys[:1] == two.keys[:1]:
        raise UsageError(f"“{a}” and “{b}” are the same actor")
    every = line_of(archive, one, two)
    real = every.real()
    marks = turning_points(real.intensity, real.struck, real.met)[-TURNS:]
    talk = np.flatnonzero(real.talked)[-1:]
    shown = every.key[len(every.key) - latest if latest is not None and latest < len(every.key) else 0 :].tolist()
    keys = {*shown, *real.key[talk].tolist(), *(int(real.key[m.at]) for m in marks)}
    rows = {r["key"]: r for r in archive.rows(WHOLE_STEP, [sorted(keys)])}
    days: list[date] = real.day.astype("datetime64[D]").tolist()
    turns = sorted((_turn(m, rows[int(real.key[m.at])]) for m in marks), key=lambda t: (t.day, t.event))
    return Dyad(
        one, two, [rows[k] for k in shown], by_month(real), turns, days[0] if days else None, days[-1] if days else None,
        rows[int(real.key[talk[0]])] if len(talk) else None, len(every.key), silences(days),
    )  # fmt: skip


def line_of(archive: Archive, a: Party, b: Party) -> Line:
    """All events between two parties."""
    rows, given = between(a, b)
    with archive.reading() as base:
        found = base.execute(LINE_STEP.format(rows=rows), given).fetchnumpy()
    return Line(*(np.ma.getdata(found[name]) for name in Line.__slots__))


def between(a: Party, b: Party) -> Part:
    """The events between two parties, as a query with its parameters; who belongs to both counts with the one that names it."""
    if not (a.keys or b.keys):
        return dealings.between(a, b)
    sql, given = _tied(a, b) if a.keys and b.keys else _joined(a, b)
    return ROWS.format(between=sql), given


def _tied(a: Party, b: Party) -> Part:
    one, two = [k for k in a.keys if k != b.keys[0]], [k for k in b.keys if k != a.keys[0]]
    return TIED.format(a=_marks(one), b=_marks(two), c=_marks(two), d=_marks(one)), [*one, *two, *two, *one]


def _joined(a: Party, b: Party) -> Part:
    left, given = _side(a, b)
    right, more = _side(b, a)
    return JOINED.format(a=left, b=right), [*given, *more]


def _marks(some: Sequence[Any]) -> str:
    return ", ".join("?" * len(some))


def _side(one: Party, other: Party) -> tuple[str, list[Any]]:
    sql, given = one.condition("parts")
    apart = other.keys if not one.keys else other.keys[:1]
    if apart:
        sql += f" and parts.actor not in ({', '.join('?' * len(apart))})"
    return sql, [*given, *apart]


def by_month(real: Line) -> list[Row]:
    """Counts and mean intensity of each month that has events."""
    months, of = np.unique(real.day.astype("datetime64[M]"), return_inverse=True)
    told = np.bincount(of, minlength=len(months))
    met = np.bincount(of, weights=real.met, minlength=len(months))
    mean = np.bincount(of, weights=real.intensity, minlength=len(months)) / told
    return [
        {"month": str(month), "cooperation": int(c), "conflict": int(n - c), "intensity": round(float(m), 2)}
        for month, n, c, m in zip(months, told, met, mean, strict=True)
    ]


# ---- turning points -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mark:
    """A turn at an index of the line, before its event is read."""

    at: int
    kind: str
    why: str = ""
    p: float | None = None


def turning_points(intensity: Floats, struck: NDArray[np.bool_], met: NDArray[np.bool_]) -> list[Mark]:
    """Breaks and mendings by sign, and lasting shifts of intensity by Pettitt's test; in time order.

    A break is the first material conflict after cooperation or at the start; it is mended by the first cooperation after it.
    """
    return sorted([*_signs(struck, met), *_shifts(intensity)], key=lambda m: m.at)


def _signs(struck: NDArray[np.bool_], met: NDArray[np.bool_]) -> Iterator[Mark]:
    """Where the one kind follows the other; what is neither counts for nothing, nor does cooperation before the first conflict."""
    told = np.flatnonzero(struck | met)
    broken = struck[told]
    for at in told[np.flatnonzero(np.diff(broken, prepend=False))].tolist():
        yield Mark(at, "break" if struck[at] else "mended")


def _turn(m: Mark, event: Row) -> Turn:
    first = "first cooperation since: " if m.kind == "mended" else ""
    why = m.why or f"{first}{event['type']} ({event['words']})"
    return Turn(m.kind, event["day"], event["id"], why, m.p, str(event["date"] or event["day"]))


def _shifts(values: Floats, start: int = 0) -> Iterator[Mark]:
    """Pettitt, A. N. (1979), "A non-parametric approach to the change-point problem", on intensities; halves again where found."""
    found = pettitt(values)
    if not found or found[1] > ALPHA:
        return
    at, p = found
    before, after = float(values[:at].mean()), float(values[at:].mean())
    yield from _shifts(values[:at], start)
    why = f"mean intensity from {before:+.1f} to {after:+.1f} (Pettitt p = {p:.3f})"
    yield Mark(start + at, "better" if after > before else "worse", why, round(p, 4))
    yield from _shifts(values[at:], start + at)


def pettitt(values: Sequence[float] | Floats) -> tuple[int, float] | None:
    """(index at which the second part starts, approximate p) of the likeliest single shift; None below 8 values.

    U_t = 2 * (sum of the first t ranks) - t * (n + 1); p = 2 exp(-6 K^2 / (n^3 + n^2)) for K = max |U_t|.
    """
    n = len(values)
    if n < 8:
        return None
    u = np.abs(2 * np.cumsum(_ranks(np.asarray(values, dtype=float)))[:-1] - np.arange(1, n) * (n + 1))
    at = int(np.argmax(u))
    return at + 1, min(1.0, 2 * math.exp(-6 * float(u[at]) ** 2 / (n**3 + n**2)))


def _ranks(values: Floats) -> Floats:
    """Ranks from 1, equal values sharing their mean rank."""
    _, of, told = np.unique(values, return_inverse=True, return_counts=True)
    mean: Floats = np.cumsum(told) - (told - 1) / 2
    return mean[of]


def silences(days: Sequence[date]) -> list[tuple[date, date]]:
    """Gaps of at least 90 days that are also four times the median gap."""
    gaps = [(b - a).days for a, b in pairwise(days)]
    if not gaps:
        return []
    least = max(DAYS, SILENCE * sorted(gaps)[len(gaps) // 2])
    return [(a, b) for a, b in pairwise(days) if (b - a).days >= least]
