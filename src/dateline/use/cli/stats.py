"""`dateline stats`: what the archive holds."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.use.cli.options import (
    archive_option,
    cell,
    format_option,
    open_archive,
    out_form,
    print_rows,
    print_table,
)


@click.command()
@archive_option
@format_option
def stats(where: Path, form: str | None) -> None:
    """What the archive holds: counts, days, and the most frequent types, countries, actors, sites and coders.

    Agreement is Krippendorff's alpha (2011) over events that several people judged right, wrong or changed: 1 is full agreement,
    0 is chance; empty where fewer than two events were judged by two.
    """
    from dateline.use.analysis import stats as numbers_of

    with open_archive(where) as archive:
        numbers = numbers_of(archive)
    if (show := out_form(form)) != "table":
        print_rows([numbers], show, ())
        return
    for name, value in numbers.items():
        if name != "top":
            click.echo(f"{name:<18} {cell(value)}")
    for name, rows in numbers["top"].items():
        if rows:
            print_table(rows, tuple(rows[0]), name)
