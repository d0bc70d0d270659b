import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.errors import UsageError
from dateline.store.archive import Archive, Filters
from dateline.use.brief import Brief, brief, html, markdown
from dateline.use.cli.main import cli
from tests.store.factory import MADE_BY, coded, told

MEETING = told("CONSULT", ["Sirwan Barzani"], ["Peshmerga"], date="2022-07-03", place="Erbil", words="Sirwan *Barzani* met <b>Peshmerga</b> in Erbil.")
CLASH = told("ASSAULT", ["Iraqi forces"], ["Peshmerga"], date="2017-10-16", killed=(12, 12), aux=("historical",))
AGAIN = told("ASSAULT", ["Iraqi forces"], ["Peshmerga"], date="2017-10-16", killed=(15, 15), words="Iraqi forces hit Peshmerga lines; 15 died.")
PLAN = told("AGREE", ["Peshmerga"], ["Iraqi Army"], date="2022-09-01", aux=("future",))


@pytest.fixture
def archive(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Archive.open(tmp_path / "a.duckdb") as it:
        list(it.add([coded("a", MEETING, CLASH, source="https://news.example/a", title="A [meeting]"), coded("b", AGAIN, PLAN, site="B")], MADE_BY))
        yield it


@pytest.fixture
def peshmerga(archive: Archive) -> Brief:
    return brief(archive, Filters(who="Peshmerga"))


def test_every_line_has_its_sources_and_every_number_leads_to_one(peshmerga: Brief) -> None:
    numbers = {c.number for c in peshmerga.cites}
    lines = [*peshmerga.facts, *peshmerga.entries, *peshmerga.people, *peshmerga.doubts]
    assert all(line.cites and set(line.cites) <= numbers for line in lines)
    text = markdown(peshmerga)
    head, _, sources = text.partition("## Sources")
    assert all(re.search(r"\[\^\d+\]$", line) for line in head.splitlines() if line.lstrip().startswith("* "))
    assert set(re.findall(r"\[\^(\d+)\]", head)) == set(re.findall(r"^\[\^(\d+)\]:", sources, re.M))


def test_what_is_told_is_told_to_the_letter(peshmerga: Brief) -> None:
    assert [e.words for e in peshmerga.happened if e.place] == ["Sirwan *Barzani* met <b>Peshmerga</b> in Erbil."]
    assert [e.mood for e in peshmerga.open] == ["future"]
    assert ("numbers", "killed: 12, 15") in {(d.name, d.why) for d in peshmerga.doubts}


def test_words_of_articles_work_neither_as_markdown_nor_as_html(peshmerga: Brief) -> None:
    assert r"Sirwan \*Barzani\* met \<b\>Peshmerga" in markdown(peshmerga)
    page = html(peshmerga)
    assert "&lt;b&gt;Peshmerga" in page
    assert "<b>Peshmerga</b> in Erbil" not in page
    assert page.count("<svg") == 2
    assert set(re.findall(r'href="#(c\d+)"', page)) == set(re.findall(r'id="(c\d+)"', page))


def test_between_two_with_the_break(archive: Archive) -> None:
    made = brief(archive, Filters(), ("Peshmerga", "Iraqi Army"))
    assert made.title == "Peshmerga and Iraqi Army"
    assert ("break", 1) in {(f.name, len(f.cites[:1])) for f in made.facts}
    assert len(brief(archive, Filters(since="2022"), ("Peshmerga", "Iraqi Army")).entries) == 1


def test_nothing_to_tell(archive: Archive) -> None:
    with pytest.raises(UsageError, match="no event"):
        brief(archive, Filters(who="Peshmerga", since="2030"))
    with pytest.raises(UsageError, match="no event"):
        brief(archive, Filters(), ("Sirwan Barzani", "Iraqi Army"))


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, ["brief", *map(str, words)])


def test_from_the_command_line(archive: Archive, tmp_path: Path) -> None:
    archive.close()
    done = run("--place", "Erbil", "--archive", archive.path)
    assert done.stdout.startswith("# Erbil\n")
    assert "1 events, 1 sentences cited" in done.stderr
    assert run("--dyad", "Peshmerga", "Iraqi Army", "--out", tmp_path / "b.html", "--archive", archive.path).exit_code == 0
    assert (tmp_path / "b.html").read_text("utf-8").lstrip().startswith("<!doctype html>")
    assert "say what the brief is about" in str(run("--archive", archive.path).exception)
