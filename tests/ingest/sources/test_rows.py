"""Rows of JSON, and what a row without text says."""

import json
from pathlib import Path

import pytest

from dateline.ingest.article import to_article
from dateline.ingest.sources import open_sources
from dateline.records import Page, Reject
from dateline.settings import Settings


def read(folder: Path, raw: str, column: str | None = None) -> list[Page | Reject]:
    (folder / "x").write_text(raw, "utf-8")
    return list(open_sources([str(folder / "x")], Settings(text_column=column)))


@pytest.mark.parametrize(
    ("raw", "kind", "body"),
    [
        ('{"text": "", "html": "<p>The council met.</p>"}', "html", "<p>The council met.</p>"),
        ('{"text": " ", "content": "The council met."}', "clean", "The council met."),
        ('{"text": "The council met.", "html": "<p>x</p>"}', "clean", "The council met."),
    ],
)
def test_a_blank_text_leaves_room_for_the_next(raw: str, kind: str, body: str, tmp_path: Path) -> None:
    (page,) = read(tmp_path, raw)
    assert isinstance(page, Page)
    assert (page.kind, page.body) == (kind, body)


def test_a_blank_text_is_not_made_up_for_by_a_teaser(tmp_path: Path) -> None:
    (empty,) = read(tmp_path, '{"text": "", "summary": "%s"}' % ("The council met. " * 20))
    assert isinstance(empty, Reject)
    assert "has no text" in empty.reason


def test_a_broken_first_line_does_not_hide_the_rest(tmp_path: Path) -> None:
    broken, page = read(tmp_path, '{broken\n{"id": 2, "text": "The council met."}\n')
    assert isinstance(broken, Reject)
    assert broken.source.endswith("x:1")
    assert isinstance(page, Page)
    assert page.id == "2"
    (bare,) = read(tmp_path, "{broken\n\nThe council met.\n")
    assert isinstance(bare, Page)
    assert bare.kind == "bare"


def test_sources_count_lines_and_ids_count_rows(tmp_path: Path) -> None:
    found = read(tmp_path, '{"text": "a"}\n\n{"text": "b"}\n{broken\n\n{"text": ""}\n')
    assert [p.source.rpartition(":")[2] for p in found] == ["1", "3", "4", "6"]
    assert [p.id for p in found if isinstance(p, Page)] == ["x-1", "x-2"]


def test_a_column_without_words_is_not_called_missing(tmp_path: Path) -> None:
    null, missing = read(tmp_path, '{"report": null}\n{"text": "a"}\n', "report")
    assert isinstance(null, Reject)
    assert null.reason == "has no text"
    assert isinstance(missing, Reject)
    assert "has no column 'report'" in missing.reason


@pytest.mark.parametrize("name", ["published_at", "publishedAt", "Publish Date", "pubDate", "datetime", "date-published"])
def test_the_day_is_known_by_many_names(name: str, tmp_path: Path) -> None:
    (page,) = read(tmp_path, json.dumps({name: "2021-07-05", "text": "The council met."}))
    assert isinstance(page, Page)
    assert page.given == {"published": "2021-07-05"}


def test_of_two_columns_of_one_name_the_one_written_so_counts_and_an_empty_one_hides_none(tmp_path: Path) -> None:
    (page,) = read(tmp_path, '{"id": 7, "_id": "5f3", "published": "", "Date": "2021-07-05", "text": "The council met."}')
    assert isinstance(page, Page)
    assert (page.id, page.given) == ("7", {"published": "2021-07-05"})


def test_a_column_that_may_be_the_day_of_the_crawl_is_named_and_not_taken(tmp_path: Path) -> None:
    (page,) = read(tmp_path, '{"created_at": "2021-07-05", "text": "The council met."}')
    assert isinstance(page, Page)
    article = to_article(page)
    assert article.published is None
    assert [s.what for s in article.skipped] == ["published"]
    assert "created_at" in article.skipped[0].why
