"""One line a day: what was asked, what came, what did not."""

from __future__ import annotations

from datetime import UTC, datetime

from dateline.use.follow.state import State

ANSWERS = ("new", "version", "copy", "known")
REASONS = 3  # named in a line; the archive has them all
REFUSED = "refused: "


def day_of(moment: float) -> str:
    """The day of a moment, in UTC."""
    return datetime.fromtimestamp(moment, UTC).date().isoformat()


def line_of(day: str, state: State) -> str:
    """What a day brought, as one line."""
    n = state.numbers(day)
    came = ", ".join(f"{n[a]:,} {a}" for a in ANSWERS if n.get(a)) or "no page"
    parts = [f"{day}: {came}; {n.get('events', 0):,} events"]
    reasons = sorted(((k.removeprefix(REFUSED), v) for k, v in n.items() if k.startswith(REFUSED)), key=lambda r: (-r[1], r[0]))
    if reasons:
        told = ", ".join(f"{v:,} {k}" for k, v in reasons[:REASONS])
        parts.append(f"{sum(v for _, v in reasons):,} gave nothing ({told}{', …' if len(reasons) > REASONS else ''})")
    parts.append(f"{n.get('polls', 0):,} polls, {n.get('unchanged', 0):,} unchanged, {n.get('failures', 0):,} failures")
    left = state.counts()
    if backlog := left.get("waiting", 0) + left.get("ready", 0):
        parts.append(f"{backlog:,} pages wait")
    if failing := state.failing():
        parts.append(f"{len(failing):,} feeds fail, such as {failing[0][0]} ({failing[0][1]})")
    return "; ".join(parts)
