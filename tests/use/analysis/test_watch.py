import math
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from dateline.records import Coded
from dateline.store.archive import Archive
from dateline.use.analysis.alarms import passing, silence_p, surge_p
from dateline.use.analysis.watch import watch
from tests.store.factory import MADE_BY, coded, told

START = date(2022, 1, 1)


def day(n: int) -> str:
    return (START + timedelta(n)).isoformat()


def meeting(n: int) -> Coded:
    return coded(f"m{n}", told("CONSULT", ["Peshmerga"], ["Iraqi Army"], date=day(n), words=f"The Peshmerga met the Iraqi Army, round {n}."), published=day(n))


def filler(n: int, k: int = 0) -> Coded:
    return coded(f"f{n}-{k}", text=f"Rain number {n} of kind {k} fell on the {n * 7 + k} hills.", published=day(n))


def alerts(folder: Path, articles: list[Coded], **given: object) -> list[tuple[str, str]]:
    with Archive.open(folder / "a.duckdb") as archive:
        list(archive.add(articles, MADE_BY))
        return [(a.kind, a.about) for a in watch(archive, **given)]  # type: ignore[arg-type]


def test_a_dyad_that_met_weekly_and_stopped_is_silent(tmp_path: Path) -> None:
    stopped = [meeting(n) for n in range(0, 70, 7)] + [filler(n) for n in range(160)]
    found = alerts(tmp_path, stopped)
    assert [kind for kind, _ in found] == ["silence"]
    assert set(found[0][1].split(" and ")) == {"Peshmerga", "Iraqi Army"}


def test_days_without_articles_are_no_silence(tmp_path: Path) -> None:
    assert alerts(tmp_path, [meeting(n) for n in range(0, 70, 7)] + [filler(n) for n in range(70)] + [filler(160)]) == []


def test_conflict_that_surges_and_a_first(tmp_path: Path) -> None:
    def clash(n: int) -> Coded:
        words = f"Rebels shelled the Syrian army in wave {n}."
        return coded(f"c{n}", told("ASSAULT", ["rebels"], ["Syrian army"], date=day(n), place="Aleppo", words=words), published=day(n))

    calm = [filler(n) for n in range(200)]
    talks = [
        coded(f"t{n}", told("CONSULT", ["rebels"], ["Syrian army"], date=day(n), words=f"Rebels met the Syrian army, day {n}."), published=day(n))
        for n in (20, 90, 150)
    ]
    found = alerts(tmp_path, calm + talks + [clash(n) for n in range(185, 200, 2)])
    assert {kind for kind, _ in found} == {"surge", "first"}
    assert ("surge", "Aleppo, SYR") in found


def test_a_promise_without_its_deed(tmp_path: Path) -> None:
    pact = coded("p", told("AGREE", ["Peshmerga"], ["Iraqi Army"], date=day(0), words="The Peshmerga signed with the Iraqi Army."), published=day(0))
    kept = coded("k", told("COOPERATE", ["Peshmerga"], ["Iraqi Army"], date=day(30), words="The Peshmerga patrolled with the Iraqi Army."), published=day(30))
    assert [k for k, _ in alerts(tmp_path, [pact, filler(100)])] == ["promise"]
    (tmp_path / "b").mkdir()
    assert alerts(tmp_path / "b", [pact, kept, filler(100)]) == []


def test_the_tests_hold_their_level() -> None:
    """Simulated from the null: p below 5 % comes about as often."""
    made = random.Random(4)
    silent = [silence_p(6, sum(made.expovariate(1) for _ in range(6)), made.expovariate(1)) for _ in range(4000)]
    assert sum(p < 0.05 for p in silent) / 4000 == pytest.approx(0.05, abs=0.012)
    surges = [surge_p(sum(made.random() < 0.3 for _ in range(40)), 40, 0.3) for _ in range(4000)]
    assert sum(p < 0.05 for p in surges) / 4000 < 0.055
    assert surge_p(3, 3, 0.5) == pytest.approx(0.125)
    assert math.isclose(silence_p(2, 10, 10), 0.25)


def test_false_discovery_rate_by_hand() -> None:
    assert passing([0.01, 0.04, 0.03, 0.5], 0.1) == [0, 1, 2]
    assert passing([0.2, 0.9], 0.1) == []
    assert passing([], 0.1) == []
