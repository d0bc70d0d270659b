"""Place names found and put on the map, beside what population alone would give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dateline.records import Coded, Place
from dateline.resolve.where.choose import km
from evals import scorers
from evals.coded import around, code, rows_of, world
from evals.figure import Result


def lgl(shared: Path) -> Result:
    """Local news of the United States."""
    return _measured("places.lgl", shared, shared / "corpora/places/lgl_even.jsonl")


def geovirus(shared: Path) -> Result:
    """News of epidemics."""
    return _measured("places.geovirus", shared, shared / "corpora/places/geovirus_even.jsonl")


def _measured(name: str, shared: Path, gold: Path) -> Result:
    rows = rows_of(gold)
    coded = code(rows)
    *_, shares, ours = scorers.corpora(shared, "places", gold, _rows(coded, _as_coded))
    *_, plain = scorers.corpora(shared, "places", gold, _rows(coded, _most_populous))
    beside = f"P {ours['P']:.4f} R {ours['R']:.4f}, found {shares['found']:.4f}, right of those {shares['found 2']:.4f}"
    beside += f"; population alone F1 {plain['F1@161km']:.4f}"
    return Result({name: ours["F1@161km"]}, {name: beside}, list(_errors(rows, coded)))


def _rows(coded: list[Coded], point: Callable[[Place], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for c in coded:
        yield {"id": c.article.id, "places": [{"start": p.start, "end": p.end} | point(p) for p in c.places]}


def _as_coded(p: Place) -> dict[str, Any]:
    return {"kind": p.kind, "lat": p.lat, "lon": p.lon}


def _most_populous(p: Place) -> dict[str, Any]:
    """The yardstick: of all places of that name the one with most people."""
    found = world().gazetteer.lookup(p.text)
    return {"kind": found[0].kind, "lat": found[0].lat, "lon": found[0].lon} if found else {"lat": None, "lon": None}


def _errors(rows: list[dict[str, Any]], coded: list[Coded]) -> Iterator[str]:
    """By the scorer's rule: a marked place needs a coded one within reach, a coded one a marked one."""
    found = {c.article.id: c.places for c in coded}
    for row in rows:
        text, places = row["text"], found.get(row["id"], ())
        for g in row["places"]:
            if not any(_right(g, p) for p in places):
                near = [f"{p.name}, {p.admin1}, {p.country}" for p in places if _overlap(g, p) and p.lat is not None]
                yield f"MISSED {around(text, g['start'], g['end'])} gold {g['lat']:.1f} {g['lon']:.1f}, coded {near or 'nothing'}"
        for p in places:
            if p.lat is not None and not any(_overlap(g, p) for g in row["places"]):
                yield f"WRONG  {around(text, p.start, p.end)} coded as {p.name}, {p.admin1}, {p.country}"


def _overlap(g: Mapping[str, Any], p: Place) -> bool:
    return bool(p.start < g["end"] and g["start"] < p.end)


def _right(g: Mapping[str, Any], p: Place) -> bool:
    if not _overlap(g, p) or p.lat is None or p.lon is None:
        return False
    reach = 700 if p.kind in ("country", "continent", "region", "sea") else 161
    return km((g["lat"], g["lon"]), (p.lat, p.lon)) <= reach
