"""What people do, done in a real browser: Debian's chromium, driven by Playwright. `make walks` runs them; they take minutes.

Every page is also looked at by axe-core, in light and in dark.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
uvicorn = pytest.importorskip("uvicorn")

from dateline import Coder, FakeReader  # noqa: E402
from dateline.store.archive import Archive  # noqa: E402
from dateline.use.web import create_app  # noqa: E402
from tests.use.web.browsing import MADE_BY  # noqa: E402
from tests.use.web.test_add import TEXT, read  # noqa: E402
from tests.use.web.wire import TELLINGS, article  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
sync_api.expect.set_options(timeout=60_000)  # a busy machine is no failure
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs chromium"),
    pytest.mark.skipif("DATELINE_WALKS" not in os.environ, reason="takes minutes; `make walks` runs it"),
]
PAGES = (
    "/", "/events?type=ASSAULT", "/event/e1", "/article?id=wire-7-0", "/actor/1", "/dyad?a=Malta&b=Tunisia", "/network",
    "/watch?window=400&rate=0.5", "/review", "/add", "/login", "/api", "/nothing",
)  # fmt: skip
HOSTILE = '<script>window.hit=1</script>"><img src=x onerror=window.hit=2><svg onload=window.hit=3></title></textarea>\u202e{{7*7}}'


@pytest.fixture(scope="module")
def site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a workbench that runs beside the tests."""
    path = tmp_path_factory.mktemp("browser") / "wire.duckdb"
    path.write_bytes(filled.read_bytes())
    with Archive.open(path) as archive:
        pick: dict[str, Any] = {"telling": TELLINGS[0], "a": "Malta", "b": "Tunisia", "day": date(2021, 5, 4), "place": "Tunis", "sure": 0.9}
        hostile = article("hostile", date(2021, 5, 5), [pick], title=HOSTILE, source="javascript:window.hit=4", standfirst=HOSTILE)
        assert len(list(archive.add([hostile], MADE_BY))) == 1
        app = create_app(archive, make_coder=lambda: Coder(reader=FakeReader(read)))
        door = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, args=([door],))
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, site: str) -> Iterator[Any]:
    """A fresh visitor; whatever the browser complains of fails the test."""
    context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" and not re.search("404|ERR_FAILED", m.text) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda d: complaints.append(d.message))
    yield page
    assert complaints == []
    context.close()


def say_who(page: Any, name: str = "anna") -> None:
    page.get_by_label("You are").fill(name)
    page.get_by_role("button", name="Keep").click()
    page.wait_for_load_state()  # the card stands there before the script that hears keys


@pytest.mark.parametrize("path", PAGES)
def test_pages_can_be_used_by_everyone(page: Any, path: str) -> None:
    page.goto(path)
    for scheme, rules in (("light", None), ("dark", {"runOnly": ["color-contrast"]})):  # only colours differ
        page.emulate_media(color_scheme=scheme)
        found = axe.Axe().run(page, options=rules).response["violations"]
        bad = [(v["id"], v["nodes"][0]["html"][:150]) for v in found if v["impact"] in ("serious", "critical")]
        assert bad == [], scheme
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_search_to_event_to_article_and_back(page: Any) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("assault in Sfax")
    page.get_by_role("searchbox").press("Enter")
    sync_api.expect(page.get_by_text("Understood as")).to_contain_text("a PLOVER type")
    page.locator("table.events .when a").first.click()
    page.locator("ol.reports .source a").first.click()
    sync_api.expect(page.locator("article.article mark.trigger").first).to_be_visible()
    page.locator(".note a").first.click()
    sync_api.expect(page).to_have_url(re.compile(r"/event/e\d+$"))
    for _ in range(3):
        page.go_back()
    sync_api.expect(page).to_have_url(re.compile(r"/events\?"))


def test_a_correction_is_seen_everywhere(page: Any) -> None:
    page.goto("/event/e1")
    say_who(page)
    page.get_by_text("Change what it says").click()
    form = page.locator('form[action$="/change"]')
    form.get_by_label("Type").select_option("AGREE")
    form.get_by_label("Date").fill("1999-05-04")
    form.get_by_role("button", name="Change").click()
    sync_api.expect(page.locator(".kicker .type")).to_have_text("AGREE")
    source = page.locator("ol.reports .source a").get_attribute("href")
    page.goto("/events?until=1999")
    sync_api.expect(page.locator("table.events .when a")).to_have_text(re.compile("4 May 1999"))
    page.goto("/")
    sync_api.expect(page.locator(".lead")).to_contain_text("from 4 May 1999")
    page.goto(source)
    sync_api.expect(page.locator('.note a[href="/event/e1"]')).to_be_visible()
    page.goto("/event/e1")
    page.get_by_role("button", name="Undo").click()
    sync_api.expect(page.locator(".facts")).not_to_contain_text("1999")


def test_two_actors_are_merged_and_parted(page: Any) -> None:
    page.goto("/actor?name=Elena Vassallo")
    elena = page.url
    say_who(page)
    page.get_by_label("Is the same as").fill("Karim Ben Salah")
    page.get_by_role("button", name="Merge").click()
    page.goto("/actor?name=Karim Ben Salah")
    assert page.url == elena
    page.get_by_role("button", name="Undo").click()
    page.goto("/actor?name=Karim Ben Salah")
    assert page.url != elena


def test_twenty_events_are_reviewed_by_keyboard(page: Any) -> None:
    page.goto("/review")
    say_who(page, "carla")
    left = int(page.locator(".lead strong").inner_text())
    for n in range(20):
        before = page.locator("article.card").get_attribute("aria-label")
        page.keyboard.press("rws"[n % 3] if n else "u")  # nothing to undo yet, which must do no harm
        if n:
            sync_api.expect(page.locator("article.card")).not_to_have_attribute("aria-label", before)
    page.keyboard.press("f")
    page.locator("details.fix").get_by_label("Date").fill("2001-02-03")
    page.keyboard.press("Enter")
    sync_api.expect(page.locator(".lead strong")).to_have_text(str(left - 14))
    page.keyboard.press("u")
    sync_api.expect(page.locator(".lead strong")).to_have_text(str(left - 13))


def test_keys_pressed_while_a_card_comes_are_for_the_next_one(page: Any) -> None:
    page.goto("/review?order=newest")
    say_who(page, "dora")
    sync_api.expect(page.locator("article.card")).to_be_visible()
    left = int(page.locator(".lead strong").inner_text())
    cards = [page.locator("article.card").get_attribute("aria-label")]

    def slowly(route: Any) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/verdict", slowly)
    page.keyboard.type("rsw")
    sync_api.expect(page.locator(".lead strong")).to_have_text(str(left - 2))
    page.goto("/review?order=newest")
    cards.append(page.locator("article.card").get_attribute("aria-label"))
    assert cards[0] != cards[1]  # judged right; the second was skipped, so it comes first again, and the third judged wrong
    page.unroute("**/verdict")
    page.route("**/verdict", lambda route: route.abort())
    page.keyboard.press("r")
    sync_api.expect(page.get_by_role("alert")).to_contain_text("did not answer")
    assert page.locator("article.card").get_attribute("aria-label") == cards[1]
    page.unroute("**/verdict")
    page.keyboard.press("r")
    sync_api.expect(page.locator("article.card")).not_to_have_attribute("aria-label", cards[1])


def test_a_pasted_article_shows_its_events(page: Any) -> None:
    page.goto("/add")
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_label("Title").fill("Words across the strait")
    page.get_by_label("Published").fill("2021-05-04")
    page.get_by_role("button", name="Add", exact=True).click()
    sync_api.expect(page.locator("#progress .lead")).to_contain_text("done")
    page.locator("#progress td a").click()
    sync_api.expect(page.locator("h1")).to_have_text("Words across the strait")
    page.locator(".note a").click()
    sync_api.expect(page.locator("blockquote mark.trigger").first).to_have_text("condemned")


def test_everything_is_reached_by_keyboard(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)") == "main"
    tab_to(page, "All events →")
    page.keyboard.press("Enter")
    sync_api.expect(page.locator("h1")).to_have_text("Events")
    tab_to(page, "Who")
    page.keyboard.type("Malta")
    page.keyboard.press("Enter")
    sync_api.expect(page).to_have_url(re.compile(r"/events\?who=Malta$"))
    first = page.locator("table.events .when a").first.inner_text()
    tab_to(page, first)
    page.keyboard.press("Enter")
    sync_api.expect(page).to_have_url(re.compile(r"/event/e\d+$"))


def tab_to(page: Any, words: str) -> None:
    """Press Tab until what has the focus says the words; every stop on the way must be visible."""
    text = "(e => (e.innerText || (e.labels && e.labels[0] && e.labels[0].innerText) || '').trim())(document.activeElement)"
    for _ in range(150):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getClientRects().length > 0")
        if page.evaluate(text) == words.strip():
            return
    raise AssertionError(f"{words!r} is not reached by Tab")


def test_a_span_is_chosen_by_dragging(page: Any) -> None:
    page.goto("/events")
    chart = page.locator("svg.bars").bounding_box()
    page.mouse.move(chart["x"] + chart["width"] * 0.4, chart["y"] + 40)
    page.mouse.down()
    page.mouse.move(chart["x"] + chart["width"] * 0.7, chart["y"] + 60, steps=4)
    page.mouse.up()
    sync_api.expect(page).to_have_url(re.compile(r"since=\d{4}-\d\d&until=\d{4}-\d\d$"))


def test_hostile_articles_do_nothing(page: Any) -> None:
    for path in ("/article?id=hostile", "/events?text=fishing", "/add", "/search?q=" + HOSTILE.replace("#", ""), "/review?order=newest"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hit") is None
        assert page.locator("main script, main img, [onerror], [onload], a[href^='javascript']").count() == 0
