"""The workbench on a large archive: `python -m benchmarks.load [--archive FILE | --events 1000000]`.

Starts `dateline serve` on a copy of the archive (one is made where none is named: some minutes) and prints

1. for each page the milliseconds from request to last byte, median and 95th percentile: as the first to ask after the archive changed,
   when no answer is kept, and when asked again; each round asks for something else. 300 ms at the 95th are wanted. Beside them the mean
   of processor time over all threads, which a busy machine does not stretch.
2. what 50 browsers at once get: answers that failed, milliseconds.
3. the server's memory over 10,000 requests. Flat is wanted.
4. first paint of each page in chromium, where playwright and chromium are at hand (--browser). 1 second is wanted.

`--write` puts the times of each page into docs/scale.md.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

import httpx

from benchmarks import bulk, page
from dateline.store.archive import Archive, Filters
from dateline.use.analysis.selection import pairs

Paths = dict[str, list[str]]  # addresses to ask for, by page
WORDS = ("harbour", "grain", "airport road", "ceasefire", "prisoner")
SPANS = (("2016", "2016"), ("2017-03", "2017-09"), ("2019", "2020"), ("2021-01", "2021-03"), ("2018-05-01", "2018-05-31"))


def paths(archive: Path, n: int, chance: random.Random) -> Paths:
    """n addresses of each page, of busy and of rare things."""
    with Archive.open(archive, read_only=True) as base:
        events = [r["id"] for r in base.rows("select id from events order by reports desc limit 200")]
        articles = [r["id"] for r in base.rows("select id from articles using sample 200 rows (reservoir, 7)")]
        busy = base.rows("select actor, any_value(name) as name from parts group by all order by count(*) desc limit 400")
        towns = base.rows("select place from events where place is not null group by all order by count(*) desc limit 300")
        dyads = [(p["a"]["key"], p["b"]["key"]) for p in pairs(base, Filters(), 200)]

    def some(*makers: str) -> list[str]:
        """Each pattern in turn, filled with something else every time."""
        out = []
        for k in range(n):
            actor, (a, b), (since, until) = chance.choice(busy), chance.choice(dyads), chance.choice(SPANS)
            given = {
                "event": chance.choice(events), "article": quote(chance.choice(articles)), "key": actor["actor"],
                "who": f"%23{actor['actor']}", "name": quote(actor["name"]), "a": f"%23{a}", "b": f"%23{b}",
                "place": quote(chance.choice(towns)["place"]),
                "text": quote(chance.choice(WORDS)), "page": chance.randint(2, 400), "since": since, "until": until,
                "lat": round(chance.uniform(10, 40), 2), "lon": round(chance.uniform(20, 65), 2),
            }  # fmt: skip
            out.append(makers[k % len(makers)].format(**given))
        return out

    span = "since={since}&until={until}"
    return {
        "overview": some("/"),
        "events": some(
            "/events", "/events?type=ASSAULT&type=COERCE", "/events?who={who}", f"/events?country=IRQ&{span}", "/events?text={text}",
            "/events?place={place}", "/events?place={lat},{lon}&km=300", "/events?page={page}", "/events?actor={a}&recipient={b}",
            "/events?quad=material+conflict&min_sources=2&sort=-killed", f"/events?{span}&min_confidence=0.9",
            "/events?sort=confidence&who=IRQ:MIL",
        ),
        "event": some("/event/{event}"), "article": some("/article?id={article}"), "actor": some("/actor/{key}"),
        "dyad": some("/dyad?a={a}&b={b}", "/dyad?a={a}&b={b}", "/dyad?a=IRQ:MIL&b={who}"),
        "network": some("/network", f"/network?{span}", "/network?type=ASSAULT", "/network?who={who}", "/network?country=SYR&most=60"),
        "watch": some("/watch", "/watch?window=90", "/watch?rate=0.01", "/watch?state=kept"),
        "review": some("/review", "/review?order=used", "/review?order=newest", f"/review?type=AID&{span}"),
        "add": some("/add"),
        "search": some("/search?q={name}", "/search?q=assault+in+{place}", "/search?q={text}+since+2020"),
    }  # fmt: skip


class Server:
    """A running workbench; its address and its process."""

    def __init__(self, archive: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as door:
            port = door.getsockname()[1]
        command = [sys.executable, "-m", "dateline.use.cli.main", "serve", "--archive", str(archive), "--port", str(port)]
        self.process = subprocess.Popen(command)
        self.url = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                httpx.get(f"{self.url}/login")
                return
            except httpx.TransportError:
                if self.process.poll() is not None:
                    raise SystemExit("the server did not start") from None
                time.sleep(0.1)
        raise SystemExit("the server does not answer")

    def megabytes(self) -> float:
        """What its process holds."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * resource.getpagesize() / 1e6

    def cpu(self) -> float:
        """Milliseconds of processor that it used so far, all threads; in steps of a hundredth of a second."""
        spent = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
        return 1000 * sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)


@contextmanager
def browser(url: str) -> Iterator[httpx.Client]:
    """A client that stays connected, follows where it is led, and has a name to decide under."""
    with httpx.Client(base_url=url, follow_redirects=True, timeout=120) as client:
        page = client.get("/login").text
        csrf = page.split('name="csrf" value="', 1)[1][:64]
        client.headers["x-csrf"] = csrf
        client.post("/name", data={"csrf": csrf, "reviewer": "load", "back": "/login"})
        yield client


def change(client: httpx.Client, event: str) -> None:
    """Note something, so that nothing kept from before holds."""
    data = {"csrf": client.headers["x-csrf"], "answer": "note", "why": "seen", "back": "/login"}
    client.post(f"{event}/verdict", data=data).raise_for_status()


def timed(client: httpx.Client, path: str) -> float:
    """Milliseconds until the whole answer is there. Raises where it is an error."""
    began = time.perf_counter()
    client.get(path).raise_for_status()
    return 1000 * (time.perf_counter() - began)


def percentile(values: Sequence[float]) -> float:
    """The 95th."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def times(server: Server, asked: Paths, rounds: int) -> tuple[bool, dict[str, str]]:
    """Print each page's times; whether all are as wanted, and the times as rows of a table."""
    found = {}
    print(f"{'':10}{'after a change':>24}{'again':>24}\n{'ms':10}" + f"{'p50':>8}{'p95':>8}{'cpu':>8}" * 2 + "   slowest")
    good = True
    with browser(server.url) as client:
        for name, some in asked.items():
            spent: list[list[float]] = [[], []]
            cpu = [0.0, 0.0]
            for n in range(rounds):
                change(client, asked["event"][n])
                for again in (0, 1):
                    before = server.cpu()
                    spent[again].append(timed(client, some[n]))
                    cpu[again] += (server.cpu() - before) / rounds
            slowest = some[max(range(rounds), key=spent[0].__getitem__)]
            cells = "".join(f"{median(ms):8.0f}{percentile(ms):8.0f}{c:8.0f}" for ms, c in zip(spent, cpu, strict=True))
            print(f"{name:10}{cells}   {slowest[:60]}", flush=True)
            figures = (median(spent[0]), percentile(spent[0]), cpu[0], median(spent[1]))
            found[f"{name}: ms after a change, at the 95th, of all processors; again"] = ", ".join(f"{ms:.0f}" for ms in figures)
            good = good and percentile(spent[0]) < 300
    return good, found


def crowd(server: Server, asked: Paths, clients: int, each: int) -> bool:
    """Many at once, each asking for one page after another; whether none got an error."""
    every = [path for some in asked.values() for path in some]

    def one(seed: int) -> list[tuple[float, str]]:
        chance, out = random.Random(seed), []
        with httpx.Client(base_url=server.url, follow_redirects=True, timeout=120) as client:
            for _ in range(each):
                began = time.perf_counter()
                try:
                    fault = "" if (answer := client.get(chance.choice(every))).is_success else f"{answer.status_code} {answer.url}"
                except httpx.HTTPError as error:
                    fault = repr(error)
                out.append((1000 * (time.perf_counter() - began), fault))
        return out

    began = time.monotonic()
    with ThreadPoolExecutor(clients) as pool:
        told = [x for some in pool.map(one, range(clients)) for x in some]
    spent, faults = time.monotonic() - began, [fault for _, fault in told if fault]
    ms = [m for m, _ in told]
    speed = f"{len(told) / spent:.0f} a second, p50 {median(ms):.0f} ms, p95 {percentile(ms):.0f} ms"
    print(f"\n{clients} at once: {len(told)} answers, {len(faults)} failed; {speed}", *faults[:5], sep="\n  ")
    return not faults


def memory(server: Server, asked: Paths, requests: int) -> None:
    """Print what the server holds as requests pass."""
    every, chance = [path for some in asked.values() for path in some], random.Random(3)
    print("\nrequests   MB")
    with httpx.Client(base_url=server.url, follow_redirects=True, timeout=120) as client:
        for n in range(requests + 1):
            if n % max(1, requests // 10) == 0:
                print(f"{n:8}{server.megabytes():7.0f}", flush=True)
            client.get(chance.choice(every)).raise_for_status()


def paint(server: Server, asked: Paths) -> bool:
    """Print the first contentful paint of each page in chromium; whether all are as wanted."""
    from playwright.sync_api import sync_playwright

    step = """() => new Promise((done) => new PerformanceObserver((list) => done(list.getEntries()[0].startTime))
        .observe({ type: 'paint', buffered: true }))"""
    good = True
    print("\nfirst paint, ms")
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, some in asked.items():
            page = chromium.new_context(base_url=server.url).new_page()
            seen = []
            for path in some[:3]:
                page.goto(path)
                seen.append(float(page.evaluate(step)))
            print(f"{name:10}{median(seen):7.0f}", flush=True)
            good = good and median(seen) < 1000
            page.context.close()
        chromium.close()
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=Path, help="the archive to serve a copy of; made by benchmarks.bulk where none is named")
    parser.add_argument("--events", type=int, default=1_000_000, help="events of the archive to make (1000000)")
    parser.add_argument("--rounds", type=int, default=24, help="addresses of each page (24)")
    parser.add_argument("--clients", type=int, default=50, help="browsers at once (50); 0: leave this out")
    parser.add_argument("--each", type=int, default=20, help="requests of each of them (20)")
    parser.add_argument("--requests", type=int, default=10_000, help="requests while memory is watched (10000); 0: leave this out")
    parser.add_argument("--page", action="append", help="only this page; may be repeated")
    parser.add_argument("--write", action="store_true", help="write the times of each page into docs/scale.md")
    parser.add_argument("--browser", action="store_true", help="first paint in chromium too")
    args = parser.parse_args()
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    with tempfile.TemporaryDirectory(prefix="dateline-load-") as folder:
        archive = Path(folder) / "load.duckdb"
        if args.archive:
            shutil.copyfile(args.archive, archive)
        else:
            bulk.make(archive, args.events)
        Archive.open(archive).close()  # brings an older file up to date
        asked = paths(archive, args.rounds, random.Random(7))
        with Archive.open(archive, read_only=True) as base:
            events = base.rows("select count(*) as n from events")[0]["n"]
        chosen = {p: some for p, some in asked.items() if not args.page or p in args.page}
        server = Server(archive)
        try:
            good, found = times(server, chosen | {"event": asked["event"]}, args.rounds)
            good = (not args.clients or crowd(server, chosen, args.clients, args.each)) and good
            if args.requests:
                memory(server, chosen, args.requests)
            good = (not args.browser or paint(server, chosen)) and good
        finally:
            server.stop()
    if args.write:
        what = f"--archive FILE --rounds {args.rounds}" if args.archive else f"--events {args.events} --rounds {args.rounds}"
        page.fill("load", {"events": f"{events:,}"} | found, f"python -m benchmarks.load {what}")
    print("\nall as wanted" if good else "\nnot all as wanted")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
