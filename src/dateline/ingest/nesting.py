"""How deep the tags of a document are nested: parsers recurse or grow slow on what no person wrote."""

from __future__ import annotations

import re

UNCLOSED = frozenset("area base br col embed hr img input link meta param source track wbr p li td th tr dd dt option".split())
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")  # without < inside, so that it takes time by length alone


def deepest(raw: str) -> int:
    """Deepest run of opening tags, roughly: void and closing tags count back; enough to stop a nesting bomb."""
    depth = most = 0
    for closing, name, closed in TAG.findall(raw):
        if name.lower() not in UNCLOSED:
            depth = max(0, depth - 1) if closing else depth + (not closed)
            most = max(most, depth)
    return most
