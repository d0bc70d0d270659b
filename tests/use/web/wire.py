"""A small wire of made-up reports with right offsets, for pages to show: two neighbours who quarrel over a harbour, and make up."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from dateline.records import (
    Actor,
    Article,
    Coded,
    CodedMention,
    DatedRole,
    Event,
    EventDate,
    EventPlace,
    Participant,
    Place,
    Span,
    Time,
)  # fmt: skip
from dateline.resolve.events.plover import QUAD_OF, intensity

TOWNS = {
    "Valletta": (35.90, 14.51, "MLT"), "Tunis": (36.81, 10.18, "TUN"), "Lampedusa": (35.50, 12.61, "ITA"), "Tripoli": (32.89, 13.19, "LBY"),
    "Palermo": (38.12, 13.36, "ITA"), "Sfax": (34.74, 10.76, "TUN"), "Mdina": (35.89, 14.40, "MLT"), "Benghazi": (32.12, 20.07, "LBY"),
}  # fmt: skip
WHO: dict[str, tuple[Any, str | None, str | None]] = {
    "Malta": ("organisation", "MLT", "GOV"), "Tunisia": ("organisation", "TUN", "GOV"), "Elena Vassallo": ("person", "MLT", "GOV"),
    "Karim Ben Salah": ("person", "TUN", "GOV"), "the Tunisian coast guard": ("organisation", "TUN", "MIL"),
    "the Maltese navy": ("organisation", "MLT", "MIL"), "the fishermen of Sfax": ("group", "TUN", "LAB"), "Libya": ("organisation", "LBY", "GOV"),
    "the European Union": ("organisation", "EUR", "GOV"), "the Harbour Front": ("organisation", "LBY", "REB"), "Italy": ("organisation", "ITA", "GOV"),
}  # fmt: skip
ROLES = {"Elena Vassallo": "Foreign Minister", "Karim Ben Salah": "Foreign Minister"}
# type, modes, the words of the trigger, and a sentence: {a} acts, {t} trigger, {b} recipient, {d} date, {p} place
TELLINGS = [
    ("CONSULT", ("visit",), "met with", "{a} {t} {b} in {p} on {d} to talk about the fishing grounds."),
    ("AGREE", (), "signed", "{a} {t} a protocol with {b} in {p} on {d}."),
    ("ACCUSE", ("disapprove",), "condemned", "{a} {t} {b} on {d} after the incident near {p}."),
    ("COERCE", ("seize",), "seized", "{a} {t} two trawlers of {b} off {p} on {d}, and the crews are held."),
    ("AID", (), "sent", "On {d} {a} {t} pumps and blankets to {b} after the storm in {p}."),
    ("PROTEST", ("demo",), "marched", "{a} {t} against {b} through {p} on {d}."),
    ("ASSAULT", ("firearms",), "opened fire on", "{a} {t} a patrol boat of {b} near {p} on {d}, killing 3 sailors."),
    ("COOPERATE", (), "searched", "{a} {t} the waters off {p} together with {b} on {d}."),
    ("THREATEN", (), "warned", "{a} {t} {b} on {d} that ships near {p} would be boarded."),
    ("RETREAT", ("release",), "released", "{a} {t} nine sailors to {b} in {p} on {d}."),
]
PAIRS = [
    ("Malta", "Tunisia"), ("Elena Vassallo", "Karim Ben Salah"), ("the Tunisian coast guard", "Malta"), ("the European Union", "Tunisia"),
    ("the fishermen of Sfax", "Tunisia"), ("the Harbour Front", "Libya"), ("Libya", "Italy"), ("the Maltese navy", "the Harbour Front"),
]  # fmt: skip
SITES = ("Harbour Courier", "Strait Post", "Gulf Wire", None)


def wire(n: int, seed: int = 7, first: date = date(2019, 3, 4), days: int = 1400) -> Iterator[Coded]:
    """n articles of one to three events each."""
    chance = random.Random(seed)
    for k in range(n):
        published = first + timedelta(chance.randrange(days))
        yield article(f"wire-{seed}-{k}", published, [_pick(chance, published) for _ in range(chance.randint(1, 3))], chance)


def _pick(chance: random.Random, published: date) -> dict[str, Any]:
    telling = chance.choice(TELLINGS)
    a, b = chance.choice(PAIRS)
    if chance.random() < 0.35:
        a, b = b, a
    day = published - timedelta(chance.randrange(4))
    return {"telling": telling, "a": a, "b": b, "day": day, "place": chance.choice(list(TOWNS)), "sure": round(chance.uniform(0.35, 0.99), 2)}


def article(id: str, published: date, picks: list[dict[str, Any]], chance: random.Random | None = None, **more: Any) -> Coded:
    """One article that tells the picks, a paragraph each."""
    chance = chance or random.Random(id)
    text, sentences, events, mentions, times, places = "", [], [], [], [], []
    ids: dict[str, str] = {}
    spans: dict[str, list[int]] = {}
    for pick in picks:
        text += "\n\n" if text else ""
        line, at = _line(pick)
        base = len(text)
        sentences.append((base, base + len(line)))
        text += line
        for key in "ab":
            ids.setdefault(pick[key], f"a{len(ids) + 1}")
            start = base + at[key]
            spans.setdefault(pick[key], []).append(len(mentions))
            mentions.append(CodedMention(start, start + len(pick[key]), pick[key], WHO[pick[key]][0], ids[pick[key]]))
        events.append(_event(id, pick, base, at, len(sentences) - 1, ids))
        times.append(Time(base + at["d"], base + at["d"] + len(at["day"]), at["day"], pick["day"].isoformat(), "date", "day", 0.9, "a full date"))
        lat, lon, country = TOWNS[pick["place"]]
        p = base + at["p"]
        places.append(Place(p, p + len(pick["place"]), pick["place"], pick["place"], "town", 0.9, "the only town of that name", country, None, lat, lon))
    title = more.pop("title", f"{picks[0]['a'].removeprefix('the ').capitalize()} and {picks[0]['b']}: news from {picks[0]['place']}")
    head = Article(
        id, more.pop("source", f"https://news.example/{id}"), text, tuple(sentences), "en", title=title, site=chance.choice(SITES),
        published=published.isoformat(), authors=("Teresa Galea",), **more,
    )  # fmt: skip
    actors = tuple(_actor(name, key, tuple(spans[name]), published) for name, key in ids.items())
    return Coded(head, tuple(mentions), tuple(times), tuple(places), actors, tuple(events))


def _line(pick: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The sentence, and where its parts begin."""
    day = f"{pick['day']:%d %B %Y}".lstrip("0")
    parts = {"a": pick["a"], "b": pick["b"], "t": pick["telling"][2], "d": day, "p": pick["place"]}
    at: dict[str, Any] = {"day": day}
    out = ""
    for piece in pick["telling"][3].replace("{", "\0{").replace("}", "}\0").split("\0"):
        if piece.startswith("{"):
            at[piece[1]] = len(out)
            piece = parts[piece[1]]
        out += piece
    return out[0].upper() + out[1:], at


def _event(article: str, pick: dict[str, Any], base: int, at: dict[str, Any], n: int, ids: dict[str, str]) -> Event:
    kind, modes, words, _ = pick["telling"]
    start = base + at["t"]
    lat, lon, country = TOWNS[pick["place"]]
    p, d = base + at["p"], base + at["d"]
    sides = [
        (Participant(pick[k], pick[k], base + at[k], base + at[k] + len(pick[k]), ids[pick[k]], *WHO[pick[k]][1:], "named in the sentence"),)
        for k in "ab"
    ]
    return Event(
        hashlib.sha256(f"{article}{n}{kind}".encode("utf-8", "replace")).hexdigest()[:16], kind, modes, QUAD_OF[kind], intensity(kind, modes),
        Span(start, start + len(words), words), n, sides[0], sides[1],
        EventDate(pick["day"].isoformat(), "day", 0.9, "a full date in the sentence", at["day"], d, d + len(at["day"])),
        EventPlace(pick["place"], 0.9, "named in the sentence", pick["place"], p, p + len(pick["place"]), country, None, lat, lon),
        (3, 3) if kind == "ASSAULT" else None, None, (), (), pick["sure"], f"“{words}” is read as {kind}",
    )  # fmt: skip


def _actor(name: str, id: str, mentions: tuple[int, ...], on: date) -> Actor:
    kind, country, sector = WHO[name]
    roles = (DatedRole(ROLES[name], "Malta" if country == "MLT" else "Tunisia", on.isoformat()),) if name in ROLES else ()
    aliases = (name.split()[-1],) if kind == "person" else ()
    return Actor(id, name, kind, country, sector, mentions, 0.9, "in the test's list", aliases, (), roles)
