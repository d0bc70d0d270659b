"""Does the clause around some words look ahead or back? By its verbs, the nearest before the words first, else the first after them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from dateline.resolve.when.words import Words

AHEAD = frozenset(
    "will shall would be due expects expect plans plan planning slated intends intend must upcoming deadline invited begins opens starts "
    "expires arrives leaves meets travels going ll should may".split()
)
# Said before "to" or "for" and the time: "agreed to meet on Sunday", "planned for Sunday" look ahead, "on Sunday agreed to" does not,
# nor, in news, "vowed to retaliate on Sunday": the day is that of the vow.
INTENT = frozenset(
    "agreed vowed promised decided threatened urged asked wants want hopes hope hoped ready pledged ordered willing prepared expected "
    "scheduled due set planned invited supposed".split()
)
BACKED = frozenset("agreed vowed promised decided threatened urged asked pledged ordered".split())  # acts, which a time before them dates
# Infinitives that a day is set for: "agreed to meet on Sunday".
SET_FOR = frozenset(
    "appear attend begin convene gather hold launch leave march meet open rally reconvene release reopen resume return speak start strike "
    "surrender testify travel visit vote".split()
)
HAS = frozenset("has have ve is are was were be been being".split())  # "has agreed to", "was ordered to": the day is not theirs
BACK = frozenset(
    "was were had did said told took met held made went came began left won lost gave got found fell rose saw sent bought brought built "
    "broke chose cut drew fought flew hit kept knew laid led let paid put quit ran sat sold shot spoke spent stood struck thought "
    "threw underwent became withdrew wrote".split()
)
IS = frozenset("is are was were".split())
SET = frozenset("due scheduled expected slated set planned opening".split())  # before the words: "due Friday", "scheduled in early May"
LINK = frozenset("in on for at here".split())
# End as past tenses do, names among them.
NO_VERB = frozenset(
    "united hundred indeed exceed proceed succeed sacred speed breed creed greed mohamed mohammed mohammad ahmed khaled saeed sayed waleed "
    "rasheed majeed hameed javed naveed hamed alfred wilfred".split()
)
DAY_ALONE, BOUNDED = frozenset(("W", "WP", "tW")), frozenset("by for from in since until till before after to".split())
STOP = frozenset(";:—.!?")
ENDS = frozenset(".!?")
OPENED = frozenset(".!?:\"“‘(")  # before the first word of a sentence
CLAUSE = frozenset("but while which who when where after before because although though whereas".split())
MARKING = AHEAD | INTENT | IS | BACK | STOP | CLAUSE
REACH = 25  # words to each side
SMALL, LINE = re.compile(r"\b[a-z]{5}"), 100  # a line without a long word in small letters is a heading, which has capitals for verbs too


class Clauses:
    """The words of a text that tell a tense or part clauses, by position: a list of a hundred thousand dates has few of them."""

    def __init__(self, words: Words, text: str) -> None:
        self._words, self._text = words, text

    @cached_property
    def _at(self) -> list[int]:
        letters = self._words.letters
        return [i for i, word in enumerate(self._words.low) if word in MARKING or word.endswith("ed") or letters[i] == "."]

    def look_ahead(self, first: int, last: int) -> bool | None:
        """Whether the tokens [first, last) stand in a clause that speaks of the future; None where no verb tells."""
        words, low, letters = self._words, self._words.low, self._words.letters
        if first and low[first - 1] in ("until", "till"):
            return True
        for i in range(first - 1, max(-1, first - 3), -1):
            if low[i] in SET:
                return low[max(0, i - 2) : i] != ["had", "been"]  # "had been due on Friday"
            if low[i] not in LINK:
                break
        if first and low[first - 1] == "for" and letters[first] == "W":  # "called a strike for Friday"
            return True
        weekday = letters[first:last] in DAY_ALONE and (not first or low[first - 1] not in BOUNDED) and letters[last : last + 1] != "'"
        a, b = bisect_left(self._at, first - REACH + 1), bisect_left(self._at, first)
        for i in reversed(self._at[a:b]):
            if low[i] in STOP or letters[i] == "." or (low[i] in CLAUSE and i < first - 2):
                break
            if not self._named(i) and (found := _tense(words, i, before=True, deed=weekday)) is not None:
                return found
        a, b = bisect_left(self._at, last), bisect_left(self._at, last + REACH)
        for i in self._at[a:b]:
            if low[i] in STOP or letters[i] == "." or low[i] in CLAUSE:
                break
            if not self._named(i) and (found := _tense(words, i, before=False)) is not None:
                return found
        return None

    def _named(self, i: int) -> bool:
        """Whether a word that would look ahead is a name: the month of May, Theresa May, Will Smith; "Will it rain on Friday?" asks."""
        low, start = self._words.low, self._words.starts[i]
        if low[i] not in AHEAD or not self._text[start : start + 2].istitle():
            return False
        line = max(self._text.rfind("\n", max(0, start - LINE), start) + 1, start - LINE)
        heads = not SMALL.search(self._text[line : start + LINE].partition("\n")[0])
        if self._words.letters[i] == "m":
            return not (heads and self._words.letters[max(0, i - 1) : i + 2] == "xmx")  # "Talks May Resume on Friday"
        if i and low[i - 1] not in OPENED and self._words.letters[i - 1] != ".":
            return not heads
        at = bisect_left(self._at, i + 1)
        end = next((low[k] for k in self._at[at : at + REACH] if low[k] in ENDS), "")
        return low[i] == "will" and end != "?"


def _tense(words: Words, i: int, before: bool, deed: bool = False) -> bool | None:
    """What a word that may tell says at `i`; `before`: whether it stands before the time, which may be the day of a `deed`."""
    word = words.low[i]
    following = words.low[i + 1] if i + 1 < len(words.low) else ""
    intent = word in INTENT and (before or word not in BACKED) and (following in ("to", "for") or (word in SET and following == "on"))
    if intent and deed and word in BACKED and HAS.isdisjoint(words.low[max(0, i - 2) : i]) and SET_FOR.isdisjoint(words.low[i + 2 : i + 4]):
        return False
    if word in AHEAD or intent or (word in IS and following == "to"):
        perfect = i > 1 and words.low[i - 1] == "been" and words.low[i - 2] == "had"  # "had been due on Friday"
        return not perfect
    past = word in BACK or (len(word) > 4 and word.endswith("ed") and word not in NO_VERB)
    passive = i > 0 and words.low[i - 1] == "be"  # "will be held": the verb before it tells
    return False if past and not passive else None
