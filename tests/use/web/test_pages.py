"""Every page answers in HTML and in JSON, and shows what the archive says."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dateline.store.archive import Archive
from tests.store.factory import MADE_BY, coded, told

PAGES = {
    "/": "/overview.json", "/events": "/events.json", "/events?type=ASSAULT&since=2019": "/events.json?type=ASSAULT&since=2019",
    "/event/e1": "/event/e1.json", "/article?id=wire-7-0": "/article.json?id=wire-7-0", "/actor/1": "/actor/1.json",
    "/network": "/network.json", "/watch": "/watch.json", "/review": "/review.json", "/review?blind=yes": "/review.json?blind=yes", "/add": "/add.json",
    "/dyad": "/dyad.json", "/dyad?a=Malta&b=Tunisia": "/dyad.json?a=Malta&b=Tunisia",
}  # fmt: skip


class Tags(HTMLParser):
    """Element names with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("path", PAGES)
def test_pages_answer_twice(shared: TestClient, path: str) -> None:
    html, json = shared.get(path), shared.get(PAGES[path])
    assert (html.status_code, json.status_code) == (200, 200)
    assert html.headers["content-type"] == "text/html; charset=utf-8"
    assert isinstance(json.json(), dict)
    assert f'href="{PAGES[path]}"'.replace("&", "&amp;") in html.text


@pytest.mark.parametrize("path", PAGES)
def test_pages_need_no_inline_code(shared: TestClient, path: str) -> None:
    for tag, attributes in Tags(shared.get(path).text).found:
        assert tag != "style"
        assert tag != "script" or attributes.get("src", "").startswith("/static/")  # type: ignore[union-attr]
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_what_readers_aloud_need(shared: TestClient, path: str) -> None:
    tags = Tags(shared.get(path).text).found
    names = [tag for tag, _ in tags]
    assert names.count("h1") == 1
    assert names.count("main") == 1
    assert ("html", {"lang": "en"}) in tags
    ids = [a["id"] for _, a in tags if "id" in a]
    assert len(ids) == len(set(ids))


def test_overview_counts(shared: TestClient) -> None:
    stats = shared.get("/overview.json").json()["stats"]
    assert stats["articles"] == 40
    assert f"<strong>{stats['events']}</strong> events" in shared.get("/").text


def test_filters_select(shared: TestClient) -> None:
    found = shared.get("/events.json?type=ASSAULT&type=AID").json()
    assert {e["type"] for e in found["events"]} == {"ASSAULT", "AID"}
    fewer = shared.get("/events.json?type=ASSAULT&who=Malta&since=2020&until=2021-06").json()
    assert 0 < fewer["pages"]["total"] < found["pages"]["total"]
    assert all("2020-01-01" <= e["day"] <= "2021-06-30" for e in fewer["events"])


def test_map_and_time_are_of_the_selection(shared: TestClient) -> None:
    found = shared.get("/events.json?place=Sfax").json()
    assert {p["name"] for p in found["places"]} == {"Sfax"}
    quads = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    assert sum(m[q] for m in found["over_time"]["rows"] for q in quads) == found["pages"]["total"]


def test_empty_fields_of_a_form_filter_nothing(shared: TestClient) -> None:
    all_of_them = shared.get("/events.json").json()["pages"]
    assert shared.get("/events.json?who=&since=&until=&km=&min_confidence=&text=&rejected=").json()["pages"] == all_of_them


def test_pages_of_the_list_part_it(shared: TestClient) -> None:
    one, two = (shared.get(f"/events.json?page={n}").json() for n in (1, 2))
    assert (len(one["events"]), one["pages"]["pages"]) == (50, 2)
    assert {e["id"] for e in one["events"]}.isdisjoint(e["id"] for e in two["events"])
    assert "page=2" in shared.get("/events").text


def test_event_shows_its_words_and_reasons(shared: TestClient) -> None:
    report = shared.get("/event/e1.json").json()["reports"][0]
    kinds = {s["kind"]: s["text"] for s in report["segments"] if s["kind"]}
    assert set(kinds) == {"trigger", "actor", "recipient", "time", "place"}
    assert kinds["trigger"] == report["trigger"]["text"]
    assert kinds["time"] == report["date"]["text"]
    assert "".join(s["text"] for s in report["segments"]) == report["words"]
    html = shared.get("/event/e1").text
    assert f'<mark class="trigger" title="{report["type"]}">{kinds["trigger"]}</mark>' in html
    assert report["date"]["why"] in html


def test_article_has_its_events_beside_it(shared: TestClient) -> None:
    data: dict[str, Any] = shared.get("/article.json?id=wire-7-0").json()
    html = shared.get("/article?id=wire-7-0").text
    assert len(data["told"]) == len(data["article"]["events"])
    assert all(f'href="/event/{e["id"]}"' in html for e in data["told"].values())


def test_actor_is_found_by_name(shared: TestClient) -> None:
    key = shared.get("/actor?name=Elena Vassallo").headers["location"]
    html = shared.get(key).text
    assert "<h1>Elena Vassallo</h1>" in html
    assert "Foreign Minister" in html


def test_dyad_tells_events_of_both(shared: TestClient) -> None:
    told = shared.get("/dyad.json?a=Malta&b=Tunisia").json()["dyad"]
    assert told["events"]
    assert told["first"] <= told["last"]
    assert shared.get("/dyad?a=Malta&b=Tunisia").text.count('class="dot ') > 0


def test_a_turn_is_dated_as_it_was_told(archive: Archive, browser: TestClient) -> None:
    clash = told("ASSAULT", ["Iraqi forces"], ["Peshmerga"], date="2017-10", precision="month")
    vague = told("CONSULT", ["Peshmerga"], ["Iraqi forces"])
    list(archive.add([coded("turn-1", clash), coded("turn-2", vague, published="2022-07-04")], MADE_BY))
    html = browser.get("/dyad?a=Peshmerga&b=Iraqi forces").text
    turns = html.partition('class="turns"')[2].partition("</ol>")[0]
    assert re.findall(r">([^<]+)</a> <span class=\"stamp", turns) == ["4 Jul 2022", "Oct 2017"]
    assert "<title>break, Oct 2017:" in html


@pytest.mark.parametrize(
    ("path", "status"),
    [("/event/e99999", 404), ("/event/x", 422), ("/article?id=none", 404), ("/actor/999", 404), ("/events?who=Nobody+Here", 404),
     ("/events?since=yesterday", 422), ("/events?type=DANCE", 422), ("/nothing", 404), ("/dyad?a=Malta&b=Malta", 404)],
)  # fmt: skip
def test_what_is_not_there_is_said(shared: TestClient, path: str, status: int) -> None:
    answer = shared.get(path)
    assert (answer.status_code, "<h1>" in answer.text) == (status, True)


def test_problems_come_as_json_too(shared: TestClient) -> None:
    answer = shared.get("/events.json?who=Nobody+Here")
    assert answer.status_code == 404
    assert "Nobody Here" in answer.json()["error"]


@pytest.mark.parametrize(
    ("typed", "leads"),
    [("Malta Tunisia", "/dyad?a="), ("assault in Sfax since 2020", "type=ASSAULT"), ("assault in Sfax since 2020", "place=Sfax"),
     ("assault in Sfax since 2020", "since=2020-01-01"), ("Vassallo March 2021", "until=2021-03-31"), ("pumps", "text=pumps"),
     ("material conflict", "quad=material+conflict"), ("MLT:GOV", "who=MLT%3AGOV"), ("", "/events")],
)  # fmt: skip
def test_search_box_understands(shared: TestClient, typed: str, leads: str) -> None:
    assert leads in shared.get("/search", params={"q": typed}).headers["location"]


def test_openapi_documents_every_page(shared: TestClient) -> None:
    paths = shared.get("/openapi.json").json()["paths"]
    assert {"/", "/events", "/events.json", "/event/{id}.json", "/article.json", "/actor/{key}.json", "/dyad.json"} <= set(paths)
    assert "PLOVER types" in shared.get("/api").text
