"""Names marked by hand as re3d marks them."""

from __future__ import annotations

import json
from pathlib import Path

from training import naming
from training.annotate import AnnotationError, text_hash

TEXT = "Gen. Ann Lee of the Northern Army met rebels near Graz. Other rebels, rebels from the town, fled."
MARKS = """=== a:1
0 | P: Gen. Ann Lee ; Ann Lee | O: the Northern Army ; rebels | L: Graz
1 | O: rebels ; rebels | L: the town
"""


def test_marks_become_spans_with_nested_ones_and_repeated_words() -> None:
    (name, found), *rest = naming.parse(MARKS, {"a:1": TEXT})
    assert [name, *rest] == ["a:1"]
    words = [(TEXT[a:b], kind) for a, b, kind in found]
    assert {("Gen. Ann Lee", "person"), ("Ann Lee", "person"), ("the Northern Army", "organisation")} <= set(words)
    assert [w for w in words if w[0] == "rebels"] == [("rebels", "group")] * 3
    assert len({a for a, _, _ in found if TEXT[a:].startswith("rebels")}) == 3


def test_each_line_that_does_not_fit_is_told_and_the_others_count() -> None:
    lines = "=== a:1\n0 | X: Graz\n9 | L: Graz\n0 | L: Linz\nfirst | L: Graz\n0 | L: Graz\n=== b:2\n0 | L: Graz\n"
    *told, (name, found), unknown = naming.parse(lines, {"a:1": TEXT})
    assert [type(e) for e in (*told, unknown)] == [AnnotationError] * 5
    assert [name, *(TEXT[a:b] for a, b, _ in found)] == ["a:1", "Graz"]


def test_marks_of_a_text_that_has_changed_are_left_out(tmp_path: Path) -> None:
    row = {"id": "a:1", "text_sha256": text_hash(TEXT), "mentions": [[50, 54, "place"]]}
    (tmp_path / "some.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    (example,) = naming.load({"a:1": TEXT}, tmp_path)
    assert (example.mentions, example.complete) == (((50, 54, "place"),), naming.COMPLETE)
    assert not list(naming.load({"a:1": TEXT + " "}, tmp_path))
