"""The review: one event after another, one keystroke each, first opinions and blind second ones."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Query, Request
from starlette.responses import JSONResponse

from dateline.store.archive import Archive
from dateline.store.desk import Desk
from dateline.use.analysis.agreement import agreement
from dateline.use.analysis.review import as_coded, pace, queue, second_queue, waiting
from dateline.use.analysis.wording import sentence_starts
from dateline.use.export.gold import gold as gold_of
from dateline.use.web.asking import Asked, AskedFor
from dateline.use.web.bench import Bench, BenchOf
from dateline.use.web.marks import of_report
from dateline.use.web.pages import page, plain, reviewer_of, router

Row = dict[str, Any]
routes = router()
SKIPPED = 60  # events that an address remembers as skipped


@page(routes, "/review", "review.html")
def review(
    request: Request, bench: BenchOf, asked: AskedFor,
    order: Annotated[Literal["unsure", "newest", "used"], Query(description="which come first: least sure, newest, most told")] = "unsure",
    blind: Annotated[Literal["", "yes"], Query(description="yes: events that others judged, without what they said")] = "",
    skip: Annotated[str, Query(pattern=r"^(e[0-9]{1,15}(\.e[0-9]{1,15})*)?$", max_length=1200, description="ids of skipped events")] = "",
) -> Row:  # fmt: skip
    """The next event that awaits a judgement, as its reports tell it."""
    who = reviewer_of(request)
    skipped = [id for id in skip.split(".") if id]
    ids, left = _second(bench, asked, who, skipped) if blind else _first(bench, asked, order, skipped)
    last = _last(bench.archive, who) if who else None
    return {
        "asked": asked, "order": order, "blind": blind, "skip": skip, "left": left, "event": _card(bench.archive, ids[0]) if ids else None,
        "then": ".".join([*skipped, *ids[:1]][-SKIPPED:]), "pace": pace(bench.archive, who) if who else None, "last": last,
        "agreement": bench.kept("agreement", lambda: agreement(bench.archive)),
    }  # fmt: skip


@routes.get("/review/gold", tags=["review"])
def gold(bench: BenchOf) -> JSONResponse:
    """Articles of which every event was judged, annotated as it was decided: for training and evaluation."""
    headers = {"Content-Disposition": 'attachment; filename="gold.json"'}
    return JSONResponse(plain(bench.kept("gold", lambda: gold_of(bench.archive))), headers=headers)


def _first(bench: Bench, asked: Asked, order: str, skipped: list[str]) -> tuple[list[str], int]:
    left = bench.kept(("waiting", asked.filters), lambda: waiting(bench.archive, asked.filters))
    return [r["id"] for r in queue(bench.archive, asked.filters, order, skip=skipped)], left


def _second(bench: Bench, asked: Asked, who: str, skipped: list[str]) -> tuple[list[str], int]:
    ids = bench.kept(("second", who, asked.filters), lambda: second_queue(bench.archive, who, asked.filters)) if who else []
    return [id for id in ids if id not in skipped], len(ids)


def _card(archive: Archive, id: str) -> Row | None:
    """An event without any decision, so that nobody's opinion leads another's; its reports with coloured words."""
    coded, found = as_coded(archive, id), archive.event(id)
    if coded is None or found is None:
        return None
    row, parts = coded
    reports = found["reports"]
    starts = sentence_starts(archive, reports)
    told = [
        {k: r[k] for k in ("id", "article_id", "title", "site", "published", "why")} | {"segments": of_report(r, start)}
        for r, start in zip(reports, starts, strict=True)
    ]
    return row | {"parts": parts, "told": told}


def _last(archive: Archive, who: str) -> Row | None:
    """The reviewer's latest judgement that holds, to be taken back by one keystroke."""
    mine = (d for d in Desk(archive, who).log() if d["who"] == who and d["holds"] and d["kind"] in ("confirm", "reject", "change"))
    return next(mine, None)
