"""A page saved as bare text ("select all, copy") -> main text and metadata.

1. every line gets a score for being prose (lines.py), smoothed over its neighbours;
2. the best block of lines is the body; lines inside it that are no prose are left out, links kept aside;
3. what stands above the block is searched for headline, standfirst, byline, date, section, captions, tags.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.ingest.article.dateline import OPENING
from dateline.ingest.article.found import Found
from dateline.ingest.article.head import read_head
from dateline.ingest.article.lines import scores, smoothed
from dateline.records import Link

# Both chosen together on the 91 pages of `python -m evals.pages`: 0.846 against 0.817 at 2.5 and 0.
GAP = 0.6  # most that one line of furniture takes from a block that goes on after it
WEAKEST = -1.0  # score below which a line inside the block is left out
READ_MORE = re.compile(
    r"^\W*(?:read (?:more|also|next)|also read|related|see also|more on this|further reading)\s*[:–—-]\s*(.+)$", re.I
)
SITE = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:copyright)?[\s\d–-]*(?:by )?([^\d©.,|]{2,40}?)[\s\d.,|–-]*(?:©|copyright|all rights|$)",
    re.I,
)
SITE_FIRST = re.compile(r"^\W*([^\d©|]{2,40}\d{0,4}?)\s*(?:©|\(c\)|copyright)", re.I)


NAMED = re.compile(r"^(?!(?:all rights reserved|copyright|the)$).*[A-Za-z]{2}", re.I)


def read_bare(raw: str) -> Found:
    """Main text and metadata of a bare page; `text` is empty where no line looks like prose."""
    lines = [" ".join(line.split()) for line in raw.split("\n")]
    gaps = [not line for line in lines]
    kept = [i for i, line in enumerate(lines) if line]
    rows = [lines[i] for i in kept]
    if not rows:
        return Found(text="")
    # A link between two paragraphs parts nothing: it neither feeds nor ends a block.
    raw_values = [0.0 if READ_MORE.match(row) else v for row, v in zip(rows, scores(rows), strict=True)]
    values = smoothed(raw_values)
    start, end = best_block(values)
    start = _to_dateline(rows, start)
    body, links = _body(rows, values, start, end)
    blank_before = [i > 0 and gaps[i - 1] for i in kept]
    head = read_head(rows, start, end, blank_before, body)
    return Found(
        text="\n\n".join(body), title=head.title, standfirst=head.standfirst, section=head.section,
        site=head.site or _site(rows), authors=head.authors, published=head.published, tags=head.tags,
        captions=head.captions, links=tuple(links),
    )  # fmt: skip


def best_block(values: Sequence[float]) -> tuple[int, int]:
    """The run of lines with the largest sum (Kadane), scores capped so that one long line does not outweigh a page."""
    best, best_range, total, start = 0.0, (0, 0), 0.0, 0
    for i, value in enumerate(values):
        if total <= 0:
            total, start = 0.0, i
        total += max(-GAP, min(3.0, value))
        if total > best:
            best, best_range = total, (start, i + 1)
    return best_range


def _to_dateline(rows: Sequence[str], start: int) -> int:
    """A dateline opens the body: what stands just above it is head."""
    for i in range(max(0, start - 4), min(len(rows), start + 12)):
        if OPENING.match(rows[i][:160]) and len(rows[i]) > 60:
            return i
    return start


def _body(rows: Sequence[str], values: Sequence[float], start: int, end: int) -> tuple[list[str], list[Link]]:
    body, links = [], []
    for i, row in enumerate(rows):
        more = READ_MORE.match(row)
        if more and more[1].strip():
            links.append(Link(more[1].strip()))
        elif start <= i < end and values[i] > WEAKEST:
            body.append(row)
    return body, links


def _site(rows: Sequence[str]) -> str | None:
    """Whose copyright it is, as the page says."""
    for row in rows:
        for pattern in (SITE_FIRST, SITE):
            m = pattern.search(row)
            if m and len(row) < 160 and (name := m[1].strip(" -–|,.:")) and NAMED.search(name):
                return name
    return None
