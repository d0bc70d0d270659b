"""Hostile words in every field of a request and of an article: no error, no code. DATELINE_HOSTILE=5000 for a long run."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dateline.store.archive import Archive
from tests.use.web.browsing import HOME, MADE_BY
from tests.use.web.test_pages import Tags
from tests.use.web.wire import TELLINGS, TOWNS, WHO, article

CASES = int(os.environ.get("DATELINE_HOSTILE", "60"))
SEEDS = (
    "<script>alert(1)</script>", "</script><script src=//evil.example>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x>", '" onfocus=alert(1) autofocus="', "' onmouseover='alert(1)", "javascript:alert(1)",
    "JaVaScRiPt&#58;alert(1)", "data:text/html;base64,PHNjcmlwdD4=", "<a href=javascript:alert(1)>x</a>", "<iframe srcdoc='<script>'>",
    "</title><script>", "</textarea><script>", "<!--", "]]>", "{{ 7*7 }}", "{% raw %}", "${7*7}", "\u202egnp.exe", "\u2066x\u2069", "\x00",
    "a\x00<script>", "\ufeff", "\ud800", "%00", "%0d%0aSet-Cookie:x=1", "../../etc/passwd", "'; drop table events; --", "1) or 1=1",
    "<style>*{display:none}</style>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>", "<math><mtext><script>",
    "\u0130\u0131ſ", "🏴‍☠️" * 20, "a" * 180, "#1", "#99999999999999999999", "IRQ:MIL", "-1", "1e309", "NaN", "2021-02-30", "[]", "\\", "\u2028",
)  # fmt: skip
FIELDS = {
    "/events": ("who", "actor", "recipient", "country", "place", "km", "since", "until", "text", "type", "mode", "sort", "page", "read"),
    "/dyad": ("a", "b"), "/network": ("who", "place", "text", "most"), "/review": ("order", "skip", "text"), "/watch": ("rate", "state"),
    "/search": ("q",), "/article": ("id",), "/actor": ("name",), "/events/download": ("format", "text"),
}  # fmt: skip
UNSEEN = "\x00\u202e\u2066\u2069\ufeff"


def hostile(chance: random.Random) -> str:
    """One to three of the seeds, joined or cut."""
    words = "".join(chance.choice(SEEDS) for _ in range(chance.randint(1, 3)))
    return words[: chance.randint(1, 190)] if chance.random() < 0.3 else words[:190]


def requests(n: int) -> Iterator[tuple[str, dict[str, str]]]:
    chance = random.Random(5)
    for k in range(n):
        if k % 10 == 0:
            words = hostile(chance).encode("utf-8", "replace").decode().replace("\x00", "%00").replace("?", "").replace("#", "")
            yield f"/{chance.choice(('event', 'actor', 'add', 'static', 'decision', ''))}/{words.lstrip('/')}", {}
        else:
            path = chance.choice(list(FIELDS))
            some = chance.sample(FIELDS[path], min(len(FIELDS[path]), chance.randint(1, 2)))
            yield path + chance.choice(("", ".json")) * (path not in ("/search", "/actor", "/events/download")), {f: hostile(chance) for f in some}


def harmless(html: str) -> None:
    """Nothing in a page runs or leads away."""
    assert not any(c in html for c in UNSEEN)
    for tag, attributes in Tags(html).found:
        assert tag not in ("iframe", "style", "base", "img", "animate", "math", "object", "embed")
        assert tag != "script" or attributes == {"src": "/static/dateline.js", "defer": None}
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name not in ("style", "srcdoc", "autofocus", "http-equiv")
            assert name not in ("href", "src", "action") or (value or "").startswith(("/", "#", "http://", "https://"))


def test_requests(shared: TestClient) -> None:
    for path, query in requests(CASES):
        answer = shared.get(HOME + path, params={k: v.encode("utf-8", "replace").decode() for k, v in query.items()})
        assert answer.status_code < 500, (path, query)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        if answer.headers.get("content-type", "").startswith("text/html"):
            harmless(answer.text)


def test_forms(browser: TestClient, post: Any) -> None:
    chance = random.Random(6)
    for _ in range(CASES // 4):
        path, fields = chance.choice((
            ("/event/e1/change", ("date", "place", "actors", "recipients", "modes", "why")), ("/event/e1/verdict", ("answer", "why", "back")),
            ("/event/e2/split", ("report", "why")), ("/actor/1/merge", ("other",)), ("/actor/1/split", ("name", "article")),
            ("/watch/answer", ("kind", "about", "events", "note")), ("/name", ("reviewer", "back")),
        ))  # fmt: skip
        given = {f: hostile(chance) for f in fields} | ({"type": "AID"} if path.endswith("change") else {})
        given |= {"answer": "note"} if chance.random() < 0.5 and path.endswith("verdict") else {}
        assert post(path, **{k: v.encode("utf-8", "replace").decode() for k, v in given.items()}).status_code < 500, (path, given)
        post("/name", reviewer="anna")
    for path in ("/event/e1", "/events?sort=-added", "/actor/1", "/watch", "/review", "/network", "/"):
        answer = browser.get(path)
        assert answer.status_code == 200
        harmless(answer.text)


def sound(chance: random.Random) -> str:
    """The same as sources give it: without halves of characters."""
    return hostile(chance).encode("utf-8", "replace").decode()


def test_articles(archive: Archive, browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)
    made = []
    for k in range(CASES // 10):
        names, town = [sound(chance)[:60] or "x", sound(chance)[:60] or "y"], sound(chance)[:60] or "z"
        for name in names:
            monkeypatch.setitem(WHO, name, ("organisation", "MLT", "GOV"))
        monkeypatch.setitem(TOWNS, town, (35.9, 14.5, "MLT"))
        pick: dict[str, Any] = {"telling": chance.choice(TELLINGS), "a": names[0], "b": names[1], "day": date(2021, 5, 4), "place": town, "sure": 0.9}
        more = {f: sound(chance) for f in ("title", "standfirst", "section", "source")}
        made.append(article(f"{k}{sound(chance)}"[:100], date(2021, 5, 5), [pick], chance, **more))
    assert len(list(archive.add(made, MADE_BY))) == len(made)
    paths = ["/", "/events?sort=-added", "/network", "/watch", "/review?order=newest"]
    for coded in made:
        shown = browser.get("/article", params={"id": coded.article.id.encode("utf-8", "replace").decode()})
        assert shown.status_code in (200, 404)  # DuckDB keeps no NUL, so such an id is another one
        harmless(shown.text)
    newest = browser.get("/events.json?sort=-added").json()["events"][: len(made)]
    for path in [*paths, *(f"/event/{e['id']}" for e in newest[:40])]:
        answer = browser.get(path)
        assert answer.status_code == 200, path
        harmless(answer.text)
