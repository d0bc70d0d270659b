"""PLOVER events -> coded articles that hold just the sentences told. Each event stays as it was made elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.records import Actor, Article, Coded, Context, Event, EventDate, EventPlace, Participant, Span
from dateline.resolve.events.plover import QUAD_OF, intensity
from dateline.store.archive import Archive
from dateline.store.archive.naming import name_key

Row = dict[str, Any]
WHY = "imported"
THERE_STEP = "select id from reports where live and id in (select unnest(?::varchar[]))"
TYPES_STEP = """
    select n.folded, min(a.type) as type from names n join actors a on a.key = n.actor
    where n.folded in (select unnest(?::varchar[])) group by all
"""


def is_event(row: Row) -> bool:
    """True; raises KeyError, TypeError, IndexError or AttributeError where a row is no event in PLOVER."""
    people = [p for side in ("actor", "recipient") for p in row.get(side) or ()]
    _event(row, 0, 0, {_who(p): "" for p in people})
    return True


def articles_of(archive: Archive, rows: Iterable[Row]) -> Iterator[Coded]:
    """One article for each article_id; events that the archive has by id already are left out."""
    some = list(rows)
    there = {r["id"] for r in archive.rows(THERE_STEP, [[r["id"] for r in some]])}
    by_article: dict[str, list[Row]] = {}
    for row in some:
        if row["id"] not in there:
            by_article.setdefault(row.get("article_id") or f"plover-{row['id']}", []).append(row)
    names = sorted({name_key(_name(p)) for r in some for side in ("actor", "recipient") for p in r.get(side) or ()})
    types = {r["folded"]: r["type"] for r in archive.rows(TYPES_STEP, [names])}
    yield from (_article(id, own, types) for id, own in by_article.items())


def _article(id: str, rows: list[Row], types: dict[str, str]) -> Coded:
    lines = list(dict.fromkeys(r["text"] for r in rows))
    starts, at = {}, 0
    for line in lines:
        starts[line] = at
        at += len(line) + 2
    cite = rows[0].get("cite_info") or {}
    article = Article(
        id, cite.get("url") or id, "\n\n".join(lines), tuple((starts[x], starts[x] + len(x)) for x in lines), cite.get("language"),
        title=cite.get("title"), site=cite.get("publication"), published=cite.get("published"),
    )  # fmt: skip
    people = [p for r in rows for side in ("actor", "recipient") for p in r.get(side) or ()]
    ids = {key: f"a{n}" for n, key in enumerate(dict.fromkeys(map(_who, people)), 1)}
    actors = tuple(_actor(ids[key], p, types) for key, p in {_who(p): p for p in people}.items())
    contexts = tuple(Context(name, 1.0) for name in dict.fromkeys(c for r in rows for c in r.get("context") or ()))
    events = tuple(_event(r, lines.index(r["text"]), starts[r["text"]], ids) for r in rows)
    return Coded(article, actors=actors, events=events, contexts=contexts)


def _event(r: Row, sentence: int, start: int, ids: dict[tuple[str, ...], str]) -> Event:
    kind, modes = r["event"][0], tuple(r.get("mode") or ())
    words = (r.get("event_text") or [r["text"]])[0]
    at = start + max(0, r["text"].find(words))
    value = r["date"] + (f"/{r['enddate']}" if r.get("enddate") else "")
    precision: Any = r.get("precision") or ("interval" if r.get("enddate") else "day")
    sides = {side: tuple(_participant(p, ids) for p in r.get(side) or ()) for side in ("actor", "recipient")}
    return Event(
        r["id"], kind, modes, QUAD_OF[kind], r.get("event_scale", intensity(kind, modes)), Span(at, at + len(words), words), sentence,
        sides["actor"], sides["recipient"], EventDate(value, precision, 1.0, WHY), _place(r.get("event_loc")), _count(r, "dead"),
        _count(r, "injured"), tuple(r.get("aux") or ()), (), r.get("confidence", 1.0), WHY,
    )  # fmt: skip


def _count(r: Row, name: str) -> tuple[int, int] | None:
    high = (r.get("size") or {}).get(name)
    return None if high is None else ((r.get("size_low") or {}).get(name, high), high)


def _place(loc: Row | None) -> EventPlace | None:
    if not loc:
        return None
    name = loc.get("resolved_place") or loc.get("extracted_place") or ""
    return EventPlace(
        name, 1.0, WHY, country=loc.get("country_code"), admin1=loc.get("province"), lat=loc.get("lat"), lon=loc.get("lon"),
        geonameid=loc.get("geonameid"),
    )  # fmt: skip


def _name(p: Row) -> str:
    return str(p.get("entity_name") or p.get("identifier_text") or p.get("entity_text") or "")


def _who(p: Row) -> tuple[str, ...]:
    return _name(p), p.get("code") or "", p.get("sector") or ""


def _participant(p: Row, ids: dict[tuple[str, ...], str]) -> Participant:
    return Participant(p.get("entity_text"), _name(p), id=ids[_who(p)], country=p.get("code"), sector=p.get("sector"), why=WHY)


def _actor(id: str, p: Row, types: dict[str, str]) -> Actor:
    """PLOVER does not say whether an actor is a person or a body: as the archive knows the name, else by its capitals."""
    name = _name(p)
    kind: Any = types.get(name_key(name)) or ("organisation" if name[:1].isupper() else "group")
    return Actor(id, name, kind if kind != "other" else "organisation", p.get("code"), p.get("sector"), (), 1.0, WHY)
