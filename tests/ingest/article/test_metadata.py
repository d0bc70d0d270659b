"""What pages say of themselves, in each of the ways they have."""

import pytest

from dateline.ingest.article import to_article
from dateline.records import Article, Caption, Link, Page

BODY = """<p>PORT VELL (Lake Times) - The foreign ministers of the two countries met on Monday to discuss the closed border crossing.</p>
<p>They agreed to open the crossing for trucks before the end of the month, officials said after four hours of talks in the hall.</p>
<p>Fishermen on both shores welcomed the decision, which follows a year of protests and a long strike of the ferry crews.</p>"""
MICRODATA = f"""<html><head><title>Ministers meet - Lake Times</title></head><body>
<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Ministers meet at the lake</h1>
<meta itemprop="datePublished" content="2020-05-04T10:00:00+02:00"><meta itemprop="dateModified" content="2020-06-01">
<span itemprop="author" itemscope itemtype="https://schema.org/Person">By <span itemprop="name">Ines Roth</span></span>
<span itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="Lake Times"></span>
<span itemprop="articleSection">Politics</span><meta itemprop="keywords" content="lake, border"><meta itemprop="description" content="Trucks may cross again.">
{BODY}</div></body></html>"""


def article(body: str) -> Article:
    return to_article(Page("p", "p", "html", body))


def head(*tags: str) -> str:
    return f"<html><head>{''.join(tags)}</head><body><article><h1>Ministers meet at the lake</h1>{BODY}</article></body></html>"


def test_microdata() -> None:
    found = article(MICRODATA)
    assert (found.title, found.site, found.section) == ("Ministers meet at the lake", "Lake Times", "Politics")
    assert (found.published, found.authors) == ("2020-05-04T10:00:00+02:00", ("Ines Roth",))
    assert (found.standfirst, found.tags) == ("Trucks may cross again.", ("lake", "border"))
    assert found.text.startswith("PORT VELL (Lake Times)")


def test_names_of_other_items_are_not_the_articles() -> None:
    shop = '<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Ministers meet</h1>'
    shop += '<div itemscope itemtype="https://schema.org/Product"><span itemprop="author">A shop</span></div>'
    assert article(f"<html><body>{shop}{BODY}</div></body></html>").authors == ()


def test_meta_tags() -> None:
    found = article(
        head(
            '<meta property="og:title" content="Ministers meet at the lake | LakeTimes">',
            '<meta property="og:site_name" content="Lake Times">',
            '<meta property="article:published_time" content="2020-05-04T10:00:00Z">',
            '<meta property="article:tag" content="lake"><meta property="article:tag" content="border">',
            '<meta name="author" content="By Ines Roth"><meta property="article:section" content="Politics">',
        )
    )
    assert (found.title, found.section, found.authors) == ("Ministers meet at the lake", "Politics", ("Ines Roth",))
    assert (found.published, found.tags) == ("2020-05-04T10:00:00+00:00", ("lake", "border"))


def test_linked_data_in_a_graph_wins_over_meta_tags() -> None:
    data = '{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline": "Border opens &amp; trucks roll", "datePublished": "2020-05-03"}]}'
    found = article(head(f'<script type="application/ld+json">{data}</script>', '<meta property="og:title" content="Other">'))
    assert (found.title, found.published) == ("Border opens & trucks roll", "2020-05-03")


@pytest.mark.parametrize("broken", ["{", '{"@type": 7}', "[1, null]", '{"@type": "NewsArticle", "author": {"name": null}, "datePublished": "soon"}'])
def test_broken_linked_data_is_passed_over(broken: str) -> None:
    found = article(head(f'<script type="application/ld+json">{broken}</script>', '<meta name="date" content="2020-05-04">'))
    assert (found.title, found.published) == ("Ministers meet at the lake", "2020-05-04")


def test_zero_dates_and_repeated_titles_are_nothing() -> None:
    found = article(head('<meta name="date" content="0001-01-01">', '<meta name="description" content="Ministers meet at the lake.">'))
    assert (found.published, found.standfirst) == (None, None)


def test_captions_and_links() -> None:
    figure = '<figure><figcaption>The pier at dusk. <span class="photo-credit">Jan Weber/Lake Photo</span></figcaption></figure>'
    more = '<p>Read more: <a href="/ferry">Ferry crews end strike</a></p><p><a href="/menu">Menu</a></p>'
    page = head('<link rel="canonical" href="https://example.org/lake">').replace("<p>PORT", f"{figure}{more}<p>PORT")
    found = article(page)
    assert found.captions == (Caption("The pier at dusk. Jan Weber/Lake Photo", "Jan Weber/Lake Photo"),)
    assert found.links == (Link("Ferry crews end strike", "https://example.org/ferry"),)
    assert "Ferry crews" not in found.text


def test_a_charset_that_is_none_and_a_link_that_is_no_address() -> None:
    link = '<p><a href="http://[site_url]/x">Read more: The border crossing opens again for trucks</a></p>'
    page = head('<meta charset="undefined">', '<link rel="canonical" href="https://lake.example/a">').replace("</article>", f"{link}</article>")
    found = to_article(Page("p", "p", "html", page.encode()))
    assert "foreign ministers" in found.text
    assert found.links == (Link("The border crossing opens again for trucks", None),)
