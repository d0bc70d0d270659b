"""A workbench over a small archive, and browsers on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dateline.store.archive import Archive, MadeBy
from dateline.use.web import Options, create_app
from tests.use.web.wire import wire

MADE_BY = MadeBy("dateline test", "fake")
HOME = "http://127.0.0.1:8010"


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an archive with 40 articles."""
    path = tmp_path_factory.mktemp("web") / "wire.duckdb"
    with Archive.open(path) as archive:
        assert sum(1 for _ in archive.add(wire(40), MADE_BY)) == 40
    return path


@pytest.fixture
def archive(filled: Path, tmp_path: Path) -> Iterator[Archive]:
    """A copy of it to change."""
    path = tmp_path / "wire.duckdb"
    path.write_bytes(filled.read_bytes())
    with Archive.open(path) as archive:
        yield archive


@pytest.fixture(scope="module")
def shared(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A browser on a workbench that tests only read."""
    path = tmp_path_factory.mktemp("shared") / "wire.duckdb"
    path.write_bytes(filled.read_bytes())
    with Archive.open(path) as archive:
        yield TestClient(create_app(archive), base_url=HOME, follow_redirects=False)


@pytest.fixture
def browser(archive: Archive) -> TestClient:
    """A browser on a workbench of its own."""
    return TestClient(create_app(archive), base_url=HOME, follow_redirects=False)


def csrf_of(client: TestClient, path: str = "/login") -> str:
    """The token that a page's forms carry."""
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', client.get(path).text)
    assert found
    return found[1]


@pytest.fixture
def post(browser: TestClient) -> Callable[..., Any]:
    """Send a form as one of our own pages does, under the name anna."""
    token = csrf_of(browser)
    browser.post("/name", data={"csrf": token, "reviewer": "anna", "back": "/"})

    def send(path: str, **fields: Any) -> Any:
        return browser.post(path, data={"csrf": token, **fields})

    return send


@pytest.fixture
def guarded(archive: Archive) -> TestClient:
    """A browser without the token, on a workbench that asks for one."""
    app = create_app(archive, Options(token="a-long-enough-token", hosts=()))
    return TestClient(app, base_url="http://news.example:8010", follow_redirects=False)
