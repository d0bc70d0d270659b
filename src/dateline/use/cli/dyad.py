"""`dateline dyad`: the history between two."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from dateline.use.cli.options import (
    archive_option,
    counted,
    format_option,
    members_option,
    open_archive,
    out_form,
    print_rows,
    print_table,
)

LISTED = 20  # events of the table


@click.command()
@click.argument("a")
@click.argument("b")
@archive_option
@format_option
@members_option
def dyad(a: str, b: str, where: Path, form: str | None, only: bool) -> None:
    """The history between A and B: cooperation and conflict by month, where it turned, when they last met.

    A and B are names, #numbers, or codes such as IRQ, IRQ:MIL or :REB. An event counts where the two stand on opposite sides, or
    together in something cooperative. A break is the first material conflict after cooperation or at the start; further turns are
    shifts of intensity by Pettitt's test (1979) at 5 %.
    """
    from dateline.use.analysis import dyad as history

    show = out_form(form)
    with open_archive(where) as archive:
        found = history(archive, a, b, members=not only, latest=None if show == "json" else LISTED)
    if show == "json":
        print_rows([dataclasses.asdict(found)], show, ())
    elif show == "csv":
        print_rows(found.months, show, ())
    else:
        click.echo(f"{found.a.label} and {found.b.label}: {counted(found.total, 'event')}, {found.first} to {found.last}")
        if found.last_met:
            click.echo(f"last met {found.last_met['date'] or found.last_met['day']} ({found.last_met['id']}, {found.last_met['words']})")
        print_table(found.months, ("month", "cooperation", "conflict", "intensity"), "By month")
        turns = [dataclasses.asdict(t) for t in found.turns]
        print_table(turns, ("when", "kind", "event", "why"), "Turning points")
        print_table(found.events[::-1], ("id", "date", "type", "aux", "actors", "recipients", "place", "words"), "Latest events")
