"""URLs: fetched politely and safely. Private addresses are refused at every hop, and the address checked is the one connected to."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from dateline.errors import BadInput, Unanswered
from dateline.ingest.sources.payload import DAMAGED, TooLarge, plain
from dateline.settings import FetchOptions

REDIRECTS = (301, 302, 303, 307, 308)
PASSING = (408, 425, 429)  # answers that may be another one later, besides 5xx
RULES_LAST, NO_RULES_LAST = 86_400.0, 300.0  # seconds that a robots.txt is believed, and that its absence is
LONGEST_DELAY = 600.0  # seconds; a robots.txt that asks for more is taken to mean this


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site answered. `url` is the one after redirects; `body` is empty with status 304."""

    url: str
    status: int
    body: bytes
    headers: Mapping[str, str]


class Web:
    """Fetches pages of one run; robots.txt is asked once a host and day. Safe to use from several threads."""

    def __init__(self, options: FetchOptions, now: Callable[[], float] = time.time) -> None:
        self._options, self._now = options, now
        self._robots: dict[str, tuple[RobotFileParser | None, float]] = {}  # and until when it is believed
        self._running: set[Deadline] = set()

    def fetch(self, url: str) -> bytes:
        """Body of a page after redirects. Raises BadInput with the reason: refused, too large, too slow, not found."""
        return self.ask(url).body

    def ask(self, url: str, etag: str | None = None, modified: str | None = None) -> Answer:
        """The answer after redirects, 2xx or, where it is unchanged since `etag` or `modified`, 304.

        Raises BadInput with the reason; Unanswered where it may pass.
        """
        asked = url
        known = {k: v for k, v in (("If-None-Match", etag), ("If-Modified-Since", modified)) if v}
        for _ in range(self._options.max_redirects + 1):
            _checked(asked, url)
            self._ask_robots(asked, url)
            answer = self._get(asked, url, known)
            location = answer.headers.get("location")
            if answer.status in REDIRECTS and location:
                asked = _joined(asked, location, url)
                continue
            if answer.status >= 500 or answer.status in PASSING:
                raise Unanswered(url, f"the site answers {answer.status}", _retry_after(answer.headers, self._now()))
            if answer.status >= 400:
                raise BadInput(url, f"the site answers {answer.status}")
            return answer
        raise BadInput(url, f"redirects more than {self._options.max_redirects} times")

    def delay(self, url: str) -> float:
        """Seconds that the host's robots.txt wants between two requests, as far as it was asked; 0 where it says nothing."""
        try:
            rules, _ = self._robots.get(_root(url), (None, 0.0))
        except ValueError:  # a feed may name what is no address
            return 0.0
        wanted = rules.crawl_delay(self._options.user_agent) if rules else None
        return min(float(wanted), LONGEST_DELAY) if wanted else 0.0

    def close(self) -> None:
        """End the requests that other threads are at."""
        for deadline in list(self._running):
            deadline.end()

    def _get(self, asked: str, url: str, known: Mapping[str, str]) -> Answer:
        target, host, port = _checked(asked, url)
        target = target.copy_with(host=self._address(host, port, url))
        headers = {
            "User-Agent": self._options.user_agent, "Host": urlsplit(asked).netloc.rpartition("@")[2], "Accept": "text/html,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate", **known,
        }  # fmt: skip
        try:
            return self._read(asked, url, target, headers, host)
        except httpx.TimeoutException as error:
            raise Unanswered(url, f"did not answer within {self._options.timeout:.0f} s") from error
        except (httpx.HTTPError, UnicodeError) as error:
            raise Unanswered(url, f"cannot be fetched ({type(error).__name__}: {str(error)[:80]})") from error

    def _read(self, asked: str, url: str, target: httpx.URL, headers: Mapping[str, str], host: str) -> Answer:
        """One request. The body is counted as it comes and unpacked by us: httpx would unpack a bomb whole."""
        most, end = self._options.max_bytes, Deadline(self._options.timeout * 3, self._running)
        client = httpx.Client(timeout=self._options.timeout, follow_redirects=False, trust_env=False, verify=_certificates())
        try:
            with client, end, client.stream("GET", target, headers=headers, extensions={"sni_hostname": host, "trace": end.watch}) as reply:
                body = bytearray()
                for block in reply.iter_raw():
                    body += block
                    if len(body) > most:
                        raise BadInput(url, f"is larger than {most // 1_000_000} MB")
                packing = reply.headers.get("content-encoding", "")
                whole = plain(bytes(body), "", packing) if packing else bytes(body)
                return Answer(asked, reply.status_code, whole, reply.headers)
        except TooLarge as large:
            raise BadInput(url, str(large)) from large
        except DAMAGED as error:
            raise Unanswered(url, f"its body cannot be unpacked ({str(error)[:60]})") from error
        except httpx.HTTPError as error:
            if end.passed:
                raise Unanswered(url, f"took longer than {end.seconds:.0f} s") from error
            raise

    def _address(self, host: str, port: int, url: str) -> str:
        """An address of the host that may be asked; every address it has is looked at."""
        try:
            found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise Unanswered(url, f"its host {host!r} is not known") from error
        if not self._options.allow_private and (bad := next((a for a in found if not _public(a)), None)):
            raise BadInput(url, f"its host {host!r} has the private address {bad}; --allow-private permits it")
        return found[0]

    def _ask_robots(self, asked: str, url: str) -> None:
        root = _root(asked)
        rules, until = self._robots.get(root, (None, 0.0))
        if self._now() >= until:
            rules = self._rules(root, url)
            self._robots[root] = rules, self._now() + (RULES_LAST if rules else NO_RULES_LAST)
        if rules is None:
            raise Unanswered(url, "its robots.txt cannot be asked for, so nothing is fetched")
        if not rules.can_fetch(self._options.user_agent, asked):
            raise BadInput(url, "its robots.txt does not allow it")

    def _rules(self, root: str, url: str) -> RobotFileParser | None:
        """4xx: everything is allowed; 5xx: nothing is (RFC 9309)."""
        answer = self._get(f"{root}/robots.txt", url, {})
        if answer.status in REDIRECTS and (location := answer.headers.get("location")):
            answer = self._get(_joined(f"{root}/robots.txt", location, url), url, {})
        if answer.status >= 500:
            return None
        rules = RobotFileParser()
        try:
            rules.parse(answer.body[:500_000].decode("utf-8", "replace").splitlines() if answer.status < 300 else [])
        except ValueError:  # a path such as //[x, which no address has
            return None
        return rules


class Deadline:
    """Ends a request that drips on: time-outs of a socket begin anew with every byte. Use as a context."""

    def __init__(self, seconds: float, running: set[Deadline]) -> None:
        self.seconds, self.passed = seconds, False
        self._running = running
        self._timer = threading.Timer(seconds, self.end)
        self._timer.daemon = True
        self._socket: socket.socket | None = None

    def watch(self, event: str, info: Mapping[str, Any]) -> None:
        """Takes httpx's trace of a request, which names the connection."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = info["return_value"].get_extra_info("socket")

    def end(self) -> None:
        """Cut the connection."""
        self.passed = True
        if self._socket:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it is over already

    def __enter__(self) -> Deadline:
        self._running.add(self)
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._running.discard(self)


def _joined(base: str, location: str, url: str) -> str:
    """Where a redirect leads. Raises BadInput where that is no address."""
    try:
        return urljoin(base, location)
    except ValueError:
        raise BadInput(url, f"leads to {location[:80]!r}, which is no http(s) address") from None


def _checked(asked: str, url: str) -> tuple[httpx.URL, str, int]:
    """An address as httpx takes it, its host and port. Raises BadInput where it is none of http(s)."""
    try:
        parts = urlsplit(asked)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        if parts.scheme in ("http", "https") and parts.hostname:
            return httpx.URL(asked), parts.hostname, port
    except (ValueError, httpx.InvalidURL):
        pass
    raise BadInput(url, f"leads to {asked[:80]!r}, which is no http(s) address")


@cache
def _certificates() -> ssl.SSLContext:
    """Made once: reading the certificates of all authorities takes longer than most requests."""
    return httpx.create_ssl_context()


def _retry_after(headers: Mapping[str, str], now: float) -> float:
    """Seconds that a site asks us to wait; 0 where it does not. RFC 9110, 10.2.3: seconds or a date."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        when = parsedate_to_datetime(value)
        return max(0.0, (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - now)
    except (ValueError, OverflowError, OSError):
        return 0.0


def _root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _public(address: str) -> bool:
    found = ipaddress.ip_address(address.split("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    return bool((mapped or found).is_global) and not found.is_multicast
