"""Events -> the 61 columns of GDELT 2.0's event export, tab separated, no header: one row for each pair of an actor and a recipient.

What is lost: dates coarser than a day, flags (denied, planned and hypothetical events are left out, since GDELT cannot say so),
modes without a CAMEO code, ranges of casualties. Empty for want of the value: AvgTone, ADM2, ethnic, religion and known-group
codes. GoldsteinScale holds the PLOVER intensity, which has the same span. CAMEO codes by the crosswalk of OEDA (2021), cameo.tsv;
FIPS 10-4 codes from GeoNames, fips.tsv.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import permutations, product
from pathlib import Path
from typing import Any, TextIO

from dateline.resolve.countries import name_of
from dateline.use.export.plover import QUAD_CODE
from dateline.use.export.story_plover import exact_day, leading

Story = dict[str, Any]
HOME = Path(__file__).parent
ROOTS = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08", "RETREAT": "08",
    "ACCUSE": "11", "REQUEST": "10", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15", "SANCTION": "16",
    "COERCE": "17", "ASSAULT": "18",
}  # fmt: skip
# PLOVER sectors that CAMEO calls otherwise; those that it does not know stay empty.
SECTORS = {"JRN": "MED", "MED": "HLH", "PRM": "GOV", "SOC": "CVL", "UNK": "", "PRE": "", "REL": ""}
SYMMETRIC = ("CONSULT", "AGREE", "COOPERATE")


@cache
def _table(name: str) -> dict[tuple[str, ...], str]:
    lines = (HOME / name).read_text("utf-8").splitlines()[1:]
    return {tuple(line.split("\t")[:-1]): line.split("\t")[-1] for line in lines}


def cameo(kind: str, modes: Iterable[str]) -> str:
    """CAMEO code of a type: that of the first mode that has one, else the root code and 0."""
    found = (_table("cameo.tsv").get((kind, mode)) for mode in modes)
    return next((code for code in found if code), ROOTS[kind] + "0")


def write(stories: Iterable[Story], out: TextIO) -> int:
    """Dated events that happened; how many others were left out."""
    left = 0
    for story in stories:
        day = exact_day(story)
        if day is None or story["mood"] != "actual":
            left += 1
            continue
        for a, b in _pairs(story):
            row = _row(story, date.fromisoformat(day), a, b)
            out.write("\t".join(str(v).replace("\t", " ").replace("\n", " ") for v in row) + "\n")
    return left


def _pairs(story: Story) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Who to whom; in both directions where the event is symmetric, and an empty side where nobody is told."""
    actors = [p for p in story["parts"] if p["role"] == "actor"]
    recipients = [p for p in story["parts"] if p["role"] == "recipient"]
    pairs = list(product(actors or [{}], recipients or [{}]))
    if story["type"] in SYMMETRIC:
        both = actors + recipients
        pairs = [(a, b) for a, b in permutations(both, 2)] or pairs
    yield from pairs


def _row(story: Story, day: date, a: dict[str, Any], b: dict[str, Any]) -> list[Any]:
    lead = leading(story)
    code = cameo(story["type"], story["modes"])
    number = int.from_bytes(hashlib.sha256(f"{story['id']}\0{a}\0{b}".encode("utf-8", "replace")).digest()[:6], "big")
    added = f"{story['first_told'] or day:%Y%m%d}000000"
    year = day.timetuple()
    return [
        number, f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day:%Y}", f"{day.year + (year.tm_yday - 1) / 365:.4f}",
        *_actor(a), *_actor(b), 1, code, code[:3], code[:2], QUAD_CODE[story["quad"]], story["intensity"],
        story["reports"], story["sources"], len({r["article_id"] for r in story["told"]}), "",
        *_home(a), *_home(b), *_place(story), added, lead.get("source") or "",
    ]  # fmt: skip


def _actor(p: dict[str, Any]) -> list[str]:
    country = p.get("country") or ""
    sector = SECTORS.get(p.get("sector") or "", p.get("sector") or "")
    return [country + sector, (p.get("name") or "").upper(), country, "", "", "", "", sector, "", ""]


def _home(p: dict[str, Any]) -> list[str]:
    """An actor's place is its country alone; coordinates would be a guess."""
    country = p.get("country") or ""
    fips = _table("fips.tsv").get((country,), "")
    return ["1", name_of(country) or "", fips, fips, "", "", "", fips] if fips else ["0", *[""] * 7]


def _place(story: Story) -> list[Any]:
    fips = _table("fips.tsv").get((story["country"] or "",), "")
    if not story["place"]:
        return ["0", *[""] * 7]
    state = story["place"] == story["admin1"]
    country = story["place"] == name_of(story["country"] or "")
    kind = 1 if country else (2 if state else 3) if story["country"] == "USA" else 5 if state else 4
    name = ", ".join(dict.fromkeys(x for x in (story["place"], story["admin1"], name_of(story["country"] or "")) if x))
    lat, lon = (("" if v is None else v) for v in (story["lat"], story["lon"]))
    return [kind, name, fips, fips, "", lat, lon, story["geonameid"] or ""]
