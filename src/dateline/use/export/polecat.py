"""Events -> the columns of POLECAT's weekly files, tab separated with a header, as remembered from the public files.

Empty for want of the value: COW codes, titles, Wikipedia ids, city, district, feature type, story lists, raw names.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from dateline.resolve.countries import name_of
from dateline.use.export.plover import QUAD_CODE
from dateline.use.export.story_plover import exact_day, leading

Story = dict[str, Any]
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country",
    "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
    "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip


def write(stories: Iterable[Story], out: TextIO) -> int:
    """One dated event a row; how many without a day were left out."""
    rows = csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="\n", restval="")
    rows.writeheader()
    left = 0
    for story in stories:
        if exact_day(story) is None:
            left += 1
            continue
        rows.writerow(_row(story))
    return left


def _row(story: Story) -> dict[str, Any]:
    lead = leading(story)
    return {
        "Event ID": lead.get("id") or story["id"], "Event Date": exact_day(story), "Event Type": story["type"],
        "Event Mode": ";".join(story["modes"]), "Intensity": story["intensity"], "Quad Code": QUAD_CODE[story["quad"]],
        "Contexts": ";".join(lead.get("contexts") or []), **_side(story, "actor"), **_side(story, "recipient"),
        "Placename": story["place"], "Province": story["admin1"],
        "Country": name_of(story["country"]) if story["country"] else "", "Latitude": story["lat"], "Longitude": story["lon"],
        "GeoNames ID": story["geonameid"], "Raw Placename": (lead.get("place") or {}).get("text"),
        "Source": lead.get("site") or lead.get("source"), "Publication Date": lead.get("published"), "Language": lead.get("language"),
        "Version": "dateline",
    }  # fmt: skip


def _side(story: Story, role: str) -> dict[str, str]:
    some = [p for p in story["parts"] if p["role"] == role]
    name = role.capitalize()
    sectors = [p["sector"] or "" for p in some]
    return {
        f"{name} Name": ";".join(p["name"] for p in some),
        f"{name} Country": ";".join((name_of(p["country"]) or p["country"]) if p["country"] else "" for p in some),
        f"Primary {name} Sector": sectors[0] if sectors else "",
        f"{name} Sectors": ";".join(sectors),
    }
