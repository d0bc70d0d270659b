"""`dateline events`: ask the archive for events."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.read.labels import AUX, MODES
from dateline.resolve.events.plover import QUAD_OF, QUADS
from dateline.use.cli.options import (
    Number,
    among,
    archive_option,
    check_distance,
    members_option,
    open_archive,
    out_form,
    print_table,
)

if TYPE_CHECKING:
    from dateline.store.archive import Filters
    from dateline.use.export.archive import Asked

FORMATS = ("table", "json", "csv", "parquet", "plover", "polecat", "gdelt", "geojson", "graphml", "gexf", "ical", "sqlite", "archive")
COLUMNS = ("id", "date", "type", "who to whom", "place", "killed", "told", "words")
TYPE, MODE = among("PLOVER type", QUAD_OF), among("PLOVER mode", MODES)
QUAD, FLAG = among("quad class", QUADS), among("flag", (*AUX, "actual"))

FILTERS: tuple[Callable[[Any], Any], ...] = (
    click.option("--type", "types", callback=TYPE, multiple=True, help="PLOVER type, such as CONSULT; may be given several times."),
    click.option("--mode", "modes", callback=MODE, multiple=True, help="PLOVER mode, such as visit; may be given several times."),
    click.option("--quad", "quads", callback=QUAD, multiple=True, help='Quad class, such as "material conflict".'),
    click.option("--who", help="Took part on either side: a name, an alias, #number, or a code such as IRQ or IRQ:MIL."),
    click.option("--actor", help="Who did it; as --who."),
    click.option("--recipient", help="To whom; as --who."),
    click.option("--country", help="Where it was or who took part: name or ISO 3166 code."),
    click.option("--sector", help="Sector of anyone who took part, such as MIL."),
    click.option("--place", help="Name of the place; with --km also LAT,LON."),
    click.option("--km", type=Number(0), help="Within so many kilometres of --place."),
    click.option("--since", help="From this day, month or year on."),
    click.option("--until", help="Up to this day, month or year."),
    click.option("--min-confidence", type=Number(0, 1), help="Surest report at least so sure."),
    click.option("--min-sources", type=click.IntRange(1), help="Told by at least so many independent sources."),
    click.option("--aux", callback=FLAG, multiple=True, help="Flag it must carry (historical, future, hypothetical, negated), or actual."),
    click.option("--text", help="Words that its sentence holds, or how they begin."),
    click.option("--rejected", is_flag=True, help="Those that people rejected, instead of the rest."),
    members_option,
)


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the filters."""
    for option in reversed(FILTERS):
        command = option(command)
    return command


def filters_of(given: dict[str, Any]) -> Filters:
    """The filters that a command was given. Raises UsageError where they do not go together."""
    from dateline.store.archive import Filters

    check_distance(given["km"], given["place"])
    return Filters(**{k: v for k, v in given.items() if k != "only"}, members=not given["only"])


@click.command()
@filter_options
@archive_option
@click.option("--from", "origin", metavar="FOLDER",
              help="Ask the result of `dateline run` where it lies, here or in an object store, instead of the archive.")
@click.option("--sort", default="-day", show_default=True,
              help="day, added, confidence, intensity, reports, sources, killed or type; - for falling.")
@click.option("--limit", type=click.IntRange(0), help="At most so many; 50 in a table, all otherwise.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Leave out so many first.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="A table on a terminal, json otherwise.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file rather than to stdout.")
def events(
    where: Path, origin: str | None, sort: str, limit: int | None, offset: int, form: str | None, out: Path | None, **given: Any
) -> None:  # fmt: skip
    """Events of the archive that fit all the filters.

    \b
      dateline events --who Peshmerga --since 2022-06 --type CONSULT
      dateline events --place Kirkuk --km 50 --quad "material conflict" --format geojson --out kirkuk.geojson
      dateline events --country Iraq --format gdelt --out iraq.tsv
      dateline events --from coded --type ASSAULT --since 2022-06
      dateline events --format archive --out all.jsonl     whole articles and decisions, for `dateline import`

    A name that several actors bear is not guessed at: the choices are listed with their numbers. With --from each report is an
    event of its own, since no stories are told yet; `dateline add --from` tells them. In the table a day in brackets is the one under
    which an event without a date is filed, and reports are counted where there are several.
    """
    show = out_form(form) if out is None else form or "json"
    filters = filters_of(given)
    with asked(where, origin, filters) as archive:
        if show == "table":
            found = archive.find(filters, sort=sort, limit=50 if limit is None else limit, offset=offset)
            if not found.rows:
                click.echo(f"none of {found.total}" if found.total else "no event fits", err=True)
                return
            print_table(map(brief_row, found.rows), COLUMNS)
            click.echo(f"{offset + 1} to {offset + len(found.rows)} of {found.total}", err=True)
            return
        from dateline.use.export.archive import export_events

        told = export_events(archive, filters, show, out, sort=sort, limit=limit, offset=offset)
        click.echo(told, err=True)


def brief_row(row: dict[str, Any]) -> dict[str, Any]:
    """An event for a narrow table: modes beneath the type, and no counts that are plain."""
    sides = ["; ".join(row["actors"]), "→ " + "; ".join(row["recipients"]) if row["recipients"] else ""]
    return row | {
        "date": row["date"] or (f"[{row['day']}]" if row["day"] else None),
        "type": "\n".join([row["type"], *row["modes"]]),
        "who to whom": " ".join(side for side in sides if side),
        "killed": row.get("killed_high"),
        "told": row["reports"] if (row.get("reports") or 1) > 1 else None,
    }


def asked(where: Path, origin: str | None, filters: Filters) -> AbstractContextManager[Asked]:
    """What answers: the archive, or a run."""
    if origin is None:
        return open_archive(where)
    from dateline.use.cluster.ask import opened

    return opened(origin, filters)
