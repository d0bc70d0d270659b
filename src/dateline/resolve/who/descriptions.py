"""What a text calls an actor: words of its own, posts, and what stands before, after and within its mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from dateline.records import Article, Mention
from dateline.resolve.countries import by_name
from dateline.resolve.who.apposition import apposed
from dateline.resolve.who.codes import says_office, sector_of
from dateline.resolve.who.draft import Draft
from dateline.resolve.who.names import core_name
from dateline.resolve.who.served import Served
from dateline.resolve.who.titles import LEADING_UP
from dateline.resolve.who.words import sentence_start

BESIDE = 70  # characters around a name in which a description stands
BEFORE = re.compile(r"((?:[\w.'’()-]+ ){1,9})$")
PREPOSITIONS = frozenset("of to for in at from".split())
LEADS = ("the", "a", "an", "his", "her")
VERB = "accused"  # says who is tried only after an article
DEGREES = frozenset("senior top veteran chief former late".split())


class Descriptions:
    """Descriptions of the actors of one article."""

    def __init__(self, article: Article, mentions: Sequence[Mention], of_mention: Sequence[Draft | None]) -> None:
        self._article, self._text, self._mentions = article, article.text, mentions
        self.served = Served(article.text, mentions, of_mention)

    def of(self, draft: Draft) -> Iterator[str]:
        """The surest first: own words, posts, what stands beside the name, then before it in one mention."""
        if draft.type != "person" or not draft.named:
            if draft.type in ("person", "group"):
                yield from filter(None, map(self.served.body, draft.mentions[:6]))
            yield from dict.fromkeys(draft.names)
        for post in draft.posts:
            yield f"{post.body or ''} {post.title}".strip()
        for index in draft.mentions[:6]:
            if draft.type == "person":
                words = self._apposed(draft, index) if draft.named else None
                told = sector_of(words) if words else None
                if words is None or (told and told.code == "CVL"):  # "her brother, Leo Sola, a judge": kinship says least
                    yield from self._beside(index)
                yield from filter(None, [words])
            elif draft.named and (noun := self._noun_before(index)):
                yield noun
        if draft.type == "person" and draft.named:
            yield from filter(None, map(self._inner, draft.mentions[:6]))

    def _apposed(self, draft: Draft, index: int) -> str | None:
        """What a name is in apposition to: of "the labour minister, Ann Lee, met union leaders" the rest goes on with the sentence."""
        start = self._mentions[index].start
        lead = next((m for k in draft.mentions if (m := self._mentions[k]).end == start - 2), None)
        if lead is None or self._text[lead.end : start] != ", ":
            return None
        words = self._text[lead.start : lead.end].split()
        return " ".join(words[1:]) if len(words) > 1 and words[0].lower() in LEADS and words[-1].islower() else None

    def _noun_before(self, index: int) -> str | None:
        """What a body is called right before its name: "state oil company Pemex", "the rights group Memorial"."""
        m = self._mentions[index]
        before = self._text[max(sentence_start(self._article, m.start), m.start - BESIDE) : m.start]
        words = [*takewhile(str.islower, reversed(before.split()[-4:]))][::-1]
        told = bool(words) and before.endswith(" ") and not words[-1].endswith("s") and words[-1] != VERB and says_office(words[-1])
        return " ".join(words) if told else None

    def _beside(self, index: int) -> Iterator[str]:
        m = self._mentions[index]
        floor = max(sentence_start(self._article, m.start), m.start - BESIDE)
        before = BEFORE.search(self._text[floor : m.start].rpartition("\n")[2])
        if before and (kept := _title(before[1].split())):
            yield " ".join([*kept, self._inner(index)]).strip()  # "Congolese militia" before the mention "leader Ali Musa"
        if after := apposed(self._text, m.end):
            yield after

    def _inner(self, index: int) -> str:
        """What a mention says before the name in it: "rebel leader" of "rebel leader Ali Musa"."""
        m = self._mentions[index]
        words = self._text[m.start : m.end]
        name = core_name(words).split()[:1]
        return words.partition(name[0])[0].strip() if name else ""


def _title(tokens: list[str]) -> list[str]:
    """The last words that describe a name after them: capitals, offices, and "Ambassador to" or "Minister of the" between such."""
    first = len(tokens)
    while first:
        token = tokens[first - 1]
        if _placed(tokens, first) or _accuses(tokens, first):
            break
        if token[0].isupper() or token[0] == "(" or token in DEGREES or says_office(token):
            first -= 1
        elif first < len(tokens) and (k := _office_before(tokens, first)):
            first = k
        else:
            break
    return tokens[first:]


def _accuses(tokens: list[str], end: int) -> bool:
    """Whether "accused" ends there and is a verb: "Russia accused the West", not "the accused Ivan Petrov"."""
    return tokens[end - 1] == VERB and not (end > 1 and tokens[end - 2].lower() in LEADS)


def _placed(tokens: list[str], end: int) -> bool:
    """Whether "In Turkey" ends there: of "In Turkey Minister Ross" the place is no part of the title."""
    led = end > 1 and tokens[end - 2].capitalize() in LEADING_UP and bool(by_name(tokens[end - 1]))
    return led and not (end > 2 and says_office(tokens[end - 3]))


def _office_before(tokens: list[str], end: int) -> int:
    """Where "ambassador to" or "minister of the" starts that ends at `end`; 0 where none does."""
    k = end - (tokens[end - 1] == "the")
    return k - 2 if k >= 2 and tokens[k - 1] in PREPOSITIONS and says_office(tokens[k - 2]) else 0
