"""Whole pages of our own -> articles."""

import json
from pathlib import Path

import pytest

from dateline.errors import BadInput
from dateline.ingest.article import to_article
from dateline.records import Article, Page

EXAMPLES = Path(__file__).parents[3] / "examples"
PAGES = [*sorted(EXAMPLES.rglob("*.txt"))]
HTML = """<html><head><title>x</title><meta property="og:site_name" content="Lake Times">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ministers meet at the lake", "datePublished": "2020-05-04T10:00:00+02:00",
"dateModified": "2020-06-01", "author": [{"name": "Ines Roth"}], "articleSection": "Politics", "keywords": "lake, border"}</script></head>
<body><nav><a href="/">Home</a><a href="/s">Sport</a></nav><article><h1>Ministers meet at the lake</h1>
<figure><img src="a.jpg"><figcaption>The ministers on the pier. (Photo: Jan Weber)</figcaption></figure>
<p>GENEVA (Lake Times) - The foreign ministers of the two countries met on Monday to discuss the closed border crossing near the lake.</p>
<p>They agreed to open the crossing for trucks before the end of the month, officials said after four hours of talks in the old town hall.</p>
<p>Fishermen on both shores welcomed the decision, which follows a year of protests and a long strike of the ferry crews.</p></article>
<footer>Copyright 2020 Lake Times. All rights reserved.</footer></body></html>"""


def article(body: str | bytes, kind: str = "bare", **given: str | list[str]) -> Article:
    return to_article(Page("p", "p", kind, body, dict(given)))  # type: ignore[arg-type]


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_our_own_bare_pages(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    found = article(path.read_bytes())
    for key in ("title", "standfirst", "section", "published", "site"):
        assert getattr(found, key) == expected[key], key
    assert list(found.authors) == expected["authors"]
    assert list(found.tags) == expected["tags"]
    assert [x.text for x in found.links] == expected["links"]
    assert [{"text": c.text, "credit": c.credit} for c in found.captions] == expected["captions"]
    assert found.dateline is not None
    assert {k: getattr(found.dateline, k) for k in ("place", "agency", "date")} == expected["dateline"]
    assert found.text.startswith(expected["starts"])
    assert found.text.endswith(expected["ends"])
    assert found.text.count("\n\n") + 1 == expected["paragraphs"]
    assert not [word for word in expected["furniture"] if word in found.text]
    assert not [word for word in expected["furniture"] if word not in path.read_text("utf-8")], "not on the page at all"


def test_html_with_linked_data() -> None:
    found = article(HTML, "html")
    assert (found.title, found.site, found.section) == ("Ministers meet at the lake", "Lake Times", "Politics")
    assert found.published == "2020-05-04T10:00:00+02:00"
    assert found.authors == ("Ines Roth",)
    assert found.tags == ("lake", "border")
    assert found.captions[0].credit == "Jan Weber"
    assert "met on Monday" in found.text
    assert "Copyright" not in found.text


def test_clean_text_is_kept_to_the_letter() -> None:
    text = "  Odd\tspacing — stays.\r\n\r\nEven Ã© mojibake.  "
    assert article(text, "clean").text == text


def test_given_wins() -> None:
    found = article(HTML, "html", title="Given", published="2019-01-01")
    assert (found.title, found.published) == ("Given", "2019-01-01")


def test_a_stated_time_that_tells_no_day_leaves_that_of_the_page() -> None:
    found = article(HTML, "html", published="04/07/2022")
    assert found.published == "2020-05-04T10:00:00+02:00"
    assert [(s.what, s.why) for s in found.skipped] == [("published", "“04/07/2022” tells no day for certain")]
    told = article("Malta told the navy of Chad on Monday to leave.", "clean", published="July 4, 2022")
    assert (told.published, told.skipped) == ("2022-07-04", ())


def test_the_stated_address_of_a_row_is_its_source() -> None:
    text = "Malta told the navy of Chad to leave."
    assert article(text, "clean", url="https://vell.example/1").source == "https://vell.example/1"
    assert article(text, "clean", url="/1").source == "p"
    followed = Page("p", "https://vell.example/moved", "clean", text, {"url": "https://vell.example/1"})
    assert to_article(followed).source == followed.source


def test_other_languages_are_named() -> None:
    text = "Der Außenminister traf am Montag seinen Amtskollegen in der Hauptstadt, um über die Grenze zu sprechen. Beide Seiten lobten das Gespräch."
    found = article(text, "clean")
    assert found.language == "de"
    assert "not English" in found.skipped[0].why


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("", "bare"),
        (b"\x00\x01\x02", "bare"),
        ("<html><body></body></html>", "html"),
        ("   ", "clean"),
        ("<div>" * 100_000, "html"),
        ("Menu\nHome\n", "bare"),
        ("word " * 500_000, "bare"),
        ("word " * 500_000, "clean"),
    ],
)
def test_no_article_is_refused_with_its_source(body: str | bytes, kind: str) -> None:
    with pytest.raises(BadInput, match=r"^p: "):
        article(body, kind)


def test_encodings() -> None:
    words = "Le ministre Ménard a été reçu. The minister Ménard was received by the président at the café on Monday, and they agreed."
    for coded in (
        words.encode("utf-16"),
        words.encode("utf-8-sig"),
        b"<meta charset=cp1252>\n" + words.encode("cp1252"),
    ):
        assert "Ménard" in article(coded).text


@pytest.mark.parametrize(("text", "reason"), [("A met B. " * 180_000, "1.6 million characters"), ("a\n" * 60_000, "more than 50,000 lines")])
@pytest.mark.parametrize("kind", ["bare", "clean"])
def test_what_is_too_long_for_an_article_says_so(text: str, reason: str, kind: str) -> None:
    with pytest.raises(BadInput, match=reason):
        article(text, kind)
