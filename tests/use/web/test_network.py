"""Networks of a selection, and its downloads."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest
from fastapi.testclient import TestClient

from dateline.use.web.pictures.graph import HEIGHT, WIDTH, framed, layout
from dateline.use.web.routes.download import FORMATS


def test_network_counts_what_the_dyads_tell(shared: TestClient) -> None:
    net = shared.get("/network.json?since=2020").json()["network"]
    names = {a["key"]: a["name"] for a in net["actors"]}
    busiest = net["dyads"][0]
    told = shared.get("/events.json", params={"since": "2020", "who": f"#{busiest['a']}"}).json()
    assert 0 < busiest["events"] <= told["pages"]["total"]
    html = shared.get("/network?since=2020").text
    assert html.count("<circle") == len(net["actors"])
    assert html.count('class="tie') == len(net["dyads"])
    assert all(name in html.replace("&#39;", "'") for name in names.values())


def test_network_keeps_to_the_busiest(shared: TestClient) -> None:
    net = shared.get("/network.json?most=3").json()["network"]
    assert len(net["actors"]) == 3
    assert {d["a"] for d in net["dyads"]} | {d["b"] for d in net["dyads"]} <= {a["key"] for a in net["actors"]}
    assert net["left"] > 0
    assert "Nobody deals" in shared.get("/network?text=nowhere-told").text


def test_layout_draws_ties_together_inside_the_picture() -> None:
    ends = np.array([(0, 1), (2, 3), (3, 4), (2, 4)])
    points = framed(layout(5, ends, np.ones(4)))
    assert points.min() >= 0
    assert points[:, 0].max() <= WIDTH
    assert points[:, 1].max() <= HEIGHT
    far = np.linalg.norm(points[:, None] - points[None], axis=2)
    assert far[0, 1] < far[0, 2:].min()
    assert np.array_equal(points, framed(layout(5, ends, np.ones(4))))


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_downloads(shared: TestClient, form: str) -> None:
    answer = shared.get("/events/download", params={"format": form, "type": "AID"})
    assert answer.status_code == 200
    assert answer.content
    assert answer.headers["content-disposition"].startswith('attachment; filename="events.')
    assert f"format={form}" in shared.get("/events?type=AID").text


def test_a_download_is_the_selection(shared: TestClient) -> None:
    total = shared.get("/events.json?type=AID&type=ASSAULT&since=2020").json()["pages"]["total"]
    query = {"type": ["AID", "ASSAULT"], "since": "2020"}
    rows = list(csv.DictReader(io.StringIO(shared.get("/events/download", params={"format": "csv", **query}).text)))
    lines = shared.get("/events/download", params={"format": "json", **query}).text.splitlines()
    assert len(rows) == len([json.loads(line) for line in lines]) == total
    assert shared.get("/events/download?format=exe").status_code == 422
