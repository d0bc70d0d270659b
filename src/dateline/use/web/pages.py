"""A page is a handler that gives plain data: as HTML under its path, as JSON under the path with `.json`."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from fastapi import APIRouter, Depends, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, JSONResponse, Response

from dateline.use.web import telling
from dateline.use.web.bench import bench_of
from dateline.use.web.safety import keep_visitor, visitor_of

Row = dict[str, Any]
HOME = Path(__file__).parent
REVIEWER = "dateline_reviewer"  # cookie: the name under which decisions are stored
# Characters that would turn the page's own text around, or cannot stand in HTML; one shows instead, so offsets stay.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
PROBLEM: Row = {"content": {"application/json": {}, "text/html": {}, "text/plain": {}}}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"description": "cannot be parsed", **PROBLEM},
    401: {"description": "a token is needed", **PROBLEM},
    403: {"description": "not from one of the workbench's own pages", **PROBLEM},
    404: {"description": "not in the archive", **PROBLEM},
    409: {"description": "impossible as the archive stands, or a name that several bear, with the choices", **PROBLEM},
    413: {"description": "too large", **PROBLEM},
    421: {"description": "called by a name that is not this server's", **PROBLEM},
    422: {"description": "a value that cannot be", **PROBLEM},
    503: {"description": "the archive cannot be read or written just now", **PROBLEM},
}


def router() -> APIRouter:
    """A router whose routes document every problem."""
    return APIRouter(responses=PROBLEMS)


def shown(value: Any) -> Any:
    """What a template may print of a value: control and direction characters become visible, None nothing."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return UNSEEN.sub("\ufffd", value)
    return value


def make_environment() -> Environment:
    """Templates with everything escaped and undefined names an error."""
    env = Environment(
        loader=FileSystemLoader(HOME / "templates"), autoescape=True, undefined=StrictUndefined, finalize=shown,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    env.filters.update(telling.FILTERS)
    env.globals.update(telling.GLOBALS)
    return env


def plain(value: Any) -> Any:
    """Records, days and tuples as what JSON has."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return value


def render(request: Request, template: str, data: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """A page of HTML."""
    bench = bench_of(request)
    visitor = visitor_of(request)
    shared = {
        "request_path": request.url.path, "request_query": request.url.query, "csrf": bench.sign("csrf", visitor),
        "reviewer": reviewer_of(request), "archive_name": bench.archive.path.name, "json_url": None, "here": here(request),
    }  # fmt: skip
    html = request.app.state.templates.get_template(template).render({**shared, **data})
    response = HTMLResponse(html.encode("utf-8", "replace"), status)
    keep_visitor(request, response)
    return response


def page(
    routes: APIRouter, path: str, template: str, draw: Callable[[Row], Row] | None = None
) -> Callable[[Callable[..., Row]], Callable[..., Row]]:
    """Register a handler under `path` and `path.json` ("/" under "/overview.json").

    draw: what the HTML needs beside the data, such as the geometry of its pictures.
    """

    def register(handler: Callable[..., Row]) -> Callable[..., Row]:
        given = Depends(handler)
        summary = (handler.__doc__ or "").strip().splitlines()[0]
        tag = handler.__name__.replace("_", " ")

        def as_html(request: Request, data: Row = given) -> Response:
            return render(request, template, {"json_url": json_url(request)} | data | (draw(data) if draw else {}))

        def as_json(data: Row = given) -> Response:
            return JSONResponse(plain(data))

        json_path = "/overview.json" if path == "/" else f"{path}.json"
        html: dict[int | str, Row] = {200: {"content": {"text/html": {}}, "description": "the page"}}
        ident = handler.__name__
        routes.get(json_path, summary=summary, tags=[tag], operation_id=f"{ident}_json", name=f"{ident}.json")(as_json)
        routes.get(
            path, summary=summary, tags=[tag], operation_id=ident, name=ident, response_class=HTMLResponse, responses=html,
        )(as_html)  # fmt: skip
        return handler

    return register


def here(request: Request) -> str:
    """Path and query, to come back to after a change."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def json_url(request: Request) -> str:
    """Where this page is as JSON."""
    path = "/overview" if request.url.path == "/" else request.url.path
    return f"{path}.json" + (f"?{request.url.query}" if request.url.query else "")


def reviewer_of(request: Request) -> str:
    """The name under which this browser decides; "" until it was given."""
    return unquote(request.cookies.get(REVIEWER, ""))[:80].strip()
