"""Triggers, roles, actors, times and places -> PLOVER events."""

from __future__ import annotations

import bisect
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dateline.records import (
    Actor,
    Article,
    Event,
    EventDate,
    EventPlace,
    Participant,
    Reading,
    Role,
    RoleName,
    Span,
    Trigger,
)
from dateline.resolve.events.merge import merged
from dateline.resolve.events.plover import QUAD_OF, intensity
from dateline.resolve.events.tolls import Counts, tolls_by_trigger
from dateline.resolve.when import is_background
from dateline.resolve.who.titles import TITLE

JOINT = re.compile(r" ?-? ?")
TITLED = re.compile(rf"{TITLE}\.?")
DateOf = Callable[[Trigger], EventDate | None]
PlaceOf = Callable[[Trigger], EventPlace | None]


class Parties:
    """Who is who in one article: mention index -> the actors it stands for."""

    def __init__(
        self, article: Article, reading: Reading, actors: Sequence[Actor], of_mention: Sequence[str | None],
        members: Mapping[int, tuple[str, ...]],
    ) -> None:  # fmt: skip
        self._article = article
        self._reading = reading
        self._by_id = {actor.id: actor for actor in actors}
        self._of_mention = of_mention
        self._members = members

    def play(self, roles: Sequence[Role], name: RoleName) -> tuple[Participant, ...]:
        """Participants of one role, each once, in the order of the text."""
        told = [p for r in sorted((r for r in roles if r.name == name), key=lambda r: r.mention) for p in self._people(r.mention)]
        out: dict[str, Participant] = {}
        for person in self._joined(told):
            out.setdefault(_who(person), person)
        return tuple(out.values())

    def _joined(self, told: Sequence[Participant]) -> list[Participant]:
        """Pieces of one name that the reader gave apart ("Lakeland" and "government" side by side) as one; none inside another."""
        out: list[Participant] = []
        for person in told:
            last = out[-1] if out else None
            if last is None or last.end is None or person.start is None or person.end is None or last.start == person.start:
                out.append(person)
            elif person.end <= last.end:
                continue
            elif JOINT.fullmatch(self._article.text[last.end : person.start]):
                text = self._article.text[last.start : person.end]
                country, sector = person.country or last.country, person.sector or last.sector
                out[-1] = replace(person, text=text, name=text, start=last.start, country=country, sector=sector)
            else:
                out.append(person)
        return out

    def _people(self, index: int) -> list[Participant]:
        mention = self._reading.mentions[index]
        text = self._article.text[mention.start : mention.end]
        own = self._of_mention[index]
        ids = self._members.get(index) or ((own,) if own else ())
        if not ids and TITLED.fullmatch(text):  # a rank alone is nobody: its name stands beside it
            return []
        if not ids:
            return [Participant(text, text, mention.start, mention.end)]
        several = len(ids) > 1
        why = f"“{text}” stands for actors named elsewhere" if several else None
        return [
            Participant(text, a.name, mention.start, mention.end, a.id, a.country, a.sector, why)
            for a in (self._by_id[i] for i in ids)
        ]


def assemble(article: Article, reading: Reading, parties: Parties, date_of: DateOf, place_of: PlaceOf) -> tuple[Event, ...]:
    """All events of an article in the order of the text, repeated tellings joined."""
    told = merged(tellings(article, reading, parties, date_of, place_of), article.text)
    return tuple(sorted(told, key=lambda e: e.trigger.start))


def tellings(article: Article, reading: Reading, parties: Parties, date_of: DateOf, place_of: PlaceOf) -> list[Event]:
    """An event of each trigger.

    One without any participant is left out: nobody did it and nobody bore it, so it says nothing.
    """
    starts = [a for a, _ in article.sentences]
    tolls = tolls_by_trigger(article, reading)
    out = []
    for trigger in sorted(reading.triggers, key=lambda t: (t.start, t.end)):
        sentence = max(0, bisect.bisect_right(starts, trigger.start) - 1)
        event = _event(article, trigger, sentence, parties, date_of, place_of, tolls.get(trigger, {}))
        if event.actors or event.recipients:
            out.append(event)
    return out


def _who(person: Participant) -> str:
    return person.id or person.name.lower()


def _event(
    article: Article, trigger: Trigger, sentence: int, parties: Parties, date_of: DateOf, place_of: PlaceOf, counts: Counts
) -> Event:
    text = article.text[trigger.start : trigger.end]
    actors, recipients = parties.play(trigger.roles, "actor"), parties.play(trigger.roles, "recipient")
    if trigger.type == "CONSULT" and "visit" not in trigger.modes:  # in a meeting all take part alike
        actors, recipients = tuple({_who(p): p for p in actors + recipients}.values()), ()
    taken = {_who(p) for p in actors}
    recipients = tuple(p for p in recipients if _who(p) not in taken)
    date = date_of(trigger)
    aux = trigger.aux
    if not aux and date and date.text and is_background(date.value, article):
        aux = ("historical",)  # told with a day more than about a month back
    return Event(
        id=hashlib.sha256(f"{article.id}\0{trigger.type}\0{trigger.start}\0{trigger.end}".encode("utf-8", "replace"))
        .hexdigest()[:16],
        type=trigger.type,
        modes=trigger.modes,
        quad=QUAD_OF[trigger.type],
        intensity=intensity(trigger.type, trigger.modes),
        trigger=Span(trigger.start, trigger.end, text),
        sentence=sentence,
        actors=actors,
        recipients=recipients,
        date=date,
        place=place_of(trigger),
        killed=counts.get("killed"),
        injured=counts.get("injured"),
        aux=aux,
        also=(),
        confidence=trigger.confidence,
        why=f"the reader took “{text}” for {trigger.type} with {trigger.confidence:.2f}",
    )  # fmt: skip
