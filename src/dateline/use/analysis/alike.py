"""Events that may be one: told of the same type, within days of each other, with somebody in common."""

from __future__ import annotations

from typing import Any

from dateline.store.archive import Archive
from dateline.store.archive.find import COLUMNS

Row = dict[str, Any]
DAYS = 3  # further apart two tellings of one event are rare
ALIKE_STEP = f"""
    with mine as (select * from events where id = $id),
      near as (select p.event, count(distinct p.actor) as shared from parts p, mine
        where p.event <> mine.key and p.type = mine.type and p.day between mine.day - $days and mine.day + $days
          and p.actor in (select actor from parts where event = mine.key)
        group by p.event)
    select {COLUMNS} from near n join events e on e.key = n.event, mine
    order by n.shared desc, e.place is not distinct from mine.place desc, abs(e.day - mine.day), e.key limit $limit
"""


def alike(archive: Archive, event: str, limit: int = 6) -> list[Row]:
    """The likeliest first."""
    return archive.rows(ALIKE_STEP, {"id": event, "days": DAYS, "limit": limit})
