"""Tables as people save them; prose with commas is none."""

from pathlib import Path

import pytest

from dateline.ingest.sources import open_sources
from dateline.records import Page, Reject
from dateline.settings import Settings

PROSE = """
Council opens the old bridge

The harbour council of Vell decided on Monday, after a long night, to open the old bridge.
Fishermen, drivers and the mayor welcomed it.
"""


def read(folder: Path, raw: str | bytes, column: str | None = None) -> list[Page | Reject]:
    (folder / "x").write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return list(open_sources([str(folder / "x")], Settings(text_column=column)))


def bodies(found: list[Page | Reject]) -> list[object]:
    return [p.body if isinstance(p, Page) and p.kind == "clean" else p for p in found]


@pytest.mark.parametrize(
    "raw",
    [
        ',text,date\n0,"first, one",2022-07-04\n1,second,2022-07-05\n',
        'text,Where was the report first printed?,date\n"first, one",Vell,2022-07-04\nsecond,Orm,2022-07-05\n',
        'id,text,\n1,"first, one",\n2,second,\n',
        'id,text,\n1,"first, one"\n2,second\n',
        'sep=;\nid;text\n1;first, one\n2;second\n',
        '"sep=,"\nid,text\n1,"first, one"\n2,second\n',
        '\ttext\n0\tfirst, one\n1\tsecond\n',
        'id, text\n1,"first, one"\n2,second\n',
        '\n\r\nid,text\r\n1,"first, one"\r\n2,second\r\n',
        'id,"text",note\n1,"first, one","<p>of\n\nlines</p>"\n2,second,\n',
        'id,text,site\n1,"first, one"\n2,second,Vell Times\n',
    ],
    ids=["no name", "long name", "trailing comma", "and none in rows", "Excel", "Excel's comma", "tabs", "spaced", "late", "HTML inside", "short row"],
)  # fmt: skip
def test_odd_headers(raw: str, tmp_path: Path) -> None:
    assert bodies(read(tmp_path, raw)) == ["first, one", "second"]


def test_the_column_that_was_asked_for_makes_a_header(tmp_path: Path) -> None:
    assert bodies(read(tmp_path, 'num,report\n1,"first, one"\n2,second\n', "report")) == ["first, one", "second"]
    assert bodies(read(tmp_path, 'report\n"first, one"\nsecond\n', "report")) == ["first, one", "second"]


@pytest.mark.parametrize("first", ["Published, 4 July 2022", "Home, News, Article", "Home\tNews\tArticle", "Title; date"])
def test_a_page_whose_first_line_has_commas_is_no_table(first: str, tmp_path: Path) -> None:
    (page,) = read(tmp_path, first + "\n" + PROSE)
    assert isinstance(page, Page)
    assert page.kind == "bare"


def test_a_table_is_known_though_the_head_ends_within_its_first_row(tmp_path: Path) -> None:
    long = "The council met, again, in the hall. " * 3000
    assert bodies(read(tmp_path, f'id,text,date\n1,"{long}",2022-07-04\n2,second,2022-07-05\n')) == [long, "second"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    words = "José said “no” in Málaga – for £5"
    assert bodies(read(tmp_path, f"id\ttext\n1\t{words}\n2\tsecond\n".encode(encoding))) == [words, "second"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("before", range(65_500, 65_540))
def test_a_head_may_end_inside_a_character(encoding: str, before: int, tmp_path: Path) -> None:
    words = "é" * 40
    found = read(tmp_path, f"id,text\n1,{'x' * before}\n2,{words}\n".encode(encoding))
    assert bodies(found)[1:] == [words]


def test_a_comma_that_is_not_quoted_is_refused_with_its_row(tmp_path: Path) -> None:
    raw = 'id,text,date\n1,first,2022-07-04\n\n2,second, cut,2022-07-05\n3,third,2022-07-06,,\n'
    first, second, third = read(tmp_path, raw)
    assert bodies([first, third]) == ["first", "third"]
    assert isinstance(second, Reject)
    assert second == Reject(f"{tmp_path / 'x'}:2", "has 4 cells under 3 names; quote what holds a comma")
    assert isinstance(third, Page)
    assert third.source.endswith(":3")


def test_a_table_of_commas_that_are_not_quoted_is_refused_row_by_row(tmp_path: Path) -> None:
    found = read(tmp_path, "id,text\n1,The council met, and left.\n2,It met again, and stayed, long.\n")
    assert [p.reason[:15] for p in found if isinstance(p, Reject)] == ["has 3 cells und", "has 4 cells und"]


def test_a_row_that_ends_early_has_no_text(tmp_path: Path) -> None:
    _, short = read(tmp_path, "id,text\n1,first\n2\n", "text")
    assert isinstance(short, Reject)
    assert short.reason == "has no text"
