"""Numbers that look like years but count or number things: "1990 rockets", "resolution 1973", "2000 years ago"; and years before Christ."""

from __future__ import annotations

import re

from dateline.resolve.when.words import Words

COUNTED = frozenset("people men women troops soldiers dollars euros pounds meters metres km kilometers miles percent per points votes jobs "
                    "homes houses tons tonnes feet acres hectares barrels civilians refugees workers students".split())  # fmt: skip
# Plurals that a year stands before though nothing leads it: "sparked 2020 protests". What a year does not name stands among the counted.
DATED = frozenset(
    "accords agreements airstrikes amendments atrocities attacks attempts awards blasts bombings budgets campaigns celebrations "
    "ceremonies champions championships clashes commitments coups crises cuts deals debates demonstrations earnings earthquakes elections "
    "emissions estimates events exercises explosions exports figures finalists finals fires floods forecasts gains games guidelines "
    "hearings holidays hostilities hurricanes imports incidents invasions killings levels lockdowns losses massacres measures midterms "
    "murders negotiations offensives olympics outbreaks parades paralympics playoffs polls prices primaries profits protests quakes raids "
    "rallies rankings ratings reforms reports results returns revenues revolutions riots rules sales sanctions shootings statistics "
    "storms strikes summits talks targets taxes tests tournaments treaties trials uprisings violations wars wildfires winners".split()
)
ABOUT = frozenset("over about around within".split())  # of the prepositions those that stand before a number as well
LEAD = frozenset("icFfbBt',")
OWNER = frozenset("its his her their our my your this that early late mid year".split())
NUMBERED = re.compile(
    r"(?:\b(?:resolutions?|flights?|articles?|sections?|paragraphs?|regulations?|directives?|boeing|airbus|routes?|highways?|rooms?|apartments?|"
    r"suites?|channels?|pages?|chapters?|numbers?|platforms?|propositions?|convoys?)|#|\bno\.?)\s*(?:\d{3,4}(?:,|\s+and|\s+or)\s*)*$",
    re.I,
)
BC = re.compile(r"(?:\s*(?:-|–|to|and|or)\s*\d+s?)?,?\s?(?:BCE?\b|B\.\s?C\.)")
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
        return low[end].endswith("s")
    if letters[end] == "-" and letters[end + 1 : end + 2] == "U":
        return True
    lead = letters[at - 1] if at else "."
    opening = bool(at) and lead in "iFBb" and low[at - 1] not in ABOUT and text[words.starts[at - 1]].isupper()
    if low[end] in COUNTED:
        return not opening or int(low[at]) < 1900  # "In 2014 soldiers marched"
    if at and (lead in LEAD or low[at - 1] in OWNER or low[at - 1][0] in "'’/") and low[at - 1] not in ABOUT:
        return False
    if at and text[words.starts[at - 1]].isupper() and lead != "i":  # "Expo 2020 officials"
        return False
    if low[end + 1 : end + 2] and low[end + 1] in COUNTED and letters[end] == "x":  # "2000 armed men"
        return True
    return _is_plural(low[end]) and text[words.starts[end]].islower() and low[end] not in DATED


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
