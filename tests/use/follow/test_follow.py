"""Feeds followed from a site that misbehaves: nothing doubled, nothing lost, nobody pestered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.site import WAYS, Site, serving
from dateline import Coder, FakeReader
from dateline.errors import UsageError
from dateline.ingest.sources.listed import Listed
from dateline.records import Reading, Reject
from dateline.settings import FetchOptions, Settings
from dateline.store.archive import Added, Archive
from dateline.use.cli.follow import seconds
from dateline.use.cli.main import cli
from dateline.use.follow import Follower, Pace, State, addresses
from dateline.use.follow.state import Polled
from dateline.use.handover import ServerEnded

HOUR, DAY = 3600.0, 86_400.0
START = 1_656_892_800.0  # 2022-07-04
SMALL = FetchOptions(allow_private=True, timeout=1.0, max_bytes=1_000_000)


class Hands:
    """A clock whose hands move when somebody sleeps."""

    def __init__(self, at: float = START) -> None:
        self.at = at

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += seconds


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(Settings(fetch=SMALL), reader=FakeReader(Reading((), ())))


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as it:
        yield it


class Desk:
    """A follower with its files, made anew at each run, as after a kill."""

    def __init__(self, site: Site, folder: Path, coder: Coder) -> None:
        self.feeds, self.file, self.lines = folder / "feeds.txt", folder / "a.duckdb", list[str]()
        self.feeds.write_text(f"# bridges\n{site.root}/feed\n{site.root}/index.xml\n", "utf-8")
        self.coder, self.clock = coder, Hands()

    def follower(self, **more: float) -> Follower:
        return Follower(self.feeds, self.file, self.coder, Pace(sites=4, **more), self.lines.append, clock=self.clock, wait=0.2)

    def once(self) -> list[Added | Reject]:
        done = list(self.follower(delay=0.01).run(once=True))
        self.clock.at += 2 * HOUR
        return done

    def kept(self) -> list[str]:
        with Archive.open(self.file, read_only=True) as archive:
            return [r["source"] for r in archive.rows("select source from articles where live")]


@pytest.fixture
def desk(site: Site, tmp_path: Path, coder: Coder) -> Desk:
    return Desk(site, tmp_path, coder)


def test_a_site_that_misbehaves(site: Site, desk: Desk) -> None:
    site.publish(10)
    for _ in range(4):
        desk.once()
    assert sorted(desk.kept()) == sorted(site.due())
    with Archive.open(desk.file, read_only=True) as archive:
        refused = {r["source"]: r["reason"] for r in archive.rejects()}
    assert "redirects more than" in refused[site.url(WAYS.index("loop"))]
    assert "larger than" in refused[site.url(WAYS.index("endless"))]
    assert "larger than" in refused[site.url(WAYS.index("bomb"))]
    assert "answers 404" in refused[site.url(WAYS.index("gone"))]
    assert site.asked["/robots.txt"] == 4  # once a run
    assert site.unchanged >= 3


def test_what_came_once_is_not_fetched_again(site: Site, desk: Desk) -> None:
    site.publish(1)
    assert [d.answer for d in desk.once() if isinstance(d, Added)] == ["new"]
    assert desk.once() == []
    site.publish(1)
    assert desk.once() == []  # the second is flaky
    assert site.asked["/plain/0"] == 1


def test_a_network_that_is_away_for_days_loses_nothing(site: Site, desk: Desk) -> None:
    site.publish(1)
    site.down = True
    for _ in range(12):
        assert desk.once() == []
    assert site.asked["/feed"] == 0  # without robots.txt nothing is asked
    assert site.asked["/robots.txt"] < 12  # less and less often
    site.down = False
    desk.clock.at += DAY
    assert len(desk.once()) == 1


def test_killed_between_fetching_and_adding(site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    site.publish(1)
    with monkeypatch.context() as patch:
        patch.setattr(Archive, "add", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            list(desk.follower().run(once=True))
    assert len(desk.once()) == 1
    assert site.asked["/plain/0"] == 1  # the page lay on the disk


def test_killed_between_adding_and_marking(site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    site.publish(1)
    with monkeypatch.context() as patch:
        patch.setattr(State, "done", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            list(desk.follower().run(once=True))
    assert [d.answer for d in desk.once() if isinstance(d, Added)] == ["known"]
    assert desk.kept() == [site.url(0)]


def test_days_on_end_with_a_list_that_changes(site: Site, desk: Desk) -> None:
    """The clock moves by itself."""
    site.publish(1)
    run = desk.follower(every=HOUR).run()
    came = [next(run)]
    site.publish(1)
    came.append(next(run))
    run.close()
    assert [Path(c.source).name for c in came] == ["0", "1"]
    site.publish(9)
    desk.feeds.write_text(f"{site.root}/none\n", "utf-8")
    desk.once()
    assert len(desk.kept()) == 2
    desk.clock.at += 3 * DAY
    desk.once()
    assert any(line.startswith("2022-07-04: 2 new") for line in desk.lines), desk.lines
    assert "1 feeds fail" in desk.lines[-1]


def test_a_list_that_is_being_edited_stops_nothing(site: Site, desk: Desk) -> None:
    site.publish(1)
    run = desk.follower(every=HOUR).run()
    next(run)
    desk.feeds.write_text("htt", "utf-8")
    site.publish(1)
    assert isinstance(next(run), Added)
    run.close()
    assert sum("following the list as it was" in line for line in desk.lines) == 1


def test_a_busy_archive_is_waited_for(site: Site, desk: Desk) -> None:
    import subprocess
    import sys

    site.publish(1)
    hold = "import duckdb, sys; base = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hold, str(desk.file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdin
        other.stdout.readline()
        follower = desk.follower()
        follower._tell = lambda line: (desk.lines.append(line), other.communicate())  # type: ignore[assignment]
        run = follower.run()
        assert isinstance(next(run), Added)
        run.close()
    assert "is in use by" in desk.lines[0]


def test_a_server_that_ends_while_it_is_handed_a_batch_is_outlived(site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    site.publish(1)
    with monkeypatch.context() as patch:
        patch.setattr(Archive, "add", lambda *_: (_ for _ in ()).throw(ServerEnded("the server that has it open ended")))
        with pytest.raises(ServerEnded):
            desk.once()
        follower = desk.follower()
        follower._tell = lambda line: (desk.lines.append(line), patch.undo())  # type: ignore[assignment]
        run = follower.run()
        assert isinstance(next(run), Added)
        run.close()
    assert desk.lines == ["the server that has it open ended; 1 pages wait"]


def test_a_feed_that_names_no_address_ends_nothing(site: Site, desk: Desk) -> None:
    site.publish(1)
    with State(desk.file.with_name(desk.file.name + ".follow")) as state:
        state.follow([f"{site.root}/feed"], START)
        (task,) = state.due(START, ())
        state.listed(task, Polled([Listed("http://[bad/page", None)], None, None), START, Pace())
    done = desk.once()
    assert {type(d) for d in done} == {Added, Reject}


def test_old_pages_and_parts_of_an_index(tmp_path: Path) -> None:
    with State(tmp_path / "s") as state:
        state.follow(["http://a.example/i"], 0.0)
        (task,) = state.due(START, ())
        some = [
            Listed("http://a.example/1", "2022-07-03"), Listed("http://a.example/2", "2021"), Listed("http://a.example/3", None),
            Listed("http://a.example/m1", "2022-07", True), Listed("http://a.example/m2", "2022-01-01", True),
        ]  # fmt: skip
        state.listed(task, Polled(some, None, None), START, Pace())
        assert state.counts() == {"waiting": 2, "old": 1}
        part = state.due(START, ())[0]
        assert part.url == "http://a.example/m1"
        state.listed(part, Polled([Listed("http://a.example/m3", None, True)], None, None), START, Pace())
        state.listed(task, Polled(some, None, None), START + HOUR, Pace())
        assert [t.kind for t in state.due(START + HOUR, ())] == ["page"]  # its index dates it as before
        some[3] = Listed("http://a.example/m1", "2022-07-04", True)
        state.listed(task, Polled(some, None, None), START + HOUR, Pace())
        assert state.due(START + HOUR, ())[0].url == "http://a.example/m1"


def test_a_part_that_its_index_does_not_date_is_polled_like_a_feed(tmp_path: Path) -> None:
    with State(tmp_path / "s") as state:
        state.follow(["http://a.example/i"], 0.0)
        (task,) = state.due(START, ())
        state.listed(task, Polled([Listed("http://b.example/m", None, True)], None, None), START, Pace())
        (part,) = state.due(START, ())
        state.listed(part, Polled([], None, None), START, Pace())
        assert state.due(START + 60, ()) == []
        assert [t.url for t in state.due(START + Pace().every, ["a.example"])] == ["http://b.example/m"]


def test_pace() -> None:
    pace = Pace()
    assert [pace.back_off(n) for n in (1, 2, 3, 60)] == [60, 120, 240, DAY]
    assert pace.back_off(1, 600) == 600
    assert seconds("1.5h", "--every") == 5400
    with pytest.raises(UsageError, match="15m"):
        seconds("soon", "--every")


def test_lists_of_feeds(tmp_path: Path) -> None:
    path = tmp_path / "feeds.txt"
    path.write_text("# ours\nhttp://a.example/feed#x # the lake\n\nhttp://a.example/feed#x\n", "utf-8")
    assert addresses(path) == ["http://a.example/feed#x"]
    path.write_text("a.example\n", "utf-8")
    with pytest.raises(UsageError, match="feeds.txt:1"):
        addresses(path)
    for bad in ("http://[bad/feed", "https://", "http://a.example:none/feed"):
        path.write_text(f"http://a.example/feed\n{bad}\n", "utf-8")
        with pytest.raises(UsageError, match=r"feeds.txt:2.*is no address"):
            addresses(path)


def test_a_log_that_cannot_be_written_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "feeds.txt").write_text("http://a.example/feed\n", "utf-8")
    words = ["follow", str(tmp_path / "feeds.txt"), "--log", str(tmp_path / "none" / "log"), "--archive", str(tmp_path / "a.duckdb")]
    error = CliRunner().invoke(cli, words).exception
    assert isinstance(error, UsageError)
    assert "--log" in str(error)


def test_command(site: Site, tmp_path: Path) -> None:
    site.publish(1)
    feeds = tmp_path / "feeds.txt"
    feeds.write_text(f"{site.root}/feed\n{site.root}/sitemap.xml.gz\n", "utf-8")
    words = ["follow", feeds, "--once", "--delay", "0s", "--archive", tmp_path / "a.duckdb", "--allow-private"]
    first = CliRunner().invoke(cli, [str(w) for w in words])
    assert first.exit_code == 0, first.exception
    assert first.stdout.startswith(f"new\t{site.url(0)}\t")
    assert "1 new" in first.stderr
    assert CliRunner().invoke(cli, [str(w) for w in [*words, "--log", tmp_path / "log"]]).stdout == ""
    assert "1 new" in (tmp_path / "log").read_text("utf-8")  # of the same day
