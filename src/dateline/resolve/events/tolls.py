"""How many were killed and injured: told numbers found by their wording, and the event that each belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from dateline.records import Article, Offsets, Reading, Trigger
from dateline.resolve.events.counts import count_of
from dateline.resolve.who.codes import sector_of

T = TypeVar("T")
Fate = Literal["killed", "injured"]
FATES: tuple[Fate, ...] = ("killed", "injured")
Counts = dict[Fate, tuple[int, int]]

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen"
).replace(" ", "|")
# No years: "in late 2003 the army killed" counts nobody; nor does "no one". A decimal counts with its scale alone: "1.5 million".
_ONE = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+\.\d+(?= (?:thousand|million)\b)|(?!(?:19|20)\d\d\b)(?<!\d[.,])\d+"
    rf"|\b(?<!\bno )(?<!\bnot )(?:{_WORDS})\b)"
)
_UNIT = (
    r"per ?cent|(?:year|day|hour|week|month|minute|decade|mile|kilomet(?:er|re)|met(?:er|re)|yard|inche?|acre|hectare|tonne"
    r"|ton|pound|dollar|euro)s?\b|(?:seconds|nights|km|feet|foot|[ap]\.?m|o['’]clock)\b"
    r"|(?:january|february|april|(?-i:March|May)|june|july|august|september|october|november|december)\b"
)
_NO_UNIT = rf"(?![\w%-]|[.,]\d| and a half\b| (?:{_UNIT}))"
NUMBER = rf"(?P<n>(?:half )?(?:a )?{_ONE}(?:(?: and | to | or |-| ){_ONE}){{0,6}}){_NO_UNIT}"
# Words between a number and what became of the counted: no further number, and no end of a clause.
_ASIDE = r"(?:\w+, (?:including|among them|mostly|most of them|all) [^,.;\d]{1,60}, )?"
FILL = rf"(?:(?!(?:{_WORDS}|after|when|while|because|before|since|until|although|if|as)\b)(?:[a-z’'\"“”-]+|\d+-year-old) ){{0,6}}?{_ASIDE}"
COUNTABLE = re.compile(rf"\d|\b(?=[defhmnost])(?:{_WORDS})\b", re.I)  # without which there is no NUMBER
HEDGE = (
    r"(?:at least |more than |over |no fewer than |not less than |up to |as many as |nearly |almost |about |around |some "
    r"|an estimated |another |a further |a total of |all |an? additional )*"
)
DONE = {
    "killed": r"killed|dead|slain|massacred|murdered|shot dead|executed|slaughtered|perished|died|beheaded|assassinated|butchered"
    r"|gunned down|hanged|lost their lives|(?:beaten|stabbed|burned|burnt|hacked|tortured|shot) to death",
    "injured": r"wounded|injured|hurt|maimed|treated for (?:\w+ )?(?:wounds|injuries)",
}
DOES = {
    "killed": r"kill(?:ed|ing|s)?|slaughter(?:ed|ing| of)|massacr(?:ed|ing|e of)|murder(?:ed|ing|s)?(?: of)?|executi(?:ng|on of)|executed"
    r"|slay(?:ing)?(?: of)?|gunned down|killings? of|deaths? of|shot dead|(?:death )?toll (?:[\w’'-]+ ){0,8}?(?:to|at|of)"
    r"|claim(?:ed|ing) (?:the lives of )?",
    "injured": r"wound(?:ed|ing|s)?|injur(?:ed|ing|es|ies to)|hurt(?:ing)?|maim(?:ed|ing)",
}
BE = r"(?:(?:was|were|been|are|is|be|being|lay|left|reported|confirmed|also|believed|feared|either|of them|to have|have|had|has|later) )*"
# A deed that has an object of its own tells of others than the number before it: "200 militants killed four soldiers".
NO_OBJECT = rf"(?! (?:{HEDGE})(?:\d|an? |the |his |her |their |its |(?:{_WORDS})\b))"
PATTERNS = tuple(
    (fate, re.compile(pattern, re.I))
    for fate in FATES
    for pattern in (
        rf"\b(?P<cue>{DOES[fate]}) ?{HEDGE}{NUMBER}",
        rf"(?<![\w.,-]){NUMBER} {FILL}{BE}(?P<cue>{DONE[fate]})\b{NO_OBJECT}",
    )
)


# What is counted, and a further number of the same deed: "killed six insurgents, two women and a child".
_COUNTED = (
    r"(?P<who>(?: \d+-year-old)?"  # "a 16-year-old girl"
    r"(?: (?!(?:and|or|when|in|on|at|by|after|as|while|near|during|before|who|that|including|of)\b)[a-z’'\"-]+){1,4})"
)
MORE = re.compile(rf"(?: [a-z’'\"-]+){{1,4}}?(?:,? and (?:(?P<one>an?)|(?P<last>{_ONE}))|, (?P<next>{_ONE})){_NO_UNIT}{_COUNTED}", re.I)
# "twelve villagers and" before "four soldiers were killed", "and a priest" between a number and "dead"; none of whom another deed has.
EARLIER = re.compile(
    rf"(?:(?P<deed>[\w’'-]+) )?(?<![\w.,-]){HEDGE}(?:{NUMBER}|(?P<one>an?)){_COUNTED}(?:,? and|,) (?:his |her |their |its )?{HEDGE}$", re.I
)
WITHIN = re.compile(rf"{_COUNTED} and an? (?:\d+-year-old )?(?P<one>[a-z’'-]+)(?P<alone> (?:was|is|has)\b)?", re.I)
OTHER_DEED = re.compile(
    r"(?!leaving|reported|confirmed|announced|including)\w+(?:ed|ing)|took|held|hit|met|shot|sent|found|saw|caught|led|brought|kept|hurt|beat"
    r"|has|had|have", re.I,
)  # fmt: skip
PART = re.compile(rf"(?:(?<![\w.,-]){NUMBER}|(?P<none>none|neither)) (?:out )?of (?:(?:the|those|these|its|his|her|their|all) )?$", re.I)
FINITE = re.compile(r"\b(?:was|were|is|are|had|has|have)\b", re.I)
FAR = 600  # characters between a toll and an event of another sentence that the reader ties it to
NEAR = 100  # characters before a number among which one is sought that it is told with
HAPPENED = re.compile(r"\b(?:was|were|is|are|been|had|has|have|killed|dead|died|wounded|injured|hurt|said|told)\b", re.I)
SINCE = re.compile(r"\bsince (?:[\w’'-]+ ){0,4}$", re.I)  # "2,154 have been killed since the 2003 invasion": not by it


@dataclass(frozen=True, slots=True)
class Toll:
    """A told number: characters of its words and of the words that say what became of the counted."""

    fate: Fate
    number: Offsets
    cue: Offsets
    count: tuple[int, int]


def tolls_of(text: str, start: int, end: int) -> Iterator[Toll]:
    """Tolls told in `text[start:end]`, a sentence; of two readings of a number the first pattern's has it."""
    seen: set[int] = set()
    if not COUNTABLE.search(text, start, end):  # few sentences have a number
        return
    for fate, pattern in PATTERNS:
        for m in pattern.finditer(text, start, end):
            if m.start("n") in seen:
                continue
            seen.add(m.start("n"))
            if count := _counted(text, start, end, m):
                yield Toll(fate, m.span("n"), m.span("cue"), count)


def _counted(text: str, start: int, end: int, m: re.Match[str]) -> tuple[int, int] | None:
    """How many a number and its deed tell of, with those told with them; None where it counts nobody."""
    count, (at, to), cue = count_of(m["n"]), m.span("n"), m.start("cue")
    if count is None:
        return None
    if cue < at:
        more = _further(text, to, end)
    elif (part := PART.search(text[max(start, at - NEAR) : at])) and FINITE.search(text, to, m.end("cue")):
        return count_of(part["n"]) if part["n"] else None  # "six of the 20 hostages were killed"
    elif (within := WITHIN.match(text, to, cue + 1)) and within["alone"]:  # "police held 12 people and a man was killed"
        return None
    else:
        more = int(bool(within and sector_of(within["who"].strip()) and sector_of(within["one"]))) + _earlier(text, start, at)
    return count[0] + more, count[1] + more


def _further(text: str, at: int, end: int) -> int:
    """How many more people the same deed counts after its first number."""
    more = 0
    while m := MORE.match(text, at, end):
        who = HAPPENED.split(m["who"])
        if len(who) > 1 or HAPPENED.match(text[m.end() : min(end, m.end() + 12)].lstrip()) or not sector_of(m["who"].strip()):
            break
        number = count_of(m["last"] or m["next"] or "one")
        more, at = more + (number[0] if number else 0), m.start("who")
    return more


def _earlier(text: str, first: int, at: int) -> int:
    """How many more are told with the number at `at`, whose deed comes after it: "twelve villagers and four soldiers were killed"."""
    more = 0
    while m := EARLIER.search(text[max(first, at - NEAR) : at]):
        other = (m["deed"] and OTHER_DEED.fullmatch(m["deed"])) or HAPPENED.search(m["who"])
        if other or not sector_of(m["who"].strip()) or not (number := count_of(m["n"] or "one")):
            break
        more, at = more + number[0], max(first, at - NEAR) + m.start("n")
    return more


def tolls_by_trigger(article: Article, reading: Reading) -> dict[Trigger, Counts]:
    """The counts of each event, in linear time.

    A toll goes to the event whose trigger says it, else to that of its sentence that the reader tied its number to, else to the nearest
    violence told there, else to one tied in a sentence near by; of several for one event the first has it.
    """
    violent = [t for t in reading.triggers if t.type == "ASSAULT" and t.modes != ("abduct",)]
    ties = _ties(reading)
    out: dict[Trigger, Counts] = {}
    for start, end in article.sentences:
        here = _within(violent, start, end, lambda t: t.start)
        numbers = _within(ties, start, end, lambda tie: tie[0][0])
        if not here and not numbers:  # a toll would be nobody's
            continue
        for toll in sorted(tolls_of(article.text, start, end), key=lambda t: t.number):
            owner = _owner(toll, (start, end), here, numbers, article.text)
            if owner is not None:
                out.setdefault(owner, {}).setdefault(toll.fate, toll.count)
    return out


def _within(some: Sequence[T], start: int, end: int, key: Callable[[T], int]) -> Sequence[T]:
    return some[bisect_left(some, start, key=key) : bisect_left(some, end, key=key)]


def _ties(reading: Reading) -> list[tuple[Offsets, Trigger]]:
    """Numbers that the reader tied to a trigger, in the order of the text."""
    mentions = reading.mentions
    tied = [(mentions[r.mention], t) for t in reading.triggers for r in t.roles if r.name in FATES]
    return sorted((((m.start, m.end), t) for m, t in tied), key=lambda tie: tie[0])


def _owner(
    toll: Toll, sentence: Offsets, here: Sequence[Trigger], numbers: Sequence[tuple[Offsets, Trigger]], text: str
) -> Trigger | None:
    """By a tie to any sentence before the violence of its own, 121 marked counts have F1 0.781; by that of its own first, 0.812."""
    first, last = toll.number
    saying = [t for t in here if _touch((t.start, t.end), toll.cue)]
    tied = [t for span, t in numbers if _touch(span, toll.number)]
    own = [t for t in tied if _touch((t.start, t.end), sentence)]
    near = sorted((t for t in here if not SINCE.search(text, max(0, t.start - 40), t.start)), key=lambda t: _gap(t, toll))
    other = [t for t in tied if first - FAR < t.start < last + FAR]
    return next(iter([*saying, *own, *near, *other]), None)


def _gap(trigger: Trigger, toll: Toll) -> int:
    return max(trigger.start - toll.cue[1], toll.cue[0] - trigger.end)


def _touch(a: Offsets, b: Offsets) -> bool:
    return a[0] < b[1] and b[0] < a[1]
