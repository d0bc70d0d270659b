"""Articles that come in through the browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dateline import Coder, FakeReader
from dateline.records import Article, Mention, Reading, Role, Trigger
from dateline.store.archive import Archive
from dateline.use.web import Options, create_app
from dateline.use.web.routes.add import file_name
from tests.use.web.browsing import HOME, csrf_of

TEXT = "VALLETTA, 3 May 2021 - Malta condemned Tunisia over the seized trawlers. The harbour stays closed, a spokesman said."


def read(article: Article) -> Reading:
    """Malta, condemned, Tunisia."""
    at = [article.text.find(w) for w in ("Malta", "condemned", "Tunisia")]
    if min(at) < 0:
        return Reading()
    mentions = (Mention(at[0], at[0] + 5, "organisation"), Mention(at[2], at[2] + 7, "organisation"))
    return Reading(mentions, (Trigger(at[1], at[1] + 9, "ACCUSE", ("disapprove",), (), (Role("actor", 0), Role("recipient", 1))),))


@pytest.fixture
def taking(archive: Archive) -> Iterator[TestClient]:
    """A browser on a workbench that reads with the function above."""
    app = create_app(archive, Options(largest_upload=200_000), lambda: Coder(reader=FakeReader(read)))
    with TestClient(app, base_url=HOME, follow_redirects=False) as client:
        yield client


def deliver(client: TestClient, files: Any = None, **fields: str) -> dict[str, Any]:
    """Send the form and wait until the job is done."""
    answer = client.post("/add", data={"csrf": csrf_of(client), **fields}, files=files)
    assert answer.status_code == 303, answer.text
    for _ in range(600):
        job: dict[str, Any] = client.get(answer.headers["location"] + ".json").json()["job"]
        if job["state"] not in ("waiting", "running"):
            return job
        time.sleep(0.1)
    raise AssertionError("the job did not end")


def test_a_pasted_text_becomes_an_article_with_events(taking: TestClient) -> None:
    total = taking.get("/events.json").json()["pages"]["total"]
    job = deliver(taking, text=TEXT, title="Words across the strait", published="2021-05-04")
    (row,) = job["rows"]
    assert (job["state"], row["answer"], row["events"]) == ("done", "new", 1)
    article = taking.get("/article.json", params={"id": row["id"]}).json()["article"]["article"]
    assert (article["text"], article["title"], article["published"]) == (TEXT, "Words across the strait", "2021-05-04")
    assert taking.get("/events.json").json()["pages"]["total"] == total + 1  # answers kept before are forgotten
    assert deliver(taking, text=TEXT, published="2021-05-04")["rows"][0]["answer"] == "known"


def test_files_keep_their_names_and_no_path(taking: TestClient) -> None:
    files = [("files", ("../../etc/storm report.txt", TEXT.encode() * 3)), ("files", ("photo.jpg", b"\xff\xd8\xff\x00" * 50))]
    rows = deliver(taking, files)["rows"]
    assert [(r["answer"], r["source"]) for r in rows] == [("new", "storm report.txt"), ("rejected", "photo.jpg")]
    assert rows[1]["reason"]
    assert "photo.jpg" in taking.get("/add").text


def test_addresses_are_public_and_nothing_but_addresses(taking: TestClient) -> None:
    job = deliver(taking, addresses="/etc/passwd\nfile:///etc/passwd\nhttp://127.0.0.1:8010/\nhttp://[::1]/\nhttp://169.254.169.254/\n-")
    assert job["tally"]["rejected"] == 6
    assert all("no http(s) address" in r["reason"] or "private address" in r["reason"] for r in job["rows"])


def test_limits_of_a_delivery(taking: TestClient) -> None:
    token = csrf_of(taking)
    assert taking.post("/add", data={"csrf": token}).status_code == 409
    assert taking.post("/add", data={"text": TEXT}).status_code == 403
    assert taking.post("/add", data={"csrf": token, "text": TEXT, "published": "yesterday"}).status_code == 422
    assert taking.post("/add", data={"csrf": token, "addresses": "\n".join(f"http://a.example/{n}" for n in range(201))}).status_code == 413
    assert taking.post("/add", data={"csrf": token}, files=[("files", ("big.txt", b"x" * 200_001))]).status_code == 413
    assert taking.get("/add/0123456789abcdef").status_code == 404


@pytest.mark.parametrize(
    ("given", "kept"),
    [("a.html", "a.html"), ("..", "file"), ("C:\\news\\a b.txt", "a b.txt"), ("x/\x00*?.txt", "___.txt"), ("", "file"), ("a" * 300, "a" * 120)],
)  # fmt: skip
def test_file_names(given: str, kept: str) -> None:
    assert file_name(given) == kept
