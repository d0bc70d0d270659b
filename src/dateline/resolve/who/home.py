"""The country of the dateline: home to unnamed police and soldiers, but where a report tells of abroad it is only the reporter's post."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from dateline.records import Article, Offsets, Place

# "killed 12 soldiers in Somalia", "near the northern town of Mopti": the place is the scene.
LAID = re.compile(
    r"\b(?:in|inside|outside|near|across|around|throughout)\s+"
    r"(?:(?:the|of|[a-z]*ern|north|south|east|west|central|capital|city|town|village|port|district|province|region|state|area)\s+){0,4}$",
    re.I,
)
FURTHEST = 60  # characters before a place in which its preposition stands
# Where agencies write of other countries too: there a lead that names another and not this one is of that other.
POSTS = frozenset(
    "Amman|Bangkok|Beirut|Berlin|Brussels|Cairo|Dakar|Dubai|Geneva|Hong Kong|Istanbul|Johannesburg|London|Mexico City|Miami|Moscow|Nairobi|"
    "New Delhi|New York|Nicosia|Paris|Rome|Singapore|Strasbourg|The Hague|United Nations|Vienna|Washington".split("|")
)


@dataclass(frozen=True, slots=True)
class Home:
    """`country` that the dateline is of; the article's sentences from the lead on, and the countries in which each lays its scene.

    `post`: written from a post, with a lead that names other countries alone.
    """

    country: str
    sentences: Sequence[Offsets]
    scenes: Mapping[int, Set[str]]
    post: bool = False

    def stays(self, at: int) -> bool:
        """Whether people at a character may be of it: neither the lead nor their own sentence lays the scene in other countries alone."""
        k = max(0, bisect_right(self.sentences, at, key=lambda s: s[0]) - 1)
        return not self.post and all(self.country in self.scenes[i] for i in (0, k) if i in self.scenes)


def home_of(article: Article, country: str, told: Sequence[tuple[int, str]], on_map: Sequence[Place]) -> Home:
    """The home that a dateline of this country is. `told`: countries that the text names, by where they stand."""
    start = article.dateline.end if article.dateline else 0
    every = {p.start: p.country for p in on_map if p.country} | dict(told)
    sentences = [s for s in article.sentences if s[1] > start]
    lead, scenes = set[str](), dict[int, set[str]]()
    for at, code in every.items():
        k = bisect_right(sentences, at, key=lambda s: s[0]) - 1
        if at >= start and k == 0:
            lead.add(code)
        if at >= start and k >= 0 and laid(article.text, at):
            scenes.setdefault(k, set()).add(code)
    post = bool(article.dateline and article.dateline.place in POSTS and lead and country not in lead)
    return Home(country, sentences, scenes, post)


def laid(text: str, at: int) -> bool:
    """Whether a place that begins there is a scene: "killed in Somalia"."""
    return bool(LAID.search(text[max(0, at - FURTHEST) : at]))
