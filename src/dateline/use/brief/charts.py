"""Charts of a brief as SVG, without a script or a font of their own: they print, and open in any browser."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dateline.use.brief.entry import Entry
from dateline.use.brief.gather import by_month

WIDTH, HEIGHT, SIDE, FOOT = 720, 200, 34, 22
COOPERATION, CONFLICT, INK = "#2b6f9e", "#b5432f", "#555555"
SPREAD = 10  # PLOVER's intensity goes from -10 to 10
MONTHS = "Events of each month: cooperation above the line, conflict below it"
INTENSITIES = "Each event by its intensity in PLOVER, from -10 (hostile) to +10 (cooperative); blue is cooperation, red is conflict"


def months_chart(entries: Sequence[Entry]) -> str | None:
    """Cooperation above the line, conflict below it, a bar a month; None without dated events."""
    months = by_month(entries)
    if not months:
        return None
    up, down = max(c for _, c, _ in months), max(c for _, _, c in months)
    unit = (HEIGHT - FOOT - 8) / max(1, up + down)
    line = 4 + up * unit
    step = (WIDTH - SIDE) / len(months)
    bars = []
    for n, (month, good, bad) in enumerate(months):
        x, width = SIDE + n * step + step * 0.1, max(0.8, min(30.0, step * 0.8))
        told = f"{month}: {good} of cooperation, {bad} of conflict"
        bars += [_bar(x, line - good * unit, width, good * unit, COOPERATION, told)] * bool(good)
        bars += [_bar(x, line, width, bad * unit, CONFLICT, told)] * bool(bad)
    ticks = [(SIDE + (n + 0.5) * step, m) for n, (m, _, _) in enumerate(months)][:: -(-len(months) // 9)]
    scale = [(4 + 8, str(up))] * bool(up) + [(line + down * unit, str(down))] * bool(down)
    return _svg(MONTHS, [*bars, _line(line), *_ticks(ticks), *_scale(scale)])


def intensity_chart(entries: Sequence[Entry]) -> str | None:
    """Every dated event as a dot: when, and how cooperative (+10) or hostile (-10); None below two days."""
    dated = [e for e in entries if e.day and e.mood == "actual"]
    days = [e.day for e in dated if e.day]
    if len(set(days)) < 2:
        return None
    first, span = min(days), (max(days) - min(days)).days
    room, across = HEIGHT - FOOT - 16, WIDTH - SIDE - 12
    dots = []
    for e, day in zip(dated, days, strict=True):
        x, y = SIDE + 6 + across * (day - first).days / span, 8 + room * (SPREAD - e.intensity) / (2 * SPREAD)
        colour = CONFLICT if e.quad.endswith("conflict") else COOPERATION
        told = escape(f"{e.when}: {e.who}, {e.kind}")
        dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}" fill-opacity="0.75"><title>{told}</title></circle>')
    ticks = [(SIDE + 6 + across * n / 4, str(first.fromordinal(first.toordinal() + span * n // 4))) for n in range(5)]
    ends = [(12, "+10"), (8 + room, "-10")]
    return _svg(INTENSITIES, [_line(8 + room / 2), *dots, *_ticks(ticks), *_scale(ends)])


def _svg(title: str, parts: Sequence[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif" font-size="11">'
    return "\n".join((head, f"<title>{escape(title)}</title>", *parts, "</svg>"))


def _bar(x: float, y: float, width: float, height: float, colour: str, told: str) -> str:
    at = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {at} fill="{colour}"><title>{escape(told)}</title></rect>'


def _line(y: float) -> str:
    return f'<line x1="{SIDE}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}" stroke="{INK}" stroke-width="1"/>'


def _ticks(ticks: Sequence[tuple[float, str]]) -> list[str]:
    at = [(min(max(x, SIDE + 26), WIDTH - 32), label) for x, label in ticks]
    return [f'<text x="{x:.1f}" y="{HEIGHT - 6}" text-anchor="middle" fill="{INK}">{label}</text>' for x, label in at]


def _scale(ends: Sequence[tuple[float, str]]) -> list[str]:
    return [f'<text x="{SIDE - 6}" y="{y:.1f}" text-anchor="end" fill="{INK}">{label}</text>' for y, label in ends]
