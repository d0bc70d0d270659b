"""Mentions -> actors: one record each, with names, titles, country and sector.

1. people: full names first, short names joined to the one they fit; 2. bodies and groups by name, acronym, short form;
3. places that act stand for their state; 4. codes from roster, titles, words and affiliation, in that order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.records import Actor, Article, DatedRole, Mention, Reading
from dateline.resolve.countries import name_of
from dateline.resolve.who.codes import country_of, sector_of, state_of
from dateline.resolve.who.roster import Known, Roster
from dateline.resolve.who.titles import TITLE, Post, posts_after, posts_before

ACTING = ("person", "organisation", "group", "place", "facility")
PRONOUNS = frozenset("he she him her his it its who whom himself herself".split())
PLURALS = frozenset("they them their both themselves".split())
SPEAKERS = frozenset("we us our i me my ourselves myself".split())
PAIRS = re.compile(
    r"^(?:the two|both|the) (?:leaders|sides|countries|officials|parties|ministers|presidents|men|governments|nations)$",
    re.I,
)
LEADING = re.compile(r"^(?:the|a|an|some|several|about|at least|more than|\d[\d,]*)\s+", re.I)
CLOSED = re.compile(r"[\"”’']\s")
OPENED = re.compile(r"[\"“‘]")
POSSESSIVE = re.compile(r"['’]s?$")
LED = re.compile(rf"(?:[A-Z][\w-]+\s+){{0,2}}?{TITLE}\s+(?=[A-Z])")
RANK = re.compile(rf"{TITLE}\.?")
LOCAL = {"COP", "MIL", "JUD", "LEG", "GOV", "CVL", "OPP", "EDU", "LAB", "AGR", "MED", "JRN", "UAF", "REB", "PTY", "BUS"}


@dataclass(frozen=True, slots=True)
class Actors:
    """of_mention: actor id by mention index; members: mentions that stand for several actors."""

    actors: tuple[Actor, ...]
    of_mention: tuple[str | None, ...]
    members: Mapping[int, tuple[str, ...]]


@dataclass(slots=True)
class Draft:
    """An actor while its mentions are gathered."""

    id: str
    type: str
    names: list[str] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)

    @property
    def name(self) -> str:
        return max(self.names, key=lambda n: (len(n.split()), len(n))) if self.type == "person" else self.names[0]


def find_actors(article: Article, reading: Reading, roster: Roster) -> Actors:
    """Every person, body and group of the article, joined and coded. Linear in the number of mentions times actors."""
    cast = _Cast(article, reading, roster)
    for index in sorted(range(len(reading.mentions)), key=lambda i: reading.mentions[i].start):
        cast.take(index)
    cast.give_speakers()
    of_mention = [None] * len(reading.mentions)  # type: list[str | None]
    for draft in cast.drafts:
        for i in draft.mentions:
            of_mention[i] = draft.id
    home = _home(article, reading)
    actors = tuple(_coded(d, article, roster, home) for d in cast.drafts)
    return Actors(actors, tuple(of_mention), cast.members)


class _Cast:
    def __init__(self, article: Article, reading: Reading, roster: Roster) -> None:
        self.text, self.reading, self.roster = article.text, reading, roster
        self.drafts: list[Draft] = []
        self.members: dict[int, tuple[str, ...]] = {}
        self._by_name: dict[str, Draft] = {}
        self._speaking: list[int] = []
        self._playing = {r.mention for t in reading.triggers for r in t.roles if r.name in ("actor", "recipient")}

    def take(self, index: int) -> None:
        m = self.reading.mentions[index]
        words = POSSESSIVE.sub("", " ".join(self.text[m.start : m.end].split())).strip(' ,;:"“”#')
        if m.type not in ACTING or not words or (m.type in ("place", "facility") and index not in self._playing):
            return
        lower = words.lower()
        if outer := self._outer(m):
            outer.mentions.append(index)
        elif lower in SPEAKERS:
            self._speaking.append(index)
        elif PAIRS.match(words) or lower in PLURALS:
            self._several(index, words)
        elif lower in PRONOUNS:
            self._pronoun(index, lower)
        elif len(words) > 1 and not RANK.fullmatch(words):
            self._named(index, m, LEADING.sub("", words) or words)

    def _outer(self, m: Mention) -> Draft | None:
        """The actor of a mention that this one ends together with: "military" in "Iraqi military" is no actor of its own."""
        for d in reversed(self.drafts[-6:]):
            last = self.reading.mentions[d.mentions[-1]]
            if last.start <= m.start and m.end == last.end and not (last.start == m.start and last.type == m.type):
                return d
        return None

    def give_speakers(self) -> None:
        """ "We" and "I" in a quotation stand for the person who is named beside it."""
        people = [(i, d) for d in self.drafts if d.type == "person" for i in d.mentions]
        for index in self._speaking:
            m = self.reading.mentions[index]
            after = [
                (self.reading.mentions[i].start, d)
                for i, d in people
                if m.end <= self.reading.mentions[i].start < m.end + 250
            ]
            before = [
                (-self.reading.mentions[i].end, d)
                for i, d in people
                if m.start - 250 < self.reading.mentions[i].end <= m.start
            ]
            quoted = [x for x in sorted(after, key=lambda x: x[0]) if CLOSED.search(self.text[m.end : x[0]])]
            opened = [x for x in sorted(before, key=lambda x: x[0]) if OPENED.search(self.text[-x[0] : m.start])]
            if found := (quoted or opened)[:1]:
                found[0][1].mentions.append(index)

    def _several(self, index: int, words: str) -> None:
        """ "the two leaders", "both sides": the last two actors told, people where the word means people."""
        people = re.search(r"leaders|officials|ministers|presidents|men", words, re.I)
        if words.lower() in PLURALS:
            last = next((d for d in reversed(self._recent()) if d.type in ("group", "organisation")), None)
            if last and words.lower() != "both":
                last.mentions.append(index)
            return
        pool = [d for d in self._recent() if not people or d.type == "person"]
        if len(pool) >= 2:
            self.members[index] = tuple(d.id for d in pool[-2:])

    def _pronoun(self, index: int, lower: str) -> None:
        human = lower not in ("it", "its")
        draft = next((d for d in reversed(self._recent()) if (d.type == "person") == human), None)
        if draft:
            draft.mentions.append(index)

    def _recent(self) -> list[Draft]:
        return sorted((d for d in self.drafts if d.mentions), key=lambda d: d.mentions[-1])

    def _named(self, index: int, m: Mention, words: str) -> None:
        kind = self._kind(words, m.type)
        start = m.start
        if kind == "person" and (inside := LED.match(words)):  # the mention holds the title: "Col. Lang"
            words, start = words[inside.end() :], self.text.find(words[inside.end() :], m.start, m.end)
        before = posts_before(self.text, start) if kind == "person" else []
        draft = self._person(words, before) if kind == "person" else self._body(words)
        if draft is None:
            draft = Draft(f"a{len(self.drafts) + 1}", kind)
            self.drafts.append(draft)
        draft.names.append(words)
        draft.mentions.append(index)
        self._by_name.setdefault(words.lower(), draft)
        if kind == "person":
            draft.posts += before + posts_after(self.text, m.end)
        elif acronym := re.match(r"\s*\(([A-Z][A-Za-z-]{1,9})\)", self.text[m.end : m.end + 14]):
            self._by_name.setdefault(acronym[1].lower(), draft)

    def _kind(self, words: str, said: str) -> str:
        """What the words are: names known as bodies are no people, and people without a name are a group."""
        known = self.roster.find(words)
        if known:
            return known.type
        last = words.split()[-1]
        if said in ("person", "organisation") and last.islower() and sector_of(last):
            return "group"
        return "organisation" if said == "facility" else said

    def _person(self, words: str, posts: Sequence[Post]) -> Draft | None:
        """The same full name; for a surname the person of that name whose title fits, else the latest one told."""
        if (found := self._by_name.get(words.lower())) and len(words.split()) > 1:
            return found
        last = words.split()[-1].lower()
        fitting = [d for d in self.drafts if d.type == "person" and _fits(words, d.name)]
        if len(words.split()) > 1:
            return next((d for d in fitting if len(d.name.split()) > 1 or d.name.lower() == last), None)
        titled = [d for d in fitting if any(_like(p.title, q.title) for p in posts for q in d.posts)]
        pool = titled or fitting
        return max(pool, key=lambda d: d.mentions[-1]) if pool else None

    def _body(self, words: str) -> Draft | None:
        lower = words.lower()
        if found := self._by_name.get(lower):
            return found
        known = self.roster.find(words)
        state = state_of(words)
        for d in self.drafts:
            if d.type == "person":
                continue
            if known and self.roster.find(d.names[0]) is known:
                return d
            if state and state_of(d.names[0]) == state:
                return d
            if _acronym(lower, d.names[0]) or _acronym(d.names[0].lower(), words):
                return d
        return None


def _fits(short: str, full: str) -> bool:
    """Every word of the shorter name is one of the longer, the last ones alike; an initial fits its name."""
    a, b = short.lower().split(), full.lower().split()
    if len(a) > len(b):
        a, b = b, a
    return a[-1] == b[-1] and all(any(x == y or (len(x.strip(".")) == 1 and y.startswith(x[0])) for y in b) for x in a)


def _like(a: str, b: str) -> bool:
    short = {"pm": "prime minister", "gen.": "general", "col.": "colonel", "maj.": "major", "lt.": "lieutenant"}
    x, y = (short.get(t.lower(), t.lower()) for t in (a, b))
    return x in y or y in x


def _acronym(short: str, full: str) -> bool:
    capitals = "".join(w[0] for w in re.split(r"[\s-]+", full) if w[:1].isupper())
    return len(capitals) >= 3 and short == capitals.lower()


def _home(article: Article, reading: Reading) -> tuple[str, str] | None:
    """The country that the article is about: for "police" and "protesters" that name none."""
    told: dict[str, int] = {}
    for m in reading.mentions:
        if m.type in ("place", "organisation", "group") and (found := country_of(article.text[m.start : m.end])):
            told[found[0]] = told.get(found[0], 0) + 1
    if not told:
        return None
    best = max(told, key=lambda c: told[c])
    return (best, f"the article is mostly about {name_of(best)}") if told[best] >= 0.5 * sum(told.values()) else None


def _coded(draft: Draft, article: Article, roster: Roster, home: tuple[str, str] | None) -> Actor:
    name = draft.name
    known = roster.find(name) or next((k for n in draft.names if (k := roster.find(n))), None)
    country, sector, why = _codes(draft, name, known, article, roster, home)
    day = (article.published or "")[:10] or None
    roles = {(p.title, p.body): DatedRole(p.title, p.body, day) for p in draft.posts}
    aliases = tuple(dict.fromkeys(n for n in draft.names if n != name))
    kind = draft.type
    full = known.name if known and kind != "person" and name.isupper() else name
    return Actor(
        draft.id, full, kind, country, sector, tuple(sorted(draft.mentions)), 0.9 if known else 0.7 if sector else 0.5, why,  # type: ignore[arg-type]
        aliases, (), tuple(roles.values()),
    )  # fmt: skip


def _codes(
    draft: Draft, name: str, known: Known | None, article: Article, roster: Roster, home: tuple[str, str] | None
) -> tuple[str | None, str | None, str]:
    """Country, sector and the sentence that says why."""
    if known:
        return known.country, known.sector_on(article.published), f"{known.name} is in the roster"
    if draft.type != "person" and (state := state_of(name)):
        return state, "GOV", f"“{name}” stands for the state {name_of(state)}"
    words = name if draft.type != "person" else " ".join(f"{p.body or ''} {p.title}" for p in draft.posts)
    body = next((k for p in draft.posts if p.body and (k := roster.find(p.body))), None)
    country, sector = country_of(words), sector_of(words)
    why = [f"“{told}” says {code}" for code, told in (x for x in (country, sector) if x)]
    if body and not country:
        country = (body.country or "", body.name)
        why.append(f"a post in {body.name}")
    if body and (not sector or sector[0] == "GOV"):
        sector = (body.sector or "", body.name)
    if country is None and home and ((sector and sector[0] in LOCAL) or draft.type == "person"):
        country = (home[0], home[1])
        why.append(home[1])
    if sector is None and draft.type == "group":
        sector = ("CVL", name)
        why.append("a group without any sign of office or arms")
    return (
        (country[0] or None) if country else None,
        (sector[0] or None) if sector else None,
        "; ".join(why) or "no rule knows it",
    )
