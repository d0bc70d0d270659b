"""Whether two tellings of one type are one event: cues of the pair, and what their fitted weights say."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence

from dateline.records import Event, EventDate, Participant
from dateline.resolve.events.same_weights import WEIGHTS

# What tells one word of a trigger from another: "seized" and "seizure" begin alike. Helping and very short words do not count.
WORD = re.compile(r"(?!(?:have|been|were|will|would|could|should|must|plans?|with|from|into|that)\b)\b([a-z]{4})")
REACH = 40  # characters before a trigger in which its article stands
KNOWN = re.compile(r"\b(?:the|this|that|these|those|his|her|its|their|such)\s+(?:[\w’'-]+\s+){0,3}$", re.I)
# In "the group praised" the article is not the trigger's.
VERB = re.compile(r"(?:\w+ed|met|held|told|said|struck|shot|led|fought|sent|gave|took|made|began|fell|fled|went|came)\b", re.I)
ANOTHER = re.compile(r"\b(?:an?|another|second|third|new|two|three|several|other|separate|further|more)\s+(?:[\w’'-]+\s+){0,2}$", re.I)


def sameness(a: Event, b: Event, text: str, weights: Mapping[str, float] = WEIGHTS) -> float:
    """Log odds that `b`, told after `a` and of its type, is the same event."""
    return sum(weights.get(name, 0.0) * x for name, x in cues(a, b, text).items())


def cues(a: Event, b: Event, text: str) -> dict[str, float]:
    """What speaks for or against it: distance, words, sides, day, place, modes, and whether `b` is spoken of as known."""
    before = text[max(0, b.trigger.start - REACH) : b.trigger.start]
    sides = _names(a.actors + a.recipients), _names(b.actors + b.recipients)
    named = (
        f"actors {_relation(_names(a.actors), _names(b.actors))}",
        f"recipients {_relation(_names(a.recipients), _names(b.recipients))}",
        f"sides {_relation(*sides)}",
        f"countries {_relation(_countries(a), _countries(b))}",
        f"told day {_relation(_day(_told(a)), _day(_told(b)))}",
        f"day {_relation(_day(a.date), _day(b.date))}",
        f"place {_relation(_place(a), _place(b))}",
        f"modes {_relation(a.modes, b.modes)}",
        f"aux {_relation(a.aux, b.aux)}",
        f"toll {_relation(_toll(a), _toll(b))}",
        f"type {b.type}",
    )
    apart = b.sentence - a.sentence
    found = {
        "any": True,
        "same sentence": apart == 0,
        "next sentence": apart == 1,
        "begin alike": bool(_words(a) & _words(b)),
        "same words": a.trigger.text.lower() == b.trigger.text.lower(),
        "sides swapped": bool(_names(a.actors) & _names(b.recipients) or _names(a.recipients) & _names(b.actors)),
        "known": bool(KNOWN.search(before)) and not VERB.match(b.trigger.text),
        "another": bool(ANOTHER.search(before)),
    }
    return {name: 1.0 for name in (*named, *(n for n, holds in found.items() if holds))} | {"sentences apart": math.log1p(apart)}


def _relation(x: Collection[object], y: Collection[object]) -> str:
    """Of two sets: neither told, one told, same, part, some, apart."""
    a, b = set(x), set(y)
    if not a or not b:
        return "one told" if a or b else "untold"
    if a == b:
        return "same"
    return "part" if a < b or b < a else "some" if a & b else "apart"


def _words(event: Event) -> frozenset[str]:
    return frozenset(WORD.findall(event.trigger.text.lower()))


def _names(people: Sequence[Participant]) -> frozenset[str]:
    return frozenset(p.id or p.name.lower() for p in people)


def _countries(event: Event) -> frozenset[str]:
    return frozenset(p.country for p in event.actors + event.recipients if p.country)


def _told(event: Event) -> EventDate | None:
    return event.date if event.date and event.date.precision != "inferred" else None


def _day(date: EventDate | None) -> tuple[str, ...]:
    return (date.value,) if date and date.value else ()


def _place(event: Event) -> tuple[str, ...]:
    return (event.place.name,) if event.place else ()


def _toll(event: Event) -> tuple[object, ...]:
    return ((event.killed, event.injured),) if event.killed or event.injured else ()
