"""Whom a person or group without a name speaks or works for, where the reader left that out: "a spokesman" before "for Hamas"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.records import Mention
from dateline.resolve.who.codes import OPEN, says_office, sector_of
from dateline.resolve.who.draft import Draft
from dateline.resolve.who.titles import is_title_word
from dateline.resolve.who.words import HEAD, SENT

LINK = re.compile(r"\s+(for|of|at|from|with)\s+")
TO_PERSON = re.compile(r"\s+(?:for|of|to)\s+(?:the\s+)?")
WORD = re.compile(r"([\w.-]{1,20})\s")
NAME = re.compile(r"(?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,4}")
# Who stands so to a person is of that person's state.
ATTENDING = re.compile(r"spokes\w+|aides?|advis[eo]rs?|lawyers?|bodyguards?|supporters?|loyalists?|representatives?")
ATTENDED = re.compile(rf".*\b(?:{ATTENDING.pattern}) (?:for|of) ({NAME.pattern})")
BODIES = frozenset({"organisation", "group", "place"})
# Of those to whom these words stand nobody is one: "critics of Iran".
APART = frozenset(
    "critic critics opponent opponents enemy enemies rival rivals foe foes victim victims ally allies partner partners "
    "neighbour neighbours neighbor neighbors hostage hostages prisoner prisoners detainee detainees survivors".split()
)
# "Protesters at the Russian embassy" and "gunmen with Israeli rifles" are of neither.
LOOSE = frozenset({"for", "at", "with"})
UNBOUND = frozenset({"CVL", "REF", "UAF", "CRM", "REB", "PRM", "MIL", "COP"})


def attended(words: str) -> str:
    """Whom words tell of beside who attends to that person: "Ann Lee" of "spokesman for Ann Lee"; empty where they do not."""
    m = ATTENDED.fullmatch(words)
    return m[1] if m else ""


class Served:
    """Bodies and people right after the mentions of one article."""

    def __init__(self, text: str, mentions: Sequence[Mention], of_mention: Sequence[Draft | None]) -> None:
        self._text, self._mentions, self._of_mention = text, mentions, of_mention
        longest = sorted(range(len(mentions)), key=lambda i: mentions[i].end)
        self._at = {mentions[i].start: i for i in longest}

    def body(self, index: int) -> str | None:
        """The words of a mention with the body after it: "spokesman for Hamas"; None where none follows."""
        m = self._mentions[index]
        head, link = self._head(m), LINK.match(self._text, m.end, m.end + 8)
        if not link or not says_office(head) or head in APART or SENT.search(self._text[m.start : link.end()]):
            return None
        if link[1] in LOOSE and head not in OPEN and (told := sector_of(head)) and told.code in UNBOUND:
            return None
        name = self._name(link.end())
        return f"{self._text[m.start : link.end()]}{name}" if name else None

    def person(self, index: int) -> Draft | None:
        """The named person after a mention that attends to one: "spokesman for Ann Lee"."""
        m = self._mentions[index]
        if not ATTENDING.fullmatch(self._head(m)):
            return None
        link = TO_PERSON.match(self._text, m.end, m.end + 12)
        after = self._person_at(link.end()) if link else None
        draft = self._of_mention[after] if after is not None else None
        return draft if draft and draft.type == "person" and draft.named else None

    def _person_at(self, at: int) -> int | None:
        """The mention of a person that begins there, or after titles: "President Ann Lee"."""
        for _ in range(5):
            if (index := self._at.get(at)) is not None and self._mentions[index].type == "person":
                return index
            word = WORD.match(self._text, at)
            if not word or not is_title_word(word[1]):
                return None
            at = word.end()
        return None

    def _head(self, m: Mention) -> str:
        words = HEAD.split(self._text[m.start : m.end])[0].split()
        return words[-1].lower() if words else ""

    def _name(self, at: int) -> str | None:
        """The body told there: of "the group" the one it stands for, and where the reader marked nothing the name itself."""
        after = self._at.get(at, self._at.get(at + 4) if self._text.startswith("the ", at) else None)
        if after is None:
            name = NAME.match(self._text, at, at + 60)
            return name[0] if name else None
        m, draft = self._mentions[after], self._of_mention[after]
        if m.type not in BODIES:
            return None
        words = self._text[m.start : m.end]
        return draft.name if draft and draft.named and words.islower() else words
