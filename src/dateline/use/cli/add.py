"""`dateline add`: sources into the archive."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click

from dateline.errors import UsageError
from dateline.settings import FetchOptions, Settings
from dateline.use.cli.options import (
    Number,
    archive_option,
    least_option,
    model_option,
    roster_option,
    wanted_of,
    wanted_options,
)
from dateline.use.refusals import Refusals


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--from", "origin", metavar="FOLDER", help="Result of `dateline run`, coded already; here or in an object store.")
@archive_option
@least_option
@click.option("--text-column", help="Column or key that holds the text; found by itself where not given.")
@roster_option
@wanted_options
@model_option
@click.option("--threads", type=click.IntRange(0), default=0, help="Threads of the reader; 0 means one a core.")
@click.option("--wait", type=Number(0), default=0.0, help="Seconds to wait while another process owns the file.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
def add(
    sources: tuple[str, ...], origin: str | None, where: Path, min_confidence: float | None, text_column: str | None, roster: Path | None,
    model: str, threads: int, wait: float, allow_private: bool, **given: Any,
) -> None:  # fmt: skip
    """Code SOURCEs and keep them in the archive.

    Takes what `dateline code` takes. The same page again, under another name or with other furniture, adds nothing; a changed
    article becomes a new version. What is said to be added is on the disk: stop at any moment and run the same line again. Where
    `dateline serve` has the archive open, what is coded here is handed to it.

    \b
    One line an article on stdout, parted by tabs: answer, id, events, source. Answers:
      new      a new article
      known    its words are kept already
      version  a changed article under a name that is there
      copy     an agency text that is there under another name; no further source

    What cannot be read is named on stderr (the first three for one reason, and then their number), kept for `dateline rejects`, and
    the exit code is then 1. Articles that are not in English are kept, tell no events, and are counted on the last line.
    """
    from dateline.records import Reject
    from dateline.use.adding import add_run, add_sources
    from dateline.use.coder import Coder
    from dateline.use.handover import adding_to

    if bool(sources) == bool(origin):
        raise UsageError("name SOURCEs to code, or the folder of a run with --from")
    fetch = FetchOptions(allow_private=allow_private)
    settings = Settings(threads, min_confidence, text_column, roster, fetch, wanted_of(given), model)
    tally, foreign, refusals = Counter[str](), Counter[str](), Refusals()
    with adding_to(where, wait=wait) as archive:
        try:
            for done in add_run(archive, origin) if origin else add_sources(archive, Coder(settings), *sources):
                if isinstance(done, Reject):
                    if line := refusals.add(done):
                        click.echo(line, err=True)
                else:
                    tally[done.answer] += 1
                    tally["events"] += done.events
                    foreign.update([done.language] if done.language else [])
                    click.echo(f"{done.answer}\t{done.id}\t{done.events}\t{done.source}")
        finally:
            for line in refusals.lines("`dateline rejects` has them all"):
                click.echo(line, err=True)
            parts = [f"{n} {what}" for what, n in tally.items()] + refusals.told()
            if foreign:
                parts.append(f"{foreign.total()} not in English ({', '.join(sorted(foreign))}; `dateline rejects` lists them)")
            click.echo(f"{where}: {', '.join(parts) or 'nothing added'}", err=True)
    sys.exit(1 if refusals.unreadable else 0)
