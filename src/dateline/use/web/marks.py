"""Text with coloured words: spans that may overlap -> segments in order, each with all that it is part of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from dateline.records import Coded

Row = dict[str, Any]
STRONGEST = ("trigger", "actor", "recipient", "time", "place", "killed", "injured", "mention")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a text. `kind` colours them, `title` says more, `event` is the id of the event they belong to."""

    start: int
    end: int
    kind: str
    title: str = ""
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text; `kind` "" for plain text, else its strongest mark's; `also` the other kinds."""

    text: str
    kind: str = ""
    also: tuple[str, ...] = ()
    title: str = ""
    events: tuple[str, ...] = ()


def segments(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> list[Segment]:
    """The part of `text` from start to end, cut wherever a mark begins or ends. Marks outside it are left out."""
    end = len(text) if end is None else end
    inside = [m for m in marks if m.start < end and m.end > start and m.start < m.end]
    cuts = sorted({start, end, *(max(start, m.start) for m in inside), *(min(end, m.end) for m in inside)})
    pieces = [_segment(text, a, b, [m for m in inside if m.start <= a and b <= m.end]) for a, b in pairwise(cuts)]
    return _joined(pieces)


def _joined(pieces: Sequence[Segment]) -> list[Segment]:
    """Neighbours that look alike become one, so that no seam shows within a name."""
    out: list[Segment] = []
    for piece in pieces:
        if out and (out[-1].kind, out[-1].also) == (piece.kind, piece.also) and piece.kind:
            titles = dict.fromkeys(t for t in (out[-1].title, piece.title) if t)
            out[-1] = replace(out[-1], text=out[-1].text + piece.text, title="; ".join(titles), events=out[-1].events + piece.events)
        else:
            out.append(piece)
    return out


def _segment(text: str, a: int, b: int, marks: Sequence[Mark]) -> Segment:
    if not marks:
        return Segment(text[a:b])
    kinds = sorted({m.kind for m in marks}, key=STRONGEST.index)
    titles = dict.fromkeys(m.title for m in sorted(marks, key=lambda m: STRONGEST.index(m.kind)) if m.title)
    events = dict.fromkeys(m.event for m in marks if m.event)
    return Segment(text[a:b], kinds[0], tuple(k for k in kinds[1:] if k != "mention"), "; ".join(titles), tuple(events))


def of_report(report: Row, start: int | None) -> list[Segment]:
    """A report's sentence with its trigger, sides, date and place coloured; `start` is where it begins in the article."""
    words = report["words"]
    if start is None:
        return [Segment(words)]
    marks = [Mark(report["trigger"]["start"], report["trigger"]["end"], "trigger", report["type"])]
    marks += [Mark(a, b, "trigger", report["type"]) for a, b in report.get("also") or ()]
    for role in ("actor", "recipient"):
        marks += [Mark(p["start"], p["end"], role, f"{role}: {p['name']}") for p in report[f"{role}s"] if p["start"] is not None]
    for kind, value in (("time", report["date"]), ("place", report["place"])):
        if value and value["start"] is not None:
            marks.append(Mark(value["start"], value["end"], kind, f"{kind}: {value.get('value') or value.get('name') or ''}"))
    moved = [Mark(m.start - start, m.end - start, m.kind, m.title, m.event) for m in marks]
    return segments(words, moved)


def of_event(event: Row) -> list[Segment]:
    """An event's leading sentence with its trigger coloured, where it stands there once found."""
    sentence, words = event["sentence"] or "", event["words"] or ""
    at = sentence.find(words) if words else -1
    return segments(sentence, [Mark(at, at + len(words), "trigger")] if at >= 0 else [])


def of_article(coded: Coded, events: dict[str, Row]) -> list[Mark]:
    """Every mark of an article; `events` are the archive's events by report id."""
    names = {a.id: a.name for a in coded.actors}
    out = [Mark(m.start, m.end, "mention", names.get(m.actor or "", m.type)) for m in coded.mentions if m.type not in ("time", "place")]
    out += [Mark(t.start, t.end, "time", f"{t.value or 'vague'}: {t.why}") for t in coded.times]
    out += [Mark(p.start, p.end, "place", f"{p.name}: {p.why}") for p in coded.places]
    for e in coded.events:
        out += list(_of_told(e, (events.get(e.id) or {}).get("id")))
    return out


def _of_told(e: Any, event: str | None) -> Iterator[Mark]:
    for start, end in ((e.trigger.start, e.trigger.end), *e.also):
        yield Mark(start, end, "trigger", e.type, event)
    for role, some in (("actor", e.actors), ("recipient", e.recipients)):
        for p in some:
            if p.start is not None and p.end is not None:
                yield Mark(p.start, p.end, role, f"{role}: {p.name}", event)


def paragraphs(coded: Coded, events: dict[str, Row]) -> list[Row]:
    """The article's paragraphs as segments, each with the events told in it (from where its sentences begin)."""
    text, out, at = coded.article.text, [], 0
    marks = of_article(coded, events)
    for block in text.split("\n\n"):
        end = at + len(block)
        told = [e for e in coded.events if at <= e.trigger.start < max(end, at + 1)]
        if block.strip():
            out.append({"segments": segments(text, marks, at, end), "told": told})
        at = end + 2
    return out
