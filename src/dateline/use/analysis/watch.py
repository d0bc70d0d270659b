"""What changed against its own past: dyads fallen silent, conflict surging between two or at a place, firsts, promises without deed.

Time is counted in articles read, not in days, so that thin coverage is no silence and a flood of it no surge. In that time events
are taken as a Poisson process, and the tests are exact:

* silence: the wait since the last event against the mean of m earlier gaps is F(2, 2m) distributed, so p = (1 + wait / sum of
  gaps) ** -m (Cox and Lewis 1966, The Statistical Analysis of Series of Events).
* surge: given n events in all, those of the window are binomial with the window's share of the articles; p is the upper tail
  (Przyborowski and Wilenski 1940, Biometrika 31).

Alarms are those that pass Benjamini and Hochberg's procedure (1995) over all tests, at the rate asked for. Firsts and promises
are facts without a test.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateline.store.archive import Archive

Row = dict[str, Any]
SEEN = """
    seen as (select day, sum(count(*)) over (order by day) as n from articles where live and day is not null group by day),
    pairs as (
      select distinct a.event, a.actor as x, a.name as x_name, b.actor as y, b.name as y_name, a.day, a.type, a.quad
      from parts a join parts b using (event)
      where a.mood = 'actual' and a.day is not null and a.day <= $today::date and a.actor < b.actor
        and (a.role <> b.role or a.quad like '%cooperation')
    )
"""
DYADS_STEP = f"""
    with {SEEN}
    select p.x, p.y, any_value(p.x_name) as x_name, any_value(p.y_name) as y_name,
      case when p.quad like '%cooperation' then 'cooperation' else 'conflict' end as side,
      count(*) as n, min(s.n) as first, max(s.n) as last, max(p.day) as last_day,
      count(*) filter (p.day > $since::date) as recent, list(p.event order by p.day desc)[:12] as events
    from pairs p asof join seen s on p.day >= s.day group by p.x, p.y, side
"""
PLACES_STEP = f"""
    with {SEEN.split("pairs as")[0].rstrip().rstrip(",")}
    select e.place, e.country, count(*) as n, min(s.n) as first, count(*) filter (e.day > $since::date) as recent,
      list(e.key order by e.day desc)[:12] as events
    from events e asof join seen s on e.day >= s.day
    where not e.rejected and e.mood = 'actual' and e.place is not null and e.quad like '%conflict' and e.day <= $today::date
    group by e.place, e.country
"""
FIRSTS_STEP = f"""
    with {SEEN}
    select any_value(x_name) as x_name, any_value(y_name) as y_name, min(day) filter (quad = 'material conflict') as first_day,
      count(*) filter (day <= $since::date) as before, list(event order by day desc) filter (quad = 'material conflict') as events
    from pairs group by x, y having first_day > $since::date and before >= 3 order by first_day, x_name
"""
PROMISES_STEP = """
    with promised as (
      select distinct a.event, a.actor as x, a.name as x_name, b.actor as y, b.name as y_name, a.day
      from parts a join parts b using (event)
      where a.type = 'AGREE' and a.day <= $due::date and a.actor < b.actor and a.mood in ('actual', 'future')
    )
    select any_value(p.x_name) as x_name, any_value(p.y_name) as y_name, p.day, p.event
    from promised p where not exists (
      select 1 from parts a join parts b using (event)
      where a.actor = p.x and b.actor = p.y and a.day > p.day and a.day <= $today::date and a.mood = 'actual'
        and a.type in ('COOPERATE', 'AID', 'RETREAT', 'CONCEDE')
    )
    group by p.x, p.y, p.day, p.event order by p.day desc, p.event limit 200
"""
IDS_STEP = "select key, id from events where key in (select unnest(?::bigint[]))"
TODAY_STEP = "select max(day) as day, count(*) as n from articles where live and day is not null"
SINCE_STEP = "select count(*) as n from articles where live and day <= ?::date"


@dataclass(frozen=True, slots=True)
class Alert:
    """kind: silence, surge, first or promise. `about` names the dyad or place; `p` is None where nothing was tested."""

    kind: str
    about: str
    why: str
    events: tuple[str, ...]
    p: float | None = None


def silence_p(gaps: int, total: float, wait: float) -> float:
    """Chance of a wait at least so long after `gaps` gaps that sum to `total`, in the same unit."""
    return (1 + wait / total) ** -gaps if total > 0 else 1.0


def surge_p(recent: int, n: int, share: float) -> float:
    """Chance of at least `recent` of n events in a window with this share of the exposure."""
    if share <= 0 or share >= 1:
        return 1.0
    tail = (
        math.exp(math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(share) + (n - k) * math.log1p(-share))
        for k in range(recent, n + 1)
    )
    return min(1.0, sum(tail))


def passing(p: Sequence[float], rate: float) -> list[int]:
    """Indexes that pass Benjamini and Hochberg's procedure at a false discovery rate."""
    order = sorted(range(len(p)), key=lambda i: p[i])
    last = max((n for n, i in enumerate(order, 1) if p[i] <= rate * n / len(p)), default=0)
    return sorted(order[:last])


def watch(
    archive: Archive, *, rate: float = 0.1, window: int = 28, weeks: int = 12, today: date | None = None
) -> list[Alert]:
    """Alerts as of `today` (the last day of publication where None), the surest first, then facts.

    rate: share of false ones among the tested alarms; window: days that count as recent; weeks: until a promise is overdue.
    """
    head = archive.rows(TODAY_STEP)[0]
    now = today or head["day"]
    if now is None:
        return []
    since = now - timedelta(window)
    whole = archive.rows(SINCE_STEP, [now])[0]["n"]
    past = archive.rows(SINCE_STEP, [since])[0]["n"]
    given = {"today": now, "since": since}
    tested = [*_dyads(archive.rows(DYADS_STEP, given), whole, past), *_places(archive.rows(PLACES_STEP, given), whole, past)]
    alarms = [tested[i] for i in passing([a.p or 0.0 for a in tested], rate)]
    facts = [*_firsts(archive.rows(FIRSTS_STEP, given)), *_promises(archive.rows(PROMISES_STEP, given_due(now, weeks)), weeks)]
    return _named(archive, [*sorted(alarms, key=lambda a: (a.p or 0.0, a.about)), *facts])


def given_due(now: date, weeks: int) -> Row:
    return {"today": now, "due": now - timedelta(weeks=weeks)}


def _dyads(rows: Sequence[Row], whole: int, past: int) -> list[Alert]:
    out = []
    for r in rows:
        about = f"{r['x_name']} and {r['y_name']}"
        events = tuple(map(str, r["events"]))
        if r["side"] == "cooperation" and r["n"] >= 3:
            p = silence_p(r["n"] - 1, r["last"] - r["first"], whole - r["last"])
            gone, took = whole - r["last"], r["last"] - r["first"]
            why = f"no cooperation since {r['last_day']}: {gone} articles, where {r['n']} events came in {took}"
            out.append(Alert("silence", about, why, events, p))
        elif r["side"] == "conflict" and r["recent"]:
            out.append(_surge(r, about, whole, past, events))
    return out


def _places(rows: Sequence[Row], whole: int, past: int) -> list[Alert]:
    return [
        _surge(r, ", ".join(x for x in (r["place"], r["country"]) if x), whole, past, tuple(map(str, r["events"])))
        for r in rows
        if r["recent"]
    ]


def _surge(r: Row, about: str, whole: int, past: int, events: tuple[str, ...]) -> Alert:
    share = (whole - past) / whole if whole else 0.0
    why = f"{r['recent']} of {r['n']} conflict events are recent, in {share:.0%} of the articles"
    return Alert("surge", about, why, events, surge_p(r["recent"], r["n"], share))


def _firsts(rows: Sequence[Row]) -> list[Alert]:
    return [
        Alert("first", f"{r['x_name']} and {r['y_name']}", f"first material conflict on {r['first_day']}, after {r['before']} other events",
              tuple(map(str, r["events"])))
        for r in rows
    ]  # fmt: skip


def _promises(rows: Sequence[Row], weeks: int) -> list[Alert]:
    return [
        Alert("promise", f"{r['x_name']} and {r['y_name']}", f"agreed on {r['day']}, no deed in {weeks} weeks or more", (str(r["event"]),))
        for r in rows
    ]


def _named(archive: Archive, alerts: Sequence[Alert]) -> list[Alert]:
    """Event keys as the ids that people know."""
    keys = sorted({int(e) for a in alerts for e in a.events})
    ids = {str(r["key"]): r["id"] for r in archive.rows(IDS_STEP, [keys])}
    return [Alert(a.kind, a.about, a.why, tuple(ids[e] for e in a.events if e in ids), a.p) for a in alerts]
