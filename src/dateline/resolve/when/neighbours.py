"""Whether the words around a match let it be a time: no sums, counts, titles ("USA Today", "People's Daily") or scores."""

from __future__ import annotations

import re

from dateline.resolve.when.matches import Match
from dateline.resolve.when.numbers import is_before_christ, is_counted, is_number
from dateline.resolve.when.words import DECADE, Words

NAMED_BEFORE, NAMED_AFTER, WITHIN = re.compile(r"\b[A-Z][\w’']* $"), re.compile(r" [A-Z]"), re.compile(r"[a-z] $")
LED = frozenset("icFfbBER,.(")  # before a month
OPENED = frozenset(".!?\"“:")
BY_YEARS = frozenset({"year", "years", "year_period", "decade", "century"})
# What may follow words that are all of a time: "on the 12th floor" names a floor, "the day before the vote" a day of the vote.
JOINING = frozenset("and as at but by in or that when where while who with".split())
ALONE = {
    "day_beside": JOINING,
    "day_of_month": JOINING | frozenset("a an for he i it its our she the their they this we you".split()),
}

ROW = re.compile(r"(?:(?:,c?|c)t?o)*")  # more such numbers: "on the 12th, 13th and 14th floors"
LONGEST_AGE = 8  # tokens of "his early or mid-twenties"
OWNERS = frozenset("his her their my our your".split())
# Words that make a weekday the name of one day of history or trade, as no place ("in Kyoto Tuesday") or person ("Bush Sunday said") does.
NAMING = frozenset("black bloody blue clean cyber dark fat giving green holy orange plough red ruby silent super white".split())
TITLE = re.compile(r"\s[A-Z][a-z]+")


def is_named_day(m: Match, words: Words, text: str) -> bool:
    """Whether a weekday is a name ("Black Friday", "On Trinity Sunday") that tells no date."""
    a = m.start
    if m.rule != "weekday" or words.letters[a] != "W" or not a or not text[words.starts[a - 1]].isupper():
        return False
    led = a > 1 and words.low[a - 2] == "on" and text[words.starts[a - 2]] == "O"
    return words.low[a - 1] in NAMING or (led and words.letters[a - 1] == "x")


def is_time(m: Match, words: Words, text: str) -> bool:
    """Whether the neighbours let the match be a time."""
    name, a, b = m.rule, m.start, m.end
    before = words.letters[a - 1] if a else "."
    after = words.letters[b] if b < len(words.letters) else "."
    if name in ("year", "month_alone", "years", "clock") and (before == "$" or after in "$%" or words.low[a - 1 if a else a] == "#"):
        return False
    row = ROW.match(words.letters, b) if name == "day_of_month" else None
    if name in ALONE and _goes_on(words, row.end() if row else b, ALONE[name]):
        return False
    if name == "day_of_month" and words.low[a] != "on":
        return False
    if name == "days" and words.letters[b - 1] in "do" and "," in words.letters[a:b] and b < len(words.low) and is_counted(words, text, b):
        return False  # "On June 3, 12 to 15 people died"
    if name == "the_unit" and b < len(words.low) and words.low[b] in ("ended", "ending"):
        return False
    if name == "years" and m.groups["Y"][1] > m.groups["Y"][0] and is_number(words, text, m.groups["Y"][0]):
        return False
    if name in BY_YEARS and is_before_christ(text, words.ends[b - 1]):
        return False
    if name == "year":
        year = m.groups["Y"][0]
        if is_number(words, text, year):
            return False
        led = year > a or before in "icFfbB,(" or (a and words.low[a - 1] in "(")
        return 1900 <= int(words.low[year]) < 2050 or bool(led)
    if name in ("month", "month_alone"):
        return not _names_person(m, words, text, before)
    if name == "decade":
        return not _tells_age(m, words)
    if name in ("deictic", "unit") and text[words.starts[b - 1]].isupper():
        return before == "." or (a > 0 and words.low[a - 1] in ".!?\"“:") or a == 0
    if name == "weekdays" and b - a == 1 and words.letters[a] == "L" and text[words.starts[a]].isupper():
        return not _names_paper(text, words.starts[a], words.ends[a])
    if name == "clock":
        return words.letters[b - 1] == "T" and (before in "icFBd" or words.low[b - 1][-1] in "mt.cs")
    return True


def _goes_on(words: Words, at: int, ends: frozenset[str]) -> bool:
    """Whether a word follows that is none of those that may, so that what stands before is no time by itself."""
    return at < len(words.low) and (words.low[at][0].isalnum() or words.letters[at] == "-") and words.low[at] not in ends


def _names_person(m: Match, words: Words, text: str, before: str) -> bool:
    """Whether a month is the name of a person or march: "Theresa May in 2017", "the Women's March 2017", "April Ryan", "Ms June Carter"."""
    a = m.start
    if m.rule == "month":
        weak = words.letters[a] == "m" and m.groups["M"][0] == a
        return weak and (before == "'" or (words.letters[a + 1] == "i" and before not in LED))
    if m.end - a > 1 or not TITLE.match(text, words.ends[a]):
        return False
    opens = not a or before == "." or words.low[a - 1] in OPENED
    return opens or (before not in LED and text[words.starts[a - 1]].isupper())


def _tells_age(m: Match, words: Words) -> bool:
    """ "in his twenties", "in her late forties"."""
    at = m.groups["K"][0]
    if words.low[at] not in DECADE:
        return False
    owner = at - 1
    while owner > max(0, at - LONGEST_AGE) and (words.letters[owner] in "E-cK," or words.low[owner] == "or"):
        owner -= 1
    return owner >= 0 and words.low[owner] in OWNERS


def _names_paper(text: str, start: int, end: int) -> bool:
    """Whether "Daily" stands in a name: after a capital, or within a sentence before one."""
    before = text[max(0, start - 30) : start]
    return bool(NAMED_BEFORE.search(before) or (WITHIN.search(before) and NAMED_AFTER.match(text, end)))
