"""Who was told last, and which of them a pronoun or a title stands for."""

from __future__ import annotations

import bisect
import math
import re
from collections.abc import Iterator, Sequence

from dateline.records import Article, Mention
from dateline.resolve.who.draft import Draft
from dateline.resolve.who.words import FEMALE, HEAD, MALE, NEUTER, PLURAL

WINDOW = 14  # mentions looked back at
FAR = 4  # sentences
# Weights of an antecedent, chosen on GUM's training rows (news, interview, speech, court).
DISTANCE, SUBJECT, FREQUENT, SAME_PRONOUN = 1.0, 0.9, 0.35, 0.6


class Told:
    """Mentions in the order they were told, with their drafts."""

    def __init__(self, article: Article, mentions: Sequence[Mention]) -> None:
        self._starts = [a for a, _ in article.sentences] or [0]
        self._mentions = mentions
        self._told: list[tuple[int, Draft, bool]] = []  # mention, draft, whether it opens its sentence
        self._used: dict[str, Draft] = {}

    def add(self, index: int, draft: Draft) -> None:
        """A mention of a draft was told."""
        sentence = self.sentence(index)
        opens = not self._told or self.sentence(self._told[-1][0]) != sentence
        self._told.append((index, draft, opens))

    def sentence(self, index: int) -> int:
        return bisect.bisect_right(self._starts, self._mentions[index].start) - 1

    def recent(self, count: int) -> Iterator[Draft]:
        """Drafts of the last `count` mentions, the latest first, each once."""
        seen: set[str] = set()
        for _, draft, _ in reversed(self._told[-count:]):
            if draft.id not in seen:
                seen.add(draft.id)
                yield draft

    def antecedent(self, index: int, pronoun: str) -> Draft | None:
        """The draft that a third-person pronoun stands for; None where nothing near fits."""
        here = self.sentence(index)
        m = self._mentions[index]
        group = _group(pronoun)
        best: tuple[float, Draft] | None = None
        for told, draft, opens in reversed(self._told[-WINDOW:]):
            away = here - self.sentence(told)
            if away > FAR or not _agrees(group, draft) or self._mentions[told].end > m.start:
                continue
            score = (
                -DISTANCE * away
                + SUBJECT * opens
                + FREQUENT * math.log2(1 + len(draft.mentions))
                + SAME_PRONOUN * (self._used.get(group) is draft)
                - (m.start - self._mentions[told].end) / 400
            )
            if best is None or score > best[0]:
                best = (score, draft)
        if best is None:
            return None
        self._used[group] = best[1]
        if group in ("m", "f") and best[1].sex is None:
            best[1].sex = group
        return best[1]

    def pair(self, index: int) -> tuple[str, ...] | None:
        """Two people told right before in one sentence: "they"."""
        here = self.sentence(index)
        near = [d for t, d, _ in self._told[-6:] if d.type == "person" and here - self.sentence(t) <= 1]
        ids = tuple(dict.fromkeys(d.id for d in near))
        return ids[-2:] if len(ids) >= 2 else None

    def holder(self, title: str) -> Draft | None:
        """The latest person whose post is that title: "the commander"."""
        head = HEAD.split(title)[0].strip()
        if not head:
            return None
        for draft in self.recent(40):
            if draft.type == "person" and any(_says(head, p.title.lower()) for p in draft.posts):
                return draft
        return None


def agrees(pronoun: str, draft: Draft) -> bool:
    """Whether a third-person pronoun may stand for a draft."""
    return _agrees(_group(pronoun), draft)


def _group(pronoun: str) -> str:
    for name, words in (("m", MALE), ("f", FEMALE), ("n", NEUTER), ("p", PLURAL)):
        if pronoun in words:
            return name
    return "p"


def _agrees(group: str, draft: Draft) -> bool:
    if group in ("m", "f"):
        return draft.type == "person" and draft.sex in (None, group)
    if group == "n":
        return draft.type in ("organisation", "place")
    return draft.type in ("group", "organisation")


def _says(head: str, title: str) -> bool:
    """ "minister" says "foreign minister", "general" says "major-general"; "deputy minister" does not say "minister"."""
    if head not in title:  # nearly always, so that no pattern is compiled for it
        return False
    return title == head or title.startswith(f"{head} of ") or bool(re.search(rf"(?:^|[\s-]){re.escape(head)}(?:$|\s(?:of|for)\b)", title))
