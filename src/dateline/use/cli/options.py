"""Options and output that several commands share."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.errors import UsageError
from dateline.settings import MODELS, Wanted

if TYPE_CHECKING:
    from dateline.store.archive import Archive

F = TypeVar("F", bound=Callable[..., Any])
INTERVAL = re.compile(r"(?<=\d)/(?=\d{4}-)")  # between two days, which stand one above the other
DEFAULT = "dateline.duckdb"


class Number(click.FloatRange):
    """A number of a range; to click NaN is in all of them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        found = super().convert(value, param, ctx)
        if isnan(found):
            self.fail(f"{value} is no number", param, ctx)
        return found


archive_option = click.option(
    "--archive", "where", type=click.Path(path_type=Path, dir_okay=False), default=DEFAULT, envvar="DATELINE_ARCHIVE",
    show_default=True, show_envvar=True, help="The archive's file.",
)  # fmt: skip
format_option = click.option(
    "--format", "form", type=click.Choice(("table", "json", "csv")), help="A table on a terminal, json otherwise."
)
model_option = click.option(
    "--model", type=click.Choice(MODELS), default=MODELS[0], show_default=True, help="Which network reads."
)
roster_option = click.option(
    "--roster", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder of your own actors (.yaml, .yml)."
)
least_option = click.option(
    "--min-confidence", type=Number(0, 1), help="Least confidence of an event; in place of the model's own threshold."
)
members_option = click.option("--only", is_flag=True, help="The named body alone, without those who act for it.")

WANTED = (
    click.option("--since", help="Published on this day, month or year, or later."),
    click.option("--until", help="Published up to this day, month or year."),
    click.option("--site", "sites", multiple=True, help="Of this host or one under it, such as example.org; may be given several times."),
    click.option("--language", "languages", multiple=True, help="In this language (ISO 639-1); may be given several times."),
)


def wanted_options(command: F) -> F:
    """Give a command the filters of articles; `wanted_of` reads them."""
    for option in reversed(WANTED):
        command = option(command)
    return command


def wanted_of(given: dict[str, Any]) -> Wanted:
    """The filters of articles that a command was given. Raises UsageError on what is no date."""
    sites, languages = (tuple(x.lower() for x in given[k]) for k in ("sites", "languages"))
    return Wanted(_day(given["since"], 0), _day(given["until"], 1), sites, languages)


def _day(text: str | None, end: int) -> date | None:
    from dateline.store.stories.days import days_of

    if text is None:
        return None
    if not (days := days_of(text)):
        raise UsageError(f"“{text}” is no date: write 2022-07-04, 2022-07 or 2022")
    return days[end]


def check_distance(km: float | None, place: str | None) -> None:
    """Raises UsageError where a distance is asked for, and from no place."""
    if km is not None and not place:
        raise UsageError("--km goes with --place: name the place, or its LAT,LON")


def open_archive(where: Path, *, write: bool = False, new: bool = True, wait: float = 0.0) -> Archive:
    """The archive for one command; reading commands open it read-only, so that several may run at once.

    new: whether a writing command may make one.
    """
    from dateline.store.archive import Archive

    return Archive.open(where, read_only=not write, new=new, wait=wait)


def out_form(form: str | None) -> str:
    """What `--format` means where it was not given."""
    return form or ("table" if sys.stdout.isatty() else "json")


def print_rows(rows: Iterable[dict[str, Any]], form: str, columns: Sequence[str]) -> None:
    """Rows to stdout: as a table of `columns`, or whole as JSON lines or CSV."""
    if form == "table":
        print_table(rows, columns)
    elif form == "csv":
        print_csv(rows)
    else:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False, default=plain))


def print_csv(rows: Iterable[dict[str, Any]]) -> None:
    """CSV with a header; lists joined by ";"."""
    writer = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({k: cell(v) for k, v in row.items()})


def print_table(rows: Iterable[dict[str, Any]], columns: Sequence[str], title: str | None = None) -> None:
    """A table for people: what no row tells is left out, and short words such as days are never broken."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from dateline.use.cli.widths import widths

    filled = [[INTERVAL.sub("/\n", cell(row.get(name), "; ")) for name in columns] for row in rows]
    if not filled:
        click.echo(f"{title}: none" if title else "none")
        return
    told = [n for n in range(len(columns)) if any(row[n] for row in filled)]
    grid = Table(title=title, title_justify="left", title_style="bold", header_style="bold", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    console = Console(width=None if sys.stdout.isatty() else 140)
    cells = [(columns[n].replace("_", " "), [row[n] for row in filled]) for n in told]
    for (name, _), width in zip(cells, widths(cells, console.width - 2 * len(told) - 1), strict=True):
        grid.add_column(name, overflow="fold", width=width)
    for row in filled:
        grid.add_row(*(Text(row[n]) for n in told))
    console.print(grid)


def cell(value: Any, between: str = ";") -> str:
    """A value as one cell of text."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return between.join(cell(v) for v in value)
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def counted(n: int, one: str) -> str:
    """1 article, 2 articles."""
    return f"{n} {one}" if n == 1 else f"{n} {one}s"


def among(kind: str, words: Iterable[str]) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], tuple[str, ...]]:
    """What reads an option's values as words of a list, in any case; of what is not in it, the nearest is named."""
    known = {word.casefold(): word for word in words}

    def read(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
        for value in values:
            if value.casefold() not in known:
                near = get_close_matches(value.casefold(), known, 1)
                hint = f"did you mean {known[near[0]]}?" if near else f"there are {', '.join(known.values())}"
                raise click.BadParameter(f"no {kind} is called “{value}”; {hint}")
        return tuple(known[value.casefold()] for value in values)

    return read


def plain(value: Any) -> Any:
    """JSON for days and moments."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
