"""Events that may be one: told of the same type, within days of each other, with somebody in common."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from dateline.store.archive import Archive
from dateline.store.archive.find import SELECT

Row = dict[str, Any]
DAYS = timedelta(3)  # further apart two tellings of one event are rare
# Narrow columns first: only the rows that are shown are read whole.
NEAR_STEP = """
    with near as (
      select event, count(distinct actor) as shared from parts
      where type = $type and day between $first and $last and actor in (select unnest($actors::bigint[])) and event <> $key group by event
    )
    select e.key from (select key, place, day from events where key in (select event from near)) e join near n on n.event = e.key
    order by n.shared desc, e.place is not distinct from $place desc, abs(e.day - $day), e.key limit $limit
"""
WHOLE_STEP = f"{SELECT} where e.key in (select unnest(?::bigint[]))"


def alike(archive: Archive, event: Row, actors: Sequence[int], limit: int = 6) -> list[Row]:
    """The likeliest first; `actors` are the keys of those who took part in the event."""
    day = event["day"]
    if day is None:
        return []
    given = {k: event[k] for k in ("key", "type", "place", "day")} | {"first": day - DAYS, "last": day + DAYS}
    keys = [r["key"] for r in archive.rows(NEAR_STEP, given | {"actors": list(actors), "limit": limit})]
    rows = {r["key"]: r for r in archive.rows(WHOLE_STEP, [keys])} if keys else {}
    return [rows[k] for k in keys]
