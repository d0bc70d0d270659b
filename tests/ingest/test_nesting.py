"""How deep tags stand in one another."""

from __future__ import annotations

import pytest

from dateline.ingest.nesting import deepest


@pytest.mark.parametrize(
    ("raw", "depth"),
    [
        ("<div><b>x</b></div>", 2),
        ("<feed><entry/><entry/></feed>", 1),
        ("<p><p><br>text", 0),
        ("<div class='a'><i></i></div", 2),
        ("<" + "a" * 300_000, 0),  # a tag that never ends: in step with its length
        ("<a " * 100_000, 0),
    ],
)
def test_depth_of_tags(raw: str, depth: int) -> None:
    assert deepest(raw) == depth
