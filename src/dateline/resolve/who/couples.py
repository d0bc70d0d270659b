"""Peoples that share a noun: "Russian and Ukrainian negotiators" are two parties, "Indian" in "Indian and Pakistani troops" are troops."""

from __future__ import annotations

import re

from dateline.resolve.countries import by_demonym, by_name
from dateline.resolve.who.codes import names_people

SIDES = frozenset("North South East West".split())
JOINED = re.compile(r"(?:(?:the|both|senior|top) )*(?P<first>[A-Z][\w.-]*(?: [A-Z][\w-]*)?) and (?:the )?(?P<rest>[A-Z][\w.-]* .+)", re.I)
NOUN = re.compile(r"[a-z][a-z-]*(?: [a-z][a-z-]*){0,2}")  # "negotiators", "foreign ministers"
AFTER = re.compile(r"(?:, (?:the )?[A-Z][\w.-]*)* and (?:the )?$")


def completed(words: str, between: str, following: str) -> str:
    """A people with the noun that the next mention tells of both; other words as they are. `between`: the text from one to the other."""
    people, noun = _parted(following)
    if not noun or names_people(words) or not AFTER.fullmatch(between):
        return words
    whole = f"{words} {people.partition(' ')[2]}" if words in SIDES and people.partition(" ")[0] in SIDES else words
    code = by_demonym(whole) or (by_name(whole) if whole.isupper() else None)  # "U.S. and Iranian negotiators"
    return f"{whole} {noun}" if code and code != by_demonym(people) else words


def couple(words: str) -> tuple[str, ...]:
    """The two parties that words name together, each in full; none where they are no such pair."""
    m = JOINED.fullmatch(words)
    if not m:
        return ()
    first = completed(m["first"], " and ", m["rest"])
    return (first, m["rest"]) if first != m["first"] else ()


def _parted(words: str) -> tuple[str, str]:
    """The people and the noun of "North Korean generals"; empty where it is no people with a noun."""
    tokens = words.removeprefix("the ").split(" ")
    for n in (2, 1):
        people, noun = " ".join(tokens[:n]), " ".join(tokens[n:])
        if by_demonym(people) and NOUN.fullmatch(noun):
            return people, noun
    return "", ""
