"""What an archive holds, in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.store.archive import Archive
from dateline.use.analysis.agreement import agreement

STEPS = {
    "articles": "select count(*) from articles where live",
    "earlier versions": "select count(*) from articles where not live",
    "repeats seen": "select count(*) from sightings",
    "rejects": "select count(*) from rejects",
    "reports": "select count(*) from reports where live",
    "events": "select coalesce(sum(events), 0)::bigint from months",
    "actors": "select count(*) from actors where told > 0",
    "decisions": "select count(*) from decisions",
    "first day": "select min(day) from events where not rejected",
    "last day": "select max(day) from events where not rejected",
}
LISTS = {
    "types": "select type as name, sum(m.events)::bigint as events from months m group by all order by events desc, name",
    "countries": """select country as name, count(*) as events from events where not rejected and country is not null
        group by all order by events desc, name limit 15""",
    "actors": """select name, count(distinct event) as events from parts group by all order by events desc, name limit 15""",
    "sites": """select site as name, count(*) as articles from articles where live and site is not null
        group by all order by articles desc, name limit 15""",
    "coders": """select c.coder || ', ' || c.model as name, count(*) as articles from articles a join codings c on c.key = a.coding
        where a.live group by all order by articles desc""",
}


def stats(archive: Archive, top: Sequence[str] = tuple(LISTS)) -> dict[str, Any]:
    """Counts, the span of days, agreement of reviewers, the most frequent types, countries, actors, sites and coders; size in bytes.

    top: which of LISTS are wanted; those of actors take half the time of all.
    """
    out: dict[str, Any] = {name: next(iter(archive.rows(step)[0].values())) for name, step in STEPS.items()}
    judged = agreement(archive)
    out |= {"reviewers": judged.reviewers, "judged by several": judged.events, "agreement (alpha)": judged.alpha}
    out["bytes"] = archive.path.stat().st_size
    return out | {"top": {name: archive.rows(step) for name, step in LISTS.items() if name in top}}
