"""The review: one event after another, second opinions without the first ones, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient

Post = Callable[..., Any]


def test_least_sure_come_first_and_go_once_judged(browser: TestClient, post: Post) -> None:
    first = browser.get("/review.json").json()
    assert first["event"]["confidence"] == min(e["confidence"] for e in browser.get("/events.json?sort=confidence").json()["events"])
    post(f"/event/{first['event']['id']}/verdict", answer="right", back="/review")
    then = browser.get("/review.json").json()
    assert then["event"]["id"] != first["event"]["id"]
    assert then["left"] == first["left"] - 1
    assert (then["pace"]["decided"], then["last"]["target"]) == (1, first["event"]["id"])
    post(f"/decision/{then['last']['key']}/undo", back="/review")
    assert browser.get("/review.json").json()["event"]["id"] == first["event"]["id"]


def test_orders_filters_and_skipping(browser: TestClient) -> None:
    newest = browser.get("/review.json?order=newest").json()
    assert newest["event"]["id"] == browser.get("/events.json?sort=-added").json()["events"][0]["id"]
    assert browser.get(f"/review.json?order=newest&skip={newest['then']}").json()["event"]["id"] != newest["event"]["id"]
    assert browser.get("/review.json?type=AID").json()["event"]["type"] == "AID"
    assert browser.get("/review.json?skip=nonsense").status_code == 422


def test_second_reviews_are_blind(browser: TestClient, post: Post) -> None:
    event = browser.get("/event/e1.json").json()["event"]
    post("/event/e1/change", type="AGREE", actors="; ".join(event["actors"]), recipients="; ".join(event["recipients"]), why="a secret")
    post("/event/e2/verdict", answer="wrong", why="a secret")
    assert browser.get("/review.json?blind=yes").json()["left"] == 0  # anna judged them herself
    post("/name", reviewer="ben")
    blind = browser.get("/review.json?blind=yes").json()
    assert (blind["left"], blind["event"]["id"], blind["event"]["type"]) == (2, "e1", event["type"])
    html = browser.get("/review?blind=yes").text
    assert "a secret" not in html
    assert "anna" not in html
    same = {k: "; ".join(event[k]) for k in ("modes", "aux", "actors", "recipients")} | {"date": event["date"], "place": event["place"]}
    assert post("/event/e1/change", type="AGREE", blind="yes", **same).status_code == 303  # the same opinion, and it counts
    post("/event/e2/verdict", answer="right")
    assert browser.get("/review.json?blind=yes").json()["left"] == 0
    assert [d["who"] for d in browser.get("/event/e1.json").json()["decisions"]] == ["ben", "anna"]


def test_without_a_name_nothing_is_judged(browser: TestClient) -> None:
    html = browser.get("/review").text
    assert "Say who you are" in html
    assert "/verdict" not in html


def test_judged_articles_go_out_as_gold_and_agreement_is_told(browser: TestClient, post: Post) -> None:
    assert browser.get("/review/gold").json() == {}
    ids = [e["id"] for e in browser.get("/article.json?id=wire-7-0").json()["told"].values()]
    for id in ids:
        post(f"/event/{id}/verdict", answer="right")
    gold = browser.get("/review/gold")
    assert list(gold.json()) == ["wire-7-0"]
    assert len(gold.json()["wire-7-0"]["events"]) == len(ids)
    assert "gold.json" in gold.headers["content-disposition"]
    post("/name", reviewer="ben")
    post(f"/event/{ids[0]}/verdict", answer="right")
    post("/event/e70/verdict", answer="wrong")
    told = browser.get("/review.json").json()["agreement"]
    assert (told["events"], told["reviewers"]) == (1, 2)
    assert 'href="/review/gold"' in browser.get("/review").text
