"""One article: its text with coloured words, its events beside it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import HTTPException, Query

from dateline.use.analysis.wording import kept, told_in
from dateline.use.web.bench import BenchOf
from dateline.use.web.marks import paragraphs
from dateline.use.web.pages import page, router

Row = dict[str, Any]
routes = router()


def draw(data: Row) -> Row:
    return {"coded": data["article"], "paragraphs": paragraphs(data["article"], data["told"])}


@page(routes, "/article", "article.html", draw)
def article(bench: BenchOf, id: Annotated[str, Query(max_length=2000)]) -> Row:
    """One article as it was coded, with the archive's events that it tells."""
    key = bench.archive.article_key(id)
    if key is None:
        raise HTTPException(404, "there is no such article in the archive")
    return {"article": bench.archive.article_of(key), "told": told_in(bench.archive, key), "kept": kept(bench.archive, key)}
