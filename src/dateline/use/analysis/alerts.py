"""Alerts of `watch` with what people answered: kept, or dismissed until something further happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.store.archive import Archive
from dateline.store.archive.find import SELECT
from dateline.store.decisions import Decision, Standing
from dateline.use.analysis.watch import Alert

Row = dict[str, Any]
EVENTS_STEP = f"{SELECT} where e.key in (select unnest(?::bigint[])) and not e.rejected"  # an id is "e" and the key


@dataclass(frozen=True, slots=True)
class Answered:
    """`answer`: the decision that holds, None where nobody answered; `state`: open, kept or dismissed; `rows`: the events behind."""

    alert: Alert
    state: str = "open"
    answer: Decision | None = None
    rows: list[Row] = field(default_factory=list)


def answered(archive: Archive, alerts: Sequence[Alert]) -> list[Answered]:
    """Each alert with its latest answer. A dismissal ends once an event stands behind the alert that did not when it was made."""
    with archive.reading() as base:
        said = {d.target: d for d in Standing(base).decisions if d.kind in ("keep", "dismiss")}
    keys = sorted({int(e[1:]) for a in alerts for e in a.events})
    rows = {r["id"]: r for r in archive.rows(EVENTS_STEP, [keys])}
    return [_answered(a, said.get(f"{a.kind}: {a.about}"), [rows[e] for e in a.events if e in rows]) for a in alerts]


def _answered(alert: Alert, answer: Decision | None, rows: list[Row]) -> Answered:
    if answer is None:
        return Answered(alert, rows=rows)
    fresh = set(alert.events) - set(answer.value["events"])
    state = "kept" if answer.kind == "keep" else "open" if fresh else "dismissed"
    return Answered(alert, state, answer, rows)
