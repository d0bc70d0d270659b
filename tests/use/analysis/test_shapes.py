"""The shape of a selection: months and years, networks; and actors named by number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from dateline.store.archive import Archive, Filters
from dateline.use.analysis.alarms import passing, surge_p
from dateline.use.analysis.network import network
from dateline.use.analysis.selection import over_time
from dateline.use.analysis.watch import watch
from tests.store.factory import MADE_BY, coded, told

PAIRS = (("Peshmerga", "Iraqi Army"), ("rebels", "Syrian army"), ("Sirwan Barzani", "Masrour Barzani"))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Sixty meetings of 2021 and 2022, and one of 1950."""
    days = [(date(2021, 1, 2) + timedelta(12 * n)).isoformat() for n in range(60)]
    made = []
    for n, day in enumerate(days):
        a, b = PAIRS[n % 3]
        made.append(coded(f"a{n}", told("CONSULT", [a], [b], date=day, words=f"{a} met {b}, round {n}."), published=day))
    old = coded("old", told("CONSULT", ["Peshmerga"], ["rebels"], date="1950-03-04"), published="2021-01-01")
    with Archive.open(tmp_path / "a.duckdb") as archive:
        list(archive.add([*made, old], MADE_BY))
        yield archive


def test_what_happened_long_ago_is_counted_and_drawn_where_asked_for(archive: Archive) -> None:
    found = over_time(archive, Filters())
    assert (found.unit, found.earlier, found.rows[0]["month"]) == ("month", 1, "2021-01")
    total = archive.find(Filters()).total
    assert sum(r["verbal_cooperation"] for r in found.rows) == total - 1
    whole = over_time(archive, Filters(since="1900"))
    assert (whole.unit, whole.earlier) == ("year", 0)
    assert {r["month"] for r in whole.rows} == {"1950", "2021", "2022"}
    assert sum(r["verbal_cooperation"] for r in whole.rows) == total


def test_nobody_stands_alone_in_a_network(archive: Archive) -> None:
    for most in range(2, 8):
        net = network(archive, Filters(), actors=most)
        tied = {d["a"] for d in net.dyads} | {d["b"] for d in net.dyads}
        assert {a["key"] for a in net.actors} == tied
        assert 2 <= len(tied) <= most
        assert sum(a["events"] for a in net.actors) == 2 * sum(d["events"] for d in net.dyads)


def test_a_number_may_be_followed_by_a_name(archive: Archive) -> None:
    key = archive.actor("Sirwan Barzani")["key"]
    assert archive.actor(f"#{key} Sirwan Barzani")["key"] == archive.actor(f"#{key}")["key"] == key
    assert archive.find(Filters(who=f"#{key} whatever")).total == archive.find(Filters(who="Sirwan Barzani")).total


def test_a_single_event_is_no_surge(tmp_path: Path) -> None:
    calm = [coded(f"f{n}", text=f"Rain number {n} fell on the {n * 7} hills.", published=f"2022-{n // 28 + 1:02d}-{n % 28 + 1:02d}") for n in range(300)]
    clash = coded("c", told("ASSAULT", ["rebels"], ["Syrian army"], date="2022-11-15", place="Aleppo"), published="2022-11-16")
    with Archive.open(tmp_path / "a.duckdb") as archive:
        list(archive.add([*calm, clash], MADE_BY))
        assert watch(archive, rate=0.5) == []


def test_tests_that_cannot_pass_count() -> None:
    assert passing([0.01, 0.04], 0.1) == [0, 1]
    assert passing([0.01, 0.04], 0.1, tests=10) == [0]
    assert passing([0.01, 0.04], 0.1, tests=100) == []
    assert surge_p(3, 3, 0.1) == pytest.approx(0.001)
    assert surge_p(0, 50, 0.5) == pytest.approx(1.0)
