"""`dateline rejects`: what could not be read."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.use.cli.options import archive_option, format_option, open_archive, out_form, print_rows


@click.command()
@archive_option
@format_option
def rejects(where: Path, form: str | None) -> None:
    """Inputs that gave no article or were not read, as those not in English: source, reason and when."""
    with open_archive(where) as archive:
        print_rows(archive.rejects(), out_form(form), ("moment", "source", "reason"))
