"""`dateline recode`: kept texts, read by today's coder."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from dateline.settings import Settings
from dateline.use.cli.options import archive_option, model_option, open_archive, roster_option


@click.command()
@archive_option
@click.option("--apply", "write", is_flag=True, help="Put the new coding in place; without it the changes are only shown.")
@click.option("--all", "everything", is_flag=True, help="Articles of today's version too.")
@click.option("--limit", type=click.IntRange(1), help="So many articles at most.")
@roster_option
@model_option
@click.option("--threads", type=click.IntRange(0), default=0, help="Threads of the reader; 0 means one a core.")
def recode(where: Path, write: bool, everything: bool, limit: int | None, roster: Path | None, model: str, threads: int) -> None:
    """Read the kept texts with today's coder and show what changes: events that are new, gone or changed.

    Articles that this version coded are left alone. With --apply the new coding takes the place of the old one, which stays in
    the file; decisions of people are applied again.
    """
    from dateline.use.coder import Coder
    from dateline.use.recoding import changes, recoded, waiting
    from dateline.use.recoding import recode as put

    coder = Coder(Settings(threads, roster=roster, model=model))
    tally: Counter[str] = Counter()
    with open_archive(where, write=write, new=False) as archive:
        ids = waiting(archive, coder, everything=everything)[:limit]
        shown = put(archive, coder, ids) if write else (c for pair in recoded(archive, coder, ids) for c in changes(*pair))
        for change in shown:
            tally[change.kind] += 1
            words = f"{change.event.type}\t{change.event.trigger.text}"
            click.echo(f"{change.kind}\t{change.article}\t{words}\t{change.what}".rstrip("\t"))
    told = ", ".join(f"{n} {kind}" for kind, n in sorted(tally.items())) or "no event changes"
    click.echo(f"{len(ids)} articles {'coded again' if write else 'looked at'}: {told}", err=True)
    if tally and not write:
        click.echo("nothing was written; add --apply to put it in place", err=True)
