"""`dateline follow`: feeds into the archive, for days on end."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from dateline.errors import UsageError
from dateline.settings import FetchOptions, Settings
from dateline.use.cli.options import archive_option, least_option, model_option, roster_option

UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}
LARGEST_PAGE = 10_000_000  # bytes; the largest real article pages are under 3 million


@click.command()
@click.argument("feeds", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FEEDS.txt")
@archive_option
@click.option("--once", is_flag=True, help="Stop when nothing is due; for cron.")
@click.option("--every", default="15m", show_default=True, help="Time between two polls of a feed, such as 90s, 15m, 2h or 1d.")
@click.option("--delay", default="5s", show_default=True, help="Time between two requests to a site; its robots.txt may ask for more.")
@click.option("--past", default="7d", show_default=True, help="Leave out pages that a feed dates longer ago than this.")
@least_option
@roster_option
@model_option
@click.option("--threads", type=click.IntRange(0), default=0, help="Threads of the reader; 0 means one a core.")
@click.option("--log", type=click.Path(path_type=Path, dir_okay=False), help="Append the daily lines to a file rather than to stderr.")
@click.option("--user-agent", help="How to introduce ourselves to web sites; name an address where you can be reached.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
def follow(
    feeds: Path, where: Path, once: bool, every: str, delay: str, past: str, min_confidence: float | None, roster: Path | None,
    model: str, threads: int, log: Path | None, user_agent: str | None, allow_private: bool,
) -> None:  # fmt: skip
    """Follow feeds: fetch the pages that they name, code them, add them to the archive.

    \b
      dateline follow feeds.txt                       for ever; Ctrl-C ends it, the same line goes on
      dateline follow feeds.txt --once                from cron
    FEEDS.txt has the address of an RSS or Atom feed, a sitemap or a sitemap index on each line; # begins a comment. It may be
    changed at any time.

    Sites are asked politely: by robots.txt, one request at a time with a delay, only for what changed (ETag, Last-Modified), and
    less and less often while they fail. Each page is fetched once; one that fails is tried for two weeks.

    One line an article on stdout, as `dateline add` writes them; one line a day on stderr or in --log that says what came. How far
    it is stands in ARCHIVE.follow, so that it may be stopped by whatever means. The archive is open only while something is added:
    other commands may use it meanwhile; where `dateline serve` has it open, pages are handed to it.
    """
    from dateline.records import Reject
    from dateline.use.coder import Coder
    from dateline.use.follow import Follower, Pace, addresses

    addresses(feeds)
    if log is not None:
        _writable(log)
    pace = Pace(seconds(every, "--every"), seconds(delay, "--delay"), past=seconds(past, "--past"))
    fetch = FetchOptions(allow_private=allow_private, max_bytes=LARGEST_PAGE)
    fetch = replace(fetch, user_agent=user_agent) if user_agent else fetch
    coder = Coder(Settings(threads, min_confidence, None, roster, fetch, model=model))

    def tell(line: str) -> None:
        if log is None:
            click.echo(line, err=True)
            return
        with log.open("a", encoding="utf-8") as out:
            out.write(line + "\n")

    try:
        for done in Follower(feeds, where, coder, pace, tell).run(once=once):
            if not isinstance(done, Reject):
                click.echo(f"{done.answer}\t{done.id}\t{done.events}\t{done.source}")
    except KeyboardInterrupt:
        click.echo("stopped; the same line goes on", err=True)
        sys.exit(130)


def _writable(log: Path) -> None:
    """Said at once, since the first line comes a day later."""
    try:
        log.open("a", encoding="utf-8").close()
    except OSError as error:
        raise UsageError(f"--log {log} cannot be written ({error.strerror}): name a file in a folder that is there and yours") from error


def seconds(text: str, option: str) -> float:
    """A time such as 15m in seconds. Raises UsageError that names the option."""
    try:
        found = float(text[:-1]) * UNITS[text[-1:]]
        if 0 <= found < 1e9:
            return found
    except (KeyError, ValueError):
        pass
    raise UsageError(f"{option} “{text}” is no time: write a number with s, m, h or d behind, such as 15m")
