"""The application: its pages, its guard, and our errors as answers."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as PlainHTTPException
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles

from dateline.errors import ArchiveError, DatelineError, UsageError
from dateline.store.archive import Ambiguous, Archive
from dateline.use.coder import Coder
from dateline.use.web.bench import Bench, Options
from dateline.use.web.pages import HOME, make_environment, plain, render
from dateline.use.web.routes import ROUTERS
from dateline.use.web.safety import Doorkeeper, Guard

BACK = re.compile(r"/event/e\d+(?=/)")  # the page whose form was sent


def create_app(archive: Archive, options: Options | None = None, make_coder: Callable[[], Coder] = Coder) -> FastAPI:
    """The workbench over an open archive, which stays the caller's to close once the server has ended.

    make_coder: makes what reads added articles; called when the first ones come.
    """
    bench = Bench(archive, options or Options(), make_coder)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        yield
        bench.intake.close()

    app = FastAPI(
        title="Dateline", version="1", docs_url=None, redoc_url=None, lifespan=life,
        description="The archive of a Dateline workbench. Every page answers in HTML, and in JSON where its path ends in .json.",
    )  # fmt: skip
    app.state.bench = bench
    app.state.templates = make_environment()
    app.state.doorkeeper = Doorkeeper()
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=HOME / "static"), name="static")
    app.add_middleware(Guard, bench=bench)
    for kind in (PlainHTTPException, RequestValidationError, DatelineError):
        app.add_exception_handler(kind, problem)
    return app


def problem(request: Request, error: Exception) -> Response:
    """Our own errors, wrong values and unknown paths, as a page or as JSON."""
    status, text = explained(error)
    if status == 404 and request.method == "POST" and isinstance(error, UsageError):
        status = 409  # a form asked for something impossible
    choices = plain(error.choices) if isinstance(error, Ambiguous) else []
    if wants_json(request):
        body: dict[str, Any] = {"error": text} | ({"choices": choices} if choices else {})
        return JSONResponse(body, status, headers=getattr(error, "headers", None))
    if choices:
        text = text.splitlines()[0].split(";")[0] + ": choose one."
    asked = BACK.match(request.url.path) if request.method == "POST" else None
    return render(request, "problem.html", {"status": status, "text": text, "choices": choices, "back": asked and asked[0]}, status)


def explained(error: Exception) -> tuple[int, str]:
    """Status and message."""
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"][1:]) or "the request"
        return 422, f"{name}: {first['msg']}"
    if isinstance(error, PlainHTTPException | HTTPException):
        return error.status_code, str(error.detail)
    if isinstance(error, Ambiguous):
        return 409, str(error)
    if isinstance(error, ArchiveError):
        return 503, str(error)
    return (404 if isinstance(error, UsageError) else 400), str(error)


def wants_json(request: Request) -> bool:
    """JSON where its path ends so, or where HTML is not what is asked for."""
    accept = request.headers.get("accept", "")
    return request.url.path.endswith(".json") or ("application/json" in accept and "text/html" not in accept)
