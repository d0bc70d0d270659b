"""A total that is kept is what counting gives, and a page by it holds what sorting everything gives."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import pytest

from benchmarks import bulk
from dateline.store.archive import Archive, Filters
from dateline.store.archive.find import count
from dateline.store.archive.totals import total
from dateline.use.analysis import who

KEPT = (
    Filters(types=("assault", "AID")), Filters(types=("AID", "AID")), Filters(quads=("verbal conflict",)), Filters(modes=("visit",)),
    Filters(aux=("future",)), Filters(country="Iraq"), Filters(sector="reb"), Filters(who="IRQ"), Filters(who="IRQ:MIL"),
    Filters(who=":REB", members=False), Filters(place="sHANGHAI"), Filters(place="Nowhere"), Filters(modes=("Visit",)),
)  # fmt: skip
SIDES_STEP = """
    select p.actor as a, q.actor as b, count(distinct event) as n from parts p join parts q using (event)
    where p.role = 'actor' and q.role = 'recipient' group by all order by n desc, 1, 2 limit 1
"""
COUNTED = (
    Filters(), Filters(types=("AID",), country="IRQ"), Filters(modes=("visit", "phone")), Filters(aux=("actual",)), Filters(rejected=True),
    Filters(place="Shanghai", km=20.0), Filters(country="IRQ", rejected=True), Filters(since="2015"), Filters(who="#1"),
    Filters(actor="#1", recipient=":MIL"), Filters(who="#2", actor="#1"), Filters(actor="#1", recipient="#40"), Filters(who="IRQ", actor="#1"),
)  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path = tmp_path_factory.mktemp("totals") / "a.duckdb"
    bulk.make(path, 3000)
    with Archive.open(path, read_only=True) as archive:
        yield archive


@pytest.mark.parametrize("asked", KEPT)
def test_what_is_kept(archive: Archive, asked: Filters) -> None:
    found = archive.find(asked, limit=20, offset=3)
    assert found.total == total(archive.rows, asked) == count(archive.rows, asked)
    assert found.rows == archive.find(asked, limit=None).rows[3:23]


@pytest.mark.parametrize("asked", COUNTED)
def test_what_is_counted(archive: Archive, asked: Filters) -> None:
    assert total(archive.rows, asked) is None
    found = archive.find(asked, limit=20)
    assert found.total == count(archive.rows, asked)
    assert found.rows == archive.find(asked, limit=None).rows[:20]


@pytest.mark.parametrize("point", ["31.22,121.46", "0,179.5", "-17,-179.9", "89.5,10", "51.5,-0.1", "-90,0"])
@pytest.mark.parametrize("km", [0.5, 50.0, 900.0, 9000.0, 21000.0])
def test_within_a_distance(archive: Archive, point: str, km: float) -> None:
    lat, lon = map(float, point.split(","))
    spots = archive.rows("select key, lat, lon from events where lat is not null")
    wanted = {s["key"] for s in spots if away(lat, lon, s["lat"], s["lon"]) <= km}
    assert {r["key"] for r in archive.find(replace(Filters(), place=point, km=km), limit=None).rows} == wanted


def away(lat: float, lon: float, y: float, x: float) -> float:
    """Kilometres between two points by the cosine of their angle."""
    a, b, c = math.radians(lat), math.radians(y), math.radians(x - lon)
    return 6371 * math.acos(max(-1.0, min(1.0, math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(c))))


def test_the_latest_of_an_actor(archive: Archive) -> None:
    for key in (1, 2, 40):
        assert who(archive, f"#{key}", latest=7).latest == archive.find(Filters(who=f"#{key}", members=False), limit=None).rows[:7]


def test_two_sides_at_once(archive: Archive) -> None:
    a, b, n = archive.rows(SIDES_STEP)[0].values()
    found = archive.find(Filters(actor=f"#{a}", recipient=f"#{b}", members=False))
    assert found.total == n > 1
    assert archive.find(Filters(who=f"#{b}", actor=f"#{a}", members=False)).total >= n
    assert {a, b} <= {p["actor"] for p in archive.rows("select actor from parts where event = ?", [found.rows[0]["key"]])}
