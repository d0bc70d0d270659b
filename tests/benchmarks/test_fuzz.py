"""A very short fuzzing; `make fuzz` runs a longer one."""

from pathlib import Path

import pytest

from benchmarks.fuzz.__main__ import Tally
from benchmarks.fuzz.bombs import bombs
from benchmarks.fuzz.mutate import BOMBS_EVERY, named_input
from benchmarks.fuzz.seeds import seeds
from benchmarks.fuzz.victim import reading_of, took
from dateline import Coder, FakeReader

LIGHT = (
    "entities-rss", "entities-sitemap", "entities-html", "entity-file", "json-deep", "json-objects", "nest-div", "nest-rss-item",
    "nest-rss-p", "nest-sitemap-url", "warc-length", "chunk-length", "parquet-footer", "zstd-size", "zstd-dictionary", "zstd-window",
)  # fmt: skip


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(reader=FakeReader(reading_of))


def test_honest_inputs_give_articles(coder: Coder, tmp_path: Path) -> None:
    for name in ("bare-0", "html-0", "jsonl", "csv", "parquet", "rss", "atom", "warc", "jsonl.gz", "warc.zst"):
        assert took(coder, tmp_path / "x", seeds()[name])["articles"] > 0, name
    assert took(coder, tmp_path / "x", seeds()["sitemap.gz"])["listed"] > 5


def test_hostile_inputs_give_an_article_or_a_reason(coder: Coder, tmp_path: Path) -> None:
    some = [named_input(n) for n in range(1, 40) if n % BOMBS_EVERY] + [(name, bombs()[name]()) for name in LIGHT]
    for name, raw in some:
        out = took(coder, tmp_path / "x", raw)
        assert out["articles"] + out["rejects"] > 0, name
        assert not out["without a reason"], name


def test_inputs_are_the_same_everywhere() -> None:
    assert named_input(7) == named_input(7)


def test_faults_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally()
    tally.take("x", {"done": 1, "fault": "", "seconds": 12.0})
    tally.take("x", {"done": 2, "fault": "boom"})
    assert len(tally.faults) == 2
    assert "boom" in capsys.readouterr().out
