"""A very short fuzzing; `make fuzz` runs a longer one."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.fuzz.__main__ import Tally, forget_peak, megabytes
from benchmarks.fuzz.bombs import bombs
from benchmarks.fuzz.mutate import BOMBS_EVERY, named_input
from benchmarks.fuzz.seeds import seeds
from benchmarks.fuzz.victim import reading_of, took
from dateline import Coded, Coder, FakeReader, Reject
from dateline.use.cluster.out import Out
from dateline.use.cluster.part import Rows
from dateline.use.cluster.restore import restored

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
    tally.take("x", {"done": 3, "fault": "", "peak": 2_100})
    tally.take("x", {"done": 4, "fault": "", "peak": 1_900, "seconds": 9.0, "network": True})
    assert (len(tally.faults), tally.inputs, tally.read) == (3, 4, 1)
    assert "boom" in capsys.readouterr().out


def test_memory_is_seen_from_outside() -> None:
    hold = "import sys; x = b'x' * 300_000_000; del x; print(flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        assert megabytes(child.pid, "VmHWM") - megabytes(child.pid, "VmRSS") > 250
        forget_peak(child.pid)
        assert megabytes(child.pid, "VmHWM") - megabytes(child.pid, "VmRSS") < 50


def test_bombs_come_smaller() -> None:
    assert list(bombs()) == list(bombs(10))
    for name in ("nest-div", "text-digits", "line", "zeros"):
        assert 9 < len(bombs()[name]()) / len(bombs(10)[name]()) < 11


def test_whatever_came_of_hostile_inputs_can_be_written_and_read_again(coder: Coder, tmp_path: Path) -> None:
    out = Out(tmp_path / "out")
    path, some = tmp_path / "x", []
    for n in (n for n in range(1, 120) if n % BOMBS_EVERY):
        path.write_bytes(named_input(n)[1])
        some += coder.run(str(path))
    with Rows(out, "part") as rows:
        for item in some:
            rows.add(item)
        out.finish({"part": "part", "files": rows.written()})
    again = list(restored(out))
    assert sorted(c.article.id for c in again if isinstance(c, Coded)) == sorted(
        c.article.id.encode("utf-8", "replace").decode().replace("\0", "\ufffd") for c in some if isinstance(c, Coded)
    )
    assert sum(isinstance(r, Reject) for r in again) >= sum(isinstance(r, Reject) for r in some) > 20
