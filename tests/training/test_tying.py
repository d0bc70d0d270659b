"""Ties marked by hand on the mentions that a reader found."""

from __future__ import annotations

import json
from pathlib import Path

from training import tying
from training.annotate import AnnotationError, text_hash

TEXT = "General Ann Lee of Graz met rebels. She left. Lee returned."
WORDS = (("General", "title"), ("Ann Lee", "person"), ("Graz", "place"), ("rebels", "group"), ("She", "person"), ("Lee returned", "person"))
ROW = {
    "id": "a:1",
    "text_sha256": text_hash(TEXT),
    "mentions": [[TEXT.index(w), TEXT.index(w) + len(w.split(" returned")[0]), kind] for w, kind in WORDS],
}
MARKS = "=== a:1\nsame 4>1 5>4\ntitle_of 0>1\nbased_in 1>2\n"


def test_marks_become_ties_and_chains_become_clusters(tmp_path: Path) -> None:
    (row,) = tying.parse(MARKS, {"a:1": ROW})
    assert isinstance(row, dict)
    (tmp_path / "marked.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    (example,) = tying.load({"a:1": TEXT}, tmp_path / "marked.jsonl")
    assert example.tied is not None
    assert example.tied.links == {("title_of", 0, 1), ("based_in", 1, 2), ("same", 4, 1), ("same", 5, 4), ("same", 5, 1)}
    assert not list(tying.load({"a:1": TEXT + "."}, tmp_path / "marked.jsonl"))


def test_each_line_that_does_not_fit_is_told() -> None:
    wrong = ("kin 4>1", "same 1>4", "same 4>9", "same 4:1", "title_of 1>0", "based_in 1>3")
    lines = "=== a:1\n" + "\n".join(wrong) + "\nsame 4>1\n=== b:2\nsame 4>1\n"
    *told, row, unknown = tying.parse(lines, {"a:1": ROW})
    assert [type(e) for e in (*told, unknown)] == [AnnotationError] * 7
    assert isinstance(row, dict)
    assert row["ties"] == [("same", 4, 1)]
