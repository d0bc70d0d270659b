"""A matched expression -> its value. One small function a pattern, in three tables: named.py, counted.py and beside.py."""

from __future__ import annotations

from dateline.resolve.when import beside, counted, named
from dateline.resolve.when.scene import Groups, Scene, Value

RULES = {**named.RULES, **counted.RULES, **beside.RULES}


def normalise(rule: str, groups: Groups, scene: Scene) -> Value | None:
    """Value of a matched pattern; None where the words are no time after all. Days that do not exist stay without a value."""
    try:
        return RULES[rule](groups, scene)
    except (ValueError, OverflowError):
        return Value(None, "vague", "the words name no day that exists", 0.4)
