"""Who dealt with whom is kept in step with who took part, whatever is added, decided or undone."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from dateline.resolve.who import Roster
from dateline.store.archive import Archive
from dateline.store.desk import Desk
from dateline.use.analysis.watch import CONFLICT, COOPERATION
from evals.wire import Wire
from tests.store.factory import MADE_BY, coded, told

TIES_STEP = """
    select distinct p.event, p.actor as a, q.actor as b, p.day, p.type, p.quad, p.mood from parts p join parts q using (event)
    where p.actor < q.actor and (p.role <> q.role or p.quad like '%cooperation') order by all
"""


def in_step(archive: Archive) -> int:
    """Asserts that both tables are what `parts` makes them, in the time that live articles cover; how many ties there are."""
    ties = archive.rows("select * from ties order by all")
    assert ties == archive.rows(TIES_STEP)
    days = [r["day"] for r in archive.rows("select day from articles where live and day is not null")]
    assert archive.rows("select * from dyads order by all") == summed(ties, min(days, default=date.max), max(days, default=date.min))
    return len(ties)


def summed(ties: list[dict[str, Any]], first: date, last: date) -> list[dict[str, Any]]:
    """What `dyads` should hold, counted one by one."""
    out = []
    for (a, b), some in groupby(sorted(ties, key=lambda t: (t["a"], t["b"])), key=lambda t: (t["a"], t["b"])):
        every = list(some)
        real = [t for t in every if t["mood"] == "actual" and t["day"] and first <= t["day"] <= last]
        met = [t["day"] for t in real if t["quad"] in COOPERATION]
        struck = [t["day"] for t in real if t["quad"] == "material conflict"]
        deeds = [t["day"] for t in real if t["type"] in ("COOPERATE", "AID", "RETREAT", "CONCEDE")]
        agreed = [t["day"] for t in every if t["type"] == "AGREE" and t["mood"] in ("actual", "future") and t["day"]]
        out.append({
            "a": a, "b": b, "events": len(every), "conflict": sum(t["quad"] in CONFLICT for t in every),
            "last": max((t["day"] for t in every if t["day"]), default=None), "happened": len(real), "meetings": len(met),
            "met": min(met, default=None), "last_met": max(met, default=None), "clashes": sum(t["quad"] in CONFLICT for t in real),
            "struck": min(struck, default=None), "deed": max(deeds, default=None),
            "agreed": max(agreed, default=None),
        })  # fmt: skip
    return out


def test_adding_again_and_again(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.duckdb", roster=Roster({})) as archive:
        before = 0
        articles = list(Wire(5, 300, 60).articles())
        for n in range(0, 300, 60):
            list(archive.add(articles[n : n + 60], MADE_BY, batch=16))
            now = in_step(archive)
            assert now > before
            before = now


def test_decisions_and_their_undoing(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.duckdb") as archive:
        met = told("CONSULT", ["Sirwan Barzani"], ["Iraqi Army"], date="2022-07-03", place="Erbil")
        hit = told("ASSAULT", ["rebels"], ["Syrian army"], date="2022-07-02", place="Aleppo")
        talked = told("CONSULT", ["Masrour Barzani"], ["Iraqi Army"], date="2022-07-01", place="Baghdad")
        list(archive.add([coded("a", met, hit), coded("b", talked)], MADE_BY))
        assert in_step(archive) == 3
        desk = Desk(archive, "anna")
        one, two, three = (r["id"] for r in archive.rows("select id from events order by key"))
        steps = (
            lambda: desk.reject(two), lambda: desk.change(one, {"recipients": ["Peshmerga"], "date": "2022-06-30"}),
            lambda: desk.merge_actors(["Sirwan Barzani", "Masrour Barzani"]), lambda: desk.confirm(three),
        )  # fmt: skip
        made = []
        for step in steps:
            made.append(step())
            in_step(archive)
        assert archive.rows("select count(*) as n from ties")[0]["n"] == 2
        for decision in reversed(made):
            desk.undo(decision.key)
            in_step(archive)
        assert in_step(archive) == 3


def test_what_lies_beyond_the_articles_counts_once_they_get_there(tmp_path: Path) -> None:
    sides = (["Sirwan Barzani"], ["Iraqi Army"])
    past, now, later = (told("CONSULT", *sides, date=day, place="Erbil", words=f"They met on {day}.") for day in ("2019-05-04", "2022-07-03", "2022-08-20"))
    with Archive.open(tmp_path / "a.duckdb") as archive:

        def counted() -> list[tuple[int, date]]:
            in_step(archive)
            return [(r["meetings"], r["last_met"]) for r in archive.rows("select meetings, last_met from dyads")]

        list(archive.add([coded("a", past, now, later, published="2022-07-04")], MADE_BY))
        assert counted() == [(0, None)]
        list(archive.add([coded("b", text="Nothing of note was said of the harvest.", published="2022-07-01")], MADE_BY))
        assert counted() == [(1, date(2022, 7, 3))]
        list(archive.add([coded("c", text="The rain came late to the hills this year.", published="2022-09-01")], MADE_BY))
        assert counted() == [(2, date(2022, 8, 20))]
        list(archive.add([coded("d", text="An old page about the price of wheat.", published="2019-01-01")], MADE_BY))
        assert counted() == [(3, date(2022, 8, 20))]


@pytest.mark.parametrize("name", ["ties", "dyads"])
def test_strangers_may_ask_of_them(tmp_path: Path, name: str) -> None:
    with Archive.open(tmp_path / "a.duckdb") as archive:
        assert archive.ask(f"select count(*) as n from {name}") == [{"n": 0}]
