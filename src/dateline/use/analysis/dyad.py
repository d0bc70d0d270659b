"""The history between two actors or groups: cooperation and conflict by month, where it turned, when they last met."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dateline.errors import UsageError
from dateline.store.archive import Archive, Party
from dateline.store.archive.clues import Part, has_code
from dateline.store.archive.find import SELECT

Row = dict[str, Any]
# Both take part, on opposite sides or together in something cooperative: two who attack a third have no conflict of their own.
EVENTS_STEP = f"""
    with a as (select event, role, actor, quad from parts where {{a}}),
         b as (select event, role, actor from parts where {{b}}),
         shared as (select distinct a.event from a join b using (event)
                    where a.actor <> b.actor and (a.role <> b.role or a.quad like '%cooperation'))
    {SELECT} where e.key in (select event from shared) and not e.rejected order by e.day nulls last, e.key
"""
# Keys first, by narrow columns: only the rows that fit are read whole.
WHOLE_STEP = f"{SELECT} where e.key in ({{fitting}}) and not e.rejected order by e.day nulls last, e.key"
TOGETHER = " and e.quad like '%cooperation'"
ALPHA = 0.05  # of a turning point, by Pettitt's test


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
    """`months` has one row a month with events: month, cooperation, conflict, intensity (mean); `events` in time order."""

    a: Party
    b: Party
    events: list[Row]
    months: list[Row] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    first: date | None = None
    last: date | None = None
    last_met: Row | None = None


def dyad(archive: Archive, a: str, b: str, *, members: bool = True) -> Dyad:
    """Everything between two parties: names, #numbers, or codes such as IRQ:MIL. Raises Ambiguous or UsageError."""
    one, two = archive.party(a, members=members), archive.party(b, members=members)
    if one.keys and one.keys[:1] == two.keys[:1]:
        raise UsageError(f"“{a}” and “{b}” are the same actor")
    events = shared_events(archive, one, two)
    happened = [e for e in events if e["mood"] == "actual" and e["day"]]
    met = [e for e in happened if e["type"] == "CONSULT"]
    return Dyad(
        one, two, events, by_month(happened), turning_points(happened),
        happened[0]["day"] if happened else None, happened[-1]["day"] if happened else None, met[-1] if met else None,
    )  # fmt: skip


def shared_events(archive: Archive, a: Party, b: Party) -> list[Row]:
    """Events between two parties, in time order; who belongs to both counts with the one that names it."""
    if a.keys and b.keys:
        one, two = [k for k in a.keys if k != b.keys[0]], [k for k in b.keys if k != a.keys[0]]
        pair = "select event from ties where a in ({}) and b in ({})"
        step = " union all ".join(pair.format(_marks(x), _marks(y)) for x, y in ((one, two), (two, one)))
        return archive.rows(WHOLE_STEP.format(fitting=step), [*one, *two, *two, *one])
    if not (a.keys or b.keys) and _apart(a, b):
        fitting, given = _coded(a, b)
        return archive.rows(WHOLE_STEP.format(fitting=f"select e.key from events e where {fitting}"), given)
    left, given = _side(a, b)
    right, more = _side(b, a)
    return archive.rows(EVENTS_STEP.format(a=left, b=right), [*given, *more])


def _marks(some: Sequence[Any]) -> str:
    return ", ".join("?" * len(some))


def _apart(a: Party, b: Party) -> bool:
    """Whether nobody can bear the codes of both."""
    return any(x and y and x != y for x, y in ((a.country, b.country), (a.sector, b.sector)))


def _coded(a: Party, b: Party) -> Part:
    """Everyone of two codes, by what each event's row keeps of its sides."""
    codes = {(n, role): has_code(p.country, p.sector, (role,)) for n, p in enumerate((a, b)) for role in ("actor", "recipient")}
    tests = [
        (f"{codes[0, x][0]} and {codes[1, y][0]}" + (TOGETHER if x == y else ""), [*codes[0, x][1], *codes[1, y][1]])
        for x in ("actor", "recipient")
        for y in ("actor", "recipient")
    ]
    return " or ".join(sql for sql, _ in tests), [value for _, some in tests for value in some]


def _side(one: Party, other: Party) -> tuple[str, list[Any]]:
    sql, given = one.condition("parts")
    apart = other.keys if not one.keys else other.keys[:1]
    if apart:
        sql += f" and parts.actor not in ({', '.join('?' * len(apart))})"
    return sql, [*given, *apart]


def by_month(events: Sequence[Row]) -> list[Row]:
    """Counts and mean intensity of each month that has events."""
    out: dict[str, list[Row]] = {}
    for e in events:
        out.setdefault(e["day"].isoformat()[:7], []).append(e)
    return [
        {
            "month": month,
            "cooperation": sum(e["quad"].endswith("cooperation") for e in some),
            "conflict": sum(e["quad"].endswith("conflict") for e in some),
            "intensity": round(sum(e["intensity"] for e in some) / len(some), 2),
        }
        for month, some in out.items()
    ]


def turning_points(events: Sequence[Row]) -> list[Turn]:
    """Breaks and mendings by sign, and lasting shifts of intensity by Pettitt's test; in time order.

    A break is the first material conflict after cooperation or at the start; it is mended by the first cooperation after it.
    """
    turns = [*_signs(events), *_shifts(events)]
    return sorted(turns, key=lambda t: (t.day, t.event))


def _signs(events: Sequence[Row]) -> list[Turn]:
    out: list[Turn] = []
    broken = False
    for e in events:
        if e["quad"] == "material conflict" and not broken:
            out.append(_turn("break", e, f"{e['type']} ({e['words']})"))
            broken = True
        elif broken and e["quad"].endswith("cooperation"):
            out.append(_turn("mended", e, f"first cooperation since: {e['type']} ({e['words']})"))
            broken = False
    return out


def _turn(kind: str, event: Row, why: str, p: float | None = None) -> Turn:
    return Turn(kind, event["day"], event["id"], why, p, str(event["date"] or event["day"]))


def _shifts(events: Sequence[Row], start: int = 0) -> list[Turn]:
    """Pettitt, A. N. (1979), "A non-parametric approach to the change-point problem", on intensities; halves again where found."""
    found = pettitt([e["intensity"] for e in events])
    if not found or found[1] > ALPHA:
        return []
    at, p = found
    before = sum(e["intensity"] for e in events[:at]) / at
    after = sum(e["intensity"] for e in events[at:]) / (len(events) - at)
    kind = "better" if after > before else "worse"
    why = f"mean intensity from {before:+.1f} to {after:+.1f} (Pettitt p = {p:.3f})"
    turn = _turn(kind, events[at], why, round(p, 4))
    return [*_shifts(events[:at]), turn, *_shifts(events[at:])]


def pettitt(values: Sequence[float]) -> tuple[int, float] | None:
    """(index at which the second part starts, approximate p) of the likeliest single shift; None below 8 values.

    U_t = 2 * (sum of the first t ranks) - t * (n + 1); p = 2 exp(-6 K^2 / (n^3 + n^2)) for K = max |U_t|.
    """
    n = len(values)
    if n < 8:
        return None
    ranks = _ranks(values)
    total, best, at = 0.0, 0.0, 0
    for t in range(1, n):
        total += ranks[t - 1]
        u = abs(2 * total - t * (n + 1))
        if u > best:
            best, at = u, t
    return at, min(1.0, 2 * math.exp(-6 * best**2 / (n**3 + n**2)))


def _ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1, equal values sharing their mean rank."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    out = [0.0] * len(values)
    i = 0
    while i < len(order):
        j = i
        while j + 1 < len(order) and values[order[j + 1]] == values[order[i]]:
            j += 1
        for k in range(i, j + 1):
            out[order[k]] = (i + j) / 2 + 1
        i = j + 1
    return out
