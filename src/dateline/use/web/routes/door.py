"""Getting in where a token is asked for, saying who one is, and the description of every address."""

from __future__ import annotations

import hmac
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dateline.use.web.bench import BenchOf
from dateline.use.web.pages import PROBLEMS, REVIEWER, render
from dateline.use.web.safety import PASS, OwnPage, set_cookie, visitor_of

Row = dict[str, Any]
BUSY: dict[int | str, Row] = {429: {"description": "too many wrong tokens", "content": {"text/html": {}, "application/json": {}}}}
routes = APIRouter(responses=PROBLEMS | BUSY)


@routes.get("/login", response_class=HTMLResponse, tags=["door"])
def login(request: Request) -> Response:
    """Asks for the token."""
    return render(request, "login.html", {"wrong": False})


@routes.post("/login", dependencies=[OwnPage], status_code=303, tags=["door"], response_class=RedirectResponse)
async def enter(request: Request, bench: BenchOf, token: Annotated[str, Form(min_length=1, max_length=200)]) -> Response:
    """Takes the token; a cookie then stands for it until the server ends."""
    door = request.app.state.doorkeeper
    if door.busy():
        raise HTTPException(429, "too many wrong tokens: wait a minute and try again")
    if not hmac.compare_digest(token.strip().encode("utf-8", "replace"), (bench.options.token or "").encode()):
        door.wrong()
        return render(request, "login.html", {"wrong": True}, 403)
    answer = RedirectResponse("/", 303)
    set_cookie(request, answer, PASS, bench.sign("pass", visitor_of(request)))
    return answer


@routes.post("/name", dependencies=[OwnPage], status_code=303, tags=["door"], response_class=RedirectResponse)
def name(
    request: Request, reviewer: Annotated[str, Form(min_length=1, max_length=80)], back: Annotated[str, Form(max_length=4000)] = "/",
) -> Response:  # fmt: skip
    """Keeps the name under which this browser decides."""
    answer = RedirectResponse(own_path(back), 303)
    set_cookie(request, answer, REVIEWER, quote(reviewer.strip()))
    return answer


@routes.get("/api", response_class=HTMLResponse, tags=["door"])
def api(request: Request) -> Response:
    """Every address with its parameters, as a page; /openapi.json is the same for programs."""
    return render(request, "api.html", {"paths": request.app.openapi()["paths"]})


def own_path(back: str) -> str:
    """Where to go after a change: a path of this server, never another site."""
    safe = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return back if safe else "/"
