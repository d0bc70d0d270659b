"""Natural Earth (npm's `world-atlas`, public domain) -> the base map of the workbench, one SVG file of land and borders.

    npm pack world-atlas@2.0.2
    python -m training.basemap.build world-atlas-2.0.2.tgz

Coordinates are plain degrees, x = longitude and y = -latitude, in steps of a twentieth of a degree (about 5 km).
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[2] / "src/dateline/use/web/static/world.svg"
STEP = 0.05  # degrees; the 50m shapes are hardly finer
SOUTH = -60.0  # Antarctica is left out: no news, and a third of the height
SMALLEST = 6  # points of a ring after rounding; smaller islands are specks

Point = tuple[int, int]


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a topology in steps of STEP, y growing southwards, equal neighbours dropped."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    out = []
    for arc in topology["arcs"]:
        x = y = 0
        line: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            point = (round((x * sx + tx) / STEP), round(-(y * sy + ty) / STEP))
            if not line or point != line[-1]:
                line.append(point)
        out.append(line)
    return out


def rings_of(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a geometry, as lists of arc numbers (~n for one that is walked backwards)."""
    for part in geometry.get("geometries", ()):
        yield from rings_of(part)
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def ring(numbers: Iterable[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of one ring."""
    out: list[Point] = []
    for n in numbers:
        line = arcs[n] if n >= 0 else arcs[~n][::-1]
        out += line[1:] if out and line and out[-1] == line[0] else line
    return out


def path(line: list[Point]) -> str:
    """SVG path commands of a line, relative."""
    x, y = line[0]
    words = [f"M{x} {y}l"]
    for nx, ny in line[1:]:
        words.append(f"{nx - x} {ny - y}")
        x, y = nx, ny
    return words[0] + " ".join(words[1:])


def north(line: list[Point]) -> bool:
    return max(-y * STEP for _, y in line) > SOUTH


def land(topology: dict[str, Any]) -> str:
    """All land as one path."""
    arcs = arcs_of(topology)
    rings = [ring(numbers, arcs) for numbers in rings_of(topology["objects"]["land"])]
    return "".join(path(r) + "z" for r in rings if len(r) >= SMALLEST and north(r))


def borders(topology: dict[str, Any]) -> str:
    """Arcs that two countries share."""
    arcs = arcs_of(topology)
    rings = list(rings_of(topology["objects"]["countries"]))
    used = Counter(n if n >= 0 else ~n for numbers in rings for n in numbers)
    return "".join(path(arcs[n]) for n, times in sorted(used.items()) if times > 1 and len(arcs[n]) > 1)


def svg(land_path: str, border_path: str) -> str:
    """The file. Colours come from the page that uses it; `--border` is the colour behind the land."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-180 -84 360 144">'
        "<!-- Natural Earth, public domain, by way of npm's world-atlas -->"
        f'<g id="land"><path transform="scale({STEP})" d="{land_path}"/></g>'
        f'<g id="borders"><path transform="scale({STEP})" fill="none" vector-effect="non-scaling-stroke" d="{border_path}"/></g>'
        "</svg>\n"
    )


def main() -> None:
    with tarfile.open(sys.argv[1]) as package:
        shapes = {}
        for name in ("land-50m", "countries-50m"):
            handle = package.extractfile(f"package/{name}.json")
            if handle is None:
                raise SystemExit(f"{sys.argv[1]} holds no {name}.json: is it world-atlas 2?")
            shapes[name] = json.load(handle)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(svg(land(shapes["land-50m"]), borders(shapes["countries-50m"])), "utf-8")
    print(f"{OUT}: {OUT.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
