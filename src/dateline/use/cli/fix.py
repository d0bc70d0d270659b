"""`dateline fix`: correct the archive. Every correction is a decision: kept with who, when and why, and undone by another."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.use.cli.decided import CALLED, lines
from dateline.use.cli.options import archive_option, format_option, open_archive, out_form, print_rows

if TYPE_CHECKING:
    from dateline.store.desk import Desk

FIELDS: tuple[Callable[[Any], Any], ...] = (
    click.option("--type", "type_", help="PLOVER type, such as AGREE."),
    click.option("--mode", "modes", multiple=True, help="PLOVER mode; may be given several times."),
    click.option("--aux", multiple=True, help="historical, future, hypothetical or negated; may be given several times."),
    click.option("--date", help="Day, month, year, or a/b for an interval."),
    click.option("--place", help="Name of the place."),
    click.option("--killed", nargs=2, type=int, help="Lowest and highest number of killed."),
    click.option("--injured", nargs=2, type=int, help="Lowest and highest number of injured."),
    click.option("--actor", "actors", multiple=True, help="Who did it: a name or #number; may be given several times."),
    click.option("--recipient", "recipients", multiple=True, help="To whom; as --actor."),
)


def shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every correction: which archive, who decides, and why."""
    command = archive_option(command)
    command = click.option("--why", help="The reason; kept beside the decision.")(command)
    return click.option("--by", default=getpass.getuser, help="Who decides; your login name where not given.")(command)


def fields_of(given: dict[str, Any]) -> dict[str, Any]:
    """The fields that were given, by the names that the desk knows."""
    some = {k.rstrip("_"): v for k, v in given.items() if v not in (None, ())}
    return {k: list(v) if isinstance(v, tuple) else v for k, v in some.items()}


@contextmanager
def desk(where: Path, by: str) -> Iterator[Desk]:
    from dateline.store.desk import Desk

    with open_archive(where, write=True, new=False) as archive:
        yield Desk(archive, by)


def said(decision: Any, remarks: Sequence[str] = ()) -> None:
    kind = CALLED.get(decision.kind, decision.kind)
    click.echo(f"decision {decision.key}: {kind} {decision.target}; `dateline fix undo {decision.key}` takes it back")
    for remark in remarks:
        click.echo(f"note: {remark} (`dateline fix undo {decision.key}` takes it back)", err=True)


@click.group()
def fix() -> None:
    """Correct the archive: decisions are kept with who, when and why, and hold after every new coding.

    \b
      dateline fix reject e12 --why "a drill, not an attack"
      dateline fix change e12 --type AGREE --date 2022-07-03
      dateline fix merge e12 e40
      dateline fix merge-actors "Sirwan Barzani" "Gen. Sirwan"
      dateline fix log
    """


@fix.command()
@click.argument("event")
@shared
def confirm(event: str, by: str, why: str | None, where: Path) -> None:
    """EVENT is right as it stands."""
    with desk(where, by) as it:
        said(it.confirm(event, why))


@fix.command()
@click.argument("event")
@shared
def reject(event: str, by: str, why: str | None, where: Path) -> None:
    """EVENT is wrong and leaves every answer; `dateline events --rejected` still lists it."""
    with desk(where, by) as it:
        said(it.reject(event, why))


@fix.command()
@click.argument("event")
@click.argument("text")
@shared
def note(event: str, text: str, by: str, why: str | None, where: Path) -> None:
    """A remark on EVENT."""
    with desk(where, by) as it:
        said(it.note(event, text if why is None else f"{text} ({why})"))


def with_fields(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(FIELDS):
        command = option(command)
    return command


@fix.command()
@click.argument("event")
@with_fields
@shared
def change(event: str, by: str, why: str | None, where: Path, **given: Any) -> None:
    """Give EVENT another type, date, place, counts or participants; what is not named stays.

    A place or actor that the archive does not know is taken as you write it; a note on stderr says so, and what was kept.
    """
    with desk(where, by) as it:
        said(it.change(event, fields_of(given), why), it.remarks)


@fix.command("add")
@click.argument("article")
@click.argument("words")
@with_fields
@shared
def add_event(article: str, words: str, by: str, why: str | None, where: Path, **given: Any) -> None:
    """Add an event that was missed in ARTICLE (its id); WORDS are its trigger, exactly as in the text."""
    with desk(where, by) as it:
        said(it.add(article, words, fields_of(given), why), it.remarks)


@fix.command()
@click.argument("events", nargs=-1, required=True)
@shared
def merge(events: tuple[str, ...], by: str, why: str | None, where: Path) -> None:
    """EVENTS are one."""
    with desk(where, by) as it:
        said(it.merge_events(events, why))


@fix.command()
@click.argument("event")
@click.argument("reports", nargs=-1, required=True)
@shared
def split(event: str, reports: tuple[str, ...], by: str, why: str | None, where: Path) -> None:
    """REPORTS (their ids, in `told` of `dateline events --format json`) are not of EVENT."""
    with desk(where, by) as it:
        said(it.split_event(event, reports, why))


@fix.command("merge-actors")
@click.argument("names", nargs=-1, required=True)
@shared
def merge_actors(names: tuple[str, ...], by: str, why: str | None, where: Path) -> None:
    """The actors called NAMES are one, the first; so they will be in articles to come."""
    with desk(where, by) as it:
        said(it.merge_actors(names, why))


@fix.command("split-actor")
@click.argument("name")
@click.argument("new_name")
@click.argument("articles", nargs=-1, required=True)
@shared
def split_actor(name: str, new_name: str, articles: tuple[str, ...], by: str, why: str | None, where: Path) -> None:
    """In ARTICLES (their ids) the actor NAME is somebody else, to be called NEW_NAME."""
    with desk(where, by) as it:
        said(it.split_actor(name, articles, new_name, why))


@fix.command()
@click.argument("decision", type=int)
@shared
def undo(decision: int, by: str, why: str | None, where: Path) -> None:
    """Take DECISION (its number) back; undoing an undo brings it back."""
    with desk(where, by) as it:
        said(it.undo(decision, why))


@fix.command()
@click.argument("target", required=False)
@archive_option
@format_option
def log(target: str | None, where: Path, form: str | None) -> None:
    """Decisions, latest first; those on one event or actor where TARGET names it."""
    from dateline.store.desk import Desk

    with open_archive(where) as archive:
        rows = Desk(archive, getpass.getuser()).log(target)
        if (show := out_form(form)) == "table":
            click.echo("\n".join(lines(archive, rows)) or "none")
            return
    print_rows(rows, show, ())


@fix.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file rather than to stdout.")
@archive_option
def gold(out: Path | None, where: Path) -> None:
    """Annotated articles for training: those of which every event was judged, with their events as they stand.

    One JSON object by article id: text, title, date, sents and events, each with exact words of a numbered sentence.
    """
    import json

    from dateline.use.export.archive import opened
    from dateline.use.export.gold import gold as annotated

    with open_archive(where) as archive:
        found = annotated(archive)
    with opened(out) as handle:
        handle.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    click.echo(f"{len(found)} articles, {sum(len(a['events']) for a in found.values())} events", err=True)
