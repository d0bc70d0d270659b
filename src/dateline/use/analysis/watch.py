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

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.store.archive import Archive
from dateline.store.archive.ties import summed
from dateline.use.analysis.alarms import passing, silence_p, surges_p

Row = dict[str, Any]
Columns = dict[str, NDArray[Any]]
COOPERATION, CONFLICT = ["verbal cooperation", "material cooperation"], ["verbal conflict", "material conflict"]
FEWEST = 3  # events of a dyad or place that is tested
LISTED = 12  # events behind an alert
PROMISES = 200  # that are told at most
# Sums of dyads are kept as of the last day of publication (`dyads`), of another day they are counted.
TESTED_STEP = """
    with summed as ({sums}),
      late as (
        select a, b, count(*) as n, count(*) filter (quad in $conflict) as clashes from ties
        where mood = 'actual' and day > $since and day between $first and $last group by a, b
      )
    select s.a, s.b, s.meetings, s.met, s.last_met, s.clashes, s.struck, coalesce(l.clashes, 0) as recent,
      s.happened - coalesce(l.n, 0) as before
    from summed s left join late l using (a, b) where s.meetings >= $fewest or s.clashes >= $fewest or s.struck > $since
"""
# A promise is an agreement, and no deed of the two since. Of each of the dyads whose last agreement is due and open one at least is listed,
# so that none from before the last of as many as are listed need be looked at.
OLDEST_STEP = """
    select min(agreed) as day from (
      select agreed from ({sums}) where agreed <= $due and (deed is null or deed <= agreed) order by agreed desc limit $most
    ) having count(*) = $most
"""
PROMISED_STEP = """
    select 'promise' as kind, t.a, t.b, t.day, t.event from (
      select * from ties where type = 'AGREE' and mood in ('actual', 'future') and day between $oldest and $due
    ) t left join ({sums}) d using (a, b)
    where d.deed is null or d.deed <= t.day order by t.day desc, t.event, t.a, t.b limit $most
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
SEEN_STEP = "select day, articles from days order by day"
KEPT = "select * from dyads"


@dataclass(frozen=True, slots=True)
class Alert:
    """kind: silence, surge, first or promise. `about` names the dyad or place; `p` is None where nothing was tested."""

    kind: str
    about: str
    why: str
    events: tuple[str, ...]
    p: float | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """The time that is told in articles: days with articles, and how many there were before each, with all at the end."""

    days: NDArray[np.datetime64]
    before: NDArray[np.int64]

    @classmethod
    def of(cls, archive: Archive) -> Seen:
        found = _columns(archive, SEEN_STEP, {})
        return cls(found["day"], np.concatenate([[0], np.cumsum(found["articles"])]))

    def until(self, day: date | NDArray[np.datetime64]) -> NDArray[np.int64]:
        """Articles up to the end of a day, or of each of many."""
        return self.before[np.searchsorted(self.days, np.asarray(day, dtype="datetime64[D]"), side="right")]


def watch(
    archive: Archive, *, rate: float = 0.1, window: int = 28, weeks: int = 12, today: date | None = None
) -> list[Alert]:
    """Alerts as of `today` (the last day of publication where None), the surest first, then facts.

    rate: share of false ones among the tested alarms; window: days that count as recent; weeks: until a promise is overdue.
    """
    seen = Seen.of(archive)
    if not len(seen.days):
        return []
    first, last = seen.days[[0, -1]].tolist()
    now = today or last
    since = now - timedelta(window)
    whole = int(seen.until(now))
    share = (whole - int(seen.until(since))) / whole if whole else 0.0
    sums = KEPT if now == last else summed("true", first, now)
    recent = {"since": since, "conflict": CONFLICT, "fewest": FEWEST}
    dyads = _columns(archive, TESTED_STEP.format(sums=sums), recent | {"first": first, "last": now})
    places = archive.rows(PLACES_STEP, recent | {"today": now, "share": share})
    alarms = _alarms(dyads, places, seen, whole, share, rate)
    told = [*alarms, *((r, None) for r in (*_firsts(dyads, since), *_promises(archive, sums, now - timedelta(weeks=weeks), weeks)))]
    out = _worded(archive, told, share, now)
    return [*sorted(out[: len(alarms)], key=lambda a: (a.p or 0.0, a.about)), *out[len(alarms) :]]


def _columns(archive: Archive, step: str, given: Row) -> Columns:
    """The columns of a query; days that are not known become NaT."""
    with archive.reading() as base:
        found = base.execute(step, given).fetchnumpy()
    days = {name for name, column in found.items() if column.dtype.kind == "M"}
    return {n: np.ma.filled(c.astype("datetime64[D]"), np.datetime64("NaT")) if n in days else np.ma.getdata(c) for n, c in found.items()}


def _alarms(dyads: Columns, places: list[Row], seen: Seen, whole: int, share: float, rate: float) -> list[tuple[Row, float | None]]:
    """Silences and surges that pass, with their p. Only what may pass gets that far: a p below the rate, more than the window's share."""
    meetings, clashes, recent = dyads["meetings"], dyads["clashes"], dyads["recent"]
    until = seen.until(dyads["last_met"])
    took, gone = until - seen.until(dyads["met"]), whole - until
    silence = np.where(meetings >= FEWEST, silence_p(meetings - 1, took, gone), 1.0)
    silent = np.flatnonzero(silence <= rate)
    surging = np.flatnonzero((clashes >= FEWEST) & (recent > share * clashes))
    spots = [r for r in places if r["place"] is not None]
    n = [*clashes[surging].tolist(), *(r["n"] for r in spots)]
    p = np.concatenate([silence[silent], surges_p([*recent[surging].tolist(), *(r["recent"] for r in spots)], n, share)])
    tests = int((meetings >= FEWEST).sum() + (clashes >= FEWEST).sum()) + sum(r["n"] for r in places if r["place"] is None)

    def row(at: int) -> Row:
        if at >= len(silent) + len(surging):
            return spots[at - len(silent) - len(surging)] | {"kind": "surge"}
        if at >= len(silent):
            k = surging[at - len(silent)]
            return _pair(dyads, k) | {"kind": "surge", "n": int(clashes[k]), "recent": int(recent[k])}
        k = silent[at]
        more = {"n": int(meetings[k]), "took": int(took[k]), "gone": int(gone[k]), "day": dyads["last_met"][k].item()}
        return _pair(dyads, k) | {"kind": "silence"} | more

    return [(row(at), float(p[at])) for at in passing(p, rate, tests)]


def _pair(dyads: Columns, k: int) -> Row:
    return {"a": int(dyads["a"][k]), "b": int(dyads["b"][k])}


def _firsts(dyads: Columns, since: date) -> list[Row]:
    """First material conflicts of the window, after other events."""
    struck, before = dyads["struck"], dyads["before"]
    chosen = np.flatnonzero((struck > np.datetime64(since)) & (before >= FEWEST)).tolist()
    rows = [_pair(dyads, k) | {"kind": "first", "n": int(before[k]), "day": struck[k].item()} for k in chosen]
    return sorted(rows, key=lambda r: (r["day"], r["a"], r["b"]))


def _promises(archive: Archive, sums: str, due: date, weeks: int) -> list[Row]:
    """Agreements of long ago without a deed since, the latest ones."""
    asked = {"due": due, "most": PROMISES}
    oldest = archive.rows(OLDEST_STEP.format(sums=sums), asked)
    found = archive.rows(PROMISED_STEP.format(sums=sums), asked | {"oldest": oldest[0]["day"] if oldest else date.min})
    return [r | {"n": weeks} for r in found]


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
