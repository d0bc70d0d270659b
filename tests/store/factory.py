"""Coded articles for tests, made from one line an event."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from dateline.records import (
    Actor,
    Article,
    Coded,
    CodedMention,
    Event,
    EventDate,
    EventPlace,
    Participant,
    Span,
)  # fmt: skip
from dateline.resolve.events.plover import QUAD_OF, intensity
from dateline.store.archive import MadeBy

MADE_BY = MadeBy("dateline test", "fake")
CODES = {
    "Peshmerga": ("organisation", "IRQ", "MIL"), "Iraqi Army": ("organisation", "IRQ", "MIL"),
    "Iraqi forces": ("group", "IRQ", "MIL"), "Sirwan Barzani": ("person", "IRQ", "MIL"),
    "Masrour Barzani": ("person", "IRQ", "GOV"), "rebels": ("group", "SYR", "REB"), "Syrian army": ("organisation", "SYR", "MIL"),
}  # fmt: skip
TOWNS = {"Erbil": (36.19, 44.01, "IRQ"), "Baghdad": (33.34, 44.40, "IRQ"), "Aleppo": (36.20, 37.16, "SYR")}


def told(
    kind: str, actors: Sequence[str], recipients: Sequence[str] = (), *, date: str | None = None, place: str | None = None,
    killed: tuple[int, int] | None = None, aux: tuple[str, ...] = (), modes: tuple[str, ...] = (), precision: Any = "day",
    words: str | None = None, confidence: float = 0.9,
) -> dict[str, Any]:  # fmt: skip
    """One event as the arguments that `coded` makes an Event of; `words` is its sentence."""
    return {
        "kind": kind, "actors": actors, "recipients": recipients, "date": date, "place": place, "killed": killed, "aux": aux,
        "modes": modes, "precision": precision, "words": words, "confidence": confidence,
    }  # fmt: skip


def coded(id: str, *events: dict[str, Any], published: str = "2022-07-04", site: str | None = "Wire", **more: Any) -> Coded:
    """An article whose sentences are the events' words."""
    lines = [e["words"] or _sentence(e) for e in events] or [more.pop("text", f"Nothing happened at {id} that day.")]
    if extra := more.pop("extra", None):
        lines.append(extra)
    text, sentences = "", []
    for line in lines:
        text += "\n\n" if text else ""
        sentences.append((len(text), len(text) + len(line)))
        text += line
    names = list(dict.fromkeys(n for e in events for n in [*e["actors"], *e["recipients"]]))
    mentions = tuple(CodedMention(s := max(0, text.find(n)), s + len(n), n, "organisation", f"a{i}") for i, n in enumerate(names, 1))
    actors = tuple(_actor(f"a{i}", n, (i - 1,)) for i, n in enumerate(names, 1))
    ids = {n: f"a{i}" for i, n in enumerate(names, 1)}
    article = Article(id, more.pop("source", f"{id}.txt"), text, tuple(sentences), "en", site=site, published=published, **more)
    made = tuple(_event(id, n, e, text, sentences[n], ids) for n, e in enumerate(events))
    return Coded(article, mentions, actors=actors, events=made)


def _sentence(e: dict[str, Any]) -> str:
    where = f" in {e['place']}" if e["place"] else ""
    return f"{' and '.join(e['actors'])} {e['kind'].lower()}ed {' and '.join(e['recipients'])}{where}."


def _actor(id: str, name: str, mentions: tuple[int, ...]) -> Actor:
    kind, country, sector = CODES.get(name, ("organisation", None, None))
    alias = (name.split()[-1],) if kind == "person" else ()
    return Actor(id, name, kind, country, sector, mentions, 0.9, "in the test's list", alias)  # type: ignore[arg-type]


def _event(article: str, n: int, e: dict[str, Any], text: str, at: tuple[int, int], ids: dict[str, str]) -> Event:
    start = at[0] + 1
    trigger = Span(start, start + 4, text[start : start + 4])
    key = hashlib.sha256(f"{article}{e['kind']}{n}".encode()).hexdigest()[:16]
    place = None
    if e["place"]:
        lat, lon, country = TOWNS.get(e["place"], (None, None, None))
        place = EventPlace(e["place"], 0.9, "told", e["place"], country=country, lat=lat, lon=lon)
    sides = [tuple(_participant(name, ids[name]) for name in e[side]) for side in ("actors", "recipients")]
    date = EventDate(e["date"], e["precision"], 0.9, "told", e["date"]) if e["date"] else None
    kind = e["kind"]
    return Event(
        key, kind, e["modes"], QUAD_OF[kind], intensity(kind, e["modes"]), trigger, n, sides[0], sides[1], date, place,
        e["killed"], None, e["aux"], (), e["confidence"], "told",
    )  # fmt: skip


def _participant(name: str, id: str) -> Participant:
    _, country, sector = CODES.get(name, ("organisation", None, None))
    return Participant(name, name, 0, len(name), id, country, sector)
