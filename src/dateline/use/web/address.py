"""Addresses of pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode


def url(path: str, **query: Any) -> str:
    """A path with its query; what is None, empty or an empty list is left out."""
    some = [(k, v) for k, v in query.items() if v not in (None, "", [], ())]
    return f"{path}?{urlencode(some, doseq=True)}" if some else path
