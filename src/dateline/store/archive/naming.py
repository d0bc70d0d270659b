"""A name as it is looked up."""

from __future__ import annotations

import re

from dateline.store.archive.signature import folded

LEADING = re.compile(r"^(?:the|a|an)\s+", re.I)


def name_key(name: str) -> str:
    """Folded, without article, full stops and extra space: "The  U.S. Army" -> "us army"."""
    return " ".join(folded(LEADING.sub("", name.strip())).replace(".", "").split())
