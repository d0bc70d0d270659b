"""The countries that a text is about: to which of them people belong where nothing else is said, and whose office one is."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from dateline.records import Article, Mention, Offsets, Place
from dateline.resolve.countries import SHARED, name_of
from dateline.resolve.who.codes import Code, longest
from dateline.resolve.who.home import Home, home_of, laid
from dateline.resolve.who.senses import SURE, blanked, country_named, elsewhere, moved, people_named, spans_of

OPENING, LONGEST = 400, 200_000  # characters that weigh double; beyond the second a text adds nothing new
# Weight of a country named nearby and the characters at which it halves:
# 0.859 of countries right on events/train.json, 0.854 by share alone.
NEARNESS, REACH = 0.6, 100
SCENE = 1.5  # weight of a place in the same sentence in which it is laid: 4,122 of 4,550 countries right, 4,121 with 0.5
AT_HOME = 1.0  # weight of the dateline: that of a text about its country alone
CAPITALS = re.compile(r"(?<![Pp]ro[-‐‑–])(?<![Aa]nti[-‐‑–])(?<![Nn]on[-‐‑–])(?:[A-Z][\w.’'-]*)(?: (?:and |of |the )?[A-Z][\w.’'-]*)*")

# Offices that one state or few have by that name.
OWNED: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (tuple(states.split()), re.compile(rf"\b(?:{office})\b", re.I))
    for states, office in (
        ("GBR IND PAK BGD LKA NPL PHL MYS KEN", r"foreign secretary"),
        ("GBR IND PAK BGD LKA KEN", r"(?:home|defence) secretary"),
        ("GBR", r"chancellor of the exchequer|downing street|whitehall|secretary of state for|shadow \w+ (?:secretary|minister)"),
        ("USA", r"secretary of (?:state|defense|the treasury|homeland security)(?! for)|(?:defense|treasury|homeland security) secretary|"
                r"white house|capitol hill|state department|assistant secretary of \w+"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """The countries that a text names, where, and how much of it each takes; `shared`: which of two states a name is here ("Congo")."""

    about: frozenset[str]
    shares: Mapping[str, float]
    places: tuple[tuple[int, str], ...]
    shared: Mapping[str, str] = field(default_factory=dict)
    home: Home | None = None
    scenes: tuple[tuple[int, str], ...] = ()
    sentences: Sequence[Offsets] = ()

    @classmethod
    def of(cls, article: Article, on_map: Sequence[Place] = (), mentions: Sequence[Mention] = ()) -> Setting:
        """By states, peoples and capitals; the title weighs three times, the opening twice. Where none is named, by places.

        A name on the map counts for the country that it lies in (Georgia of the USA), one in the name of a person for none (Chad Miller).
        """
        told: Counter[str] = Counter()
        start = article.dateline.end if article.dateline else 0
        titled, named = _names(article, on_map, mentions)
        named = [x for x in named if x[0] >= start]
        shared = _meant([code for _, code in titled + named], on_map)
        for _, code in _codes(titled, shared):
            told[code] += 3
        places = tuple(_codes(named, shared))
        line = _of_dateline(article, on_map)
        home = home_of(article, line, places, on_map) if line else None
        if home and home.stays(start):
            told[home.country] += 2
        for at, code in places:
            told[code] += 2 if at < OPENING else 1
        if not told:
            places = tuple((p.start, p.country) for p in on_map if p.country)
            told.update(code for _, code in places)
        total = sum(told.values())
        about = {*told, home.country} if home else told
        scenes = tuple((p.start, p.country) for p in on_map if p.country and p.confidence >= SURE and laid(article.text, p.start))
        return cls(frozenset(about), {c: n / total for c, n in told.items()}, places, shared, home, scenes, article.sentences)

    def owner_of(self, words: str) -> Code | None:
        """The state whose office by that name it is: of several that have one, that of which the text speaks most, else the first."""
        for states, office in OWNED:
            if m := office.search(words):
                return Code(max(states, key=lambda c: self.shares.get(c, 0.0)), m[0])
        return None

    def near(self, at: int, but: Set[str] = frozenset(), *, there: bool = False) -> Code | None:
        """The country that people at a character belong to where nothing else is said: by dateline, nearness and share of the text.

        `but`: states that theirs is not; where the guess is one of these, only the dateline tells. `there`: they are where they act.
        """
        scores = dict(self.shares)
        home = self.home.country if self.home and self.home.stays(at) else None
        if home:
            scores[home] = scores.get(home, 0.0) + AT_HOME
        k = bisect.bisect_left(self.places, (at, ""))
        for start, code in self.places[max(0, k - 6) : k + 2]:
            scores[code] = scores.get(code, 0.0) + NEARNESS / (1 + abs(at - start) / REACH)
        for start, code in self._scenes(at) if there else ():
            scores[code] = scores.get(code, 0.0) + SCENE / (1 + abs(at - start) / REACH)
        if not scores:
            return None
        best = max(scores, key=lambda c: scores[c])
        if best in but and (not home or home in but):
            return None
        best = home if home and best in but else best
        if best == home:
            return Code(best, f"the dateline is of {name_of(best)}")
        return Code(best, f"the text around it is mostly about {name_of(best)}")

    def _scenes(self, at: int) -> Sequence[tuple[int, str]]:
        """Places in which the sentence that holds a character is laid."""
        k = max(0, bisect.bisect_right(self.sentences, at, key=lambda s: s[0]) - 1)
        start, end = self.sentences[k] if self.sentences else (0, LONGEST)
        a, b = (bisect.bisect_left(self.scenes, (x, "")) for x in (start, end))
        return self.scenes[a:b]


def _of_dateline(article: Article, on_map: Sequence[Place]) -> str | None:
    """The country of the dateline: of its place on the map, else the first that it names."""
    line = article.dateline
    if line is None:
        return None
    placed = (p.country for p in on_map if line.start <= p.start < line.end and p.country)
    named = (code for _, code in named_in(f"{line.place}\n{article.text[line.start : line.end]}"))
    return next(placed, None) or next(named, None)


def _names(article: Article, on_map: Sequence[Place], mentions: Sequence[Mention]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Names in the title and in the text, and where they stand; what the text has shown of one holds in the title too."""
    text, title = article.text[:LONGEST], article.title or ""
    people = [(a, b) for a, b in people_named(article.text, mentions) if b <= LONGEST]
    placed = [(p.start, p.end, code) for p, code in elsewhere(article.text, on_map) if p.end <= LONGEST]
    found = _named(blanked(text, [*people, *((a, b) for a, b, _ in placed)]))
    countries = moved(article.text, on_map)
    titled = [*spans_of(title, countries)]
    called = spans_of(title, {text[a:b] for a, b in people})
    left = _named(blanked(title, [(a, b) for a, b, _ in (*titled, *called)]))
    return [*left, *((a, countries[n]) for a, _, n in titled)], sorted([*found, *((a, code) for a, _, code in placed)])


def named_in(text: str) -> Iterator[tuple[int, str]]:
    """(start, code) of states, peoples and capitals in a text."""
    return _codes(_named(text), {})


def _named(text: str) -> Iterator[tuple[int, str]]:
    """The same, with names that states share as they stand."""
    for m in CAPITALS.finditer(text):
        for told in longest(m[0], country_named):
            yield m.start(), told


def _codes(named: Iterable[tuple[int, str]], shared: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Codes alone: of a shared name that of the state which it is here, none where that is open."""
    return ((at, code) for at, told in named if (code := shared.get(told) if told in SHARED else told))


def _meant(named: Sequence[str], on_map: Sequence[Place]) -> Mapping[str, str]:
    """Which state each shared name is: that of which the text and its places tell more."""
    counts = Counter([*named, *(p.country for p in on_map if p.country)])
    most = {name: sorted(SHARED[name], key=lambda s: counts[s]) for name in SHARED if name in counts}
    return {name: states[-1] for name, states in most.items() if counts[states[-1]] > counts[states[-2]]}
