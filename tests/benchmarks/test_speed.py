"""The texts of the benchmark: the figures themselves are not tested, they belong to a machine."""

import json
from itertools import islice
from pathlib import Path

from benchmarks.page import plot, table
from benchmarks.speed import WORDS, _as_html, _rows
from dateline.ingest.article import to_article


def test_own_texts_are_of_an_article_s_length_and_survive_as_html() -> None:
    rows = list(islice(_rows(None), 3))
    assert len({row["id"] for row in rows}) == 3
    for row in rows:
        assert WORDS <= len(row["text"].split()) < 3 * WORDS
        assert row["text"].split()[40] in to_article(_as_html(row)).text


def test_given_texts_are_taken_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(json.dumps({"id": "a", "text": "b"}) + "\n\n")
    assert list(_rows(tmp_path / "x.jsonl")) == [{"id": "a", "text": "b"}]


def test_figures_as_a_table_and_bars() -> None:
    found = {"pipeline, articles/s": 12.345, "step network, ms": 60.0}
    assert "| pipeline, articles/s | 12.35 |" in table(found, "--rounds 3", "nothing")
    drawn = plot([("speed", [("a < b", 2.0), ("c", 1.0)])])
    assert drawn.count("<rect") == 2
    assert "a &lt; b" in drawn
