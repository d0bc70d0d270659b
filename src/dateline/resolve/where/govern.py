"""Which place an event happened in: candidates compete, as dates do (when/govern.py).

The places of the trigger's sentence, the one told last before, the first told after, what "here" and "the city" point back to, the
dateline's, the first and the most told of the article, and none. One table of cues with fitted weights (`event_weights.py`), the reader's
own chances among them, turns them into chances; those of the same place add up.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.records import Article, Offsets, Place, Reading, Trigger
from dateline.resolve.chances import by_kind, chances, worth
from dateline.resolve.hints import leanings, said_of
from dateline.resolve.kinds import FORCE, MEETING, SPEECH
from dateline.resolve.where.event_weights import WEIGHTS

BACK, AHEAD = 4, 1  # sentences in which the place told before or after may stand
MOST = 8  # places of its sentence, on either side of a trigger
FIRST = 100  # places among which the most told is sought: what a report is about shows early
OPENING = 300  # characters in which the first place of an article may stand
IN = re.compile(
    r"\b(?:in|at|near|outside|inside|around|across|throughout|off)\s+(?:the\s+)?(?:[a-z]+ern\s+|[a-z]+ (?:of|city|town|village) )?$", re.I
)
TO = re.compile(r"\b(?:to|into|from|toward|towards|reached?|visit(?:ed|s|ing)?|enter(?:ed)?|left|leaves?)\s+(?:the\s+)?$", re.I)
OF = re.compile(r"\bof\s+(?:the\s+)?$", re.I)
OWNED = re.compile(r"['’]s?\s")
ACTS = re.compile(r"\s+(?:has|have|had|is|was|will|would|and|said|says|\w+ed|[a-z]+s)\b")
STRONG = re.compile(
    r"[;—\"“”]|\b(?:while|whereas|after|before|although|but|because|since|when|who|which|following|amid|despite|said|says)\b", re.I
)
POINTING = re.compile(
    r"\b(?:here|there|(?:the|this|that) (?:\w+ )?(?:city|town|village|capital|area|region|province|country|island|camp|port|district))\b",
    re.I,
)
ASKED = {"city": "town", "town": "town", "village": "town", "capital": "town", "port": "town", "country": "country", "province": "division"}
HERE = re.compile(r"\bhere\b", re.I)
GROUPS = {"speech": SPEECH, "force": FORCE, "meeting": MEETING}


WORTH = by_kind(WEIGHTS)


@dataclass(slots=True)  # not frozen, as those of dates
class Candidate:
    """A place that an event may have happened in, by the way in which it comes to be meant; None for none that the text tells.

    `told`: its cues without their kind, as `candidates` shares those of the trigger; "" is the kind itself.
    """

    kind: str
    place: Place | None
    why: str
    told: tuple[Mapping[str, float], ...]

    @property
    def cues(self) -> dict[str, float]:
        """Cues by the names under which they are weighed."""
        return {f"{self.kind}: {cue}" if cue else self.kind: x for told in self.told for cue, x in told.items()}

    @property
    def key(self) -> tuple[str, str | None] | None:
        return (self.place.name, self.place.country) if self.place else None

    @property
    def score(self) -> float:
        return worth(WORTH.get(self.kind, {}), self.told)


def chosen(options: Sequence[Candidate]) -> tuple[Candidate, float]:
    """The best candidate of the likeliest place, and the chance of that place."""
    sums: dict[tuple[str, str | None] | None, float] = {}
    for option, chance in zip(options, chances([o.score for o in options]), strict=True):
        sums[option.key] = sums.get(option.key, 0.0) + chance
    key = max(sums, key=lambda k: sums[k])
    return max((o for o in options if o.key == key), key=lambda o: o.score), sums[key]


def candidates(trigger: Trigger, reading: Reading, article: Article, places: Sequence[Place]) -> list[Candidate]:
    """All places that may be the event's, with their cues; the last is none."""
    sentences = article.sentences or ((0, len(article.text)),)
    number = max(0, bisect_right(sentences, trigger.start, key=lambda s: s[0]) - 1)
    first, last = sentences[number]
    first_, its, last_ = (bisect_left(places, x, key=lambda p: p.start) for x in (first, trigger.start, last))
    at, end = max(first_, its - MOST), min(last_, its + MOST)
    line = _of_dateline(article, places)  # opens the first sentence, but is no part of it
    here = [p for p in places[at:end] if p is not line]
    pointing = POINTING.search(article.text, first, min(last, first + 1500))
    base = _of_trigger(article.text, trigger, (first, last), number, here, pointing is not None)
    why = "a place of its sentence"
    out = [Candidate("here", p, why, (_of_place(article.text, trigger, reading, p, here, (first, last)),)) for p in here]
    out += [
        Candidate(kind, place, why, ({"": 1.0}, base, _kind(place)))
        for kind, place, why in _elsewhere(article, sentences, places, pointing, number, at, end)
    ]
    out.append(Candidate("none", None, "nothing tells its place", (base,)))
    leaning = leanings("place", trigger, reading)
    for option in out:
        option.told = (*option.told, said_of(option.place, leaning))
    return out


def _elsewhere(
    article: Article, sentences: Sequence[Offsets], places: Sequence[Place], pointing: re.Match[str] | None, number: int, at: int, end: int
) -> Iterator[tuple[str, Place, str]]:
    """Places told outside of the sentence, by the way in which they may come to be meant."""
    first, _ = sentences[number]
    back = sentences[max(0, number - BACK)][0]
    line = _of_dateline(article, places)
    before = next((p for p in reversed(places[max(0, at - 8) : at]) if p.start >= back and p is not line), None)
    if pointing and (told := pointed_at(pointing[0], pointing.start(), article, places)):
        yield "pointed at", told, f"“{pointing[0]}” points back to it"
    if before:
        yield "before", before, "the place told last before it"
    until = sentences[min(len(sentences) - 1, number + AHEAD)][1]
    if after := next((p for p in places[end : end + 2] if p.start < until), None):
        yield "after", after, "the place told in the next sentence"
    if line:
        yield "dateline", line, "the dateline's place"
    if places and places[0] is not line and places[0].start < min(first, OPENING):
        yield "opening", places[0], "the first place that the article names"
    if most := _most_told(places[:FIRST]):
        yield "most told", most, "the place that the article names most"


def pointed_at(words: str, start: int, article: Article, places: Sequence[Place]) -> Place | None:
    """What "here" and "the city" at a character point back to: the dateline's place, or the last told of the kind asked for."""
    if HERE.fullmatch(words):
        return _of_dateline(article, places)
    kind = ASKED.get(words.split()[-1].lower())
    at = bisect_left(places, start, key=lambda p: p.start)
    return next((p for p in reversed(places[max(0, at - 12) : at]) if p.kind == kind or (kind is None and p.lat is not None)), None)


def _of_dateline(article: Article, places: Sequence[Place]) -> Place | None:
    return places[0] if places and article.dateline and places[0].start <= article.dateline.end else None


def _most_told(places: Sequence[Place]) -> Place | None:
    counts = Counter((p.name, p.country) for p in places)
    if not counts:
        return None
    name, often = counts.most_common(1)[0]
    return next(p for p in places if (p.name, p.country) == name) if often > 1 else None


def _of_trigger(
    text: str, trigger: Trigger, sentence: Offsets, number: int, here: Sequence[Place], pointing: bool
) -> dict[str, float]:
    """Cues that depend on the trigger alone."""
    cues = {
        "always": 1.0,
        f"type {trigger.type}": 1.0,
        "sentence placed": float(bool(here)),
        "sentence with a place after in": float(any(IN.search(text[max(sentence[0], p.start - 24) : p.start]) for p in here)),
        "first sentence": float(number == 0),
        "second sentence": float(number in (1, 2)),
        "late": min(1.0, math.log1p(number) / 4),
        "pointing": float(pointing),
        "pointing, speech": float(trigger.type in SPEECH and bool(HERE.search(text, sentence[0], min(sentence[1], sentence[0] + 1500)))),
    }
    cues |= {flag: float(flag in trigger.aux) for flag in ("historical", "future", "hypothetical", "negated")}
    cues |= {f"mode {mode}": 1.0 for mode in trigger.modes if mode == "visit"}
    return {k: v for k, v in cues.items() if v}


def _kind(place: Place) -> dict[str, float]:
    return {"town": float(place.kind == "town"), "country": float(place.kind == "country"), "unknown": float(place.lat is None)}


def _of_place(
    text: str, trigger: Trigger, reading: Reading, place: Place, here: Sequence[Place], sentence: Offsets
) -> dict[str, float]:
    """Cues of a place in the trigger's own sentence."""
    lead, rest = text[max(sentence[0], place.start - 24) : place.start], text[place.end : place.end + 16]
    after = place.start >= trigger.end
    between = text[min(place.end, trigger.end) : max(place.start, trigger.start)][:1000]
    strong = bool(STRONG.search(between))
    away = max(place.start - trigger.end, trigger.start - place.end, 0)
    led = bool(IN.search(lead))
    plays = any(
        r.name in ("actor", "recipient") and reading.mentions[r.mention].start <= place.start < reading.mentions[r.mention].end
        for r in trigger.roles
    )
    group = next((name for name, types in GROUPS.items() if trigger.type in types), "other")
    inner = any(p.start - place.end in (1, 2) for p in here)
    cues = {
        "": 1.0,
        "far": min(1.5, math.log1p(away) / 4),
        "nearest": float(min(here, key=lambda p: max(p.start - trigger.end, trigger.start - p.end, 0)) is place),
        "alone": float(len(here) == 1),
        "after it": float(after),
        "after it, led": float(after and led),
        "after it, led, no strong bound": float(after and led and not strong),
        "strong bound": float(strong),
        "led": float(led),
        f"led, {group}": float(led),
        group: 1.0,
        f"after it, {group}": float(after),
        "beside": float(away <= 6),
        "to": float(bool(TO.search(lead))),
        "of": float(bool(OF.search(lead))),
        "owns": float(bool(OWNED.match(rest))),
        "acts": float(not led and bool(ACTS.match(rest))),
        "opens": float(place.start - sentence[0] < 12),
        "takes part": float(plays),
        "takes part, led": float(plays and led),
        "within another": float(inner),
        "the container": float(any(place.start - p.end in (1, 2) for p in here)),
        "future": float("future" in trigger.aux),
        "hypothetical": float("hypothetical" in trigger.aux),
        **_kind(place),
    }
    return {k: v for k, v in cues.items() if v}
