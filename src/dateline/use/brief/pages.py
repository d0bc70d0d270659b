"""A brief -> Markdown, or one HTML page that carries its charts and prints well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.errors import UsageError
from dateline.use.brief.charts import INTENSITIES, MONTHS, intensity_chart, months_chart
from dateline.use.brief.entry import Entry
from dateline.use.brief.gather import Brief, by_month

SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
MOODS = {"future": "announced", "hypothetical": "possible", "negated": "denied", "actual": ""}


def markdown(brief: Brief) -> str:
    """The brief as Markdown; footnotes carry the sentences."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(b: Brief) -> Iterator[str]:
    yield f"# {plain(b.title)}"
    yield ""
    yield from (f"* {plain(f.name)}: {plain(f.value)} {marks(f.cites)}" for f in b.facts)
    if months := [m for m in by_month(b.entries) if m[1] or m[2]]:
        yield from ("", "| month | cooperation | conflict |", "|---|---|---|")
        yield from (f"| {month} | {good} | {bad} |" for month, good, bad in months)
    for title, some in (("Chronology", b.happened), ("Announced, possible or denied", b.open)):
        if some:
            yield from ("", f"## {title}", "")
            yield from (_entry(e) for e in some)
    yield from ("", "## Who is who", "")
    for p in b.people:
        codes = f" ({plain(p.codes)})" if p.codes else ""
        yield f"* **{plain(p.name)}**{codes}, in {p.events} of these events {marks(p.cites)}"
        yield from (f"  * {plain(post.text)} {marks(post.cites)}" for post in p.posts)
    if b.doubts:
        yield from ("", "## What remains uncertain", "")
        yield from (f"* {d.name}: {plain(d.about)} – {plain(d.why)} {marks(d.cites)}" for d in b.doubts)
    yield from ("", "## Sources", "")
    for c in b.cites:
        told = ", ".join(plain(x) for x in (c.title, c.site, c.published) if x)
        yield f"[^{c.number}]: “{plain(c.words)}” {told + ', ' if told else ''}{f'<{c.link}>' if c.link else plain(c.source)}"


def _entry(e: Entry) -> str:
    head = ", ".join(x for x in (MOODS[e.mood], e.kind, e.place, e.counts) if x)
    return f"* **{plain(e.when)}** {plain(e.who)}: {plain(head)}. “{plain(e.words)}” {marks(e.cites)}"


def marks(cites: Sequence[int]) -> str:
    """[^1][^2]"""
    return "".join(f"[^{n}]" for n in cites)


def plain(text: str) -> str:
    """Words of an article, so that nothing in them works as Markdown or HTML."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def html(brief: Brief) -> str:
    """The brief as one page without scripts or outside files. Raises UsageError where jinja2 is not installed."""
    try:
        from jinja2 import Environment, FileSystemLoader
        from markupsafe import Markup
    except ImportError as error:
        raise UsageError('a brief in HTML needs pip install -e ".[web]" in the folder of Dateline; Markdown needs nothing') from error
    make = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    drawn = ((MONTHS, months_chart(brief.entries)), (INTENSITIES, intensity_chart(brief.entries)))
    charts = [(caption, Markup(svg)) for caption, svg in drawn if svg]
    return make.get_template("brief.html").render(brief=brief, charts=charts, moods=MOODS)
