"""What people decided -> annotated articles for training and evaluation: the text, its sentences, and its events as they stand.

Only articles of which every event was judged are whole examples; in others what nobody looked at may be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.records import Coded, Event, Participant
from dateline.store.apply import is_hand_made
from dateline.store.archive import Archive
from dateline.store.decisions import Decision, Standing
from dateline.store.stories.days import days_of

Row = dict[str, Any]
REPORTS_STEP = """
    select r.*, a.id as article_id from reports r join articles a on a.key = r.article where r.live
    and a.id in (select article from anchors union select json_extract_string(value, '$.article') from decisions where kind = 'add')
    order by r.article, r."trigger"."start"
"""


def gold(archive: Archive) -> dict[str, Row]:
    """By article id: text, title, date, sents ([start, end] of each) and events, each with exact words of a numbered sentence."""
    with archive.reading() as base:
        standing = Standing(base)
        by_article: dict[str, list[tuple[Row, list[Decision]]]] = {}
        for row in archive.rows(REPORTS_STEP):
            judged = [d for d in standing.about([row]) if d.kind != "note"]
            by_article.setdefault(row["article_id"], []).append((row, judged))
    out = {}
    for id, reports in by_article.items():
        if all(judged or is_hand_made(row["id"]) for row, judged in reports) and (coded := archive.article(id)):
            a = coded.article
            events = list(_events(coded, reports))
            out[id] = {"text": a.text, "title": a.title, "date": (a.published or "")[:10] or None, "sents": [list(s) for s in a.sentences],
                       "events": events}  # fmt: skip
    return out


def _events(coded: Coded, reports: list[tuple[Row, list[Decision]]]) -> Iterator[Row]:
    """One a real event; further tellings of it in the same article are its `also`."""
    made: dict[int, Row] = {}
    by_id = {e.id: e for e in coded.events}
    for row, judged in reports:
        event = by_id[row["id"]]
        if [d.kind for d in judged if d.kind in ("reject", "confirm")][-1:] == ["reject"]:
            continue
        if first := made.get(row["event"]):
            first["also"].append([event.sentence, event.trigger.text])
            continue
        changed = {k: v for d in judged if d.kind == "change" for k, v in d.value.items()}
        one = made[row["event"]] = _event(coded, event, changed)
        if one["actors"] or one["recipients"]:
            yield one


def _event(coded: Coded, e: Event, changed: Row) -> Row:
    kind = changed.get("type", e.type)
    modes = changed.get("modes", list(e.modes) if kind == e.type else [])
    sides = {
        side: [_named(coded, e, p) for p in changed[side]] if side in changed else [_told(coded, e, p) for p in getattr(e, side)]
        for side in ("actors", "recipients")
    }
    return {
        "type": kind, "modes": modes, "sentence": e.sentence, "trigger": e.trigger.text,
        "also": [[_sentence(coded, a), coded.article.text[a:b]] for a, b in e.also],
        **{side: [p for p in some if p] for side, some in sides.items()},
        "date": _date(coded, e, changed), "place": _place(coded, e, changed), "aux": changed.get("aux", list(e.aux)),
    }  # fmt: skip


def _told(coded: Coded, e: Event, p: Participant) -> Row | None:
    """A participant with its own words; one that was only implied needs its name somewhere in the text."""
    own = {"name": p.name, "country": p.country, "sector": p.sector}
    if p.start is None or not p.text or not coded.article.text.startswith(p.text, p.start):
        return _named(coded, e, own)
    return {"sentence": _sentence(coded, p.start), "text": p.text} | _codes(own)


def _named(coded: Coded, e: Event, p: Row) -> Row | None:
    """A participant by name: its words in the event's sentence, else in the first that has them; None where none has."""
    order = sorted(range(len(coded.article.sentences)), key=lambda n: n != e.sentence)
    for words in (p["name"], p["name"].split()[-1]):
        for n in order:
            start, end = coded.article.sentences[n]
            if words in coded.article.text[start:end]:
                return {"sentence": n, "text": words} | _codes(p)
    return None


def _codes(p: Row) -> Row:
    return {"name": p["name"], "country": p["country"] or "", "sector": p["sector"] or ""}


def _date(coded: Coded, e: Event, changed: Row) -> Row | None:
    own = e.date if "date" not in changed else None
    days = days_of(changed.get("date", own.value if own else None))
    if not days:
        return None
    value = days[0].isoformat() if days[0] == days[1] else f"{days[0]}/{days[1]}"
    if own and own.start is not None:
        return {"sentence": _sentence(coded, own.start), "text": own.text, "value": value}
    return {"sentence": None, "text": None, "value": value}


def _place(coded: Coded, e: Event, changed: Row) -> Row | None:
    if "place" in changed:
        found = changed["place"]
        return {"sentence": None, "text": None, "name": found["name"], "country": found.get("country") or ""} if found else None
    p = e.place
    if p is None:
        return None
    at = _sentence(coded, p.start) if p.start is not None else None
    return {"sentence": at, "text": p.text if at is not None else None, "name": p.name, "country": p.country or ""}


def _sentence(coded: Coded, at: int) -> int:
    return next((n for n, (a, b) in enumerate(coded.article.sentences) if a <= at < b), 0)
