"""Text -> time expressions with their values."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dateline.records import Article, Offsets, Time
from dateline.resolve.when.normalise import Anchor, Value, normalise
from dateline.resolve.when.patterns import COMPILED, NUMBER
from dateline.resolve.when.tense import looks_ahead
from dateline.resolve.when.values import shifted

# Words before the date proper that belong to the expression as news reads it, but not to its span.
PREPOSITION = re.compile(
    r"^(?:in|since|by|until|during|from|of|through|before|after|between|for|and|to|at|over|within|year)\s+", re.I
)
KEEP = {"between_years"}  # "between 2001 and 2003" is one expression


def anchor_of(article: Article) -> Anchor:
    """The dateline's day, else the publication day, else none."""
    if article.dateline and article.dateline.date:
        return Anchor(date.fromisoformat(article.dateline.date), "the dateline")
    try:
        return Anchor(date.fromisoformat((article.published or "")[:10]), "the publication date")
    except ValueError:
        return Anchor(None, "no known date")


def find_times(article: Article) -> tuple[Time, ...]:
    """All time expressions of an article in the order of its text, without overlaps. Linear time.

    Anchored on dateline or publication date; "two days later" on the last day told before. Unknown anchors give null.
    """
    anchor = anchor_of(article)
    sentences = article.sentences or ((0, len(article.text)),)
    starts = [a for a, _ in sentences]
    out: list[Time] = []
    for name, m in _matches(article.text):
        start, end = _span(name, m)
        at = max(0, bisect.bisect_right(starts, start) - 1)
        first, last = sentences[at]
        if last - first > 2000:  # a clause is looked for near by, however long the sentence
            first, last = max(first, start - 500), min(last, end + 500)
        ahead = looks_ahead(article.text[first:last], max(0, start - first), max(0, end - first))
        told = replace(anchor, told=_last_day(out, first))
        value = normalise(name, m.groupdict(), told, ahead) if name != "after" else _after(article.text, m, told)
        text = article.text[start:end]
        out.append(Time(start, end, text, value.value, value.kind, value.precision, value.confidence, value.why))
    return tuple(out)


def _matches(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Matches of all patterns, the earliest first; of two that overlap the longer, then the one higher in the table."""
    found = [(m.start(), -m.end(), rank, name, m) for rank, (name, p) in enumerate(COMPILED) for m in p.finditer(text)]
    found.sort(key=lambda f: (f[0], f[1], f[2]))
    held: tuple[str, re.Match[str]] | None = None
    for _, _, _, name, m in found:
        if held is None or m.start() >= held[1].end():
            if held:
                yield held
            held = (name, m)
        elif m.end() - m.start() > held[1].end() - held[1].start() and m.end() > held[1].end():
            held = (name, m)
    if held:
        yield held


def _span(name: str, m: re.Match[str]) -> Offsets:
    lead = PREPOSITION.match(m[0]) if name not in KEEP else None
    start = m.start() + (lead.end() if lead else 0)
    start += len(m.string[start : m.end()]) - len(m.string[start : m.end()].lstrip())
    return start, m.end()


def _last_day(times: Sequence[Time], _: int) -> date | None:
    for time in reversed(times[-6:]):
        if time.value and time.precision in ("day", "minute"):
            return date.fromisoformat(time.value[:10])
    return None


def _after(text: str, m: re.Match[str], anchor: Anchor) -> Value:
    """ "one month after the Sept. 25, 2017, referendum": counted from the date that follows."""
    following = next(_matches(text[m.end() : m.end() + 80]), None)
    if following is None:
        return Value(None, "vague", "what it is counted from has no date", 0.5)
    base = normalise(following[0], following[1].groupdict(), anchor, False)
    if not base.value or base.precision != "day":
        return Value(None, "vague", "what it is counted from has no day", 0.5)
    n = m["n"].lower()
    sign = -1 if m["dir"].lower() == "before" else 1
    try:
        value, precision = shifted(
            date.fromisoformat(base.value[:10]), m["unit"].lower(), sign * (int(n) if n.isdigit() else NUMBER[n])
        )
    except (ValueError, OverflowError, KeyError):
        return Value(None, "vague", "the words name no day that exists", 0.4)
    return Value(value, precision, f"counted from {base.value}, named after it", 0.8)  # type: ignore[arg-type]
