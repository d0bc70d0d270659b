"""A page saved as bare text ("select all, copy") -> main text and metadata.

1. pieces of one paragraph are joined, every line gets a score for being article text (lines.py);
2. the best block of lines is the body; lines inside it that are no article text are left out, links kept aside;
3. what stands above the block is searched for headline, standfirst, byline, date, section, captions, tags.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.ingest.article.dateline import read_dateline
from dateline.ingest.article.found import Found
from dateline.ingest.article.head import read_head
from dateline.ingest.article.lines import READ_MORE, mended, scores
from dateline.records import Link

# Chosen with the weights of lines, cross-validated by page: `python -m training.lines`.
GAP = 0.6  # most that one line of furniture takes from a block that goes on after it
WEAKEST = -0.2  # score up to which a line inside the block is left out
MOST = 3.0  # most that one line gives: one long line must not outweigh a page
SITE = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:copyright)?[\s\d–-]*(?:by )?([^\d©.,|]{2,40}?)[\s\d.,|–-]*(?:©|copyright|all rights|$)",
    re.I,
)
SITE_FIRST = re.compile(r"^\W*([^\d©|]{2,40}\d{0,4}?)\s*(?:©|\(c\)|copyright)", re.I)


NAMED = re.compile(r"^(?!(?:all rights reserved|copyright|the)$).*[A-Za-z]{2}", re.I)


def read_bare(raw: str) -> Found:
    """Main text and metadata of a bare page; `text` is empty where no line looks like article text."""
    rows, links = lines_of(raw)
    if not rows:
        return Found(text="")
    values = scores(rows)
    start, end = best_block(values)
    start = _to_dateline(rows, start, end)
    body = [rows[i] for i in kept(values, (start, end))]
    head = read_head(rows, start, end, body)
    return Found(
        text="\n\n".join(body), title=head.title, standfirst=head.standfirst, section=head.section,
        site=_site(rows), authors=head.authors, published=head.published, tags=head.tags,
        captions=head.captions, links=links,
    )  # fmt: skip


def lines_of(raw: str) -> tuple[list[str], tuple[Link, ...]]:
    """Lines of a page without the empty ones, and the links among them: one between two paragraphs neither feeds nor ends a block."""
    rows, links = [], []
    for row in mended([" ".join(line.split()) for line in raw.split("\n")]):
        more = READ_MORE.match(row)
        if more and more[1].strip():
            links.append(Link(more[1].strip()))
        elif row:
            rows.append(row)
    return rows, tuple(links)


def best_block(values: Sequence[float]) -> tuple[int, int]:
    """The run of lines with the largest sum (Kadane)."""
    best, best_range, total, start = 0.0, (0, 0), 0.0, 0
    for i, value in enumerate(values):
        if total <= 0:
            total, start = 0.0, i
        total += max(-GAP, min(MOST, value))
        if total > best:
            best, best_range = total, (start, i + 1)
    return best_range


def kept(values: Sequence[float], block: tuple[int, int]) -> list[int]:
    """Indexes of the lines in a block that are article text."""
    return [i for i in range(*block) if values[i] > WEAKEST]


def _to_dateline(rows: Sequence[str], start: int, end: int) -> int:
    """A dateline opens the body that ends at `end`: what stands just above it is head."""
    near = range(max(0, start - 4), min(end, start + 12))
    return next((i for i in near if len(rows[i]) > 60 and read_dateline(rows[i])), start)


def _site(rows: Sequence[str]) -> str | None:
    """Whose copyright it is, as the page says."""
    for row in rows:
        for pattern in (SITE_FIRST, SITE):
            m = pattern.search(row) if len(row) < 160 else None
            if m and (name := m[1].strip(" -–|,.:")) and NAMED.search(name):
                return name
    return None
