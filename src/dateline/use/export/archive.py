"""Events of an archive -> the formats that others use. One form a file; `FORMS` names them.

Every form takes `Story` dicts: an event row with `parts` (participants with codes) and `told` (its reports, first told first).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any, Protocol, TextIO

from dateline.errors import UsageError
from dateline.store.archive import Archive, Filters, Found
from dateline.use.export import calendar, gdelt, geojson, network, polecat, sqlite, story_plover, table, whole
from dateline.use.export.writers import aside, is_pipe, stdout

Story = dict[str, Any]
Form = Callable[[Iterable[Story], TextIO], int]
CHUNK = 500
# In the order in which the event names them; what follows the name decides between two of one name, so that no two runs differ.
PARTS_STEP = """
    select p.* from parts p join events e on e.key = p.event where p.event in (select unnest(?::bigint[]))
    order by p.event, p.role, list_position(if(p.role = 'actor', e.actors, e.recipients), p.name) nulls last,
      p.name, p.country nulls last, p.sector nulls last, p.actor
"""
TOLD_STEP = """
    select r.event, r.id, r.words, r."trigger", r.sentence, r.killed, r.injured, r.confidence, r.wire, r.site, r.published,
      r."date", r.place, a.id as article_id, a.title, a.source, a.language,
      [c.name for c in a.contexts] as contexts
    from reports r join articles a on a.key = r.article
    where r.live and r.event in (select unnest(?::bigint[])) order by r.event, r.published nulls last, r.key
"""

FORMS: dict[str, Form] = {
    "json": table.write_json, "csv": table.write_csv, "plover": story_plover.write, "polecat": polecat.write,
    "gdelt": gdelt.write, "geojson": geojson.write, "graphml": network.write_graphml, "gexf": network.write_gexf,
    "ical": calendar.write,
}  # fmt: skip


class Asked(Protocol):
    """What has events: an archive, or a run where it lies."""

    def find(self, filters: Filters | None = None, *, sort: str = "-day", limit: int | None = 50, offset: int = 0) -> Found: ...

    def rows(self, step: str, given: Any = None) -> list[dict[str, Any]]: ...


def stories(
    archive: Asked, filters: Filters, *, sort: str = "day", limit: int | None = None, offset: int = 0
) -> Generator[Story]:
    """Events with their participants and reports, as they stand at the first; memory holds CHUNK of them at a time."""
    with archive.snapshot() if isinstance(archive, Archive) else nullcontext(archive) as still:
        left = limit
        while left is None or left > 0:
            rows = still.find(filters, sort=sort, limit=CHUNK if left is None else min(CHUNK, left), offset=offset).rows
            keys = [[r["key"] for r in rows]]
            parts, told = _by_event(still.rows(PARTS_STEP, keys)), _by_event(still.rows(TOLD_STEP, keys))
            for row in rows:
                yield row | {"parts": parts.get(row["key"], []), "told": told.get(row["key"], [])}
            offset += len(rows)
            left = left - len(rows) if left is not None else None
            if len(rows) < CHUNK:
                return


def _by_event(rows: Iterable[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    out: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        out.setdefault(row["event"], []).append(row)
    return out


def export_events(
    archive: Asked, filters: Filters, form: str, out: Path | None, *, sort: str = "day", limit: int | None = None, offset: int = 0
) -> str:
    """Write events in a form to a file or stdout; says how many were written and what was left out.

    CSV and Parquet files get a codebook beside them (NAME.codebook.csv). Raises UsageError for an unknown form or a folder that is
    not there.
    """
    if out:
        aside(out)
    if form in ("parquet", "sqlite") and (out is None or is_pipe(out)):
        raise UsageError(f"{form} cannot go to a terminal or pipe: name a file with --out FILE")
    if form in ("archive", "sqlite") and not isinstance(archive, Archive):
        raise UsageError(f"{form} is of an archive: put the run into one first, with `dateline add --from`")
    wrong = form == "archive" and limit is None and not offset and not filters.rejected
    # Closed here rather than whenever they are swept up: a pipe may end early, and the archive is closed by then.
    with (
        closing(stories(archive, filters, sort=sort, limit=limit, offset=offset)) as some,
        closing(stories(archive, replace(filters, rejected=True), limit=None if wrong else 0)) as rejected,
    ):
        return _export(archive, Counted(some), rejected, form, out)


def _export(archive: Asked, count: Counted, rejected: Iterable[Story], form: str, out: Path | None) -> str:
    left = 0
    if form == "archive" and isinstance(archive, Archive):
        with opened(out) as handle:  # an article whose every event is wrong goes out too, with who said so
            return whole.write(archive, chain(count, rejected), handle)
    elif form == "sqlite" and isinstance(archive, Archive) and out:
        sqlite.write(archive, count, out)
    elif form == "parquet" and out:
        left = table.write_parquet(count, out)
    elif form in FORMS:
        with opened(out) as handle:
            left = FORMS[form](count, handle)
    else:
        raise UsageError(f"unknown format {form!r}; there are {', '.join(sorted([*FORMS, 'archive', 'parquet', 'sqlite']))}")
    if out and form in ("csv", "parquet") and not is_pipe(out):
        table.write_codebook(out.with_name(out.name + ".codebook.csv"))
    return f"{count.n} events" + (f", {left} of them left out: {LEFT_OUT[form]}" if left else "")


LEFT_OUT = {
    "plover": "the format demands a day", "gdelt": "the format demands a day and what really was", "polecat": "the format demands a day",
    "geojson": "no coordinates", "ical": "not ahead, or without a day", "graphml": "nobody on one side", "gexf": "nobody on one side",
}  # fmt: skip


class Counted:
    """An iterable that counts what passes."""

    def __init__(self, some: Iterable[Story]) -> None:
        self._some, self.n = some, 0

    def __iter__(self) -> Iterator[Story]:
        for story in self._some:
            self.n += 1
            yield story


@contextmanager
def opened(out: Path | None) -> Iterator[TextIO]:
    """stdout, or a file that takes its name when it is whole; a pipe is written to as it is."""
    if out is None:
        yield stdout()
        return
    part = aside(out)
    with part.open("w", encoding="utf-8", newline="") as handle:
        yield handle
    if part != out:
        part.replace(out)
