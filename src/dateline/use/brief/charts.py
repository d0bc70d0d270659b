"""Charts of a brief as SVG, without a script or a font of their own: they print, and open in any browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from dateline.use.analysis.selection import OverTime
from dateline.use.bars import LEFT, WIDTH, Bar, Piece, bars
from dateline.use.brief.entry import Entry

HEIGHT, FOOT, INK = 200, 22, "#555555"
COLOURS = {"verbal cooperation": "#8fb8d3", "material cooperation": "#2b6f9e", "verbal conflict": "#e0a08f", "material conflict": "#b5432f"}
SPREAD = 10  # PLOVER's intensity goes from -10 to 10
MONTHS = "Events of each month: cooperation above the line, conflict below it; what was done is darker than what was said"
INTENSITIES = "Each event by its intensity in PLOVER, -10 (hostile) to +10 (cooperative); blue cooperates, red does not; deeds are darker"


def months_chart(entries: Sequence[Entry]) -> str | None:
    """Cooperation above the line, conflict below it, a bar a month; None without dated events."""
    told = Counter((f"{e.day:%Y-%m}", e.quad.replace(" ", "_")) for e in entries if e.day and e.mood == "actual")
    quads = [quad.replace(" ", "_") for quad in COLOURS]
    rows = [{"month": m} | {quad: told[m, quad] for quad in quads} for m in sorted({m for m, _ in told})]
    chart = bars(OverTime("month", rows))
    if chart is None:
        return None
    drawn = [_piece(bar, piece) for bar in chart.bars for piece in bar.pieces]
    around = [_line(chart.line), *_ticks(chart.ticks, chart.height), *_scale(chart.scale)]
    return _svg(MONTHS, chart.height, [*drawn, *around])


def intensity_chart(entries: Sequence[Entry]) -> str | None:
    """Every dated event as a dot: when, and how cooperative (+10) or hostile (-10); None below two days."""
    dated = [e for e in entries if e.day and e.mood == "actual"]
    days = [e.day for e in dated if e.day]
    if len(set(days)) < 2:
        return None
    first, span = min(days), (max(days) - min(days)).days
    room, across = HEIGHT - FOOT - 16, WIDTH - LEFT - 12
    dots = []
    for e, day in zip(dated, days, strict=True):
        x, y = LEFT + 6 + across * (day - first).days / span, 8 + room * (SPREAD - e.intensity) / (2 * SPREAD)
        told = escape(f"{e.when}: {e.who}, {e.kind}")
        dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{COLOURS[e.quad]}" fill-opacity="0.75"><title>{told}</title></circle>')
    ticks = [(LEFT + 6 + across * n / 4, str(first.fromordinal(first.toordinal() + span * n // 4))) for n in range(5)]
    ends = [(12, "+10"), (8 + room, "-10")]
    return _svg(INTENSITIES, HEIGHT, [_line(8 + room / 2), *dots, *_ticks(ticks, HEIGHT), *_scale(ends)])


def _svg(title: str, height: float, parts: Sequence[str]) -> str:
    size = f'viewBox="0 0 {WIDTH:.0f} {height:.0f}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="sans-serif" font-size="11">'
    return "\n".join((head, f"<title>{escape(title)}</title>", *parts, "</svg>"))


def _piece(bar: Bar, piece: Piece) -> str:
    told = f"{bar.label}: {bar.cooperation} of cooperation, {bar.conflict} of conflict"
    at = f'x="{bar.x}" y="{piece.y}" width="{bar.width}" height="{piece.height}"'
    return f'<rect {at} fill="{COLOURS[piece.kind.replace("-", " ")]}"><title>{escape(told)}</title></rect>'


def _line(y: float) -> str:
    return f'<line x1="{LEFT}" x2="{WIDTH:.0f}" y1="{y:.1f}" y2="{y:.1f}" stroke="{INK}" stroke-width="1"/>'


def _ticks(ticks: Sequence[tuple[float, str]], height: float) -> list[str]:
    at = [(min(max(x, LEFT + 26), WIDTH - 32), label) for x, label in ticks]
    return [f'<text x="{x:.1f}" y="{height - 4:.0f}" text-anchor="middle" fill="{INK}">{label}</text>' for x, label in at]


def _scale(ends: Sequence[tuple[float, str]]) -> list[str]:
    return [f'<text x="{LEFT - 6}" y="{y:.1f}" text-anchor="end" fill="{INK}">{label}</text>' for y, label in ends]
