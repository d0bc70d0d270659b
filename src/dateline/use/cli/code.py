"""`dateline code`: sources in, events out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.errors import UsageError
from dateline.records import Coded, Reject
from dateline.settings import FetchOptions, Settings
from dateline.use.cli.options import counted, least_option, model_option, roster_option, wanted_of, wanted_options
from dateline.use.refusals import Refusals

if TYPE_CHECKING:
    from rich.progress import Progress

FORMATS = ("table", "json", "csv", "parquet", "plover")


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Output form; a table on a terminal, json otherwise."
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file rather than to stdout.")
@click.option("--explain", is_flag=True, help="Show each article with its events, their words and the reasons.")
@least_option
@click.option("--text-column", help="Column or key that holds the text; found by itself where not given.")
@roster_option
@wanted_options
@click.option("--refusals", type=click.Path(path_type=Path, dir_okay=False), help="CSV file for what gave nothing, with its reason.")
@model_option
@click.option("--threads", type=click.IntRange(0), default=0, help="Threads of the reader; 0 means one a core.")
@click.option("--user-agent", help="How to introduce ourselves to web sites.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
def code(
    sources: tuple[str, ...], form: str | None, out: Path | None, explain: bool, min_confidence: float | None,
    text_column: str | None, roster: Path | None, refusals: Path | None, model: str, threads: int, user_agent: str | None,
    allow_private: bool, **given: Any,
) -> None:  # fmt: skip
    """Code SOURCEs into PLOVER events.

    A SOURCE is a file, folder, glob, URL, or - for stdin: HTML, pages saved as text, WARC, RSS or Atom, JSONL, CSV,
    TSV or Parquet, plain or packed (.gz, .zst). What it is shows from its content, not from its name.

    What cannot be read is named on stderr with the reason, the rest goes on, and the exit code is then 1. Of many inputs with one
    reason the first three are named and all are counted; --refusals names them all.
    """
    from dateline.use.coder import Coder

    if explain and form:
        raise UsageError("--explain has a form of its own: leave out --format, or ask `dateline explain --format json`")
    fetch = FetchOptions(allow_private=allow_private)
    if user_agent:
        fetch = FetchOptions(allow_private=allow_private, user_agent=user_agent)
    settings = Settings(threads, min_confidence, text_column, roster, fetch, wanted_of(given), model)
    on_terminal = out is None and sys.stdout.isatty()
    show = "explain" if explain else form or ("table" if on_terminal else "json")
    tally = Tally(refusals)
    stream = tally.watch(Coder(settings).run(*sources), quiet=on_terminal)
    if show in ("explain", "table"):
        from dateline.use.cli.show import show_articles

        show_articles(stream, out, explain=explain)
    else:
        from dateline.use.export import open_writer

        with open_writer(show, out) as writer:
            for coded in stream:
                writer.write(coded)
    tally.report()
    sys.exit(1 if tally.refusals.unreadable else 0)


class Tally:
    """Counts what passes, says what was refused, and keeps a progress line on a terminal."""

    def __init__(self, out: Path | None = None) -> None:
        self.articles = self.events = self.skipped = 0
        self.refusals = Refusals(out)

    def watch(self, stream: Iterator[Coded | Reject], *, quiet: bool) -> Iterator[Coded]:
        """Pass the coded articles on; rejects go to stderr, one line each. `quiet`: stdout shows progress by itself."""
        with self._progress(quiet) as progress:
            task = progress.add_task("coding", total=None)
            for item in stream:
                if isinstance(item, Reject):
                    if line := self.refusals.add(item):
                        progress.console.print(line, markup=False, highlight=False, soft_wrap=True)
                    continue
                self.articles += 1
                self.events += len(item.events)
                self.skipped += item.article.language not in (None, "en")
                progress.update(task, advance=1, description=f"{self.articles} articles, {self.events} events")
                yield item

    def _progress(self, quiet: bool) -> Progress:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        console = Console(stderr=True)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        return Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal)

    def report(self) -> None:
        parts = [counted(self.articles, "article"), counted(self.events, "event")]
        if self.skipped:
            parts.append(f"{self.skipped} not in English")
        parts += self.refusals.told()
        for line in [*self.refusals.lines("--refusals FILE names them all"), ", ".join(parts)]:
            click.echo(line, err=True)
