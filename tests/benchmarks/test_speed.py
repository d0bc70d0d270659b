"""The texts of the benchmark: the figures themselves are not tested, they belong to a machine."""

import json
from itertools import islice
from pathlib import Path

import pytest

from benchmarks import page
from benchmarks.day import PART, backlog, part, planned, told
from benchmarks.page import DOCS, fill, plot, table
from benchmarks.speed import WORDS, _as_html, _rows
from dateline.ingest.article import to_article


def test_own_texts_are_of_an_article_s_length_and_survive_as_html() -> None:
    rows = list(islice(_rows(None), 300))
    assert len({row["id"] for row in rows}) == 300
    lengths = [len(row["text"].split()) for row in rows]
    assert abs(sum(lengths) / 300 - WORDS) < 20
    assert WORDS / 2 < min(lengths) <= max(lengths) < 2 * WORDS
    for row in rows[:3]:
        assert row["text"].split()[40] in to_article(_as_html(row)).text


def test_given_texts_are_taken_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(json.dumps({"id": "a", "text": "b"}) + "\n\n")
    assert list(_rows(tmp_path / "x.jsonl")) == [{"id": "a", "text": "b"}]


def test_figures_as_a_table_and_bars() -> None:
    one = {"pipeline, articles/s": 12.345, "step network, ms": 60.0}
    told = table({"a": one, "b": {k: 2 * v for k, v in one.items()}}, {"trafilatura alone, ms a page": 3.0}, "--rounds 3", "nothing")
    assert "| figure | a | b |\n|---|---:|---:|\n| pipeline, articles/s | 12.35 | 24.69 |" in told
    assert "| trafilatura alone, ms a page | 3.00 |" in told
    drawn = plot([("speed", [("a < b", 2.0), ("c", 1.0)])])
    assert drawn.count("<rect") == 2
    assert "a &lt; b" in drawn


@pytest.mark.parametrize("name", ["cluster", "day", "plan", "memory"])
def test_figures_find_their_place_in_the_page(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (DOCS / "scale.md").read_text("utf-8")
    (tmp_path / "scale.md").write_text(before, "utf-8")
    monkeypatch.setattr(page, "DOCS", tmp_path)
    fill(name, {"a figure": "7"}, "python -m x")
    fill(name, {"a figure": "8"}, "python -m x")
    after = (tmp_path / "scale.md").read_text("utf-8")
    assert after.count("| a figure | 8 |") == 1
    assert "| a figure | 7 |" not in after
    ends = before.split(f"<!-- {name} -->")[0], before.split(f"<!-- end of {name} -->")[1]
    assert after.startswith(ends[0])
    assert after.endswith(ends[1])


def test_every_worker_has_parts() -> None:
    assert 1_500 / part(1_500, 2) >= 16
    assert part(300_000, 2) == PART


def test_a_day_is_told() -> None:
    assert backlog(24_000, 5_000.0) == (0.0, 24.0)
    most, last = backlog(24_000, 1_000.0)
    assert 7_000 < most < 8_000  # what comes above 1,000 an hour between 6 and 18: 24,000 / 2 pi, twice
    assert 24 < last < 32
    assert told(24_000, 0.72, 0.1)["a day of 24,000: hours of coding, of adding"] == "4.8, 0.7"
    assert planned(0.1, 5_000, 64, 0.85, 0.04)["Parquet of the result, GB"] == "500"
