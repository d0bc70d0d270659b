"""Who says "I" and "we", and whom "you" means: by quotation marks and who is named beside them, else by the kind of text."""

from __future__ import annotations

import bisect
import re

from dateline.records import Article, Reading
from dateline.resolve.who.cast import Cast
from dateline.resolve.who.draft import Draft
from dateline.resolve.who.roster import Seen
from dateline.resolve.who.words import ADDRESSED, SPEAKER, cleaned

PARAGRAPH = re.compile(r"\n\s*\n")
NEAR = 120  # characters between a quotation and the name of who says it
MARKS = re.compile(r'[“”"]')
QUOTED = "who speaks, by the name beside the quotation"


def full_cast(article: Article, reading: Reading, roster: Seen) -> Cast:
    """The cast of an article, those who speak among them."""
    cast = Cast(article, reading, roster)
    Talk(article, cast).give(cast.speaking)
    return cast


class Talk:
    """Quotations and paragraphs of one article."""

    def __init__(self, article: Article, cast: Cast) -> None:
        self._text, self._cast = article.text, cast
        self._paragraphs = [0, *(m.end() for m in PARAGRAPH.finditer(article.text))]
        self._quotes = _quotes(article.text, self._paragraphs)
        self._outside = sorted(
            (cast.mentions[i].start, cast.mentions[i].end, d)
            for d in cast.drafts if d.type == "person" for i in d.mentions
            if self._quote(cast.mentions[i].start) is None
        ) if self._quotes else []  # fmt: skip
        self._speaker: dict[int, Draft | None] = {}
        self._narrators: dict[str, Draft] = {}

    def give(self, speaking: list[int]) -> None:
        """Join each first and second person to its draft."""
        asked = self._asked(speaking)
        main = self._main_person() if asked else None
        for index in speaking:
            m = self._cast.mentions[index]
            word = cleaned(self._text[m.start : m.end]).lower()
            quote = self._quote(m.start)
            if quote is not None:
                self._quoted(index, word, quote)
            elif asked:
                self._answered(index, word, asked, main)
            else:
                self._told(index, word)

    def _quoted(self, index: int, word: str, quote: int) -> None:
        speaker = self._speaker_of(quote)
        if word in ADDRESSED:
            return
        if speaker is None:
            self._cast.join(index, self._narrator(f"{word in SPEAKER} {quote}"), "who speaks in a quotation of nobody named")
        elif word in SPEAKER:
            self._cast.join(index, speaker, QUOTED)
        else:
            self._cast.stands_for(index, (speaker.id,), QUOTED)

    def _asked(self, speaking: list[int]) -> frozenset[int]:
        """Paragraphs that ask "you" something: an interview where there are several."""
        asking = set()
        for index in speaking:
            m = self._cast.mentions[index]
            if self._text[m.start : m.end].lower() in ADDRESSED and self._quote(m.start) is None:
                p = self._paragraph(m.start)
                end = self._paragraphs[p + 1] if p + 1 < len(self._paragraphs) else len(self._text)
                if self._text.find("?", m.end, end) >= 0:
                    asking.add(p)
        return frozenset(asking) if len(asking) >= 3 else frozenset()

    def _answered(self, index: int, word: str, asked: frozenset[int], main: Draft | None) -> None:
        """In an interview the one who is asked is the "you" of questions and the "I" of all else."""
        question = self._paragraph(self._cast.mentions[index].start) in asked
        if word in (ADDRESSED if question else SPEAKER):
            self._cast.join(index, main or self._narrator("answers"), "who answers in the interview")
        elif word in ADDRESSED or word in SPEAKER:
            self._cast.join(index, self._narrator("asks"), "who asks in the interview")
        else:
            self._cast.join(index, self._narrator("we"), "whom the interview calls we")

    def _told(self, index: int, word: str) -> None:
        """A speech: one "I", one "we", one audience."""
        role = "I" if word in SPEAKER else "you" if word in ADDRESSED else "we"
        self._cast.join(index, self._narrator(role), f"the “{role}” of a speech")

    def _narrator(self, role: str) -> Draft:
        if role not in self._narrators:
            self._narrators[role] = self._cast.new(None, "person", "", named=False)
        return self._narrators[role]

    def _main_person(self) -> Draft | None:
        people = [d for d in self._cast.drafts if d.type == "person" and d.named and d.names]
        return max(people, key=lambda d: len(d.mentions)) if people else None

    def _paragraph(self, at: int) -> int:
        return bisect.bisect_right(self._paragraphs, at) - 1

    def _quote(self, at: int) -> int | None:
        """The quotation that holds a character."""
        k = bisect.bisect_right(self._quotes, (at, len(self._text))) - 1
        return k if k >= 0 and self._quotes[k][0] <= at < self._quotes[k][1] else None

    def _speaker_of(self, quote: int) -> Draft | None:
        """The person named right after the quotation, else right before it, else who spoke the one before, where that was asked about."""
        if quote not in self._speaker:
            self._speaker[quote] = self._beside(quote) or (self._speaker.get(quote - 1) if quote else None)
        return self._speaker[quote]

    def _beside(self, quote: int) -> Draft | None:
        start, end = self._quotes[quote]
        k = bisect.bisect_left(self._outside, end, key=lambda x: x[0])
        if k < len(self._outside) and self._outside[k][0] - end < NEAR and self._together(end, self._outside[k][0]):
            return self._outside[k][2]
        before = [x for x in self._outside[max(0, k - 4) : k] if x[1] <= start]
        if before and start - before[-1][1] < NEAR and self._together(before[-1][1], start):
            return before[-1][2]
        return None

    def _together(self, a: int, b: int) -> bool:
        return self._paragraph(a) == self._paragraph(b) and not MARKS.search(self._text[a + 1 : b])


def _quotes(text: str, paragraphs: list[int]) -> list[tuple[int, int]]:
    """Quotations: marks pair up within a paragraph; one that stays open ends with its paragraph."""
    out = []
    for p, start in enumerate(paragraphs):
        end = paragraphs[p + 1] if p + 1 < len(paragraphs) else len(text)
        opened = None
        for m in MARKS.finditer(text, start, end):
            if opened is None and m[0] != "”":
                opened = m.start()
            elif opened is not None and m[0] != "“":
                out.append((opened, m.end()))
                opened = None
        if opened is not None:
            out.append((opened, end))
    return out
