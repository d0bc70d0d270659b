"""Corrections: every form of a page becomes one decision at the desk, under the name that the browser gave."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Depends, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from dateline.store.desk import Desk
from dateline.use.analysis.review import as_coded
from dateline.use.web.bench import Bench, BenchOf
from dateline.use.web.pages import reviewer_of, router
from dateline.use.web.routes.actor import Key
from dateline.use.web.routes.door import own_path
from dateline.use.web.routes.event import EVENT, EventId
from dateline.use.web.safety import OwnPage

Row = dict[str, Any]
routes = router()
Text = Annotated[str, Form(max_length=2000)]
Id = Annotated[str, Form(max_length=2000)]
Line = Annotated[str, Form(min_length=1, max_length=300)]  # an empty field counts as none
Back = Annotated[str, Form(max_length=4000)]
LISTS = ("modes", "aux", "actors", "recipients")


def desk_of(request: Request, bench: BenchOf) -> Desk:
    """The desk of whoever sits at this browser."""
    name = reviewer_of(request)
    if not name:
        raise HTTPException(403, "say who you are first: the name stands beside every decision")
    return Desk(bench.archive, who=name)


DeskOf = Annotated[Desk, Depends(desk_of)]


@routes.post("/event/{id}/verdict", dependencies=[OwnPage], status_code=303, tags=["desk"], response_class=RedirectResponse)
def verdict(
    desk: DeskOf, id: EventId, answer: Annotated[Literal["right", "wrong", "note"], Form()], why: Text = "", back: Back = "/"
) -> Response:
    """Says that an event is right ("right"), wrong ("wrong"), or keeps a note on it ("note")."""
    if answer == "note":
        if not why.strip():
            raise HTTPException(409, "a note needs words")
        desk.note(id, why.strip())
    else:
        (desk.confirm if answer == "right" else desk.reject)(id, why.strip() or None)
    return done(back)


@routes.post("/event/{id}/change", dependencies=[OwnPage], status_code=303, tags=["desk"], response_class=RedirectResponse)
def change(
    bench: BenchOf, desk: DeskOf, id: EventId, type: Line = "", modes: Line = "", aux: Line = "", date: Line = "", place: Line = "",
    actors: Text = "", recipients: Text = "", why: Text = "", back: Back = "/", blind: Annotated[Literal["", "yes"], Form()] = "",
) -> Response:  # fmt: skip
    """Gives an event other values: those that differ from what it has, or as coded where `blind`. Lists are parted by semicolons."""
    event = _before(bench, id, blind == "yes")
    given = {"type": type, "modes": modes, "aux": aux, "date": date, "place": place, "actors": actors, "recipients": recipients}
    fields = {k: v for k, v in ((k, _value(k, v)) for k, v in given.items()) if v != (event[k] or _value(k, ""))}
    if not fields:
        raise HTTPException(409, "nothing differs from what the event has already")
    desk.change(id, fields, why.strip() or None)
    return done(back)


def _before(bench: Bench, id: str, blind: bool) -> Row:
    """What the form showed when it was opened."""
    coded = as_coded(bench.archive, id) if blind else None
    event = coded[0] if coded else bench.archive.event(id)
    if event is None:
        raise HTTPException(404, f"there is no event {id}")
    return event


@routes.post("/event/{id}/merge", dependencies=[OwnPage], status_code=303, tags=["desk"], response_class=RedirectResponse)
def merge_event(bench: BenchOf, desk: DeskOf, id: EventId, other: Annotated[str, Form(pattern=EVENT)], why: Text = "") -> Response:
    """Makes another event and this one the same, with the reports of both."""
    desk.merge_events([id, other], why.strip() or None)
    return done(f"/event/{id if bench.archive.event(id) else other}")


@routes.post("/event/{id}/split", dependencies=[OwnPage], status_code=303, tags=["desk"], response_class=RedirectResponse)
def split_event(bench: BenchOf, desk: DeskOf, id: EventId, report: Annotated[list[Line], Form()] = [], why: Text = "") -> Response:  # noqa: B006
    """Takes reports out of an event: they tell of another one."""
    if not report:
        raise HTTPException(409, "mark the reports that tell of another event")
    desk.split_event(id, report, why.strip() or None)
    return done(f"/event/{id}")


def _value(name: str, text: str) -> Any:
    if name in LISTS:
        return [part.strip() for part in text.split(";") if part.strip()]
    return text.strip() or None


@routes.post("/actor/{key}/merge", dependencies=[OwnPage], status_code=303, tags=["desk"], response_class=RedirectResponse)
def merge(desk: DeskOf, key: Key, other: Line, why: Text = "") -> Response:
    """Makes another actor part of this one, now and in articles to come."""
    desk.merge_actors([f"#{key}", other.strip()], why.strip() or None)
    return done(f"/actor/{key}")


@routes.post("/actor/{key}/split", dependencies=[OwnPage], status_code=303, tags=["desk"], response_class=RedirectResponse)
def split_actor(
    desk: DeskOf, key: Key, name: Annotated[str, Form(min_length=1, max_length=200)], article: Annotated[list[Id], Form()] = [],  # noqa: B006
    why: Text = "",
) -> Response:  # fmt: skip
    """Says that in some articles the actor is somebody else, who gets a record of its own."""
    if not article or not name.strip():
        raise HTTPException(409, "name the other actor, and mark the articles that are about it")
    desk.split_actor(f"#{key}", article, name.strip(), why.strip() or None)
    return done(f"/actor/{key}")


@routes.post("/decision/{number}/undo", dependencies=[OwnPage], status_code=303, tags=["desk"], response_class=RedirectResponse)
def undo(desk: DeskOf, number: Key, back: Back = "/") -> Response:
    """Takes a decision back; it stays on record."""
    desk.undo(number)
    return done(back)


def done(back: str) -> Response:
    """Back to the page that asked."""
    return RedirectResponse(own_path(back), 303)
