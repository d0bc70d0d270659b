"""What a person sees on a terminal: a table of events, or the article with its words coloured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.records import Coded, Event, Participant
from dateline.use.cli.widths import least, widths
from dateline.use.export.archive import opened

SIDES, BOTH = ("actors", "recipients"), "who to whom"  # two columns, and the one that stands for them on a narrow terminal
GAP = 2
STYLES = {"trigger": "bold red", "actor": "cyan", "recipient": "magenta", "time": "yellow", "place": "green"}


def show_articles(stream: Iterable[Coded], out: Path | None, *, explain: bool) -> None:
    """Print each article as it comes, to stdout or a file."""
    with opened(out) as handle:
        console = Console(file=handle, width=120 if out else None)
        for coded in stream:
            console.print(Text(coded.article.title or coded.article.id, style="bold"))
            if explain:
                console.print(Text(about(coded), style="dim"))
                console.print(coloured(coded), "\n")
                for event in coded.events:
                    console.print(explained(coded, event), "\n")
            elif coded.events:
                console.print("", table(coded, console.width), "", sep="\n")
            for skipped in coded.skipped:
                console.print(Text(f"skipped {skipped.what}: {skipped.why}", style="dim"))
            if not coded.events:
                console.print(Text("no events", style="dim"))


def about(coded: Coded) -> str:
    """Site, date, authors and dateline in one line."""
    a = coded.article
    parts = [a.site, a.published, ", ".join(a.authors), a.dateline.place if a.dateline else None]
    return " · ".join(p for p in parts if p)


def table(coded: Coded, width: int) -> Table:
    """One event a row, with the words it rests on; who did it and to whom in one column where `width` has no room for two."""
    rows = [_row(e) for e in coded.events]
    names = [name for name in rows[0] if name != BOTH]
    if sum(least(name, [str(r[name]) for r in rows]) + GAP for name in names) - GAP > width:
        names = [name for name in rows[0] if name not in SIDES]
    cells = [(name, [str(r[name]) for r in rows]) for name in names]
    grid = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for name, wide in zip(names, widths(cells, width - GAP * (len(names) - 1)), strict=True):
        grid.add_column(name, overflow="fold", width=wide)
    for row in rows:
        grid.add_row(*(row[name] for name in names))
    return grid


def _row(e: Event) -> dict[str, Text]:
    actors, recipients = (Text(people(some), style=STYLES[role]) for role, some in (("actor", e.actors), ("recipient", e.recipients)))
    return {
        "date": Text(e.date.value.replace("/", "/\n") if e.date and e.date.value else "–"),
        "type": Text(label(e), style="bold"),
        "actors": actors,
        "recipients": recipients,
        BOTH: Text.assemble(actors, " → ", recipients) if e.recipients else actors,
        "place": Text(e.place.name if e.place else "–", style=STYLES["place"]),
        "words": Text(e.trigger.text, style=STYLES["trigger"]),
        "sure": Text(f"{e.confidence:.2f}"),
    }


def label(event: Event) -> str:
    """`CONSULT visit (historical)`."""
    words = [event.type, *event.modes]
    return " ".join(words) + (f" ({', '.join(event.aux)})" if event.aux else "")


def people(participants: tuple[Participant, ...]) -> str:
    """Names with their codes: `Karl Harris [IGO MIL]`."""
    out = []
    for p in participants:
        codes = " ".join(c for c in (p.country, p.sector) if c)
        out.append(f"{p.name} [{codes}]" if codes else p.name)
    return ", ".join(out) or "–"


def coloured(coded: Coded) -> Text:
    """The article's text with triggers, participants, times and places coloured."""
    text = Text(coded.article.text)
    for start, end, style in _spans(coded):
        text.stylize(STYLES[style], start, end)
    return text


def _spans(coded: Coded) -> Iterator[tuple[int, int, str]]:
    """Least telling first: a later style covers an earlier one."""
    for t in coded.times:
        yield t.start, t.end, "time"
    for p in coded.places:
        yield p.start, p.end, "place"
    for e in coded.events:
        for role, some in (("recipient", e.recipients), ("actor", e.actors)):
            for one in some:
                if one.start is not None and one.end is not None:
                    yield one.start, one.end, role
    for e in coded.events:
        yield e.trigger.start, e.trigger.end, "trigger"
        for start, end in e.also:
            yield start, end, "trigger"


def explained(coded: Coded, event: Event) -> Text:
    """One event: its sentence and the why of each decision."""
    out = Text()
    out.append(label(event), style="bold")
    out.append(f"  {event.quad}, intensity {event.intensity:+}, confidence {event.confidence:.2f}\n", style="dim")
    start, end = coded.article.sentences[event.sentence]
    out.append("  “" + " ".join(coded.article.text[start:end].split()) + "”\n", style="italic")
    out.append(f"  trigger     {event.trigger.text}", style=STYLES["trigger"])
    out.append(f"  {event.why}\n", style="dim")
    for role, some in (("actor", event.actors), ("recipient", event.recipients)):
        for one in some:
            out.append(f"  {role:<11} {people((one,))}", style=STYLES[role])
            out.append(f"  {one.why or _why(coded, one)}\n", style="dim")
    if event.date:
        out.append(f"  date        {event.date.value} ({event.date.precision})", style=STYLES["time"])
        out.append(f"  {event.date.why}\n", style="dim")
    if event.place:
        out.append(f"  place       {event.place.name}", style=STYLES["place"])
        out.append(f"  {event.place.why}\n", style="dim")
    for name, count in (("killed", event.killed), ("injured", event.injured)):
        if count:
            out.append(f"  {name:<11} {count[0]}" + (f" to {count[1]}" if count[1] != count[0] else "") + "\n")
    return out


def _why(coded: Coded, person: Participant) -> str:
    return next((a.why for a in coded.actors if a.id == person.id), "")
