"""`dateline brief`: a chronology to hand on, every line with its sources."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.errors import UsageError
from dateline.use.cli.options import Number, archive_option, check_distance, members_option, open_archive


@click.command()
@click.option("--actor", "who", help="Events in which this one took part: a name, #number, or a code such as IRQ:MIL.")
@click.option("--dyad", nargs=2, metavar="A B", help="Events between these two.")
@click.option("--place", help="Events at this place; with --km also LAT,LON.")
@click.option("--km", type=Number(0), help="Within so many kilometres of --place.")
@click.option("--country", help="Where it was or who took part: name or ISO 3166 code.")
@click.option("--since", help="From this day, month or year on.")
@click.option("--until", help="Up to this day, month or year.")
@members_option
@archive_option
@click.option("--format", "form", type=click.Choice(("markdown", "html")), help="html where --out ends so, markdown otherwise.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file rather than to stdout.")
def brief(
    who: str | None, dyad: tuple[str, str] | None, place: str | None, km: float | None, country: str | None, since: str | None,
    until: str | None, only: bool, where: Path, form: str | None, out: Path | None,
) -> None:  # fmt: skip
    """A brief: chronology, charts (HTML), who is who, and what remains uncertain.

    \b
      dateline brief --actor "Masrour Barzani" --since 2022-06
      dateline brief --dyad Peshmerga "Iraqi Army" --out break.html
      dateline brief --place Kirkuk --km 50 --since 2017-10 --until 2017-10

    Every line ends in numbers that lead to the sentences it rests on, quoted to the letter with title, site, day and link. For a
    PDF print the HTML page from a browser: it is set for paper.
    """
    from dateline.store.archive import Filters
    from dateline.use.brief import brief as gather
    from dateline.use.brief import html, markdown
    from dateline.use.export.archive import opened

    if not (who or dyad or place or country or since):
        raise UsageError("say what the brief is about: --actor, --dyad, --place, --country or --since")
    check_distance(km, place)
    with open_archive(where) as archive:
        filters = Filters(who=who, place=place, km=km, country=country, since=since, until=until, members=not only)
        made = gather(archive, filters, dyad)
    form = form or ("html" if out and out.suffix in (".html", ".htm") else "markdown")
    text = html(made) if form == "html" else markdown(made)
    with opened(out) as handle:
        handle.write(text)
    click.echo(f"{len(made.entries)} events, {len(made.cites)} sentences cited", err=True)
