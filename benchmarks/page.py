"""Figures of a run -> docs/speed.md and docs/speed.svg."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path

Figures = dict[str, float]
DOCS = Path(__file__).parents[1] / "docs"
HEAD = """# Speed and memory

`make bench` measures and writes this page. The pipeline and the bare network take turns on the very same windows, so that a busy machine
slows both; the ratio is what to trust. With AMX the network takes half as long and the same Python weighs twice as much: there the ratio
of `accurate` was 1.27 on a quiet machine (33 and 62 articles a second, 2026-11-27), and 1.24 to 1.30 in four later runs on a shared one.
"""
INTEGERS = (("amx_int8", "AMX"), ("avx512_vnni", "VNNI"), ("avx_vnni", "VNNI"), ("avx2", "AVX2"))  # the fastest first
WIDTH, ROW, LEFT = 640, 24, 250  # pixels


def write(models: Mapping[str, Figures], yardsticks: Figures, words: str, beside: str) -> None:
    """Write the page anew, and the plot beside it."""
    (DOCS / "speed.md").write_text(HEAD + table(models, yardsticks, words, beside), "utf-8")
    speeds = [(f"{k.removesuffix(', articles/s')} ({m})", v) for m, found in models.items() for k, v in found.items() if _speed(k)]
    speeds += [(k.removesuffix(", articles/s"), v) for k, v in yardsticks.items() if _speed(k)]
    steps = [(f"{k[5:-4]} ({m})", v) for m, found in models.items() for k, v in found.items() if k.startswith("step ")]
    (DOCS / "speed.svg").write_text(plot([("articles a second", speeds), ("milliseconds an article, by step", steps)]), "utf-8")


def _speed(name: str) -> bool:
    return name.endswith(", articles/s")


def table(models: Mapping[str, Figures], yardsticks: Figures, words: str, beside: str) -> str:
    """The figures as Markdown, with what they were measured on: a column for each network, and what has none below."""
    names = list(next(iter(models.values())))
    rows = [f"| {name} | {' | '.join(f'{found[name]:,.2f}' for found in models.values())} |" for name in names]
    rows += ["", "| yardstick | value |", "|---|---:|", *(f"| {name} | {value:,.2f} |" for name, value in yardsticks.items())]
    where = f"{machine()}, {datetime.now(UTC).date()}, `python -m benchmarks.speed {words}`"
    head = f"| figure | {' | '.join(models)} |\n|---{'|---:' * len(models)}|\n"
    return f"\n{where}. Beside it ran {beside}.\n\n{head}" + "\n".join(rows) + "\n\n![The same as bars](speed.svg)\n"


def plot(parts: Sequence[tuple[str, Sequence[tuple[str, float]]]]) -> str:
    """Groups of bars, each to its own scale."""
    out, y = [], 8
    for title, rows in parts:
        most = max((v for _, v in rows), default=1.0) or 1.0
        y += ROW
        out.append(f'<text x="8" y="{y}" font-weight="bold">{escape(title)}</text>')
        for name, value in rows:
            y += ROW
            length = (WIDTH - LEFT - 80) * value / most
            out.append(f'<text x="8" y="{y}">{escape(name)}</text>')
            out.append(f'<rect x="{LEFT}" y="{y - 13}" width="{length:.1f}" height="16" fill="#4a6fa5"/>')
            out.append(f'<text x="{LEFT + length + 6:.1f}" y="{y}">{value:.1f}</text>')
    style = 'font-family="sans-serif" font-size="13"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y + 16}" {style}>{"".join(out)}</svg>\n'

def machine() -> str:
    """Cores, and what they have for whole numbers of a byte, on which the network's speed hangs: "2 cores (x86_64, AVX2)"."""
    info = Path("/proc/cpuinfo")
    flags = set(info.read_text("utf-8").split()) if info.exists() else set()
    best = next((name for flag, name in INTEGERS if flag in flags), None)
    return f"{os.cpu_count()} cores ({', '.join(filter(None, (platform.machine(), best)))})"


def fill(name: str, found: dict[str, str], command: str) -> None:
    """Write a table of figures in its place in docs/scale.md, between the marks that bear its name."""
    page = DOCS / "scale.md"
    head, begin, rest = page.read_text("utf-8").partition(f"<!-- {name} -->\n")
    _, end, tail = rest.partition(f"<!-- end of {name} -->\n")
    rows = "\n".join(f"| {key} | {value} |" for key, value in found.items())
    where = f"`{command}`, {machine()}, {datetime.now(UTC).date()}:"
    page.write_text(f"{head}{begin}{where}\n\n| figure | value |\n|---|---:|\n{rows}\n{end}{tail}", "utf-8")
