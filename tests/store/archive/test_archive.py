import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from dateline.errors import ArchiveBusy, ArchiveError, UsageError
from dateline.records import Coded, Reject
from dateline.store.archive import Added, Ambiguous, Archive, Filters
from dateline.store.archive.migrations import migrate
from tests.store.factory import MADE_BY, coded, told

MEETING = told("CONSULT", ["Sirwan Barzani"], ["Peshmerga"], date="2022-07-03", place="Erbil")
CLASH = told("ASSAULT", ["Iraqi forces"], ["Peshmerga"], date="2017-10-16", killed=(12, 12), aux=("historical",))


def add(archive: Archive, *items: Coded | Reject) -> list[str]:
    return [x.answer if isinstance(x, Added) else "reject" for x in archive.add(items, MADE_BY)]


def counts(archive: Archive) -> tuple[int, ...]:
    tables = ("articles", "reports", "events", "parts", "actors", "names", "kin")
    return tuple(archive.rows(f"select count(*) as n from {t}")[0]["n"] for t in tables)


@pytest.fixture
def archive(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Archive.open(tmp_path / "a.duckdb") as it:
        yield it


def test_what_goes_in_comes_out_equal(archive: Archive) -> None:
    one = coded("one", MEETING, CLASH)
    assert add(archive, one) == ["new"]
    assert archive.article("one") == one
    assert archive.article("two") is None


def test_half_a_character_is_kept_as_a_question_mark(archive: Archive) -> None:
    made = coded("one", told("CONSULT", ["Ba\udc00zani"], ["Peshmerga"], words="Ba\udc00zani met the Peshmerga."), source="x\udfff")
    one = replace(made, article=replace(made.article, id="one\ud800"))
    assert add(archive, one, Reject("y\ud800", "is broken")) == ["new", "reject"]
    kept = archive.article("one?")
    assert kept
    assert (kept.article.text, kept.article.source, kept.events[0].actors[0].name) == ("Ba?zani met the Peshmerga.", "x?", "Ba?zani")
    assert kept.article.sentences == one.article.sentences
    assert add(archive, one, Reject("y\ud800", "is broken")) == ["known", "reject"]
    assert [r["source"] for r in archive.rejects()] == ["y?"]


def test_the_same_words_add_nothing_whatever_the_name(archive: Archive) -> None:
    one = coded("one", MEETING)
    add(archive, one)
    before = counts(archive)
    again = replace(one, article=replace(one.article, id="other", source="https://elsewhere.example/x", site="Other"))
    assert add(archive, one, again) == ["known", "known"]
    assert counts(archive) == before
    assert len(archive.rows("select * from sightings")) == 2


def test_changed_furniture_adds_nothing_but_a_changed_event_is_a_version(archive: Archive) -> None:
    long = "The two sides have met every week since the spring, officials in the region said, and they plan to go on. " * 3
    add(archive, coded("one", MEETING, extra=long))
    assert add(archive, coded("two", MEETING, extra=long + " Read more on this page.")) == ["known"]
    more = told("CONSULT", ["Sirwan Barzani"], ["Iraqi Army"], date="2022-07-04", words="Sirwan Barzani then met the Iraqi Army.")
    assert add(archive, coded("one", MEETING, more, extra=long)) == ["version"]
    assert [r["version"] for r in archive.rows("select version from articles order by key")] == [1, 2]
    assert len(archive.find().rows) == 2
    assert all(len(archive.event(r["id"])["reports"]) == 1 for r in archive.find().rows)  # type: ignore[index]


def test_versions_of_versions_in_one_batch_leave_the_last(archive: Archive) -> None:
    long = "The two sides have met every week since the spring, officials in the region said, and they plan to go on. " * 3
    more = [
        told("CONSULT", ["Sirwan Barzani"], [name], date="2022-07-04", words=f"Sirwan Barzani then met the {name}.")
        for name in ("Iraqi Army", "rebels")
    ]
    add(archive, coded("one", MEETING, extra=long))
    event = archive.find().rows[0]["id"]
    second, third = coded("one", MEETING, more[0], extra=long), coded("one", MEETING, *more, extra=long)
    assert add(archive, second, third) == ["version", "version"]
    assert [(r["version"], r["live"]) for r in archive.rows("select version, live from articles order by key")] == [
        (1, False), (2, False), (3, True),
    ]  # fmt: skip
    assert archive.find().total == 3
    assert len(archive.event(event)["reports"]) == 1  # type: ignore[index]


def test_two_of_one_name_with_and_without_a_country(archive: Archive) -> None:
    one = coded("one", told("ASSAULT", ["rebels"], ["town guards", "guards town"], words="Rebels shot town guards and guards town by town."))
    known = replace(one.events[0].recipients[0], country="SYR")
    event = replace(one.events[0], recipients=(known, *one.events[0].recipients[1:]))
    assert add(archive, replace(one, events=(event,))) == ["new"]
    assert archive.find().rows[0]["recipients"] == ["town guards", "guards town"]


def test_a_day_that_no_calendar_has_is_none(archive: Archive) -> None:
    assert add(archive, coded("one", MEETING, published="0000-00-00"), coded("two", published="2022-13-45")) == ["new", "new"]
    assert [r["day"] for r in archive.rows("select day from articles")] == [None, None]


def test_another_article_with_a_taken_id_gets_its_own(archive: Archive) -> None:
    add(archive, coded("index", MEETING))
    other = told("PROTEST", ["farmers"], words="Thousands of farmers blocked roads around the capital over prices of grain.")
    assert add(archive, coded("index", other, source="b/index.html")) == ["new"]
    names = [r["id"] for r in archive.rows("select id from articles order by key")]
    assert names[0] == "index"
    assert names[1].startswith("index-")


def test_two_pages_of_one_batch_are_compared_too(archive: Archive) -> None:
    assert add(archive, coded("a", MEETING), coded("b", MEETING)) == ["new", "known"]


def test_one_event_many_reports_with_a_range_of_counts(archive: Archive) -> None:
    hit = {"date": "2022-07-01", "place": "Aleppo"}
    one = told("ASSAULT", ["rebels"], ["Syrian army"], killed=(12, 12), words="Rebels killed 12 of the Syrian army in Aleppo.", **hit)
    two = told("ASSAULT", ["rebels"], ["Syrian army"], killed=(15, 15), words="An attack by rebels left 15 soldiers dead in Aleppo.", **hit)
    add(archive, coded("a", one, site="A"))
    add(archive, coded("b", two, site="B"))
    (event,) = archive.find().rows
    assert (event["reports"], event["sources"], event["killed_low"], event["killed_high"]) == (2, 2, 12, 15)
    reports = archive.event(event["id"])["reports"]  # type: ignore[index]
    assert sorted(r["killed"] for r in reports) == [[12, 12], [15, 15]]
    assert [r["evidence"].get("participants", 0) > 0 for r in reports].count(True) == 1  # the other opened the event


def test_rejects_are_kept_once_with_their_reason(archive: Archive) -> None:
    bad = Reject("x.pdf", "is a PDF")
    assert add(archive, bad, coded("a", MEETING), bad) == ["reject", "new", "reject"]
    assert [(r["source"], r["reason"]) for r in archive.rejects()] == [("x.pdf", "is a PDF")]


def test_a_second_owner_is_told_who_holds_it(archive: Archive) -> None:
    code = (
        "import sys\nfrom dateline.store.archive import Archive\n"
        "try:\n    Archive.open(sys.argv[1])\nexcept Exception as e:\n    print(type(e).__name__, e)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(archive.path)], capture_output=True, text=True)
    assert done.stdout.startswith("ArchiveBusy")
    assert "process" in done.stdout


def test_foreign_errors_are_translated(tmp_path: Path) -> None:
    stranger = tmp_path / "notes.duckdb"
    stranger.write_text("This is no database, it is a long list of things to buy. " * 400)
    with pytest.raises(ArchiveError, match="no Dateline archive"):
        Archive.open(stranger)
    with pytest.raises(ArchiveError, match="does not exist"):
        Archive.open(tmp_path / "none.duckdb", read_only=True)
    with pytest.raises(ArchiveError, match="folder"):
        Archive.open(tmp_path / "no" / "a.duckdb")
    assert issubclass(ArchiveBusy, ArchiveError)


def test_a_read_only_archive_answers_and_refuses(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with Archive.open(path) as archive:
        add(archive, coded("a", MEETING))
    with Archive.open(path, read_only=True) as archive:
        assert archive.find().total == 1
        with pytest.raises(ArchiveError, match="read-only"):
            add(archive, coded("b", CLASH))


def test_a_batch_that_fails_leaves_nothing(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    add(archive, coded("a", MEETING))
    before = counts(archive)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("stop")

    monkeypatch.setattr("dateline.store.archive.archive.Stories.update", broken)
    with pytest.raises(RuntimeError):
        add(archive, coded("b", CLASH))
    assert counts(archive) == before
    monkeypatch.undo()
    assert add(archive, coded("b", CLASH)) == ["new"]


def test_migrations_run_once_and_a_failed_one_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "0001_a.sql").write_text("create table a (x integer);")
    base = duckdb.connect()
    assert migrate(base, tmp_path) == ["0001_a"]
    assert migrate(base, tmp_path) == []
    (tmp_path / "0002_b.sql").write_text("create table b (x integer); select nonsense;")
    with pytest.raises(duckdb.Error):
        migrate(base, tmp_path)
    assert base.execute("select count(*) from duckdb_tables() where table_name = 'b'").fetchone() == (0,)
    (tmp_path / "0001_a.sql").unlink()
    (tmp_path / "0002_b.sql").unlink()
    with pytest.raises(ArchiveError, match="newer"):
        migrate(base, tmp_path)


@pytest.mark.parametrize("read_only", [False, True])
def test_an_archive_of_a_later_version_asks_for_a_newer_program(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "later.duckdb"
    with Archive.open(path) as archive, archive.transaction() as base:
        base.execute("insert into migrations values (99, 'later', now()::timestamp)")
    with pytest.raises(ArchiveError, match=r"later.duckdb was made by a later Dateline.*install a newer one"):
        Archive.open(path, read_only=read_only)


def test_words_of_a_question_are_no_error_of_the_disk(archive: Archive) -> None:
    for query in ("select disk from events", "select 'read-only' from none", "select * from read_csv('/disk/x')"):
        with pytest.raises(ArchiveError) as caught:
            archive.ask(query)
        assert "Error: " in str(caught.value)


@pytest.fixture
def two(archive: Archive) -> Archive:
    add(
        archive,
        coded("a", MEETING, CLASH),
        coded("b", told("CONSULT", ["Masrour Barzani"], ["Iraqi Army"], date="2022-06-23", place="Baghdad", modes=("visit",))),
        coded("c", told("AGREE", ["Peshmerga"], ["Iraqi Army"], date="2022-08", aux=("future",), confidence=0.5, precision="month")),
    )
    return archive


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(types=("consult",)), 2),
        (Filters(modes=("visit",)), 1),
        (Filters(quads=("material conflict",)), 1),
        (Filters(who="Peshmerga"), 3),
        (Filters(actor="IRQ:MIL"), 3),
        (Filters(recipient="Iraqi Army"), 2),
        (Filters(country="Iraq"), 4),
        (Filters(sector="gov"), 1),
        (Filters(sector="AGR"), 0),
        (Filters(place="baghdad"), 1),
        (Filters(place="36.2,44.0", km=10), 1),
        (Filters(place="Erbil", km=500), 2),
        (Filters(since="2022"), 3),
        (Filters(since="2022-06", until="2022-07"), 2),
        (Filters(until="2017"), 1),
        (Filters(min_confidence=0.6), 3),
        (Filters(aux=("future",)), 1),
        (Filters(aux=("actual",)), 3),
        (Filters(text="barzani CONSULTed"), 2),
        (Filters(text="!!!"), 0),
        (Filters(min_sources=2), 0),
    ],
)
def test_filters(two: Archive, filters: Filters, expected: int) -> None:
    assert two.find(filters).total == expected


def test_sorting_and_paging(two: Archive) -> None:
    days = [r["day"].isoformat() for r in two.find(sort="day").rows]
    assert days == sorted(days)
    page = two.find(sort="-day", limit=2, offset=2)
    assert [r["day"].isoformat() for r in page.rows] == days[::-1][2:]
    assert page.total == 4
    with pytest.raises(UsageError, match="cannot sort"):
        two.find(sort="colour")


def test_names_as_people_type_them(two: Archive) -> None:
    assert two.party("the peshmerga").label == "Peshmerga"
    assert two.party("Iraqi Army").members == ("Iraqi forces",)
    with pytest.raises(Ambiguous) as caught:
        two.party("Barzani")
    assert [c["name"] for c in caught.value.choices] == ["Masrour Barzani", "Sirwan Barzani"]
    assert two.party(f"#{caught.value.choices[0]['key']}").label == "Masrour Barzani"
    with pytest.raises(UsageError, match="did you mean Peshmerga"):
        two.party("Peshmrga")
    with pytest.raises(UsageError, match="is no date"):
        two.find(Filters(since="last week"))
    with pytest.raises(UsageError, match="did you mean Mali"):
        two.find(Filters(country="malli"))
    with pytest.raises(UsageError, match="no point on earth"):
        two.find(Filters(place="inf,0", km=5.0))
    with pytest.raises(UsageError, match="no sector is called “ABC”; there are AGR, BUS"):
        two.find(Filters(sector="ABC"))
    with pytest.raises(UsageError, match="ISO 3166"):
        two.find(Filters(country="xyzzy"))
