"""What stands before every page: who may ask, how much they may send, what a browser may do with the answer."""

from __future__ import annotations

import hmac
import secrets
import time
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Cookie, Depends, Form, HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from dateline.use.web.bench import Bench, BenchOf

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

VISITOR = "dateline_visitor"  # cookie: a random name, to which CSRF tokens are tied
PASS = "dateline_pass"  # cookie: shows that this browser gave the token
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
OPEN = ("/login", "/static/", "/handover")  # what needs no token; the last asks for a secret of its own
TRIES, PERIOD = 10, 60.0  # wrong tokens that are answered within so many seconds, all addresses together


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: Any, bench: Bench) -> None:
        self.app, self.bench = app, bench

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refused(scope, headers)
        if refused is not None:
            await refused(scope, receive, _with_headers(send))
            return
        limit = self.bench.options.limit(scope["path"])
        limited = _limited(receive, limit, _too_large(limit))
        await self.app(scope, limited, _with_headers(send))

    def _refused(self, scope: Scope, headers: Headers) -> Response | None:
        hosts, called = self.bench.options.hosts, _called(headers)
        if called is None:
            return _plain(421, "the Host header names no host")
        if hosts and called not in hosts:
            return _plain(421, f"this workbench is called {hosts[0]}: open it under that address")
        length, limit = headers.get("content-length", "0"), self.bench.options.limit(scope["path"])
        if not length.isdigit() or int(length) > limit:
            return _plain(413, _too_large(limit))
        if self.bench.options.token is None or scope["path"].startswith(OPEN) or self._has_token(scope, headers):
            return None
        if scope["method"] == "GET" and "text/html" in headers.get("accept", ""):
            return RedirectResponse("/login", 303)
        return _plain(401, "a token is needed: open /login, or send it as `Authorization: Bearer TOKEN`")

    def _has_token(self, scope: Scope, headers: Headers) -> bool:
        kind, _, given = headers.get("authorization", "").partition(" ")
        token = self.bench.options.token or ""
        if kind.lower() == "bearer":
            return hmac.compare_digest(given.strip().encode(), token.encode())
        cookies = Request(scope).cookies
        return self.bench.signed("pass", cookies.get(VISITOR, ""), cookies.get(PASS, ""))


def _called(headers: Headers) -> str | None:
    """The name by which a request calls us, "" where it says none; None where that is no name at all."""
    try:
        return urlsplit(f"//{headers.get('host', '')}").hostname or ""
    except ValueError:  # brackets left open
        return None


def _too_large(limit: int) -> str:
    return f"more than {limit // 1000:,} kB at once: send less"


def _plain(status: int, text: str) -> Response:
    return PlainTextResponse(text + "\n", status)


def _with_headers(send: Send) -> Send:
    async def wrapped(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return wrapped


def _limited(receive: Receive, limit: int, reason: str) -> Receive:
    """Counts what really comes, whatever the request says of its length."""
    seen = 0

    async def counted() -> MutableMapping[str, Any]:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise HTTPException(413, reason)
        return message

    return counted


class Doorkeeper:
    """Slows down guessing of the token."""

    def __init__(self) -> None:
        self._wrong: deque[float] = deque()

    def busy(self) -> bool:
        """Too many wrong tokens lately."""
        now = time.monotonic()
        while self._wrong and now - self._wrong[0] > PERIOD:
            self._wrong.popleft()
        return len(self._wrong) >= TRIES

    def wrong(self) -> None:
        self._wrong.append(time.monotonic())


def visitor_of(request: Request) -> str:
    """The visitor's random name: its cookie's, or a new one for this answer to set."""
    known = request.cookies.get(VISITOR, "")
    if len(known) == 32 and known.isalnum():
        return known
    if not hasattr(request.state, "visitor"):
        request.state.visitor = secrets.token_hex(16)
    return str(request.state.visitor)


def set_cookie(request: Request, response: Response, name: str, value: str) -> None:
    """A cookie that no script and no other site sees."""
    response.set_cookie(name, value, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/", max_age=31_536_000)


def keep_visitor(request: Request, response: Response) -> None:
    """Give a new visitor its cookie."""
    if hasattr(request.state, "visitor"):
        set_cookie(request, response, VISITOR, request.state.visitor)


def checked(
    request: Request, bench: BenchOf, csrf: Annotated[str, Form(max_length=100)] = "",
    dateline_visitor: Annotated[str, Cookie(include_in_schema=False)] = "",
) -> None:  # fmt: skip
    """Lets a change through only from one of our own pages."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, "changes are taken from this workbench's own pages alone")
    if not dateline_visitor or not bench.signed("csrf", dateline_visitor, csrf):
        raise HTTPException(403, "this page is older than the server or from elsewhere: reload it and try again")


OwnPage = Depends(checked)
