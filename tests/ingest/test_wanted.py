"""What a run does not want is told before it costs anything, and never wrongly."""

from dataclasses import replace
from datetime import date

import pytest

from dateline.flow import to_wanted
from dateline.ingest.article import to_article
from dateline.ingest.repeats import Repeats
from dateline.ingest.wanted import of_site, unwanted_article, unwanted_page
from dateline.records import Article, Page, Reject
from dateline.settings import Settings, Wanted

SUMMER = Wanted(since=date(2022, 6, 1), until=date(2022, 8, 31))
GERMAN = "Der Hafenrat von Vell hat am Montag beschlossen, die alte Brücke wieder für den Verkehr zu öffnen. " * 4
ENGLISH = "The harbour council of Vell decided on Monday to open the old bridge to traffic once more. " * 4


def html(text: str, head: str = "") -> Page:
    menu = "".join(f"<li><a href='/{n}'>Menu {n}</a></li>" for n in range(50))
    return Page("p", "p.html", "html", f"<html><head>{head}</head><ul>{menu}</ul><p>{text}</p></html>".encode())


def article(text: str, source: str = "a.txt", **more: str | None) -> Article:
    ends, at, sentences = text.split(". "), 0, []
    for line in ends:
        sentences.append((at, at + len(line)))
        at += len(line) + 2
    return Article("a", source, text, tuple(sentences), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "reason"),
    [("2022-07-04", None), ("2022-05-31", None), ("2022-05-20", "before"), ("2022-09-01", None), ("2023-01-01", "after")],
)
def test_days_that_a_page_states(day: str, reason: str | None) -> None:
    found = unwanted_page(SUMMER, html(ENGLISH, f'<meta property="article:published_time" content="{day}T10:00:00Z">'))
    assert (reason is None) == (found is None)
    assert reason is None or reason in (found or "")


def test_one_day_inside_keeps_a_page() -> None:
    head = '<script>{"datePublished": "2010-01-01"}</script><meta name="pubdate" content="2022-07-04">'
    assert unwanted_page(SUMMER, html(ENGLISH, head)) is None


def test_language_is_seen_in_the_prose() -> None:
    assert "its language is de" in (unwanted_page(Wanted(languages=("en",)), html(GERMAN)) or "")
    assert unwanted_page(Wanted(languages=("en",)), html(ENGLISH)) is None
    assert unwanted_page(Wanted(languages=("en",)), html("")) is None
    other = Page("p", "p", "html", f"<p>{GERMAN}</p>".encode("cp1252"))
    assert unwanted_page(Wanted(languages=("en",)), other) is None


def test_an_article_is_judged_for_certain() -> None:
    assert unwanted_article(SUMMER, article(ENGLISH, published="2022-08-31T23:00:00Z")) is None
    assert "after" in (unwanted_article(SUMMER, article(ENGLISH, published="2022-09-01")) or "")
    assert "says not when" in (unwanted_article(SUMMER, article(ENGLISH)) or "")
    assert "its language is de" in (unwanted_article(Wanted(languages=("en",)), article(GERMAN, language="de")) or "")
    here = Wanted(sites=("vell times",))
    assert unwanted_article(here, article(ENGLISH, site="Vell Times")) is None
    assert unwanted_article(here, article(ENGLISH)) is not None


@pytest.mark.parametrize("source", ["x.csv:1", "https://data.example/x.csv:1"])
def test_a_row_is_of_the_site_of_its_address(source: str) -> None:
    row = Page("a", source, "clean", ENGLISH, {"url": "https://www.vell.example/a"})
    assert isinstance(to_wanted(row, Settings(wanted=Wanted(sites=("vell.example",)))), Article)
    assert isinstance(to_wanted(row, Settings(wanted=Wanted(sites=("data.example",)))), Reject)


def test_days_are_judged_in_any_form() -> None:
    row = Page("a", "x.csv:1", "clean", ENGLISH, {"published": "20220704"})
    assert unwanted_page(SUMMER, row) is None
    assert unwanted_article(SUMMER, to_article(row)) is None
    assert "before" in (unwanted_page(SUMMER, replace(row, given={"published": "4 May 2022"})) or "")


def test_sites() -> None:
    assert of_site("https://www.vell.example/a", ("vell.example",))
    assert not of_site("https://vell.example.org/a", ("vell.example",))
    assert not of_site("https://[broken", ("vell.example",))


def test_a_repeat_tells_nothing_new() -> None:
    seen = Repeats()
    whole = article("The council met. It opened the bridge. Ten people came", "1")
    assert seen.of(whole) is None
    assert seen.of(article("IT OPENED the bridge! The council met", "2")) is None  # one sentence, since the mark is another
    assert seen.of(article("It opened the bridge. The council met", "3")) == "1"
    assert seen.of(article("The council met. It opened the bridge. Twelve people came", "4")) is None


def test_memory_of_repeats_is_bounded() -> None:
    seen = Repeats(window=3)
    for n in range(50):
        assert seen.of(article(f"Report {n} came. The council met", str(n))) is None
    assert len(seen._latest) <= 4
    assert seen.of(article("Report 3 came. The council met", "late")) is None
