"""Runs over many files: exactly once a part, restartable, the same bytes however it went."""

import gzip
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from dateline.errors import DatelineError, UsageError
from dateline.settings import Settings
from dateline.store.archive import Archive
from dateline.use.cli.main import cli
from dateline.use.cluster.engines import local, on_ray
from dateline.use.cluster.out import Out
from dateline.use.cluster.part import Rows, code_part
from dateline.use.cluster.restore import coded_from, restored
from dateline.use.cluster.run import run_parts
from dateline.use.cluster.shards import Job, Part, shards_of
from dateline.use.export import article_dict
from dateline.use.export.archive import FORMS
from tests.ingest.sources.crawl import page, record
from tests.store.factory import MADE_BY, coded, told

LINES = "The mayor of Vell met the governor of Orrin on {day} July 2022 in Geneva. They agreed to reopen bridge number {n}."

UNREAD = 1  # the exit code where, as in `news`, something cannot be read


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    rows = [{"id": f"r{n}", "text": LINES.format(day=n + 1, n=n), "published": f"2022-0{7 + n % 2}-09"} for n in range(7)]
    rows.append(rows[0] | {"id": "again"})
    (folder / "rows.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows) + "{broken\n", "utf-8")
    crawl = record("http://vell.example/a", page(LINES.format(day=20, n=20), LINES.format(day=21, n=21)))
    (folder / "crawl.warc.gz").write_bytes(gzip.compress(crawl + record("http://vell.example/b", b"", status=404)))
    return folder


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(w) for w in words])


def prints(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()}


def months_of(out: str | Path) -> set[str]:
    return {name.split("/")[1] for name in Out(out).files("articles")}


def test_a_run_killed_goes_on_to_the_same_bytes(news: Path, tmp_path: Path) -> None:
    whole, again = tmp_path / "whole", tmp_path / "again"
    first = run("run", news, "--out", whole, "--workers", "1", "--pages", "4")
    assert first.exit_code == UNREAD, first.exception
    assert "9 articles" in first.stderr  # the repeat lies in another part
    assert run("run", news, "--out", again, "--workers", "1", "--pages", "4").exit_code == UNREAD
    victim = next(m for m in Out(again).manifests() if m["articles"])
    (again / "manifest" / f"{victim['part']}.json").unlink()  # killed before the manifest: the data is there and does not count
    (again / "events" / "left.parquet").parent.mkdir(exist_ok=True)
    (again / "events" / "left.parquet.part").write_bytes(b"half")
    second = run("run", news, "--out", again, "--workers", "1", "--pages", "4")
    assert second.stderr.count(" pages, ") == 1
    assert prints(whole) == prints(again)


def test_an_idle_worker_s_look_past_the_end_leaves_no_trace(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("run", news, "--out", out, "--workers", "1", "--pages", "4").exit_code == UNREAD
    before = prints(out)
    for shard in shards_of([str(news)]):
        assert code_part(Job(str(out), Settings(1), 4), Part(shard, 9))["pages"] == 0
    assert prints(out) != before
    Out(out).sweep()
    assert prints(out) == before


def test_tables_and_summary(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told_ = run("run", news, "--out", out, "--workers", "1").stderr
    assert "8 articles" in told_
    assert "the site answered N" in told_
    assert "repeats an earlier article" in told_
    months = months_of(out)
    assert months == {"month=2022-07", "month=2022-08", "month=unknown"}
    names = duckdb.sql(f"select id from read_parquet('{out}/articles/*/*.parquet') order by id").fetchall()
    assert [n for (n,) in names] == ["http://vell.example/a", *(f"r{n}" for n in range(7))]
    refused = duckdb.sql(f"select source, reason from read_parquet('{out}/refusals/*.parquet')").fetchall()
    assert len(refused) == 3


def test_filters_and_other_settings(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("run", news, "--out", out, "--workers", "1", "--since", "2022-08").exit_code == UNREAD
    assert months_of(out) == {"month=2022-08"}
    other = run("run", news, "--out", out, "--workers", "1", "--since", "2022-07").exception
    assert "another job.settings" in str(other)


def test_a_changed_file_is_coded_anew(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("run", news, "--out", out, "--workers", "1").exit_code == UNREAD
    (news / "rows.jsonl").write_text(json.dumps({"id": "x", "text": LINES.format(day=3, n=3)}) + "\n", "utf-8")
    assert "coded again" in run("run", news, "--out", out, "--workers", "1").stderr
    assert Out(out).summary()["articles"] == 2


def test_the_archive_takes_a_run(news: Path, tmp_path: Path) -> None:
    out, file = tmp_path / "out", tmp_path / "a.duckdb"
    run("run", news, "--out", out, "--workers", "1")
    assert run("add", "--from", out, "--archive", file).stdout.count("new\t") >= 1
    again = run("add", "--from", out, "--archive", file)
    assert "new\t" not in again.stdout
    assert "2 could not be read, 1 left out as repeats" in again.stderr
    with Archive.open(file, read_only=True) as archive:
        assert archive.rows("select count(*) as n from articles where live")[0]["n"] == 8
        assert len(archive.rejects()) == 3
    assert "holds no run" in str(run("add", "--from", tmp_path, "--archive", file).exception)
    assert "name SOURCEs" in str(run("add", "--archive", file).exception)


def test_what_was_left_out_on_purpose_is_no_failure(tmp_path: Path) -> None:
    news, out = tmp_path / "rows.jsonl", tmp_path / "out"
    french = "Le maire de Vell a rencontré le gouverneur d’Orrin lundi à Genève, et ils sont convenus de rouvrir le pont sur la rivière."
    rows = [{"id": i, "text": text, "published": "2022-07-09"} for i, text in (("a", LINES), ("b", LINES), ("c", french))]
    news.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    assert run("run", news, "--out", out, "--workers", "1").exit_code == 0
    added = run("add", "--from", out, "--archive", tmp_path / "a.duckdb")
    assert added.exit_code == 0, added.exception
    assert "1 left out as repeats, 1 not in English" in added.stderr
    assert "could not be read" not in added.stderr


def test_an_article_comes_back_as_it_was() -> None:
    some = coded("a", told("CONSULT", ["Sirwan Barzani"], ["Peshmerga"], date="2022-07-03", place="Erbil", killed=(2, 5)))
    assert coded_from(json.loads(json.dumps(article_dict(some)))) == replace(some, skipped=())


def test_small_files_share_a_shard_up_to_a_size(tmp_path: Path) -> None:
    for n in range(60):
        with (tmp_path / f"{n:02}.jsonl").open("wb") as file:
            file.truncate(900_000)
    with (tmp_path / "large.jsonl").open("wb") as file:
        file.truncate(2_000_000)
    assert [(len(s.files), s.size) for s in shards_of([str(tmp_path)])] == [(56, 50_400_000), (1, 2_000_000), (4, 3_600_000)]


def test_two_processes(news: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    run("run", news, "--out", one, "--workers", "1", "--pages", "4")
    assert run("run", news, "--out", two, "--workers", "2", "--pages", "4").exit_code == UNREAD
    assert {k: v for k, v in prints(one).items() if k != "run.json"} == {k: v for k, v in prints(two).items() if k != "run.json"}


def test_a_folder_without_a_run_gives_nothing() -> None:
    assert len(list(restored(Out("nowhere")))) == 0


def test_a_run_answers_as_an_archive_does(tmp_path: Path) -> None:
    out = Out(tmp_path / "out")
    out.begin(Job(out.name, Settings()), MADE_BY)
    meeting = told("CONSULT", ["Sirwan Barzani"], ["Peshmerga"], date="2022-07-03", place="Erbil")
    clash = told("ASSAULT", ["Iraqi forces"], ["Peshmerga delegation"], date="2017-10-16", killed=(2, 5), aux=("historical",))
    plan = told("THREATEN", ["Iraqi forces"], [], date="2022-08", aux=("future",))
    with Rows(out, "part") as rows:
        rows.add(coded("a", meeting, clash))
        rows.add(coded("b", plan))
        out.finish({"part": "part", "files": rows.written()})

    def found(*words: str) -> list[str]:
        answer = run("events", "--from", out.name, *words)
        assert answer.exception is None, answer.exception
        return [json.loads(line)["type"] for line in answer.stdout.splitlines()]

    assert found() == ["THREATEN", "CONSULT", "ASSAULT"]
    assert found("--who", "the Peshmerga") == ["CONSULT", "ASSAULT"]
    assert found("--who", "Peshmerga", "--only") == ["CONSULT"]
    assert found("--actor", "Iraqi forces", "--aux", "actual") == ["ASSAULT"]
    assert found("--place", "Erbil", "--min-confidence", "0") == ["CONSULT"]
    assert found("--place", "36.2,44", "--km", "50") == ["CONSULT"]
    assert found("--place", "Erbil", "--km", "50") == ["CONSULT"]
    assert found("--country", "irq") == ["THREATEN", "CONSULT", "ASSAULT"]
    assert found("--country", "FRA") == []
    assert found("--type", "ASSAULT") == ["ASSAULT"]
    assert found("--since", "2022-07", "--until", "2022-08") == ["THREATEN", "CONSULT"]
    assert found("--quad", "material conflict", "--text", "killed") == []
    for form in FORMS:
        told_ = run("events", "--from", out.name, "--format", form)
        assert told_.exit_code == 0, (form, told_.exception)
    assert "1 to 3 of 3" in run("events", "--from", out.name, "--format", "table").stderr
    assert run("events", "--from", out.name, "--format", "parquet", "--out", tmp_path / "e.parquet").exit_code == 0
    assert "holds no run" in str(run("events", "--from", tmp_path).exception)


def test_a_side_is_told_in_the_order_of_its_event(tmp_path: Path) -> None:
    """Enough rows that DuckDB reads them in several threads, which give what nothing orders in an order of their own."""
    names = ["Sirwan Barzani", "Iraqi Army", "Peshmerga", "Masrour Barzani", "Syrian army", "rebels"]
    turns = [[*names[n:], *names[:n]] for n in range(6)]
    out = Out(tmp_path / "out")
    out.begin(Job(out.name, Settings()), MADE_BY)
    with Rows(out, "part") as rows:
        for n in range(600):
            rows.add(coded(f"a{n:03}", told("CONSULT", turns[n % 6], turns[n % 5][::-1], date="2022-07-03")))
        out.finish({"part": "part", "files": rows.written()})
    lines = run("events", "--from", out.name, "--format", "json").stdout.splitlines()
    found = {tuple(p["name"] for p in e["parts"] if p["role"] == "actor") for e in map(json.loads, lines)}
    assert len(lines) == 600
    assert found == {tuple(t) for t in turns}


@pytest.mark.skipif("DATELINE_SLOW" not in os.environ, reason="starts Ray, which takes a minute: set DATELINE_SLOW=1")
def test_ray_gives_the_same_bytes_when_a_worker_dies(news: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray")
    one, two, killed = tmp_path / "one", tmp_path / "two", tmp_path / "killed"
    run("run", news, "--out", one, "--workers", "1", "--pages", "4")
    done = run("run", news, "--out", two, "--engine", "ray", "--workers", "2", "--pages", "4")
    assert done.exit_code == UNREAD, done.exception
    assert prints(one) == prints(two)
    shards, job = shards_of([str(news)]), Job(str(killed), Settings(1), 4)
    Out(killed).begin(job, MADE_BY)
    with on_ray(None, 1) as submit:
        victim = submit(job, Part(shards[0], 0))
        until = time.monotonic() + 60
        while not (workers := [p for p in children(os.getpid()) if p[1].startswith("ray::_there")]) and time.monotonic() < until:
            time.sleep(0.01)
        for worker, _ in workers:
            os.kill(worker, signal.SIGKILL)
        victim.result()
        assert len(list(run_parts(job, shards, submit, 1))) >= 1
    assert {k: v for k, v in prints(killed).items() if k != "run.json"} == {k: v for k, v in prints(one).items() if k != "run.json"}


@pytest.mark.skipif("DATELINE_SLOW" not in os.environ, reason="starts Ray three times, which takes minutes: set DATELINE_SLOW=1")
def test_ray_s_driver_killed_and_started_again(news: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray")
    one, two = tmp_path / "one", tmp_path / "two"
    run("run", news, "--out", one, "--workers", "1", "--pages", "1")
    words = ["run", news, "--out", two, "--engine", "ray", "--workers", "2", "--pages", "1"]
    command = [sys.executable, "-m", "dateline.use.cli.main", *map(str, words)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as driver:
        until = time.monotonic() + 300
        while driver.poll() is None and len(list(Out(two).manifests())) < 2 and time.monotonic() < until:
            time.sleep(0.01)
        driver.kill()
    time.sleep(5)  # its workers end by themselves
    done = len(list(Out(two).manifests()))
    told_ = subprocess.run(command, check=False, stderr=subprocess.PIPE, text=True).stderr
    assert prints(one) == prints(two)
    assert told_.count(" pages, ") == len(list(Out(one).manifests())) - done > 0


def test_nodes_that_do_not_share_say_so(news: Path, tmp_path: Path) -> None:
    (shard,) = shards_of([str(news)])
    job = Job(str(tmp_path / "out"), Settings(1))
    elsewhere = replace(job, out=str(tmp_path / "elsewhere"))
    with local(1) as submit, pytest.raises(UsageError, match="not the same folder on all nodes"):
        list(run_parts(job, [shard], lambda _, part: submit(elsewhere, part), 1))
    (news / "rows.jsonl").unlink()
    with pytest.raises(DatelineError, match="does not see it"):
        code_part(job, Part(shard, 0))


def children(pid: int) -> list[tuple[int, str]]:
    """Processes under one, with their names."""
    told_ = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in told_.splitlines()]
    out, grown = {pid}, True
    while grown:
        more = {int(p) for p, parent, _ in rows if int(parent) in out}
        grown = not more <= out
        out |= more
    return [(int(p), name) for p, _, name in rows if int(p) in out - {pid}]


def test_an_engine_that_is_not_there() -> None:
    assert "goes with --engine ray" in str(run("run", "x", "--out", "y", "--address", "auto").exception)
