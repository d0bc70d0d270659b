"""Sums, dyads, lives and the index of words are what counting all rows gives, after any sequence of adding, deciding and undoing."""

from __future__ import annotations

import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import UsageError
from dateline.records import Coded, DatedRole
from dateline.resolve.who import Roster
from dateline.store.archive import Archive, Filters, dealings, words
from dateline.store.archive.migrations import migrate
from dateline.store.archive.signature import words_of
from dateline.store.desk import Desk
from evals.wire import Wire
from tests.store.archive import test_dealings
from tests.store.archive.test_ties import in_step
from tests.store.factory import MADE_BY

Row = dict[str, Any]
POSTS = (DatedRole("Commander", "Third Corps", "2021-01-02"), DatedRole("Commander"), DatedRole("Envoy"), DatedRole("Envoy", "Council"))
SUMMED = ("months", "spots", "days", "span", "dyads", "posts", "bearings")


def articles() -> list[Coded]:
    """A wire whose actors hold posts now and then."""
    pick = random.Random(3)
    out = []
    for coded in Wire(9, 160, 40).articles():
        held = tuple(replace(a, roles=tuple(pick.sample(POSTS, pick.choice((0, 0, 1, 2))))) for a in coded.actors)
        out.append(replace(coded, actors=held))
    return out


TOLD = articles()


def check(archive: Archive) -> None:
    """Asserts that everything that is kept beside the rows equals what is counted from them, one by one."""
    in_step(archive)
    test_dealings.check(archive)
    events = archive.rows("select *, round(lat, 2) as y, round(lon, 2) as x from events where not rejected")
    months = Counter((e["day"] and e["day"].replace(day=1), e["type"], e["quad"]) for e in events)
    assert {(r["month"], r["type"], r["quad"]): r["events"] for r in archive.rows("select * from months")} == months
    spots = defaultdict[Any, list[Row]](list)
    for e in events:
        if e["place"] is not None or e["y"] is not None:
            spots[e["place"], e["country"], e["y"], e["x"]].append(e)
    kept = {(r["place"], r["country"], r["lat"], r["lon"]): (r["events"], r["conflict"], r["clashes"]) for r in archive.rows("select * from spots")}
    assert kept == {spot: (len(some), sum(map(clash, some)), sum(map(clashed, some))) for spot, some in spots.items()}
    days = Counter(r["day"] for r in archive.rows("select day from articles where live and day is not null"))
    assert {r["day"]: r["articles"] for r in archive.rows("select * from days")} == days
    assert archive.rows("select * from span") == [{"first": min(days), "last": max(days)}]
    check_lives(archive)
    check_words(archive)


def clues_of(e: Row) -> set[str]:
    """What single filters could find an event by."""
    codes = [c.split(":") for c in (e["actor_codes"] + e["recipient_codes"]).split()]
    who = {f"who {clue}" for country, sector in codes for clue in (f"{country}:{sector}", f"{country}:", f":{sector}") if clue != ":"}
    places = {f"at {name.lower()}" for name in (e["place"], e["admin1"]) if name}
    countries = {f"in {country}" for country in ({c for c, _ in codes} | {e["country"]}) if country}
    return who | places | countries | {f"mark {m}" for m in (*e["modes"], *e["aux"])} | {f"type {e['type']}", f"quad {e['quad']}"}


def clash(e: Row) -> bool:
    return bool(e["quad"].endswith("conflict"))


def clashed(e: Row) -> bool:
    return clash(e) and e["mood"] == "actual" and e["day"] is not None


def check_lives(archive: Archive) -> None:
    cast = archive.rows("select c.*, a.day from cast_list c join articles a on a.key = c.article")
    named = {key: len({c["article"] for c in cast if c["actor"] == key}) for key in {c["actor"] for c in cast}}
    assert {r["key"]: r["told"] for r in archive.rows("select key, told from actors where told > 0")} == named
    bearings = defaultdict[Any, list[date]](list)
    for c in cast:
        bearings[c["actor"], c["country"], c["sector"]].append(c["day"])
    kept = {(r["actor"], r["country"], r["sector"]): (r["first"], r["last"], r["articles"]) for r in archive.rows("select * from bearings")}
    assert kept == {who: (min(days), max(days), len(days)) for who, days in bearings.items()}
    held = defaultdict[Any, list[Row]](list)
    for c in cast:
        held[c["actor"], c["article"]] += [r | {"when": r["on"] or c["day"].isoformat()} for r in c["roles"] or ()]
    posts = defaultdict[Any, list[str]](list)
    for (actor, _), roles in held.items():
        whole = {r["title"] for r in roles if r["organisation"]}
        for r in roles:
            if r["organisation"] or r["title"] not in whole:
                posts[actor, r["title"], r["organisation"]].append(r["when"])
    told = {(r["actor"], r["title"], r["organisation"]): (r["first"], r["last"], r["times"]) for r in archive.rows("select * from posts")}
    assert told == {post: (min(when), max(when), len(when)) for post, when in posts.items()}


def check_words(archive: Archive) -> None:
    held = defaultdict[int, list[str]](list)
    for r in archive.rows("select * from words"):
        held[r["report"]].append(r["word"])
    reports = {r["key"]: r for r in archive.rows("select key, words, event, live from reports")}
    assert {key: sorted(some) for key, some in held.items()} == {key: sorted(set(words_of(r["words"]))) for key, r in reports.items()}
    for e in archive.rows("select key, sentence, lead from events"):
        lead = reports[e["lead"]]
        assert (lead["event"], lead["words"], lead["live"]) == (e["key"], e["sentence"], True)


def add(archive: Archive, pick: random.Random) -> None:
    held = {r["id"] for r in archive.rows("select id from articles")}
    waiting = [coded for coded in TOLD if coded.article.id not in held]
    list(archive.add(waiting[: pick.randint(1, 25)], MADE_BY, batch=pick.choice((3, 10, 64))))


def change_article(archive: Archive, pick: random.Random) -> None:
    """A later version of an article, with one event fewer, or of a day that no other article has."""
    coded = archive.article(pick.choice(archive.rows("select id from articles where live order by id"))["id"])
    assert coded is not None
    text = f"{coded.article.text}\n\nNothing more was said."
    ends = (*coded.article.sentences, (len(coded.article.text) + 2, len(text)))
    day = pick.choice((coded.article.published, "2015-03-04", "2031-05-06"))
    later = replace(coded, article=replace(coded.article, text=text, sentences=ends, published=day), events=coded.events[: pick.randint(0, 1)])
    list(archive.add([later], MADE_BY))


def code_again(archive: Archive, pick: random.Random) -> None:
    ids = [r["id"] for r in archive.rows("select id from articles where live order by id")]
    archive.recode([c for i in pick.sample(ids, min(3, len(ids))) if (c := archive.article(i))], MADE_BY)


def events_of(archive: Archive, least: int = 1) -> list[Row]:
    return archive.rows("select * from events where reports >= ? order by key", [least])


def fix(archive: Archive, pick: random.Random) -> None:
    desk, event = Desk(archive, "anna"), pick.choice(events_of(archive))["id"]
    names = [f"#{r['key']}" for r in archive.rows("select key from actors where stands_for is null order by key")]
    fields = pick.choice((
        {"date": None}, {"date": "2021-02-03"}, {"type": "AID"}, {"place": None}, {"place": "Nowhere"}, {"aux": ["future"]},
        {"actors": [pick.choice(names)]}, {"actors": [pick.choice(names)], "recipients": []},
    ))  # fmt: skip
    pick.choice((lambda: desk.confirm(event), lambda: desk.reject(event), lambda: desk.change(event, fields)))()


def merge_or_split(archive: Archive, pick: random.Random) -> None:
    desk, many = Desk(archive, "ben"), events_of(archive, 2)
    if many and pick.random() < 0.5:
        event = pick.choice(many)["id"]
        found = archive.event(event)
        assert found is not None
        desk.split_event(event, [pick.choice(found["reports"])["id"]])
    else:
        desk.merge_events([r["id"] for r in pick.sample(events_of(archive), 2)])


def join_or_part_actors(archive: Archive, pick: random.Random) -> None:
    desk = Desk(archive, "cleo")
    keys = [r["key"] for r in archive.rows("select key from actors where stands_for is null and told > 0 order by key")]
    if pick.random() < 0.5:
        desk.merge_actors([f"#{k}" for k in pick.sample(keys, 2)])
    else:
        key = pick.choice(keys)
        step = "select distinct a.id from cast_list c join articles a on a.key = c.article where c.actor = ? order by 1"
        ids = [r["id"] for r in archive.rows(step, [key])]
        desk.split_actor(f"#{key}", pick.sample(ids, 1), f"Somebody {pick.randrange(100)}")


def undo(archive: Archive, pick: random.Random) -> None:
    if made := archive.rows("select key from decisions order by key"):
        Desk(archive, "anna").undo(pick.choice(made)["key"])


STEPS: tuple[Callable[[Archive, random.Random], None], ...] = (
    add, change_article, code_again, fix, fix, merge_or_split, join_or_part_actors, undo, undo,
)  # fmt: skip


@given(st.lists(st.sampled_from(range(len(STEPS))), min_size=4, max_size=12), st.integers(0, 10**6))
@settings(max_examples=12)
def test_sums_are_what_counting_gives(steps: list[int], seed: int) -> None:
    pick = random.Random(seed)
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(words, "RUN", 20)
        patch.setattr(dealings, "RUN", 50)
        with Archive.open(Path(folder) / "a.duckdb", roster=Roster({})) as archive:
            list(archive.add(TOLD[:30], MADE_BY))
            for n in steps:
                try:
                    STEPS[n](archive, pick)
                except UsageError:  # what is impossible as things stand changes nothing
                    continue
            check(archive)
            assert archive.rows("select count(*) as n from word_runs")[0]["n"]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.duckdb", roster=Roster({})) as archive:
        list(archive.add(TOLD[:80], MADE_BY))
        yield archive


def test_an_archive_of_before_gets_them_all(archive: Archive) -> None:
    wanted = {table: archive.rows(f"select * from {table} order by all") for table in (*SUMMED, "events", "actors", "words")}
    archive.close()
    with duckdb.connect(str(archive.path)) as base:
        for table in ("words", "word_runs", "months", "spots", "days", "span", "bearings", "posts", "dealings", "dealt", "tallies"):
            base.execute(f"drop table {table}")
        base.execute("alter table events drop column lead; alter table actors drop column told; alter table reports drop column home")
        base.execute("delete from migrations where number >= 5")
        assert migrate(base) == ["0005_sums", "0006_dealings", "0007_span", "0008_tallies", "0009_kin", "0010_homes"]
    with Archive.open(archive.path, roster=Roster({})) as again:
        check(again)
        found = {table: again.rows(f"select * from {table} order by all") for table in wanted}
        leads = [e.pop("lead") for some in (wanted["events"], found["events"]) for e in some]
        assert all(leads)
        assert found == wanted


def test_words_that_are_not_plain_are_folded_the_same_in_a_run(tmp_path: Path) -> None:
    said = ("Erdoğan met İzmir's Straße committee ﬁrst; naïve №5 Ελλάδα ١٢", "plain words, of A-1 and snake_case", "北京 said 3 мая: الموصل")
    with duckdb.connect() as base:
        base.execute("create table reports (key bigint, words varchar); create table words (word varchar, report bigint)")
        base.execute("create table word_runs (last bigint)")
        base.execute("insert into reports select unnest(?::bigint[]), unnest(?::varchar[])", [[1, 2, 3], list(said)])
        words.fill(base, 1, 3)
        found = base.execute("select report, list(word order by word) from words group by report order by report").fetchall()
    assert found == [(n, sorted(set(words_of(text)))) for n, text in enumerate(said, 1)]


@pytest.mark.parametrize("run", [10, 10_000])
def test_what_is_found_does_not_hang_on_what_is_sorted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: int) -> None:
    monkeypatch.setattr(words, "RUN", run)
    with Archive.open(tmp_path / "a.duckdb", roster=Roster({})) as archive:
        list(archive.add(TOLD, MADE_BY, batch=16))
        events = archive.rows("select id, sentence from events")
        for text in ("officials", "report", "in the", "of", "o", "checkpoint shelled", "nobodysaid"):
            wanted = {e["id"] for e in events if all(holds(e["sentence"], word) for word in words_of(text))}
            assert {r["id"] for r in archive.find(Filters(text=text), limit=None).rows} == wanted


def holds(sentence: str, word: str) -> bool:
    return any(w == word if len(word) < words.SHORT else w.startswith(word) for w in words_of(sentence))
