"""Filters that look at clues find what looking at parts and sentences would find."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.store.archive import Archive, Filters
from dateline.store.archive.clues import HIDDEN
from dateline.store.desk import Desk
from tests.store.factory import MADE_BY, coded, told

EVENTS = (
    told("ASSAULT", ["rebels"], ["Syrian army"], date="2022-07-01", place="Aleppo", words="Rebels bombed the Syrian army in Aleppo."),
    told("CONSULT", ["Sirwan Barzani"], ["Iraqi Army"], date="2022-07-02", place="Erbil", modes=("visit",),
         words="Sirwan Barzani visited the Iraqi Army in Erbil, the U.N. said."),
    told("AGREE", ["Peshmerga", "rebels"], date="2022-07-03", aux=("future",), words="The Peshmerga and rebels will agree in Neyshābūr."),
)  # fmt: skip


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive.open(tmp_path / "a.duckdb")
    list(archive.add([coded("a", *EVENTS)], MADE_BY))
    return archive


def types(archive: Archive, **filters: object) -> list[str]:
    return sorted(r["type"] for r in archive.find(Filters(**filters)).rows)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bombed", ["ASSAULT"]), ("bomb", ["ASSAULT"]), ("BOMBED aleppo", ["ASSAULT"]), ("ombed", []), ("reb", ["AGREE", "ASSAULT"]),
        ("neyshabur", ["AGREE"]), ("Neyshābūr", ["AGREE"]), ("u n", ["CONSULT"]), ("in", ["AGREE", "ASSAULT", "CONSULT"]), ("i", []),
        ("barzani army", ["CONSULT"]), ("bombed erbil", []), ("...", []),
    ],
)  # fmt: skip
def test_words_are_found_by_their_beginnings(archive: Archive, text: str, found: list[str]) -> None:
    assert types(archive, text=text) == found


def test_codes_of_a_side(archive: Archive) -> None:
    assert types(archive, who="SYR") == ["AGREE", "ASSAULT"]
    assert types(archive, actor="SYR") == ["AGREE", "ASSAULT"]
    assert types(archive, recipient="SYR") == ["ASSAULT"]
    assert types(archive, recipient="SYR:REB") == []
    assert types(archive, sector="reb") == ["AGREE", "ASSAULT"]
    assert types(archive, country="SYR") == ["AGREE", "ASSAULT"]
    assert types(archive, actor=":MIL") == ["AGREE", "CONSULT"]


def test_modes_and_flags(archive: Archive) -> None:
    assert types(archive, modes=("visit", "phone")) == ["CONSULT"]
    assert types(archive, aux=("future",)) == ["AGREE"]
    assert types(archive, aux=("actual",)) == ["ASSAULT", "CONSULT"]


def test_a_correction_changes_what_is_found(archive: Archive) -> None:
    (row,) = archive.find(Filters(types=("ASSAULT",))).rows
    Desk(archive, "anna").change(row["id"], {"actors": ["Peshmerga"]})
    assert types(archive, actor="SYR") == ["AGREE"]


def test_clues_are_no_columns_of_an_answer(archive: Archive) -> None:
    (row,) = archive.find(Filters(types=("ASSAULT",))).rows
    event = archive.event(row["id"])
    assert event is not None
    assert not set(HIDDEN) & (set(row) | set(event))
