"""A made-up wire: real events, each told one to forty times, as coded articles with the truth beside them.

What makes it hard, each at a rate of RATES: rewording, copies of an agency text, counts that differ, names in short, sides or
places left out, days not named, and twins: other events of the same kind and people a day later or 50 km away.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

from dateline.records import Actor, Article, Coded, Event, EventDate, EventPlace, Participant, Span
from dateline.resolve.events.plover import QUAD_OF, intensity

RATES = {
    "twin": 0.3, "copy": 0.25, "no place": 0.12, "country only": 0.08, "inferred": 0.12, "undated": 0.05, "week": 0.03,
    "short name": 0.25, "no recipient": 0.15, "other count": 0.3, "mode": 0.5, "extra actor": 0.1,
}  # fmt: skip
TELLINGS = 40
START = date(2021, 1, 1)
PER_DAY = 55  # articles: 20,000 are a year
SYLLABLES = "ka ro ma ti sel dor van eth bar lin mo sha kel tur nis ga wen pol dra hi".split()
COUNTRIES = ("IRQ", "SYR", "TUR", "MLI", "UKR", "COL")
TYPES = {
    "ASSAULT": (("heavy-weapons", "aerial", "explosives"), "shelled bombed attacked struck raided hit pounded stormed"),
    "CONSULT": (("visit", "phone"), "met visited received hosted consulted"),
    "COERCE": (("arrest", "seize"), "arrested detained seized rounded held"),
    "PROTEST": (("demo", "riot", "strike"), "protested marched rallied demonstrated gathered"),
    "AID": ((), "delivered donated sent supplied handed"),
    "RETREAT": (("withdraw", "release"), "withdrew released freed pulled left"),
    "ACCUSE": (("allege", "disapprove"), "accused condemned blamed denounced criticised"),
    "MOBILIZE": (("troops", "weapons"), "deployed massed moved rushed reinforced"),
}
TOPICS = (
    "the border crossing; a market in the old town; grain shipments; the ceasefire line; fuel prices; an army base; the airport road; "
    "water supplies; prisoner lists; a police checkpoint; the harbour; a mountain pass; election results; power lines; a school"
).split("; ")
CLAUSES = (
    "officials said; witnesses told reporters; by a statement; in the early hours; after weeks of tension; despite calls for calm; "
    "as talks went on elsewhere; local media reported; a spokesman confirmed; residents fled the area; no one gave details; "
    "it was the first such case this month; roads stayed closed; hospitals asked for blood; the governor called a meeting"
).split("; ")


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    country: str
    admin1: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Body:
    """`short` is what a quarter of the reports call it, and an actor of its own in the archive."""

    name: str
    short: str
    kind: str
    country: str
    sector: str


@dataclass(frozen=True, slots=True)
class Real:
    """An event as it happened."""

    id: int
    type: str
    mode: str | None
    day: date
    town: Town
    actors: tuple[Body, ...]
    recipients: tuple[Body, ...]
    killed: int | None
    topic: str


class Wire:
    """`articles()` gives coded articles in the order of publication; `truth` is the real event that each tells, by article id."""

    def __init__(self, seed: int, articles: int = 20_000, events: int = 2_000) -> None:
        self._random = random.Random(seed)
        self._seed, self._articles = seed, articles
        self._names: set[str] = set()
        self._towns = [self._town() for _ in range(60)]
        self._bodies = [self._body() for _ in range(80)]
        self.real = self._events(events, max(30, articles // PER_DAY))
        self.truth: dict[str, int] = {}

    # ---- the world ------------------------------------------------------------------------------------------------

    def _name(self) -> str:
        for tries in count():  # two and three syllables make 8,400 names: a long wire needs longer ones
            name = "".join(self._random.choices(SYLLABLES, k=self._random.choice((2, 3)) if tries < 50 else 5)).capitalize()
            if name not in self._names:
                self._names.add(name)
                return name
        raise AssertionError("names are never used up")

    def _town(self) -> Town:
        country = self._random.choice(COUNTRIES)
        n = COUNTRIES.index(country)
        lat, lon = 10 + 6 * n + self._random.uniform(-2.5, 2.5), 20 + 9 * n + self._random.uniform(-3.5, 3.5)
        return Town(self._name(), country, f"{country} {self._random.randrange(4)}", lat, lon)

    def _body(self) -> Body:
        country = self._random.choice(COUNTRIES)
        if self._random.random() < 0.4:
            first, last = self._name(), self._name()
            return Body(f"{first} {last}", last, "person", country, self._random.choice(("GOV", "MIL", "LEG")))
        kind = self._random.choice((("Front", "REB"), ("Army", "MIL"), ("Police", "COP"), ("Union", "LAB"), ("Council", "GOV")))
        name = self._name()
        return Body(f"{name} {kind[0]}", f"{name.lower()} {kind[0].lower()}", "organisation", country, kind[1])

    def _events(self, n: int, days: int) -> list[Real]:
        out: list[Real] = []
        while len(out) < n:
            kind = self._random.choice(list(TYPES))
            modes = TYPES[kind][0]
            actors = tuple(self._random.sample(self._bodies, self._random.choice((1, 1, 2))))
            others = [b for b in self._bodies if b not in actors]
            recipients = () if kind == "PROTEST" else tuple(self._random.sample(others, 1))
            killed = max(1, round(math.exp(self._random.gauss(2, 1)))) if kind == "ASSAULT" else None
            day = START + timedelta(self._random.randrange(days))
            mode = self._random.choice(modes) if modes else None
            town = self._random.choice(self._towns)
            real = Real(len(out), kind, mode, day, town, actors, recipients, killed, self._random.choice(TOPICS))
            out.append(real)
            if len(out) < n and self._random.random() < RATES["twin"]:
                out.append(self._twin(real, len(out)))
        return out

    def _twin(self, real: Real, id: int) -> Real:
        """The same people and kind, a day later or 50 km away."""
        killed = max(1, round(real.killed * self._random.uniform(0.4, 2))) if real.killed else None
        if self._random.random() < 0.5:
            return replace(real, id=id, day=real.day + timedelta(1), killed=killed)
        town = real.town
        near = replace(town, name=self._name(), lat=town.lat + 0.45)
        return replace(real, id=id, town=near, killed=killed)

    # ---- the telling ----------------------------------------------------------------------------------------------

    def articles(self) -> Iterator[Coded]:
        """In the order of publication."""
        shares = [self._random.paretovariate(1.1) for _ in self.real]
        scale = self._articles / sum(min(s, TELLINGS / 4) for s in shares)
        jobs = []
        for real, share in zip(self.real, shares, strict=True):
            for n in range(max(1, min(TELLINGS, round(min(share, TELLINGS / 4) * scale)))):
                jobs.append((real.day + timedelta(self._random.choice((0, 0, 0, 1, 1, 2))), self._random.random(), real, n))
        copied: dict[int, Coded] = {}
        for number, (published, _, real, _) in enumerate(sorted(jobs, key=lambda j: j[:2])):
            coded = self._copy(copied[real.id], number) if self._copies(real, copied) else self._article(real, published, number)
            copied.setdefault(real.id, coded)
            self.truth[coded.article.id] = real.id
            yield coded

    def _copies(self, real: Real, copied: dict[int, Coded]) -> bool:
        return real.id in copied and self._random.random() < RATES["copy"]

    def _copy(self, of: Coded, number: int) -> Coded:
        """Another site's copy of an agency text, with a line of its own."""
        name = f"w{self._seed}-{number}"
        text = of.article.text + f"\n\nThis report was carried by the {self._name()} Herald."
        article = replace(of.article, id=name, source=f"https://copy.example/{name}", text=text, site=f"site {number % 97}",
                          sentences=(*of.article.sentences, (len(of.article.text) + 2, len(text))))  # fmt: skip
        return replace(of, article=article, events=tuple(replace(e, id=_id(name, e.type)) for e in of.events))

    def _article(self, real: Real, published: date, number: int) -> Coded:
        pick = self._random
        name = f"w{self._seed}-{number}"
        actors = list(real.actors)
        if pick.random() < RATES["extra actor"]:
            actors.append(pick.choice([b for b in self._bodies if b not in actors]))
        recipients = [] if real.type != "PROTEST" and pick.random() < RATES["no recipient"] else list(real.recipients)
        sides = [[(b, b.short if pick.random() < RATES["short name"] else b.name) for b in some] for some in (actors, recipients)]
        place, killed = self._place(real), self._count(real)
        lines = self._lines(real, sides, place, killed)
        text = "\n\n".join(lines)
        sentences, at = [], 0
        for line in lines:
            sentences.append((at, at + len(line)))
            at += len(line) + 2
        site = f"site {pick.randrange(120)}"
        article = Article(
            name, f"https://wire.example/{name}", text, tuple(sentences), "en", site=site, published=published.isoformat()
        )
        return Coded(article, actors=tuple(_actors(sides)), events=(self._event(name, real, published, sides, place, killed, text),))

    def _lines(
        self, real: Real, sides: list[list[tuple[Body, str]]], place: EventPlace | None, killed: tuple[int, int] | None
    ) -> list[str]:
        pick = self._random
        verb = pick.choice(TYPES[real.type][1].split())
        names = [" and ".join(name for _, name in some) for some in sides]
        first = f"{names[0]} {verb} {names[1]}".strip() + f" over {real.topic}" * (pick.random() < 0.7)
        first += f" in {place.name}" if place else ""
        first += f", killing {killed[0]}" if killed else ""
        clauses = pick.sample(CLAUSES, 5)
        more = [f"{clauses[n].capitalize()}, {clauses[n + 1]} near {self._name()}." for n in (1, 3)]
        return [f"{first}, {clauses[0]}.", *more]

    def _place(self, real: Real) -> EventPlace | None:
        roll, town = self._random.random(), real.town
        if roll < RATES["no place"]:
            return None
        if roll < RATES["no place"] + RATES["country only"]:
            return EventPlace(town.country, 0.9, "told", town.country, country=town.country)
        return EventPlace(town.name, 0.9, "told", town.name, country=town.country, admin1=town.admin1, lat=town.lat, lon=town.lon)

    def _count(self, real: Real) -> tuple[int, int] | None:
        if real.killed is None or self._random.random() < 0.2:
            return None
        n = real.killed
        if self._random.random() < RATES["other count"]:
            n = max(1, round(n * self._random.uniform(0.7, 1.4)))
        return n, n

    def _event(
        self, name: str, real: Real, published: date, sides: list[list[tuple[Body, str]]], place: EventPlace | None,
        killed: tuple[int, int] | None, text: str,
    ) -> Event:  # fmt: skip
        modes = (real.mode,) if real.mode and self._random.random() < RATES["mode"] else ()
        people = [tuple(Participant(n, n, 0, 1, n, b.country, b.sector) for b, n in some) for some in sides]
        verb = text.split(".")[0].split()[-1]
        return Event(
            _id(name, real.type), real.type, modes, QUAD_OF[real.type], intensity(real.type, modes), Span(0, len(verb), verb), 0,
            people[0], people[1], self._date(real, published), place, killed, None, (), (),
            round(self._random.uniform(0.6, 0.99), 2), "made up",
        )  # fmt: skip

    def _date(self, real: Real, published: date) -> EventDate | None:
        roll = self._random.random()
        if roll < RATES["undated"]:
            return None
        if roll < RATES["undated"] + RATES["inferred"] and (published - real.day).days <= 1:
            return EventDate(published.isoformat(), "inferred", 0.5, "current")
        if roll < RATES["undated"] + RATES["inferred"] + RATES["week"]:
            year, week, _ = real.day.isocalendar()
            return EventDate(f"{year}-W{week:02d}", "week", 0.8, "told", "this week")
        return EventDate(real.day.isoformat(), "day", 0.9, "told", "on that day")


def _actors(sides: list[list[tuple[Body, str]]]) -> Iterator[Actor]:
    for b, name in {name: (b, name) for some in sides for b, name in some}.values():
        yield Actor(name, name, b.kind, b.country, b.sector, (), 0.9, "made up")  # type: ignore[arg-type]


def _id(article: str, kind: str) -> str:
    return hashlib.sha256(f"{article}\0{kind}".encode()).hexdigest()[:16]
