"""Our annotations in the form that the event scorer reads."""

from __future__ import annotations

from typing import Any

from training.examples import Example, GoldEvent


def as_gold(ex: Example) -> dict[str, Any]:
    """Text, sentences and events; second tellings of an event are listed under its `also`."""
    events: list[dict[str, Any]] = []
    for e in ex.events or ():
        words = ex.text[e.start : e.end]
        if e.roles is None and events:  # a further telling follows the event that it repeats
            events[-1]["also"].append([_sentence(ex, e.start), words])
        else:
            events.append(_event(ex, e, words))
    return {"text": ex.text, "title": "", "date": "", "sents": [list(s) for s in ex.sentences], "events": events}


def _event(ex: Example, e: GoldEvent, words: str) -> dict[str, Any]:
    people = {
        name: [
            {"sentence": _sentence(ex, r.start), "text": ex.text[r.start : r.end], "name": ex.text[r.start : r.end]}
            for r in e.roles or ()
            if r.name == name
        ]
        for name in ("actor", "recipient")
    }
    return {
        "type": e.type, "modes": list(e.modes), "aux": list(e.aux), "sentence": _sentence(ex, e.start), "trigger": words, "also": [],
        "actors": people["actor"], "recipients": people["recipient"], "date": None, "place": None,
    }  # fmt: skip


def _sentence(ex: Example, at: int) -> int:
    return next((k for k, (a, b) in enumerate(ex.sentences) if a <= at < b), 0)
