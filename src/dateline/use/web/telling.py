"""How values are worded and coloured in templates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from dateline.resolve.countries import name_of
from dateline.resolve.events.plover import QUAD_OF, QUADS
from dateline.use.web.address import url
from dateline.use.web.marks import of_event

Row = dict[str, Any]
NAVIGATION = (
    ("/", "Overview"), ("/events", "Events"), ("/dyad", "Dyad"), ("/network", "Network"), ("/watch", "Watch"), ("/review", "Review"),
    ("/add", "Add"),
)  # fmt: skip
LABELS = {"aux": "flags", "actors": "who", "recipients": "to whom"}
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def number(value: int | float | None) -> str:
    """1234567 -> "1,234,567"."""
    return "–" if value is None else f"{value:,}"


def day(value: date | str | None) -> str:
    """2022-07-04 -> "4 Jul 2022", a/b -> "a – b"; anything else stays."""
    text = str(value or "")
    if "/" in text:
        return " – ".join(day(part) for part in text.split("/"))
    if len(text) == 10 and text[4] == text[7] == "-" and text[5:7].isdigit() and 1 <= int(text[5:7]) <= 12:
        return f"{int(text[8:])} {MONTHS[int(text[5:7]) - 1]} {text[:4]}"
    if len(text) == 7 and text[4] == "-" and text[5:].isdigit() and 1 <= int(text[5:]) <= 12:
        return f"{MONTHS[int(text[5:]) - 1]} {text[:4]}"
    return text


def when(event: Row) -> str:
    """An event's date as far as it is known; the day it was filed under, in brackets, where none was told."""
    if event["date"]:
        return day(event["date"])
    return f"[{day(event['day'])}]" if event.get("day") else "no date"


def quad_class(value: str) -> str:
    """A CSS class of a quad class or type."""
    return QUAD_OF.get(value, value).replace(" ", "-")


def counted(n: int, one: str, many: str | None = None) -> str:
    """1 report, 2 reports."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def span(low: int | None, high: int | None) -> str:
    """A range of casualties."""
    if low is None and high is None:
        return ""
    return str(high) if low == high else f"{low}–{high}"


def codes(row: Row) -> str:
    """Country and sector: "IRQ MIL"."""
    return " ".join(c for c in (row.get("country"), row.get("sector")) if c)


def decided(value: Row) -> str:
    """What a decision sets: "date: 13 Jun 2022 · to whom: army post MLI MIL; soldiers"."""
    return " · ".join(f"{LABELS.get(k, k)}: {_worded(v)}" for k, v in value.items() if k != "into")


def _worded(value: Any) -> str:
    if isinstance(value, dict):
        return f"{value.get('name') or value.get('actor')} {codes(value)}".strip()
    if isinstance(value, list | tuple):
        return "; ".join(map(_worded, value)) or "none"
    return day(value) or "none"


def actor_url(key: int | str) -> str:
    return f"/actor/{key}"


def tag(row: Row) -> str:
    """What names an actor for certain, and tells people who it is: "#12 Sirwan Barzani"."""
    return f"#{row['key']} {row['name']}"[:200].strip()


def event_url(id: str) -> str:
    return f"/event/{id}"


def article_url(id: str) -> str:
    return url("/article", id=id)


def dyad_url(a: Any, b: Any) -> str:
    return url("/dyad", a=a, b=b)


def web_address(source: str | None) -> str | None:
    """A source that a link may lead to: http and https alone."""
    text = (source or "").strip()
    return text if text.startswith(("http://", "https://")) else None


def percent(value: float | None) -> int:
    return round(100 * (value or 0.0))


def level(value: float | None) -> int:
    """Confidence in tenths, for a class that draws it."""
    return max(0, min(10, round(10 * (value or 0.0))))


def joined(names: Sequence[str]) -> str:
    return ", ".join(names)


FILTERS: dict[str, Callable[..., Any]] = {
    "number": number, "day": day, "when": when, "quad_class": quad_class, "codes": codes, "decided": decided, "percent": percent,
    "level": level, "joined": joined, "web_address": web_address, "marked": of_event, "country_name": lambda code: name_of(code) or code,
}  # fmt: skip
GLOBALS: dict[str, Any] = {
    "url": url, "actor_url": actor_url, "event_url": event_url, "article_url": article_url, "dyad_url": dyad_url, "counted": counted,
    "span": span, "tag": tag, "QUADS": QUADS, "NAVIGATION": NAVIGATION,
}  # fmt: skip
