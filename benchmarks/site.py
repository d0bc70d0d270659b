"""A news site on loopback that misbehaves on purpose: slow, failing, circular, cut short, endless.

Articles are numbered; the path of one says how it is served. `Site.publish` puts further ones into the feed.
"""

from __future__ import annotations

import gzip
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOWNS = "Vell Orrin Tarsk Ombria Quell Sarn Ilver Maddon Peska Rhune".split()
WAYS = ("plain", "flaky", "drip", "loop", "moved", "short", "endless", "bomb", "gone", "packed")  # by the last digit of a number
FOUND = frozenset(WAYS) - {"loop", "endless", "bomb", "gone"}  # those of which a page comes in the end
ENDLESS = 4_000_000  # bytes after which the server gives up by itself


@dataclass
class Site:
    """What the server has and what it was asked. `down`: it answers 503 to everything."""

    port: int = 0
    articles: int = 0
    down: bool = False
    asked: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0

    def publish(self, n: int) -> None:
        self.articles += n

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def due(self) -> set[str]:
        """Addresses of the pages that must have come."""
        return {self.url(n) for n in range(self.articles) if WAYS[n % 10] in FOUND}

    def url(self, n: int) -> str:
        return f"{self.root}/{WAYS[n % 10]}/{n}"


def article(n: int) -> bytes:
    """A page of its own words: no two are copies of each other."""
    town, other = TOWNS[n % 10], TOWNS[(n // 10 + n + 3) % 10]
    lines = (
        f"The mayor of {town} met the governor of {other} on {1 + n % 28} July 2022 and agreed to reopen bridge {n}.",
        f"Police arrested {2 + n % 90} people after a protest of {100 + n} workers in front of mill number {n * 7 % 9973}.",
        f"In its report {n * 31 % 99991} the council of {other} said that {n * 13 % 997} houses had lost power since the storm.",
    )
    body = "".join(f"<p>{line}</p>" for line in lines)
    head = f"<head><title>Bridge {n} of {town}</title></head>"
    return f"<html>{head}<body><article><h1>Bridge {n}</h1>{body}</article></body></html>".encode()


def feed(site: Site) -> bytes:
    """The latest forty, as real feeds have them; some are in the sitemap alone."""
    latest = range(max(0, site.articles - 40), site.articles)
    items = "".join(f"<item><title>Bridge {n}</title><link>{site.url(n)}</link></item>" for n in latest if n % 3)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Bridges</title>{items}</channel></rss>'.encode()


def sitemap(site: Site) -> bytes:
    latest = range(max(0, site.articles - 60), site.articles)
    rows = "".join(f"<url><loc>{site.url(n)}</loc></url>" for n in latest)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """The site on a free port of loopback."""

    class Handler(Answers):
        pass

    Handler.site = site
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


@cache
def _bomb() -> bytes:
    """Thirty megabytes in a few hundred bytes."""
    return gzip.compress(gzip.compress(b"\0" * 30_000_000))


class Answers(BaseHTTPRequestHandler):
    """One request."""

    site: Site

    def do_GET(self) -> None:
        site = self.site
        site.asked[self.path] += 1
        try:
            if site.down:
                self._send(b"later", 503)
            elif self.path == "/robots.txt":
                self._send(b"User-agent: *\nDisallow: /secret/\n")
            elif self.path in ("/feed", "/sitemap.xml.gz"):
                self._listing()
            elif self.path == "/index.xml":
                self._send(f"<sitemapindex><sitemap><loc>{site.root}/sitemap.xml.gz</loc></sitemap></sitemapindex>".encode())
            else:
                way, _, number = self.path[1:].partition("/")
                WAY[way](self, int(number.partition("?")[0]))
        except (OSError, KeyError, ValueError):
            self.close_connection = True

    def _listing(self) -> None:
        tag = f'"{self.site.articles}"'
        if self.headers.get("If-None-Match") == tag:
            self.site.unchanged += 1
            self._send(b"", 304)
        elif self.path == "/feed":
            self._send(feed(self.site), tag=tag)
        else:
            self._send(gzip.compress(sitemap(self.site)), tag=tag)

    def _send(self, body: bytes, status: int = 200, *, length: int | None = None, tag: str = "", packing: str = "", to: str = "") -> None:
        self.send_response(status)
        for name, value in (("ETag", tag), ("Content-Encoding", packing), ("Location", to)):
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def plain(self, n: int) -> None:
        self._send(article(n))

    def flaky(self, n: int) -> None:
        """Answers from the third time on."""
        self._send(article(n) if self.site.asked[self.path] > 2 else b"error", 200 if self.site.asked[self.path] > 2 else 500)

    def drip(self, n: int) -> None:
        """Once without an end, byte by byte; then as it should."""
        if self.site.asked[self.path] > 1:
            self._send(article(n))
            return
        for letter in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 10_000:
            self.wfile.write(bytes([letter]))
            time.sleep(0.05)

    def loop(self, n: int) -> None:
        self._send(b"", 302, to=f"/loop/{n}?{self.site.asked[self.path]}")

    def moved(self, n: int) -> None:
        if "?" in self.path:
            self._send(article(n))
        else:
            self._send(b"", 301, to=f"/moved/{n}?there")

    def short(self, n: int) -> None:
        """Once shorter than it says."""
        body = article(n)
        self._send(body if self.site.asked[self.path] > 1 else body[:100], length=len(body))
        self.close_connection = True

    def endless(self, n: int) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(ENDLESS // 10_000):
            self.wfile.write(b"<p>more</p>" * 1000)

    def bomb(self, n: int) -> None:
        self._send(_bomb(), packing="gzip, gzip")

    def gone(self, n: int) -> None:
        self._send(b"gone", 404)

    def packed(self, n: int) -> None:
        self._send(gzip.compress(article(n)), packing="gzip")

    def log_message(self, *_: object) -> None:
        pass


WAY: dict[str, Callable[[Answers, int], None]] = {way: getattr(Answers, way) for way in WAYS}
