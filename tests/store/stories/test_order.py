"""The events that an archive holds are a matter of what it was given, not of when."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.records import Coded
from dateline.resolve.who import Roster
from dateline.store.archive import Archive
from dateline.store.archive.tell import participants_of, telling_of
from dateline.store.stories import Telling, settle
from evals.stories import MADE_BY, clusters_of, partition
from evals.wire import Wire
from tests.store.factory import coded, told

LONG = "The two sides have met every week since the spring, officials in the region said, and they plan to go on. "
MEETING = told("CONSULT", ["Sirwan Barzani"], ["Peshmerga"], date="2022-07-03", place="Erbil")


@pytest.fixture
def archive(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Archive.open(tmp_path / "a.duckdb", roster=Roster({})) as it:
        yield it


def add(archive: Archive, *items: Coded) -> list[str]:
    return [x.answer for x in archive.add(items, MADE_BY)]  # type: ignore[union-attr]


def tellings(archive: Archive) -> list[Telling]:
    rows = archive.rows("select * from reports where live")
    with archive.reading() as base:
        people = participants_of(base, [r["key"] for r in rows])
    return [telling_of(r, people[r["key"]]) for r in rows]


@pytest.mark.parametrize("seed", [5, 6])
def test_any_order_of_adding_gives_the_same_events(seed: int) -> None:
    articles = list(Wire(seed, 160, 16).articles())
    mixed = random.Random(seed).sample(articles, len(articles))
    assert partition(clusters_of(articles, batch=40)[0]) == partition(clusters_of(mixed, batch=7)[0])


def test_adding_bit_by_bit_gives_what_settling_all_at_once_gives(archive: Archive) -> None:
    articles = list(Wire(7, 160, 16).articles())
    for _ in archive.add(random.Random(7).sample(articles, len(articles)), MADE_BY, batch=11):
        pass
    whole = {frozenset(p.telling.key for p in g) for g in settle(tellings(archive))}
    rows = archive.rows("select list(key) as keys from reports where live group by event")
    assert {frozenset(r["keys"]) for r in rows} == whole


def test_more_copies_of_one_text_weigh_no_more_than_one(archive: Archive) -> None:
    add(archive, coded("a", MEETING, extra=LONG))
    (one,) = tellings(archive)
    (group,) = settle([replace(one, key=k, id=f"r{k}", wire=k) for k in range(20)])
    assert sorted(p.telling.key for p in group) == list(range(20))
    assert sum(p.score is None for p in group) == 1
    assert settle([one])[0][0].telling == one


def test_a_text_between_two_makes_all_three_one_source(archive: Archive) -> None:
    lines = [f"Paragraph {n} tells of {w} and of what {w} did when the {w} of the {w} came." for n, w in enumerate("abcdefghijkl")]
    left, middle, right = (" ".join(lines[a:b]) for a, b in ((0, 10), (1, 11), (2, 12)))
    assert add(archive, *(coded(n, MEETING, extra=t, site=n) for n, t in (("l", left), ("r", right)))) == ["new", "new"]
    assert add(archive, coded("m", MEETING, extra=middle, site="m")) == ["copy"]
    (event,) = archive.find().rows
    assert (event["reports"], event["sources"]) == (3, 1)
    assert len({r["wire"] for r in archive.rows("select wire from articles union select wire from reports")}) == 1


def test_of_a_page_seen_twice_the_earlier_publication_is_kept(archive: Archive) -> None:
    late, early = coded("late", MEETING, published="2022-07-09"), coded("early", MEETING, published="2022-07-04")
    assert add(archive, late) == ["new"]
    assert archive.knows([late.article, early.article]) == [True, False]
    assert add(archive, early, late, early) == ["version", "known", "known"]
    (event,) = archive.find().rows
    assert (event["id"], event["first_told"].isoformat(), event["reports"]) == ("e1", "2022-07-04", 1)
    assert archive.article("late").article.published == "2022-07-04"  # type: ignore[union-attr]
    live: list[dict[str, Any]] = archive.rows("select s.id from sightings s join articles a on a.key = s.article where a.live")
    assert {r["id"] for r in live} == {"early", "late"}
