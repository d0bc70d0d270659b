"""`dateline watch`: what changed against its own past."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from pathlib import Path

import click

from dateline.use.cli.options import Number, archive_option, format_option, open_archive, out_form, print_rows


@click.command()
@archive_option
@format_option
@click.option("--rate", type=Number(0, 1), default=0.1, show_default=True, help="Share of false ones among tested alarms.")
@click.option("--window", type=click.IntRange(1), default=28, show_default=True, help="Days that count as recent.")
@click.option("--weeks", type=click.IntRange(1), default=12, show_default=True, help="Until an agreement without a deed is overdue.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="As of this day; the last day of publication where not given.")
def watch(where: Path, form: str | None, rate: float, window: int, weeks: int, today: datetime | None) -> None:
    """Dyads and places where something changed against their own past, each with the events behind it.

    \b
      silence   no cooperation for longer than the usual gaps explain
      surge     more conflict, between two or at a place, than before
      first     the first material conflict of a dyad that had none
      promise   an agreement without a deed after --weeks

    Time is counted in articles, so fewer articles do not look like silence. Silence and surge are tested exactly as Poisson
    processes (Cox and Lewis 1966; Przyborowski and Wilenski 1940); --rate is the false discovery rate (Benjamini and Hochberg 1995).
    """
    from dateline.use.analysis.watch import watch as alerts_of

    with open_archive(where) as archive:
        day = today.date() if today else None
        alerts = alerts_of(archive, rate=rate, window=window, weeks=weeks, today=day)
    print_rows([dataclasses.asdict(a) for a in alerts], out_form(form), ("kind", "about", "p", "why", "events"))
