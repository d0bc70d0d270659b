"""Events -> a GeoJSON FeatureCollection (RFC 7946): one point an event, everything else under its properties."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from dateline.use.export.table import flat

Story = dict[str, Any]


def write(stories: Iterable[Story], out: TextIO) -> int:
    """Events with coordinates; how many without were left out."""
    left = 0
    out.write('{"type": "FeatureCollection", "features": [')
    comma = "\n"
    for story in stories:
        if story["lat"] is None or story["lon"] is None:
            left += 1
            continue
        properties = {k: v for k, v in flat(story).items() if k not in ("lat", "lon") and v not in (None, "")}
        feature = {
            "type": "Feature", "id": story["id"], "geometry": {"type": "Point", "coordinates": [story["lon"], story["lat"]]},
            "properties": properties,
        }  # fmt: skip
        out.write(comma + json.dumps(feature, ensure_ascii=False, default=str))
        comma = ",\n"
    out.write("\n]}\n")
    return left
