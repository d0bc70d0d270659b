"""Numbers that look like years but count or number things: "1990 rockets", "resolution 1973", "2000 years ago"; and years before Christ."""

from __future__ import annotations

import re

from dateline.resolve.when.words import Words

COUNTED = frozenset("people men women troops soldiers dollars euros pounds meters metres km kilometers miles percent per points votes jobs "
                    "homes houses tons tonnes feet acres hectares barrels civilians refugees workers students".split())  # fmt: skip
# Plurals that a year stands before though nothing leads it: "sparked 2020 protests". What a year does not name stands among the counted.
DATED = frozenset(
    "accords agreements airstrikes amendments atrocities attacks attempts awards blasts bombings budgets campaigns caucuses ceasefires "
    "celebrations ceremonies champions championships clashes commitments constitutions contenders costs coups crackdowns crises cuts "
    "cyclones deals debates decrees demonstrations droughts earnings earthquakes elections emissions estimates events exercises "
    "explosions exports famines figures finalists finals fires floods forecasts gains games guidelines harvests hearings holidays "
    "hopefuls hostilities hurricanes imports incidents invasions killings levels lockdowns losses massacres measures midterms murders "
    "negotiations nominees offensives olympics outbreaks pacts pandemics parades paralympics playoffs polls prices primaries profits "
    "projections protests purges quakes raids rallies rankings ratings recessions referendums reforms reports results returns revenues "
    "revolutions riots rules rulings runoffs sales sanctions shootings statistics storms strikes summits talks targets taxes tests "
    "tournaments treaties trials truces tsunamis typhoons uprisings violations wages wars wildfires winners".split()
)
ABOUT = frozenset("over about around within".split())  # of the prepositions those that stand before a number as well
LEAD = frozenset("icFfbBt',")
EDGES = frozenset("early late mid".split())
# "In 2011 months after the war", "in 2019 weeks of protest".
LATER, OF_DAYS = frozenset("after before later earlier of".split()), frozenset("days weeks months".split())
OWNER = frozenset("its his her their our my your this that early late mid year".split())
NUMBERED = re.compile(
    r"(?:\b(?:resolutions?|flights?|articles?|sections?|paragraphs?|regulations?|directives?|routes?|highways?|rooms?|apartments?|"
    r"suites?|channels?|pages?|chapters?|numbers?|platforms?|propositions?|convoys?)"
    r"|#|(?-i:\b[Nn]o\.|(?<=\w )No))\s*(?:\d{3,4}(?:,|\s+and|\s+or)\s*)*$",
    re.I,
)
BC = re.compile(r"(?:\s*(?:-|–|to|and|or)\s*\d+s?)?\s?(?:BCE?\b|B\.\s?C\.)")
WINDOW = 40


def is_before_christ(text: str, end: int) -> bool:
    """Whether what ends there is told in years before Christ, which ISO days do not write."""
    return bool(BC.match(text, end))


def is_number(words: Words, text: str, at: int) -> bool:
    """Whether the year-like token `at` is a number: that of a thing, or how many there are of what follows."""
    low, letters, start = words.low, words.letters, words.starts[at]
    if NUMBERED.search(text, max(0, start - WINDOW), start):
        return True
    end = at + 1
    while end < at + 5 and letters[end : end + 1] in ("-", "c") and letters[end + 1 : end + 2] == "Y":  # "between 1500 and 2000 people"
        end += 2
    if end >= len(low):
        return False
    if letters[end] == "U":
        in_year = at and low[at - 1] in ("in", "since") and low[end] in OF_DAYS and low[end + 1 : end + 2] and low[end + 1] in LATER
        return low[end].endswith("s") and not in_year
    if letters[end] == "-" and letters[end + 1 : end + 2] == "U":
        return True
    lead = letters[at - 1] if at else "."
    if (at and low[at - 1] in EDGES) or (at > 1 and lead == "-" and low[at - 2] in EDGES):
        return False
    opening = bool(at) and lead in "iFBb" and low[at - 1] not in ABOUT and text[words.starts[at - 1]].isupper()
    if low[end] in COUNTED:
        return not opening or int(low[at]) < 1900  # "In 2014 soldiers marched"
    if at and (lead in LEAD or low[at - 1] in OWNER or low[at - 1][0] in "'’/") and low[at - 1] not in ABOUT:
        return False
    if at and text[words.starts[at - 1]].isupper() and lead != "i":  # "Expo 2020 officials"
        return False
    return is_counted(words, text, end)


def is_counted(words: Words, text: str, at: int) -> bool:
    """Whether the words at `at` name what a number before them counts."""
    low = words.low
    if low[at] in COUNTED or (words.letters[at] == "x" and low[at + 1 : at + 2] and low[at + 1] in COUNTED):  # "2000 armed men"
        return True
    return _is_plural(low[at]) and text[words.starts[at]].islower() and low[at] not in DATED


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
