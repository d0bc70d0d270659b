"""What awaits a reviewer, what others said of it, and how fast the work goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from statistics import median
from typing import Any

from dateline.store.archive import Archive, Filters
from dateline.store.archive.event import REPORT_KEYS_STEP, key_of
from dateline.store.archive.find import SELECT, condition
from dateline.store.archive.sql import rows_of
from dateline.store.archive.tell import participants_of
from dateline.store.decisions import Standing
from dateline.store.stories.build import event_row, part_rows
from dateline.use.analysis.agreement import VERDICTS

Row = dict[str, Any]
ORDERS = {
    "unsure": "e.confidence, e.key",
    "newest": "e.key desc",
    "used": "e.reports desc, e.sources desc, e.confidence, e.key",  # most answers rest on what is told most
}
QUEUE_STEP = f"""
    {SELECT} where e.key in (
      select e.key from events e where {{where}} and not e.decided{{skip}}
      order by {{order}} limit {{limit}}
    ) order by {{order}}
"""
WAITING_STEP = "select count(*) as n from events e where {where} and not e.decided"
DECIDED_STEP = """
    select e.id, r.article, r."trigger", r.words from events e join reports r on r.event = e.key
    where e.decided and r.live order by e.key
"""
CODED_STEP = "select * from reports where key in (select unnest(?::bigint[])) order by key"
MOMENTS_STEP = """
    select moment from decisions where who = ? and kind in ('confirm', 'reject', 'change') order by moment
"""
PAUSE = timedelta(minutes=5)  # whoever took longer did something else meanwhile


@dataclass(frozen=True, slots=True)
class Pace:
    """How one reviewer works: events decided, and the median seconds that one takes (None below two)."""

    decided: int
    seconds: float | None


def queue(archive: Archive, filters: Filters, order: str = "unsure", *, skip: Sequence[str] = (), limit: int = 1) -> list[Row]:
    """Events that nobody judged, the first to look at first. order: one of ORDERS."""
    where, given = condition(archive.rows, filters)
    left = f" and e.key not in ({', '.join(str(key_of(id)) for id in skip)})" if skip else ""
    return archive.rows(QUEUE_STEP.format(where=where, order=ORDERS[order], limit=int(limit), skip=left), given)


def waiting(archive: Archive, filters: Filters) -> int:
    """How many events of a selection nobody judged."""
    where, given = condition(archive.rows, filters)
    return int(archive.rows(WAITING_STEP.format(where=where), given)[0]["n"])


def answers(archive: Archive) -> dict[str, dict[str, str]]:
    """What each reviewer last said of each judged event: right, wrong or changed, by event id and name."""
    with archive.reading() as base:
        standing = Standing(base)
        reports = rows_of(base, DECIDED_STEP)
        out: dict[str, dict[str, str]] = {}
        for id, some in groupby(reports, key=lambda r: str(r["id"])):
            said = {d.who: VERDICTS[d.kind] for d in standing.about(some) if d.kind in VERDICTS}
            if said:
                out[id] = said
    return out


def second_queue(archive: Archive, who: str, filters: Filters) -> list[str]:
    """Ids of events of a selection, rejected ones too, that others judged and `who` did not: for an independent second opinion."""
    ids = tuple(id for id, said in answers(archive).items() if who not in said)
    some = [replace(filters, ids=ids, rejected=rejected) for rejected in (False, True)] if ids else []
    chosen = {row["id"] for f in some for row in archive.find(f, limit=None).rows}
    return [id for id in ids if id in chosen]


def as_coded(archive: Archive, event: str) -> tuple[Row, list[Row]] | None:
    """An event and who took part as its reports tell it, whatever people decided; None where there is none."""
    with archive.reading() as base:
        keys = [r["key"] for r in rows_of(base, REPORT_KEYS_STEP, [key_of(event)])]
        reports = rows_of(base, CODED_STEP, [keys])
        people = participants_of(base, [r["key"] for r in reports])
    if not reports:
        return None
    row = event_row(reports[0]["event"], reports, people) | {"id": event}
    return row, part_rows(row, reports, people)


def pace(archive: Archive, who: str) -> Pace:
    """Measured on the moments of the reviewer's decisions; pauses are left out."""
    moments: list[datetime] = [r["moment"] for r in archive.rows(MOMENTS_STEP, [who])]
    gaps = [(b - a).total_seconds() for a, b in pairwise(moments) if b - a <= PAUSE]
    return Pace(len(moments), median(gaps) if gaps else None)
