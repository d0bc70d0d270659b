"""An actor while its mentions are gathered, and where to look one up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from dateline.resolve.who.names import fits, gender, keys
from dateline.resolve.who.titles import Post

Kind = Literal["person", "organisation", "group", "place"]


@dataclass(slots=True, eq=False)
class Draft:
    """`names` and `posts` as told, each once; `sex` "m", "f" or None; `named` False where only descriptions were told."""

    id: str
    type: Kind
    names: list[str] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    sex: str | None = None
    named: bool = True

    @property
    def name(self) -> str:
        """The fullest name of a person, the first of a body."""
        if not self.names:
            return ""
        return max(self.names, key=lambda n: (len(n.split()), len(n))) if self.type == "person" else self.names[0]

    def called(self, name: str) -> None:
        """A name of it was told. A book tells the name of its hero ten thousand times: what looks at all names sees each once."""
        if name not in self.names:
            self.names.append(name)

    def holds(self, posts: Iterable[Post]) -> None:
        """Posts of it were told."""
        known = {(p.title, p.body) for p in self.posts}
        self.posts += {(p.title, p.body): p for p in posts if (p.title, p.body) not in known}.values()

    @property
    def last(self) -> int:
        """The latest mention."""
        return self.mentions[-1]


class People:
    """People of one article by the words of their names; a look-up costs as much as there are namesakes."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[Draft]] = {}

    def add(self, draft: Draft, name: str) -> None:
        """Make a person known under every word of a name."""
        for key in keys(name):
            held = self._by_word.setdefault(key, [])
            if draft not in held[-64:]:
                held.append(draft)

    def knows(self, name: str) -> bool:
        """Whether the words are the surname or full name of someone told before."""
        words = keys(name)
        return any(keys(d.name)[-len(words) :] == words for d in self._by_word.get(words[-1], [])[-8:])

    def find(self, name: str, titles: str, posts: list[Post]) -> Draft | None:
        """The person of that name: a full name must fit, of several of one surname the one whose title or sex fits, else the latest."""
        words = keys(name)
        if not words:
            return None
        sex = gender(name, titles)
        held = [d for d in self._by_word.get(words[-1], [])[-64:] if not (sex and d.sex and sex != d.sex)]
        if len(words) > 1:
            return next((d for d in reversed(held) if fits(name, d.name) and not _two_given(name, d.name)), None)
        pool = [d for d in held if keys(d.name)[-1] == words[0]] or (held if len(held) == 1 else [])
        titled = [d for d in pool if any(alike(p.title, q.title) for p in posts for q in d.posts)]
        pool = titled or pool
        return max(pool, key=lambda d: d.last) if pool else None


def alike(a: str, b: str) -> bool:
    """Two titles that may be one: "PM" and "Prime Minister", "General" and "Major-General"."""
    x, y = (SHORT.get(t.lower(), t.lower()) for t in (a, b))
    return x in y or y in x


SHORT = {"pm": "prime minister", "gen.": "general", "col.": "colonel", "maj.": "major", "lt.": "lieutenant", "premier": "prime minister"}


def _two_given(a: str, b: str) -> bool:
    """Two longer names with the same surname but other given names: never one person."""
    x, y = keys(a)[:-1], keys(b)[:-1]
    return bool(x and y) and not any(p == q or (p[:1] == q[:1] and 1 in (len(p), len(q))) for p in x for q in y)
