"""Who may ask, how much they may send, and what a browser may do with the answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dateline.store.archive import Archive
from dateline.use.web import Options, create_app
from dateline.use.web.pages import shown
from dateline.use.web.routes.door import own_path
from dateline.use.web.telling import web_address
from tests.use.web.browsing import MADE_BY, csrf_of
from tests.use.web.wire import TELLINGS, article


def test_every_answer_forbids_foreign_code(shared: TestClient) -> None:
    for path in ("/", "/events.json", "/static/dateline.js", "/nothing", "/event/x"):
        policy = shared.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


def test_other_names_of_the_host_are_refused(shared: TestClient) -> None:
    assert shared.get("/", headers={"host": "evil.example"}).status_code == 421
    assert shared.get("/", headers={"host": "localhost:8010"}).status_code == 200


def test_a_host_that_is_no_name_is_refused(shared: TestClient, guarded: TestClient) -> None:
    assert shared.get("/", headers={"host": "["}).status_code == 421
    assert guarded.get("/login", headers={"host": "["}).status_code == 421


def test_without_token_nothing_is_shown(guarded: TestClient) -> None:
    assert guarded.get("/events.json").status_code == 401
    assert guarded.get("/openapi.json").status_code == 401
    answer = guarded.get("/events", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")


def test_token_as_header(guarded: TestClient) -> None:
    assert guarded.get("/events.json", headers={"authorization": "Bearer a-long-enough-token"}).status_code == 200
    assert guarded.get("/events.json", headers={"authorization": "Bearer a-long-enough-tokeN"}).status_code == 401


def test_token_as_cookie(guarded: TestClient) -> None:
    answer = guarded.post("/login", data={"csrf": csrf_of(guarded), "token": "a-long-enough-token"})
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert guarded.get("/events.json").status_code == 200
    guarded.cookies.delete("dateline_visitor")
    assert guarded.get("/events.json").status_code == 401


def test_guessing_is_slowed_down(guarded: TestClient) -> None:
    csrf = csrf_of(guarded)
    codes = [guarded.post("/login", data={"csrf": csrf, "token": f"guess {n}"}).status_code for n in range(11)]
    assert codes == [403] * 10 + [429]
    assert guarded.post("/login", data={"csrf": csrf, "token": "a-long-enough-token"}).status_code == 429


def test_changes_need_our_own_page(browser: TestClient) -> None:
    token = csrf_of(browser)
    assert browser.post("/name", data={"reviewer": "eve"}).status_code == 403
    assert browser.post("/name", data={"reviewer": "eve", "csrf": token[:-1] + "x"}).status_code == 403
    elsewhere = {"sec-fetch-site": "cross-site"}
    assert browser.post("/name", data={"reviewer": "eve", "csrf": token}, headers=elsewhere).status_code == 403
    assert browser.post("/name", data={"reviewer": "eve", "csrf": token}).status_code == 303
    browser.cookies.delete("dateline_visitor")
    assert browser.post("/name", data={"reviewer": "eve", "csrf": token}).status_code == 403


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nb: c"])
def test_ways_back_stay_here(back: str) -> None:
    assert own_path(back) == "/"


def test_requests_have_a_size(archive: Archive) -> None:
    client = TestClient(create_app(archive, Options(largest=1000)), base_url="http://127.0.0.1")
    assert client.post("/name", content=b"x" * 1001).status_code == 413

    def told_little() -> Any:  # without a content-length
        yield from [b"reviewer="] + [b"x" * 100] * 20

    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/name", content=told_little(), headers=headers).status_code == 413


def test_paths_do_not_reach_files(shared: TestClient) -> None:
    for path in ("/static/../app.py", "/static/..%2f..%2fapp.py", "/static/%2e%2e/app.py", "/article?id=../../etc/passwd"):
        assert shared.get(path).status_code == 404


@pytest.mark.parametrize("source", ["javascript:alert(1)", "data:text/html,x", " JAVASCRIPT:alert(1)", "/etc/passwd", None])
def test_links_lead_to_the_web_alone(source: str | None) -> None:
    assert web_address(source) is None


def test_hostile_articles_are_shown_as_text(archive: Archive) -> None:
    pick: dict[str, Any] = {"telling": TELLINGS[0], "a": "Malta", "b": "Tunisia", "day": date(2021, 5, 4), "place": "Tunis", "sure": 0.9}
    title = '<script>alert(1)</script>"><img src=x onerror=alert(2)><svg onload=alert(3)>\u202egnp.exe {{ 7 * 7 }}'
    hostile = article("x<script>", date(2021, 5, 5), [pick], title=title, source="javascript:alert(4)", standfirst=title)
    assert [a.answer for a in archive.add([hostile], MADE_BY)] == ["new"]  # type: ignore[union-attr]
    client = TestClient(create_app(archive), base_url="http://127.0.0.1")
    html = client.get("/article", params={"id": "x<script>"}).text
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "<svg onload" not in html
    assert 'href="javascript' not in html
    assert "\u202e" not in html
    assert "{{ 7 * 7 }}" in html


def test_control_characters_become_visible() -> None:
    assert shown("a\x00b\u202ec\ud800") == "a\ufffdb\ufffdc\ufffd"
