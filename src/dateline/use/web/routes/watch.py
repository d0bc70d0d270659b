"""Alerts: what changed against its own past, with the events behind it, and what people answered."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Form, Query
from starlette.responses import RedirectResponse, Response

from dateline.use.analysis.alerts import Answered, answered
from dateline.use.analysis.watch import watch as alerts_of
from dateline.use.web.bench import Bench, BenchOf
from dateline.use.web.pages import page, router
from dateline.use.web.routes.desk import Back, DeskOf, Text, done
from dateline.use.web.safety import OwnPage

Row = dict[str, Any]
routes = router()
STATES = ("open", "kept", "dismissed")
SHOWN = 40  # alerts of a page, the surest first


def draw(data: Row) -> Row:
    return {"counts": {s: sum(a.state == s for a in data["alerts"]) for s in STATES}}


@page(routes, "/watch", "watch.html", draw)
def watch(
    bench: BenchOf,
    rate: Annotated[float, Query(ge=0.001, le=0.5, description="share of false ones among tested alarms")] = 0.1,
    window: Annotated[int, Query(ge=1, le=3650, description="days that count as recent")] = 28,
    weeks: Annotated[int, Query(ge=1, le=520, description="until an agreement without a deed is overdue")] = 12,
    state: Annotated[Literal["open", "kept", "dismissed"], Query(description="which alerts the page shows")] = "open",
) -> Row:
    """What changed against its own past: silences, surges, firsts, promises without deed, each with the events behind it."""
    found = alerts(bench, rate, window, weeks)
    return {
        "asked": {"rate": rate, "window": window, "weeks": weeks}, "state": state, "alerts": found,
        "shown": [a for a in found if a.state == state][:SHOWN],
    }  # fmt: skip


def alerts(bench: Bench, rate: float = 0.1, window: int = 28, weeks: int = 12) -> list[Answered]:
    """All alerts with what people answered."""
    archive = bench.archive
    return bench.kept(
        ("watch", rate, window, weeks), lambda: answered(archive, alerts_of(archive, rate=rate, window=window, weeks=weeks))
    )


@routes.post("/watch/answer", dependencies=[OwnPage], status_code=303, tags=["desk"], response_class=RedirectResponse)
def answer(
    desk: DeskOf, kind: Annotated[Literal["silence", "surge", "first", "promise"], Form()],
    about: Annotated[str, Form(min_length=1, max_length=400)],
    answer: Annotated[Literal["keep", "dismiss"], Form()], events: Annotated[str, Form(pattern=r"^e\d{1,15}( e\d{1,15}){0,20}$")],
    note: Text = "", back: Back = "/watch",
) -> Response:  # fmt: skip
    """Keeps an alert or dismisses it, with a note; a dismissed one comes back once something further happens."""
    desk.answer_alert(kind, about, events.split(), keep=answer == "keep", note=note.strip() or None)
    return done(back)
