"""Coded -> rows of each table, and back. Nothing is lost on the way: `coded_of(rows_of(c)) == c`."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar, cast

from dateline.records import (
    Actor,
    Article,
    Caption,
    Coded,
    CodedMention,
    Context,
    DatedRole,
    Dateline,
    Event,
    EventDate,
    EventPlace,
    Link,
    Participant,
    Place,
    Skipped,
    Span,
    Time,
)

Row = dict[str, Any]
T = TypeVar("T")
HALF = re.compile("[\ud800-\udfff]")


def writable(record: T) -> T:
    """A record without halves of characters (lone surrogates), which no file can hold: each becomes "?", as in what is read from files.

    The record itself where it has none; offsets stay as they are.
    """
    return cast(T, _writable(record))


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode() if HALF.search(value) else value
    if isinstance(value, tuple):
        some = [_writable(x) for x in value]
        return tuple(some) if any(a is not b for a, b in zip(some, value, strict=True)) else value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = {name: _writable(x) for name in names_of(type(value)) if (x := getattr(value, name)) is not None}
        changed = {name: x for name, x in found.items() if x is not getattr(value, name)}
        return dataclasses.replace(value, **changed) if changed else value
    return value


def plain(record: Any) -> Row:
    """One record as a row; the field names are the column names. Nested records stay as they are: `Tables` writes them."""
    return {name: getattr(record, name) for name in names_of(type(record))}


def names_of(kind: Any) -> tuple[str, ...]:
    """Field names of a record."""
    return tuple(f.name for f in dataclasses.fields(kind))


def article_row(article: Article) -> Row:
    """The article without its text and sentences, which have tables of their own."""
    row = plain(article)
    del row["text"], row["sentences"]
    return row | {"day": day_of(article.published)}


def day_of(published: str | None) -> str | None:
    """The day of an ISO date or date with time; None where there is none, or none in the calendar ("0000-00-00")."""
    day = (published or "")[:10]
    try:
        return date.fromisoformat(day).isoformat() if len(day) == 10 else None
    except ValueError:
        return None


def numbered(article: int, records: Sequence[Any]) -> list[Row]:
    """Rows of an article's mentions, times, places or actors, in their order."""
    return [{"article": article, "n": n} | plain(record) for n, record in enumerate(records)]


def sentence_rows(article: int, coded: Coded) -> list[Row]:
    return [{"article": article, "n": n, "start": a, "end": b} for n, (a, b) in enumerate(coded.article.sentences)]


def report_row(coded: Coded, event: Event) -> Row:
    """One event of an article, without its participants; `words` is the sentence that tells it."""
    row = plain(event)
    del row["actors"], row["recipients"]
    row |= {name: plain(row[name]) if row[name] else None for name in ("trigger", "date", "place")}
    start, end = coded.article.sentences[event.sentence]
    return row | {"words": coded.article.text[start:end]}


def participant_rows(report: int, event: Event) -> list[Row]:
    sides = (("actor", event.actors), ("recipient", event.recipients))
    return [{"report": report, "role": role, "n": n} | plain(p) for role, some in sides for n, p in enumerate(some)]


# ---- back ---------------------------------------------------------------------------------------------------------


def coded_of(
    article: Row, own: Mapping[str, Sequence[Row]], reports: Sequence[Row], participants: Mapping[int, Sequence[Row]]
) -> Coded:
    """One coded article from its rows, each table's in order; `article` with its text, `participants` by report key."""
    contexts = tuple(Context(**c) for c in article.get("contexts") or ())
    skipped = tuple(Skipped(**s) for s in article.get("skipped") or ())
    return Coded(
        _article(article, own["sentences"], skipped),
        tuple(record(CodedMention, m) for m in own["mentions"]),
        tuple(record(Time, t) for t in own["times"]),
        tuple(record(Place, p) for p in own["places"]),
        tuple(_actor(a) for a in own["cast_list"]),
        tuple(event_of(r, participants.get(r["key"], ())) for r in reports),
        contexts,
        skipped,
    )


def _article(row: Row, sentences: Sequence[Row], skipped: tuple[Skipped, ...]) -> Article:
    nested = {
        "captions": tuple(Caption(**c) for c in row["captions"] or ()),
        "links": tuple(Link(**x) for x in row["links"] or ()),
        "dateline": Dateline(**row["dateline"]) if row["dateline"] else None,
        "sentences": tuple((s["start"], s["end"]) for s in sentences),
        "skipped": skipped,
    }
    return record(Article, row | nested)


def _actor(row: Row) -> Actor:
    return record(Actor, row | {"roles": tuple(DatedRole(**r) for r in row["roles"] or ())})


def event_of(row: Row, participants: Sequence[Row]) -> Event:
    """One report as the Event it was coded as."""
    sides = {
        f"{role}s": tuple(record(Participant, p) for p in participants if p["role"] == role)
        for role in ("actor", "recipient")
    }
    nested = {
        "trigger": Span(**row["trigger"]),
        "date": EventDate(**row["date"]) if row["date"] else None,
        "place": EventPlace(**row["place"]) if row["place"] else None,
        "killed": tuple(row["killed"]) if row["killed"] else None,
        "injured": tuple(row["injured"]) if row["injured"] else None,
        "also": tuple(tuple(x) for x in row["also"] or ()),
    }
    return record(Event, row | sides | nested)


def record(kind: type[T], row: Row) -> T:
    """A record from the columns that it knows; lists become tuples."""
    return kind(**{n: tuple(row[n]) if isinstance(row[n], list) else row[n] for n in names_of(kind)})


def now() -> str:
    """This moment in UTC, to the second, as tables keep it."""
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
