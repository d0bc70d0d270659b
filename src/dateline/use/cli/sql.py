"""`dateline sql`: any question, read-only."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.use.cli.options import archive_option, format_option, open_archive, out_form, print_rows


@click.command()
@click.argument("query")
@archive_option
@format_option
def sql(query: str, where: Path, form: str | None) -> None:
    """Rows of a QUERY in DuckDB's SQL. The archive is opened read-only, without access to other files.

    \b
      dateline sql "select type, count(*) from events group by all order by 2 desc"

    Tables: events, parts, ties, dyads, dealings, dealt, months, spots, tallies, days, span, reports, participants, articles, texts, words,
    word_runs, actors, names, kin, bearings, posts, cast_list, sentences, mentions, times, places, sightings, rejects, codings, decisions,
    anchors, migrations.
    """
    with open_archive(where) as archive:
        rows = archive.ask(query)
    print_rows(rows, out_form(form), tuple(rows[0]) if rows else ())
