"""Ids of pages: a given one stays, a file's is its name, a URL's the normalised URL."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src")
PACKED = {".gz", ".zst"}


def normal_url(url: str) -> str:
    """Lower-case host, no fragment, no tracking parameters, query sorted; what is no URL stays as it is."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    query = sorted(
        (k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not k.lower().startswith(TRACKING)
    )
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", urlencode(query), "")).strip()


class FileIds:
    """Ids of the files of one run; a second file of the same name gets a short hash of its path."""

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        self._given = given or {}  # ids that were settled before, by path
        self._taken: dict[str, str] = {}

    def of(self, path: str) -> str:
        """The name without extensions, told apart from another path's."""
        if path in self._given:
            return self._given[path]
        name = Path(path).name
        while Path(name).suffix.lower() in PACKED:
            name = Path(name).stem
        name = Path(name).stem or name
        if self._taken.setdefault(name, path) == path:
            return name
        return f"{name}-{hashlib.sha256(path.encode('utf-8', 'replace')).hexdigest()[:8]}"
