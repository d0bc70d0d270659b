"""Corrections made in the browser are seen everywhere, and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient

from dateline.store.archive import Archive
from dateline.store.desk import Desk

Post = Callable[..., Any]


def test_a_wrong_event_leaves_every_answer_until_undone(browser: TestClient, post: Post) -> None:
    before = browser.get("/events.json").json()["pages"]["total"]
    assert post("/event/e1/verdict", answer="wrong", why="a drill", back="/event/e1").headers["location"] == "/event/e1"
    assert browser.get("/events.json").json()["pages"]["total"] == before - 1
    assert browser.get("/overview.json").json()["stats"]["events"] == before - 1
    (decision,) = browser.get("/event/e1.json").json()["decisions"]
    assert (decision["kind"], decision["who"], decision["why"]) == ("reject", "anna", "a drill")
    assert "rejected" in browser.get("/event/e1").text
    assert post(f"/decision/{decision['key']}/undo").status_code == 303
    assert browser.get("/events.json").json()["pages"]["total"] == before
    assert post(f"/decision/{decision['key']}/undo").status_code == 409
    (back, _) = browser.get("/event/e1.json").json()["decisions"]
    assert f'action="/decision/{back["key"]}/undo"' in browser.get("/event/e1").text
    assert post(f"/decision/{back['key']}/undo").status_code == 303
    assert browser.get("/events.json").json()["pages"]["total"] == before - 1


def test_changed_values_are_seen_everywhere(browser: TestClient, post: Post) -> None:
    event = browser.get("/event/e1.json").json()["event"]
    fields = {"type": "AGREE", "actors": "; ".join(event["actors"]), "recipients": "; ".join(event["recipients"])}
    assert post("/event/e1/change", date="1999-05-04", place="Sfax", **fields).status_code == 303
    found = browser.get("/events.json?type=AGREE&place=Sfax&since=1999&until=1999").json()["events"]
    assert [e["id"] for e in found] == ["e1"]
    assert "4 May 1999" in browser.get("/event/e1").text


def test_decisions_are_told_in_words(browser: TestClient, post: Post) -> None:
    event = browser.get("/event/e1.json").json()["event"]
    same = {k: "; ".join(event[k]) for k in ("modes", "aux", "actors")}
    post("/event/e1/change", type=event["type"], date="1999-05-04", place=event["place"], recipients="Harbour Guild", **same)
    assert "date: 4 May 1999 · to whom: Harbour Guild" in browser.get("/event/e1").text


def test_a_wrong_value_leads_back_to_its_event(browser: TestClient, post: Post) -> None:
    answer = post("/event/e1/change", date="4 Mai 1999")
    assert answer.status_code == 409
    assert '<a href="/event/e1">Back to e1</a>' in answer.text


def test_what_did_not_change_is_no_decision(browser: TestClient, post: Post) -> None:
    event = browser.get("/event/e1.json").json()["event"]
    same = {k: "; ".join(event[k]) for k in ("modes", "aux", "actors", "recipients")}
    answer = post("/event/e1/change", type=event["type"], date=event["date"], place=event["place"], **same)
    assert answer.status_code == 409
    assert browser.get("/event/e1.json").json()["decisions"] == []


def test_actors_are_merged_and_parted_again(browser: TestClient, post: Post) -> None:
    keys = [browser.get(f"/actor?name={name}").headers["location"].split("/")[-1] for name in ("Elena Vassallo", "Karim Ben Salah")]
    assert post(f"/actor/{keys[0]}/merge", other=f"#{keys[1]}").status_code == 303
    assert browser.get("/actor?name=Karim Ben Salah").headers["location"] == f"/actor/{keys[0]}"
    (decision,) = browser.get(f"/actor/{keys[0]}.json").json()["decisions"]
    post(f"/decision/{decision['key']}/undo")
    assert browser.get("/actor?name=Karim Ben Salah").headers["location"] == f"/actor/{keys[1]}"


def test_decisions_need_a_name_and_our_page(browser: TestClient, post: Post) -> None:
    assert browser.post("/event/e1/verdict", data={"answer": "wrong"}).status_code == 403
    browser.cookies.delete("dateline_reviewer")
    assert post("/event/e1/verdict", answer="wrong").status_code == 403
    assert browser.get("/event/e1.json").json()["decisions"] == []


def test_events_are_joined_and_parted(browser: TestClient, post: Post) -> None:
    total = browser.get("/events.json").json()["pages"]["total"]
    answer = post("/event/e1/merge", other="e2", why="one boat")
    assert answer.headers["location"] == "/event/e1"
    joined = browser.get("/event/e1.json").json()
    assert joined["event"]["reports"] == 2
    assert browser.get("/events.json").json()["pages"]["total"] == total - 1
    assert 'name="report"' in browser.get("/event/e1").text
    assert post("/event/e1/split", report=joined["reports"][1]["id"]).status_code == 303
    assert browser.get("/event/e1.json").json()["event"]["reports"] == 1
    assert browser.get("/events.json").json()["pages"]["total"] == total
    assert post("/event/e1/split").status_code == 409
    assert post("/event/e1/merge", other="e1").status_code == 409


def test_an_actor_is_split_in_some_articles(browser: TestClient, post: Post) -> None:
    key = browser.get("/actor?name=Elena Vassallo").headers["location"].split("/")[-1]
    articles = browser.get(f"/actor/{key}.json").json()["articles"]
    assert post(f"/actor/{key}/split", name="Marija Vassallo", article=articles[0]["id"]).status_code == 303
    other = browser.get("/actor?name=Marija Vassallo").headers["location"]
    assert [a["id"] for a in browser.get(f"{other}.json").json()["articles"]] == [articles[0]["id"]]
    assert len(browser.get(f"/actor/{key}.json").json()["articles"]) == len(articles) - 1
    assert post(f"/actor/{key}/split", name="Nobody").status_code == 409


def test_changes_from_elsewhere_are_seen_at_once(archive: Archive, browser: TestClient) -> None:
    total = browser.get("/events.json").json()["pages"]["total"]
    Desk(archive, "ben").reject("e3")
    assert browser.get("/events.json").json()["pages"]["total"] == total - 1
