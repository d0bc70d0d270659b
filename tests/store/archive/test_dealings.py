"""The ledger of codes is what joining those who took part gives, however often it was settled."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dateline.resolve.who import Roster
from dateline.store.archive import Archive, dealings
from dateline.store.archive.migrations import migrate
from evals.wire import Wire
from tests.store.factory import MADE_BY

Row = dict[str, Any]
LEDGER_STEP = f"""
    select low, high, {dealings.WHAT}, sum(times) as times from (select * from dealings union all select * from dealt)
    group by all having sum(times) <> 0
"""


def check(archive: Archive) -> int:
    """Asserts that the ledger says of each event what its `parts` say; how many rows hold."""
    wanted = set[tuple[Any, ...]]()
    for event in archive.rows("select key from events"):
        some = archive.rows("select * from parts where event = ?", [event["key"]])
        for p, q in combinations(some, 2):
            if p["actor"] != q["actor"] and (p["role"] != q["role"] or p["quad"].endswith("cooperation")) and code(p) and code(q):
                what = (p[name] for name in dealings.WHAT.split(", "))
                wanted.add((*sorted((code(p), code(q))), *what))
    found = archive.rows(LEDGER_STEP)
    assert all(row.pop("times") == 1 for row in found)
    assert {tuple(row.values()) for row in found} == wanted
    return len(found)


def code(part: Row) -> str:
    return f"{part['country'] or ''}:{part['sector'] or ''}" if part["country"] or part["sector"] else ""


@pytest.mark.parametrize("run", [20, 10_000])
def test_whatever_is_settled_the_same_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: int) -> None:
    monkeypatch.setattr(dealings, "RUN", run)
    with Archive.open(tmp_path / "a.duckdb", roster=Roster({})) as archive:
        list(archive.add(Wire(5, 200, 60).articles(), MADE_BY, batch=16))
        assert check(archive) > 20
        settled = archive.rows("select count(*) as n from dealings")[0]["n"]
        assert settled if run == 20 else not settled


def test_an_archive_of_before_gets_it(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.duckdb", roster=Roster({})) as archive:
        list(archive.add(Wire(5, 100, 40).articles(), MADE_BY))
    with duckdb.connect(str(archive.path)) as base:
        base.execute("drop table dealings; drop table dealt; delete from migrations where name = '0006_dealings'")
        assert migrate(base) == ["0006_dealings"]
    with Archive.open(archive.path, roster=Roster({})) as again:
        assert check(again) > 10
