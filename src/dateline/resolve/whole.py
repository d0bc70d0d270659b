"""Mentions that the reader cut short, made whole: "heads of" before "Hamas", "Foreign" before "Ministry", "15" before "of their relatives".

Only mentions that take part in an event are touched, and only where they begin and end; indexes stay as they are. Where people of a place
act, "residents of Gao", they act instead of it: their words take its mention, and the place stays beside them as one more.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace

from dateline.records import Article, Mention, Reading, Trigger

DANGLING = re.compile(r"\s+(?:of|for|at|in|and|from|by|to)(?:\s+the)?$")
LEFT_OPEN = re.compile(r"\s(?:of|for|at|in|from)(?:\s+the)?$")  # what follows belongs to it: "heads of", "judges at the"
NUMBER = re.compile(r"\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|scores|thousands|some|several|many|most", re.I)
OF_WHOM = re.compile(  # "15" of "15 of their relatives"
    r"\s+of\s+(?:the|his|her|its|their)(?:\s+[a-z][\w-]*){0,2}?\s+(?:[a-z][\w-]*s|people|men|women|children)\b"
)
NAMED = r"[A-Z][\w’'-]*[\w’']"
AFTER_OPEN = re.compile(rf"\s+(?:(?:the|its|his|her|their)\s+)?(?:[a-z][\w-]+\s+)?{NAMED}(?:\s+(?:of\s+(?:the\s+)?)?{NAMED}){{0,5}}")
AFTER_NAME = re.compile(rf"(?:\s+{NAMED}){{1,4}}")
HEAD = re.compile(
    r"\b(?:Ministry|Minister|Army|Forces?|Front|Group|Party|Council|Office|Union|Movement|Command|Court|Bank|Center|Centre|Commission|"
    r"Committee|Organi[sz]ation|Department|Brigades?|Police|Government|Association|Agency|Authority|Guards?|Assembly|League|Alliance|"
    r"Coalition|Congress|Parliament|Senate)$"
)
PEOPLE_OF = re.compile(
    r"\b(?:(?:the|some|many|several|most|angry|local|displaced)\s+)*(?:residents?|villagers|inhabitants|citizens|people|townspeople|students|farmers|"
    r"workers|traders|women|youths?|protesters|demonstrators|refugees)\s+(?:of|in|from)\s+(?:the\s+)?$",
    re.I,
)
BEFORE = 60  # characters before a place among which its people are sought
ACTING = ("actor", "recipient")
MENDED = frozenset({"person", "organisation", "group"})


def made_whole(article: Article, reading: Reading) -> Reading:
    """The same reading with the edges of cut mentions moved."""
    playing = {r.mention for t in reading.triggers for r in t.roles if r.name in ACTING}
    mentions, places, idle = list(reading.mentions), list[Mention](), set[int]()
    for i in sorted(playing):
        m = mentions[i]
        if m.type != "place":
            mentions[i] = _whole(article.text, m) if m.type in MENDED else m
        elif people := PEOPLE_OF.search(article.text, max(0, m.start - BEFORE), m.start):
            if any(mentions[k].start < people.end() and people.start() < mentions[k].end for k in playing):
                idle.add(i)  # the reader has them already, beside the place
            else:
                places.append(m)
                mentions[i] = replace(m, start=people.start(), type="group")
    triggers = tuple(_without(t, idle) for t in reading.triggers) if idle else reading.triggers
    return replace(reading, mentions=(*mentions, *places), triggers=triggers)


def _without(t: Trigger, idle: Container[int]) -> Trigger:
    """A trigger in which the mentions of `idle` neither act nor receive."""
    return replace(t, roles=tuple(r for r in t.roles if r.name not in ACTING or r.mention not in idle))


def _whole(text: str, m: Mention) -> Mention:
    words = text[m.start : m.end]
    if words.startswith("of ") and len(words) > 6:
        m, words = replace(m, start=m.start + 3), words[3:]
    if NUMBER.fullmatch(words) and (rest := OF_WHOM.match(text, m.end, m.end + 60)):
        return replace(m, end=rest.end())
    if LEFT_OPEN.search(words) and (rest := AFTER_OPEN.match(text, m.end, m.end + 90)):
        return replace(m, end=rest.end())
    if dangling := DANGLING.search(words):
        return replace(m, end=m.start + dangling.start())
    if words.split()[-1:] and words.split()[-1][:1].isupper() and not HEAD.search(words):
        rest = AFTER_NAME.match(text, m.end, m.end + 60)
        if rest and HEAD.search(rest[0]):  # the rest of a body's name, told by its last word
            return replace(m, end=rest.end())
    return m
