"""How far reviewers agree on events that several of them judged.

Krippendorff's alpha for nominal values (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"): 1 is full agreement,
0 what chance gives. Unlike Cohen's kappa it takes any number of reviewers, of whom each saw other events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from dateline.store.archive import Archive
from dateline.store.decisions import Standing

VERDICTS = {"confirm": "right", "reject": "wrong", "change": "changed"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """`alpha` is None where fewer than two events were judged by two; `events` are those that were."""

    alpha: float | None
    events: int
    reviewers: int


def agreement(archive: Archive) -> Agreement:
    """Over the verdicts that hold: right, wrong or changed. A reviewer's last word on an event counts."""
    verdicts: dict[Hashable, dict[str, str]] = {}
    with archive.reading() as base:
        standing = Standing(base)
        for d in standing.decisions:
            if d.kind in VERDICTS and (about := standing.first_report(d)):
                verdicts.setdefault(about, {})[d.who] = VERDICTS[d.kind]
    shared = [list(v.values()) for v in verdicts.values() if len(v) > 1]
    reviewers = {who for v in verdicts.values() for who in v}
    return Agreement(alpha(shared) if len(shared) > 1 else None, len(shared), len(reviewers))


def alpha(units: Sequence[Sequence[Hashable]]) -> float:
    """Krippendorff's alpha, nominal; each unit has the values that it was given, two at least."""
    totals = Counter(value for unit in units for value in unit)
    n = sum(totals.values())
    seen = sum(sum(a != b for a in unit for b in unit) / (len(unit) - 1) for unit in units)
    chance = sum(totals[a] * totals[b] for a in totals for b in totals if a != b) / (n - 1)
    return 1.0 - seen / chance if chance else 1.0
