"""How often and how long sites are asked, and which."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from dateline.errors import UsageError

FIRST_BACK_OFF = 60.0  # seconds after the first failure; doubled with each further one


@dataclass(frozen=True, slots=True)
class Pace:
    """Times in seconds.

    every: between two polls of a feed. delay: between two requests to a site; its robots.txt may ask for more. longest: the longest
    back-off. patience: how long a page is tried. past: how old a page may be by its feed's word. sites: how many are asked at once.
    """

    every: float = 900.0
    delay: float = 5.0
    longest: float = 86_400.0
    patience: float = 14 * 86_400.0
    past: float = 7 * 86_400.0
    sites: int = 8

    def back_off(self, failures: int, asked_for: float = 0.0) -> float:
        """How long to leave a site alone after so many failures in a row, when it asked for so much itself."""
        return max(min(FIRST_BACK_OFF * 2.0 ** min(failures - 1, 30), self.longest), min(asked_for, self.longest))


def addresses(path: Path) -> list[str]:
    """The feeds of a file: one address a line, # begins a comment. Raises UsageError that names the line."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: make it a text file with the address of a feed or sitemap a line ({error})") from error
    found = []
    for number, line in enumerate(lines, 1):
        url = line.split(" #")[0].strip()
        if not url or url.startswith("#"):
            continue
        if not url.startswith(("http://", "https://")):
            raise UsageError(f"{path}:{number}: “{url[:80]}” is no address: write http:// or https:// in front")
        if not _has_host(url):
            raise UsageError(f"{path}:{number}: “{url[:80]}” is no address: write one such as https://example.org/feed")
        found.append(url)
    if not found:
        raise UsageError(f"{path} names no feed: write the address of a feed or sitemap on each line")
    return list(dict.fromkeys(found))


def _has_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets left open, a port that is none
        return False
