"""URLs: fetched politely and safely. Private addresses are refused at every hop, and the address checked is the one connected to."""

from __future__ import annotations

import ipaddress
import socket
import time
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from dateline.errors import BadInput
from dateline.settings import FetchOptions


class Web:
    """Fetches pages of one run; robots.txt is asked once a host."""

    def __init__(self, options: FetchOptions) -> None:
        self._options = options
        self._robots: dict[str, RobotFileParser | None] = {}

    def fetch(self, url: str) -> bytes:
        """Body of a page after redirects. Raises BadInput with the reason: refused, too large, too slow, not found."""
        asked = url
        for _ in range(self._options.max_redirects + 1):
            self._ask_robots(asked, url)
            status, location, body = self._get(asked, url)
            if status in (301, 302, 303, 307, 308) and location:
                asked = urljoin(asked, location)
                continue
            if status >= 400:
                raise BadInput(url, f"the site answers {status}")
            return body
        raise BadInput(url, f"redirects more than {self._options.max_redirects} times")

    def _get(self, asked: str, url: str) -> tuple[int, str | None, bytes]:
        parts = urlsplit(asked)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadInput(url, f"leads to {asked[:80]!r}, which is no http(s) address")
        address = self._address(parts.hostname, parts.port or (443 if parts.scheme == "https" else 80), url)
        host = parts.netloc.rpartition("@")[2]
        target = httpx.URL(asked).copy_with(host=address)
        headers = {"User-Agent": self._options.user_agent, "Host": host, "Accept": "text/html,*/*;q=0.5"}
        end = time.monotonic() + self._options.timeout * 3
        try:
            with httpx.Client(timeout=self._options.timeout, follow_redirects=False, trust_env=False) as client, client.stream(
                "GET", target, headers=headers, extensions={"sni_hostname": parts.hostname}
            ) as reply:  # fmt: skip
                body = bytearray()
                for block in reply.iter_bytes():
                    body += block
                    if len(body) > self._options.max_bytes:
                        raise BadInput(url, f"is larger than {self._options.max_bytes // 1_000_000} MB")
                    if time.monotonic() > end:
                        raise BadInput(url, f"took longer than {self._options.timeout * 3:.0f} s")
                return reply.status_code, reply.headers.get("location"), bytes(body)
        except httpx.TimeoutException as error:
            raise BadInput(url, f"did not answer within {self._options.timeout:.0f} s") from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise BadInput(url, f"cannot be fetched ({type(error).__name__}: {str(error)[:80]})") from error

    def _address(self, host: str, port: int, url: str) -> str:
        """An address of the host that may be asked; every address it has is looked at."""
        try:
            found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise BadInput(url, f"its host {host!r} is not known") from error
        if not self._options.allow_private and (bad := next((a for a in found if not _public(a)), None)):
            raise BadInput(url, f"its host {host!r} has the private address {bad}; --allow-private permits it")
        return found[0]

    def _ask_robots(self, asked: str, url: str) -> None:
        parts = urlsplit(asked)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._robots:
            self._robots[root] = self._rules(root, url)
        rules = self._robots[root]
        if rules is None:
            raise BadInput(url, "its robots.txt cannot be asked for, so nothing is fetched")
        if not rules.can_fetch(self._options.user_agent, asked):
            raise BadInput(url, "its robots.txt does not allow it")

    def _rules(self, root: str, url: str) -> RobotFileParser | None:
        """4xx: everything is allowed; 5xx: nothing is (RFC 9309)."""
        status, location, body = self._get(f"{root}/robots.txt", url)
        if status in (301, 302, 303, 307, 308) and location:
            status, _, body = self._get(urljoin(f"{root}/robots.txt", location), url)
        if status >= 500:
            return None
        rules = RobotFileParser()
        rules.parse(body[:500_000].decode("utf-8", "replace").splitlines() if status < 300 else [])
        return rules


def _public(address: str) -> bool:
    found = ipaddress.ip_address(address.split("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    return bool((mapped or found).is_global) and not found.is_multicast
