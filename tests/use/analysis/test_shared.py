"""What is between two parties, by whichever way it is looked up, is what joining those who took part gives."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks import bulk
from dateline.store.archive import Archive
from dateline.use.analysis.dyad import line_of

JOINED_STEP = """
    select distinct a.event from parts a join parts b using (event)
    where {a} and {b} and a.actor <> b.actor and (a.role <> b.role or a.quad like '%cooperation') order by 1
"""
BUSY_STEP = """
    select a.actor as a, b.actor as b from parts a join parts b using (event)
    where a.actor < b.actor and a.role <> b.role group by all order by count(*) desc, 1, 2 limit 5
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path = tmp_path_factory.mktemp("shared") / "a.duckdb"
    bulk.make(path, 1500)
    with Archive.open(path, read_only=True) as archive:
        yield archive


def joined(archive: Archive, one: str, two: str) -> list[int]:
    def side(text: str, alias: str) -> str:
        if text.startswith("#"):
            return f"{alias}.actor = {text[1:]}"
        codes = zip(("country", "sector"), f"{text}:".split(":"), strict=False)
        return " and ".join(f"{alias}.{k} = '{v}'" for k, v in codes if v)

    return [r["event"] for r in archive.rows(JOINED_STEP.format(a=side(one, "a"), b=side(two, "b")))]


@pytest.mark.parametrize(("a", "b"), [("IRQ", "TUR"), (":MIL", ":REB"), ("USA:GOV", ":MIL"), ("IRQ", "IRQ:MIL"), ("SYR:MIL", "IRQ")])
def test_codes(archive: Archive, a: str, b: str) -> None:
    found = line_of(archive, archive.party(a), archive.party(b))
    assert sorted(found.key.tolist()) == joined(archive, a, b)


def test_actors_and_an_actor_with_a_code(archive: Archive) -> None:
    pairs = [(f"#{r['a']}", f"#{r['b']}") for r in archive.rows(BUSY_STEP)]
    assert pairs
    for a, b in [*pairs, *((b, a) for a, b in pairs), *((a, ":MIL") for a, _ in pairs)]:
        found = line_of(archive, archive.party(a, members=False), archive.party(b, members=False))
        wanted = joined(archive, a, b)
        assert sorted(found.key.tolist()) == wanted
        assert wanted or b == ":MIL"
