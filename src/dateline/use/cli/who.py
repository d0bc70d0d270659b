"""`dateline who`: one actor's life."""

from __future__ import annotations

import dataclasses
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

PARTS = (
    ("roles", "Posts", ("first", "last", "title", "organisation", "times")),
    ("codes", "Codes", ("first", "last", "country", "sector", "articles")),
    ("dyads", "Dealt with", ("name", "events", "cooperation", "conflict", "last")),
    ("latest", "Latest events", ("id", "date", "type", "actors", "recipients", "place", "words")),
    ("alike", "May be the same (dateline fix merge-actors)", ("key", "name", "type", "country", "sector", "alike")),
)


@click.command()
@click.argument("name")
@archive_option
@format_option
def who(name: str, where: Path, form: str | None) -> None:
    """Who is NAME: names, posts through time, whom it dealt with, latest events, and who might be the same.

    NAME is a name or alias as you would type it, or an actor's #number.
    """
    from dateline.use.analysis import who as life_of

    with open_archive(where) as archive:
        life = life_of(archive, name)
    if (show := out_form(form)) != "table":
        print_rows([dataclasses.asdict(life)], show, ())
        return
    actor = life.actor
    click.echo(f"{actor['name']}  #{actor['key']}  {actor['type']}  {cell(actor['country'])} {cell(actor['sector'])}")
    click.echo(f"names: {', '.join(life.names)}")
    if life.members:
        click.echo(f"includes: {', '.join(life.members)}")
    for part, title, columns in PARTS:
        if rows := getattr(life, part):
            print_table(rows, columns, title)
