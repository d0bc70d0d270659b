"""What changed against its own past: dyads fallen silent, conflict surging between two or at a place, firsts, promises without deed.

Time is counted in articles read, not in days, so that thin coverage is no silence and a flood of it no surge. In that time events
are taken as a Poisson process, and the tests are exact:

* silence: the wait since the last event against the mean of m earlier gaps is F(2, 2m) distributed, so p = (1 + wait / sum of
  gaps) ** -m (Cox and Lewis 1966, The Statistical Analysis of Series of Events).
* surge: given n events in all, those of the window are binomial with the window's share of the articles; p is the upper tail
  (Przyborowski and Wilenski 1940, Biometrika 31).

Dyads and places with fewer than three events are not tested; which of the rest had something lately plays no part in that choice, since
tests chosen by their outcome would pass too often.

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
from dateline.store.archive.ties import DEEDS, PAIRS

Row = dict[str, Any]
COOPERATION, CONFLICT = ["verbal cooperation", "material cooperation"], ["verbal conflict", "material conflict"]
FEWEST = 3  # events of a dyad or place that is tested
LISTED = 12  # events behind an alert
# What is tested is counted whole, but only those come back that may pass: a silence by its p, a surge where more than
# the window's share is recent.
SEEN = "seen as (select day, sum(count(*)) over (order by day) as n from articles where live and day is not null group by day)"
BEYOND_STEP = """
    select distinct a, b from (select * from ties where day < $start union all select * from ties where day > $today) where mood = 'actual'
"""
# Sums of dyads are kept (`dyads`); only what happened lately is counted here, and anew the few dyads of which something lies beyond the
# days that were read: before the first article, or after `today`.
# A promise is an agreement, and no deed of the two since.
DYADS_STEP = f"""
    with {SEEN},
      late as materialized (
        select a, b, count(*) as n, count(*) filter (quad in $conflict) as clashes from ties
        where mood = 'actual' and day > $since and day between $start and $today group by a, b
      ),
      anew as materialized (
        select a, b, count(*) as happened, count(*) filter (quad in $cooperation) as meetings,
          min(day) filter (quad in $cooperation) as met, max(day) filter (quad in $cooperation) as last_met,
          count(*) filter (quad in $conflict) as clashes, min(day) filter (quad = 'material conflict') as struck,
          max(day) filter (type in {DEEDS}) as deed
        from ties where (a, b) in {PAIRS} and mood = 'actual' and day between $start and $today group by a, b
      ),
      summed as (
        select a, b, happened, meetings, met, last_met, clashes, struck, deed from dyads where (a, b) not in {PAIRS}
        union all select * from anew
      ),
      tested as materialized (
        select s.*, coalesce(l.clashes, 0) as recent, happened - coalesce(l.n, 0) as before from summed s left join late l using (a, b)
        where meetings >= $fewest or s.clashes >= $fewest or struck > $since
      ),
      quiet as (
        select m.*, l.n - f.n as took, $whole - l.n as gone,
          case when took > 0 then (1 + gone / took::double) ** (1 - meetings) else 1.0 end as p
        from tested m asof join seen f on m.met >= f.day asof join seen l on m.last_met >= l.day where m.meetings >= $fewest
      ),
      promised as (
        select t.a, t.b, t.day, t.event from ties t left join (select a, b, deed from summed where deed is not null) d using (a, b)
        where t.type = 'AGREE' and t.day <= $due and t.mood in ('actual', 'future') and (d.deed is null or d.deed <= t.day)
        order by t.day desc, t.event limit 200
      )
    select 'silence' as kind, a, b, meetings as n, null as recent, took, gone, last_met as day, null as event from quiet where p <= $rate
    union all
    select 'surge', a, b, clashes, recent, null, null, null, null from tested where clashes >= $fewest and recent > $share * clashes
    union all select 'first', a, b, before, null, null, null, struck, null from tested where struck > $since and before >= $fewest
    union all select 'promise', a, b, null, null, null, null, day, event from promised
    union all
    select 'tests', null, null, count(*) filter (meetings >= $fewest) + count(*) filter (clashes >= $fewest), null, null, null, null, null
    from tested
"""
PLACES_STEP = """
    with late as materialized (
        select place, country, count(*) filter (day <= $today) as recent, count(*) filter (day > $today) as beyond from events
        where day > $since and not rejected and mood = 'actual' and place is not null and quad in $conflict group by place, country
      ),
      summed as (select place, country, sum(clashes)::bigint as n from spots where place is not null group by place, country),
      told as materialized (
        select s.place, s.country, s.n - coalesce(l.beyond, 0) as n, coalesce(l.recent, 0) as recent from summed s
        left join late l on l.place = s.place and l.country is not distinct from s.country
      )
    select place, country, n, recent from told where n >= $fewest and recent > $share * n
    union all select null, null, count(*), null from told where n >= $fewest
"""
DYAD_EVENTS_STEP = """
    select w.n, list(t.event order by t.day desc, t.event) as events
    from (select unnest($a::bigint[]) as a, unnest($b::bigint[]) as b, unnest($quads::varchar[][]) as quads, unnest($n::bigint[]) as n) w
    join ties t on t.a = w.a and t.b = w.b and list_contains(w.quads, t.quad) and t.mood = 'actual' and t.day <= $today group by w.n
"""
PLACE_EVENTS_STEP = """
    select place, country, list(key order by day desc, key) as events from events
    where not rejected and mood = 'actual' and quad in $conflict and day <= $today and place in $places group by place, country
"""
NAMES_STEP = "select key, name from actors where key in (select unnest(?::bigint[]))"
TODAY_STEP = "select min(day) as start, max(day) as day from articles where live"
SINCE_STEP = "select count(*) as n from articles where live and day <= ?::date"


@dataclass(frozen=True, slots=True)
class Alert:
    """kind: silence, surge, first or promise. `about` names the dyad or place; `p` is None where nothing was tested."""

    kind: str
    about: str
    why: str
    events: tuple[str, ...]
    p: float | None = None


def surge_p(recent: int, n: int, share: float) -> float:
    """Chance of at least `recent` of n events in a window with this share of the exposure."""
    if share <= 0 or share >= 1:
        return 1.0
    total = 0.0
    for k in range(recent, n + 1):
        log = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(share) + (n - k) * math.log1p(-share)
        total += (term := math.exp(log))
        if k > n * share and term < 1e-17 * total:  # from here on they only shrink
            break
    return min(1.0, total)


def silence_p(gaps: int, total: float, wait: float) -> float:
    """Chance of a wait at least so long after `gaps` gaps that sum to `total`, in the same unit."""
    return (1 + wait / total) ** -gaps if total > 0 else 1.0


def passing(p: Sequence[float], rate: float, tests: int | None = None) -> list[int]:
    """Indexes that pass Benjamini and Hochberg's procedure at a false discovery rate.

    tests: how many were made, where those with a p above the rate, which never pass, are left out of `p`.
    """
    order = sorted(range(len(p)), key=lambda i: p[i])
    whole = max(len(p), tests or 0)
    last = max((n for n, i in enumerate(order, 1) if p[i] <= rate * n / whole), default=0)
    return sorted(order[:last])


def watch(
    archive: Archive, *, rate: float = 0.1, window: int = 28, weeks: int = 12, today: date | None = None
) -> list[Alert]:
    """Alerts as of `today` (the last day of publication where None), the surest first, then facts.

    rate: share of false ones among the tested alarms; window: days that count as recent; weeks: until a promise is overdue.
    """
    head = archive.rows(TODAY_STEP)[0]
    if head["day"] is None:
        return []
    now = today or head["day"]
    since = now - timedelta(window)
    whole = archive.rows(SINCE_STEP, [now])[0]["n"]
    past = archive.rows(SINCE_STEP, [since])[0]["n"]
    share = (whole - past) / whole if whole else 0.0
    given = {"today": now, "since": since, "conflict": CONFLICT, "fewest": FEWEST, "share": share}
    beyond = archive.rows(BEYOND_STEP, {"start": head["start"], "today": now})
    pairs = {"a": [r["a"] for r in beyond], "b": [r["b"] for r in beyond]}
    more = {"start": head["start"], "cooperation": COOPERATION, "whole": whole, "rate": rate, "due": now - timedelta(weeks=weeks)}
    dyads = archive.rows(DYADS_STEP, given | more | pairs)
    places = archive.rows(PLACES_STEP, given)
    rows = [r for r in dyads if r["kind"] in ("silence", "surge")] + [r | {"kind": "surge"} for r in places if r["place"] is not None]
    tested = [(r, _p(r, share)) for r in rows]
    tests = sum(r["n"] for r in (*dyads, *places) if r.get("kind") == "tests" or ("kind" not in r and r["place"] is None))
    alarms = [tested[i] for i in passing([p for _, p in tested], rate, tests)]
    firsts = sorted((r for r in dyads if r["kind"] == "first"), key=lambda r: (r["day"], r["a"], r["b"]))
    promises = sorted((r for r in dyads if r["kind"] == "promise"), key=lambda r: (r["day"], -r["event"]), reverse=True)
    told = [*alarms, *((r, None) for r in firsts), *((r | {"n": weeks}, None) for r in promises)]
    out = _worded(archive, told, share, now)
    return [*sorted(out[: len(alarms)], key=lambda a: (a.p or 0.0, a.about)), *out[len(alarms) :]]


def _p(r: Row, share: float) -> float:
    return silence_p(r["n"] - 1, r["took"], r["gone"]) if r["kind"] == "silence" else surge_p(r["recent"], r["n"], share)


WHY = {
    "silence": "no cooperation since {day}: {gone} articles, where {n} events came in {took}",
    "surge": "{recent} of {n} conflict events are recent, in {share:.0%} of the articles",
    "first": "first material conflict on {day}, after {n} other events",
    "promise": "agreed on {day}, no deed in {n} weeks or more",
}
BEHIND = {"silence": COOPERATION, "surge": CONFLICT, "first": ["material conflict"]}  # quad classes of the events behind an alert


def _worded(archive: Archive, told: Sequence[tuple[Row, float | None]], share: float, now: date) -> list[Alert]:
    """Rows as alerts: names instead of keys, and the events behind each, the latest first."""
    names = {r["key"]: r["name"] for r in archive.rows(NAMES_STEP, [[k for r, _ in told for k in (r.get("a"), r.get("b")) if k]])}
    behind = _events(archive, [r for r, _ in told], now)
    return [
        Alert(r["kind"], _about(r, names), WHY[r["kind"]].format(**r, share=share), tuple(f"e{e}" for e in events), p)
        for (r, p), events in zip(told, behind, strict=True)
    ]


def _about(r: Row, names: dict[int, str]) -> str:
    if r.get("place"):
        return ", ".join(x for x in (r["place"], r["country"]) if x)
    return f"{names[r['a']]} and {names[r['b']]}"


def _events(archive: Archive, rows: Sequence[Row], now: date) -> list[list[int]]:
    """Keys of the events behind each row."""
    pairs = [(n, r) for n, r in enumerate(rows) if r["kind"] in BEHIND and not r.get("place")]
    places = [r["place"] for r in rows if r.get("place")]
    given = {
        "a": [r["a"] for _, r in pairs], "b": [r["b"] for _, r in pairs], "quads": [BEHIND[r["kind"]] for _, r in pairs],
        "n": [n for n, _ in pairs], "today": now,
    }  # fmt: skip
    of_pair = {r["n"]: r["events"] for r in archive.rows(DYAD_EVENTS_STEP, given)} if pairs else {}
    asked = {"conflict": CONFLICT, "today": now, "places": places}
    of_place = {(r["place"], r["country"]): r["events"] for r in archive.rows(PLACE_EVENTS_STEP, asked)} if places else {}
    out = []
    for n, r in enumerate(rows):
        some = of_place.get((r["place"], r["country"]), []) if r.get("place") else of_pair.get(n, [r.get("event")])
        out.append(list(some)[:LISTED])
    return out
