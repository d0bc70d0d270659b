"""Reads the dateline that opens a report: "ERBIL (Kurdistan 24) –", "WASHINGTON, July 4 (Reuters) -", "BAGHDAD —"."""

from __future__ import annotations

import re
from datetime import date

from dateline.records import Dateline

MONTHS = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DAY = rf"(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})(?:,?\s+\d{{4}})?"
CITY = r"[A-Z][\w'’.\-]*(?:[ /][A-Z][\w'’.\-]*|\s(?:de|la|el|al|of)\b){0,4}"
OPENING = re.compile(
    rf"\s*(?P<place>{CITY})(?:,\s+(?!{MONTH}\s)(?P<within>{CITY}))?(?:,?\s+(?P<date>{DAY}))?,?"
    rf"\s*(?:\((?P<agency>[^()\n]{{2,40}})\))?\s*(?P<dash>--|[–—-]|:)\s+"
)
DAY_OF = re.compile(rf"(?:(\d{{1,2}})\s+)?({MONTH})(?:\s+(\d{{1,2}})(?!\d))?(?:,?\s+(\d{{4}}))?")


def read_dateline(text: str, published: str | None = None) -> Dateline | None:
    """The dateline at the start of `text`, None where there is none. `published` (ISO) gives the year of its date."""
    m = OPENING.match(text[:160])
    if not m:
        return None
    place, loud = m["place"], m["place"].replace(" ", "").isupper()
    if not (m["agency"] or m["date"] or loud or m["within"]) or (m["dash"] == ":" and not m["agency"]):
        return None  # "Iraq - a country of ..." is no dateline
    if not loud and not (m["agency"] or m["date"]):
        return None
    start = m.start("place")
    end = m.end("dash")
    name = " ".join(_natural(w) for w in place.split()) if loud else place
    return Dateline(start, end, name, m["agency"], _day(m["date"], published))


def _natural(word: str) -> str:
    return "-".join("/".join(p.capitalize() for p in w.split("/")) for w in word.split("-"))


def _day(words: str | None, published: str | None) -> str | None:
    m = DAY_OF.match(words or "")
    if not m:
        return None
    number, month, year = int(m[1] or m[3] or 0), MONTHS[m[2][:3].lower()], m[4]
    try:
        if year:
            return date(int(year), month, number).isoformat()
        if not published:
            return None
        near = date.fromisoformat(published[:10])
        days = [date(y, month, number) for y in (near.year - 1, near.year, near.year + 1)]
        return min(days, key=lambda d: abs((d - near).days)).isoformat()
    except ValueError:
        return None
