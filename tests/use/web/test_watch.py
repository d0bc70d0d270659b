"""Alerts are kept or dismissed as decisions, and come back when something further happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient

from dateline.store.archive import Archive
from dateline.store.decisions import Standing
from dateline.use.analysis.alerts import answered
from dateline.use.analysis.watch import Alert

Post = Callable[..., Any]
WIDE = "window=400&rate=0.5"


def test_an_alert_is_dismissed_with_a_note_and_taken_back(browser: TestClient, post: Post) -> None:
    before = browser.get(f"/watch.json?{WIDE}").json()
    alert = before["shown"][0]["alert"]
    assert [r["id"] for r in before["shown"][0]["rows"]] == alert["events"]
    fields = {"kind": alert["kind"], "about": alert["about"], "events": " ".join(alert["events"])}
    assert post("/watch/answer", answer="dismiss", note="known", **fields).status_code == 303
    assert len(browser.get(f"/watch.json?{WIDE}").json()["shown"]) == len(before["shown"]) - 1
    (gone,) = browser.get(f"/watch.json?{WIDE}&state=dismissed").json()["shown"]
    assert (gone["answer"]["who"], gone["answer"]["why"]) == ("anna", "known")
    post(f"/decision/{gone['answer']['key']}/undo")
    assert len(browser.get(f"/watch.json?{WIDE}").json()["shown"]) == len(before["shown"])


def test_answers_need_events_that_exist(post: Post) -> None:
    assert post("/watch/answer", kind="surge", about="x", answer="keep", events="e99999").status_code == 409
    assert post("/watch/answer", kind="quake", about="x", answer="keep", events="e1").status_code == 422


def test_a_further_event_opens_a_dismissed_alert(archive: Archive, post: Post) -> None:
    post("/watch/answer", kind="surge", about="Malta", answer="dismiss", events="e1 e2")
    states = [a.state for a in answered(archive, [Alert("surge", "Malta", "", e) for e in (("e1", "e2"), ("e1",), ("e1", "e3"))])]
    assert states == ["dismissed", "dismissed", "open"]
    assert answered(archive, [Alert("silence", "Malta", "", ("e1",))])[0].state == "open"
    with archive.reading() as base:
        assert not any(d.kind == "dismiss" for d in Standing(base).about([]))
