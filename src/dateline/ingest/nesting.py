"""How deep the tags of a document are nested: parsers recurse or grow slow on what no person wrote."""

from __future__ import annotations

import re
from collections.abc import Container

UNCLOSED = frozenset("area base br col embed hr img input link meta param source track wbr p li td th tr dd dt option".split())
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)([^<>]*+)>")  # without < inside and never going back: it takes time by length alone


def deepest(raw: str, unclosed: Container[str] = UNCLOSED) -> int:
    """Deepest run of opening tags but for the `unclosed`, which need no end; rough, and enough to stop a nesting bomb."""
    depth = most = 0
    for closing, name, rest in TAG.findall(raw):
        if name.lower() not in unclosed:
            depth = max(0, depth - 1) if closing else depth + (not rest.endswith("/"))
            most = max(most, depth)
    return most
