from pathlib import Path

import pytest

from dateline.errors import DatelineError, UsageError
from dateline.resolve.who.compile import compiled
from dateline.resolve.who.lint import faults
from dateline.resolve.who.roster import COMPILED, HOME, Known, Roster, entries

ROSTER = Roster.load()


def test_ours_is_clean_compiled_and_large() -> None:
    assert list(faults(HOME)) == []
    assert COMPILED.read_text("utf-8") == compiled(), "run python -m dateline.resolve.who.compile"
    armed = [k for k in entries(HOME / "armed.yaml") if {k.sector, *(r.sector for r in k.roles)} & {"REB", "PRM"}]
    assert len(armed) >= 250
    assert sum(1 for k in entries(HOME / "people.yaml") if k.roles) >= 3500


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Pervez Musharraf", "2000-05-01", "MIL"),
        ("Pervez Musharraf", "2006-05-01", "GOV"),
        ("Pervez Musharraf", "2015-05-01", "ELI"),
        ("Taliban", "1999-05-01", "GOV"),
        ("Taliban", "2010-05-01", "REB"),
        ("Taliban", "2021-08-16", "GOV"),
        ("Ahmed al-Sharaa", "2024-12-01", "REB"),
        ("Ahmed al-Sharaa", "2025-03-01", "GOV"),
    ],
)
def test_sectors_follow_offices(name: str, day: str, expected: str) -> None:
    known = ROSTER.seen(day, ()).find(name)
    assert known is not None
    assert known.sector_on(day) == expected


def test_before_the_first_office_words_may_know_more() -> None:
    cooper = ROSTER.find("Yvette Cooper")
    assert cooper is not None
    assert [cooper.yet_to_rise(day) for day in ("2023-02-01", "2024-09-01", "2026-01-01", None)] == [True, False, False, False]


def test_names_of_two_are_told_apart_by_day_and_country() -> None:
    for day, name in (("1991-02-01", "George H. W. Bush"), ("2004-02-01", "George W. Bush")):
        found = ROSTER.seen(day, {"USA"}).find("George Bush")
        assert found is not None
        assert found.name == name
    assert ROSTER.find("Labour Party") is None
    assert ROSTER.seen("2010-01-01", {"GBR"}).find("Labour Party") is not None


def test_a_short_acronym_is_no_word() -> None:
    assert ROSTER.find("IS") is not None
    assert ROSTER.find("is") is None
    assert ROSTER.find("who") is None


def test_a_surname_alone_needs_an_office_on_the_day() -> None:
    assert ROSTER.seen("2022-03-01", {"UKR"}).in_office("Zelensky") is not None
    assert ROSTER.seen("2022-03-01", {"BRA"}).in_office("Zelensky") is None
    assert ROSTER.seen("2012-03-01", {"UKR"}).in_office("Zelensky") is None


def test_user_files_win_and_errors_name_the_entry(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("- {name: ISIS, country: SYR, sector: REB}\n", "utf-8")
    assert Roster.load(tmp_path).find("ISIS") == Known("ISIS", "organisation", "SYR", "REB")
    for text, message in (
        ("- {country: SYR}", r"mine.yaml: entry 1 has no `name`"),
        ("- {name: A, offices: [sometime Mayor]}", r"mine.yaml: A: .*2005-2009 Foreign Minister"),
        ("- {name: A, type: beast}", r"mine.yaml: A: `type` must be one of"),
        ("- {name: A, aliases: Hamas}", r"mine.yaml: A: `aliases` must be a list"),
        ("- {name: A, active: 2001}", r"mine.yaml: A: `active` must be a list"),
        ("- {name: A, aliases: ['']}", r"no empty word"),
        ("name: A", r"mine.yaml: must be a list"),
        ("- {name: A", r"mine.yaml: is not valid YAML"),
    ):
        mine.write_text(text, "utf-8")
        with pytest.raises(DatelineError, match=message):
            Roster.load(tmp_path)


def test_user_files_end_either_way_and_are_asked_for(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yml"
    with pytest.raises(UsageError, match="no folder with actors in it"):
        Roster.load(tmp_path)
    mine.write_text("- {name: ISIS, country: SYR, sector: REB}\n", "utf-8")
    assert Roster.load(tmp_path).find("ISIS") == Known("ISIS", "organisation", "SYR", "REB")
    with pytest.raises(UsageError, match="no folder with actors in it"):
        Roster.load(mine)


def test_the_linter_names_faults(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "- {name: Blue Band, country: XYZ, sector: REB, aliases: [BB]}\n"
        "- {name: Big Brass, country: FRA, sector: NON, aliases: [BB], active: [2010, 2001]}\n"
        "- {name: Mayor Poll, country: FRA, offices: [2010-2001 Mayor]}\n",
        "utf-8",
    )
    found = "\n".join(faults(tmp_path))
    for part in ("country XYZ", "sector NON", "“BB” is Blue Band and Big Brass", "no dates in order", "active from 2010 to 2001"):
        assert part in found
