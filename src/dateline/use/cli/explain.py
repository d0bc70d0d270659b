"""`dateline explain`: each decision of an article with what was weighed for it."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path

import click

from dateline.records import Reject
from dateline.settings import Settings
from dateline.use.cli.options import model_option, out_form, roster_option

PARTS = ("when", "where", "who", "events")


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--only", multiple=True, type=click.Choice(PARTS), help="These decisions alone; may be given again.")
@click.option("--most", type=click.IntRange(1), default=4, show_default=True, help="Candidates shown for each decision.")
@click.option("--format", "form", type=click.Choice(("tree", "json")), help="Trees on a terminal, json otherwise.")
@roster_option
@model_option
@click.option("--text-column", help="Column or key that holds the text; found by itself where not given.")
def explain(
    sources: tuple[str, ...], only: tuple[str, ...], most: int, form: str | None, roster: Path | None, model: str, text_column: str | None
) -> None:  # fmt: skip
    """Show why an article was coded as it was: each decision with its candidates and features.

    \b
      when     dates weighed for each trigger, with the worth of each cue
      where    places that each name may mean, with their features, and whether it is a place here at all
      who      which mentions joined an actor and by which rule; its row of the roster; country and sector rules
      events   what the reader gave for each trigger, and whether it became an event, joined one, or was left out

    A feature's number is its weight times its value: candidates are compared by the sums, and chances follow from them.

    \b
      dateline explain page.html --only where --most 10
      dateline explain page.html --format json | jq '.dates[0].options'
    """
    from dateline.use.cli.trees import show_explained
    from dateline.use.coder import Coder

    shown = only or PARTS
    bad = 0
    for item in Coder(Settings(text_column=text_column, roster=roster, model=model)).explain(*sources, most=most):
        if isinstance(item, Reject):
            bad += 1
            click.echo(f"skipped {item.source}: {item.reason}", err=True)
        elif out_form(form) == "json":
            click.echo(json.dumps(_kept(dataclasses.asdict(item), shown), ensure_ascii=False))
        else:
            show_explained(item, shown)
    sys.exit(1 if bad else 0)


KEYS = {"when": ("times", "dates"), "where": ("places",), "who": ("actors", "shared"), "events": ("triggers",)}


def _kept(told: dict[str, object], shown: tuple[str, ...]) -> dict[str, object]:
    """The parts asked for, in the order of the record."""
    hidden = {key for part, keys in KEYS.items() if part not in shown for key in keys}
    return {key: value for key, value in told.items() if key not in hidden}
