"""Mentions gathered into drafts of actors.

1. people: full names, then short forms joined to the one they fit; 2. bodies, groups and places by name, acronym, state;
3. descriptions joined to the title, head word or count that they repeat; 4. pronouns. "I", "we" and "you" are left to `speech.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dateline.records import Article, Mention, Reading
from dateline.resolve.countries import by_capital
from dateline.resolve.who.bodies import Bodies
from dateline.resolve.who.codes import sector_of, state_of
from dateline.resolve.who.couples import completed, couple
from dateline.resolve.who.draft import Draft, Kind, People
from dateline.resolve.who.names import core_name, gender, plain
from dateline.resolve.who.plural import points_back, told_together
from dateline.resolve.who.pronouns import Told, agrees
from dateline.resolve.who.roster import Seen
from dateline.resolve.who.tied import Tied
from dateline.resolve.who.titles import Post, post_of, posts_after, posts_before
from dateline.resolve.who.words import (
    ADDRESSED,
    DEFINITE,
    HEAD,
    LEADING,
    PLURAL,
    RELATIVE,
    SHARED,
    SPEAKER,
    SPEAKERS,
    cleaned,
    is_pronoun,
    sentence_start,
)  # fmt: skip

SPOKEN = SPEAKER | SPEAKERS | ADDRESSED
LIST = re.compile(r"\w (?:and|&) (?:the )?(?:[a-z-]+ )*[A-Z]")
ACTING = frozenset({"person", "organisation", "group", "place", "facility"})
NAME = re.compile(r"[A-Z][\w'’-]*[a-z](?: [A-Z][\w'’-]*[a-z])*")
APPOSED = re.compile(r"\s*,?\s*$")
PREPOSED = re.compile(r"\b(?:of|for|in|to|from|at|and|near|with|on)\b|,|['’]s?\b")
FIRST, BESIDE_TITLE = "told for the first time", "the name beside a title alone"
READ = "the reader says that it is the same"


class Cast:
    """Drafts of one article. `of_mention` by index; `members`: mentions that stand for several, or for one who speaks for more.

    `rules`: by index, the rule that gave each of these mentions its draft or members. `speaking`: first and second persons, not joined yet.
    """

    def __init__(self, article: Article, reading: Reading, roster: Seen) -> None:
        self.article, self.text, self.mentions, self.roster = article, article.text, reading.mentions, roster
        self.drafts: list[Draft] = []
        self.of_mention: list[Draft | None] = [None] * len(reading.mentions)
        self.members: dict[int, tuple[str, ...]] = {}
        self.rules: dict[int, str] = {}
        self.tied = Tied(reading)
        self.people = People()
        self.told = Told(article, reading.mentions)
        self.playing = frozenset(r.mention for t in reading.triggers for r in t.roles if r.name in ("actor", "recipient"))
        self.bodies = Bodies(self.text, roster, self.told, self.playing)
        self._line = article.dateline.end if article.dateline and article.dateline.agency else 0  # who signs is none of "both sides"
        self._lists: list[int] = []
        self._open: list[Draft] = []  # drafts of the last few mentions, for what nests in them
        self._waiting: tuple[int, Draft] | None = None  # a title alone, whose name may follow
        self._words = [cleaned(self.text[m.start : m.end]) for m in self.mentions]
        order = sorted(range(len(self.mentions)), key=lambda i: (self.mentions[i].start, -self.mentions[i].end))
        self.speaking = [i for i in order if is_pronoun(self._words[i], SPOKEN)]
        held = frozenset(self.speaking)
        for index, after in pairwise(order):
            between = self.text[self.mentions[index].end : self.mentions[after].start]
            self._words[index] = completed(self._words[index], between, self._words[after])
        for index in order:
            if index not in held and self.mentions[index].type in ACTING:
                self.take(index)
        for index in self._lists:
            self._listed(index)

    # ---- one mention ----------------------------------------------------------------------------------------------

    def take(self, index: int) -> None:
        """Join one mention to a draft, open a new one, or leave it where it names nobody."""
        m, words = self.mentions[index], self._words[index]
        lower = words.lower()
        if not words or lower in ("there", "here"):
            return
        if outer := self._outer(m):
            self.join(index, outer, "the end of a longer name")
        elif is_pronoun(words, RELATIVE):
            self._relative(index)
        elif is_pronoun(words):
            self._pronoun(index, lower)
        elif m.type == "person" and LIST.search(words):
            self._lists.append(index)
        elif points_back(self.text, m, words):
            self._shared(index, words)
        elif m.type == "group" and (parties := couple(words)):
            self._couple(index, parties)
        elif m.type == "person":
            self._person(index, m, words)
        else:
            self._body(index, m, words)

    def join(self, index: int, draft: Draft, rule: str) -> None:
        """Give a mention to a draft, by a rule."""
        draft.mentions.append(index)
        self.rules[index] = rule
        self.of_mention[index] = draft
        if draft.type == "place" or self.mentions[index].end > self._line:
            self.told.add(index, draft)
        self._open = [*self._open[-5:], draft]

    def new(self, index: int | None, kind: Kind, name: str, *, named: bool = True) -> Draft:
        """Open a draft."""
        draft = Draft(f"a{len(self.drafts) + 1}", kind, [name] if name else [], named=named)
        self.drafts.append(draft)
        if index is not None:
            self.join(index, draft, FIRST)
        return draft

    def stands_for(self, index: int, ids: tuple[str, ...], rule: str) -> None:
        """Let a mention stand for several, or for one who speaks for more, by a rule."""
        self.members[index] = ids
        self.rules[index] = rule

    def _outer(self, m: Mention) -> Draft | None:
        """The actor of a mention that this one is the end of: "military" in "Iraqi military" is no actor of its own."""
        for draft in reversed(self._open):
            last = self.mentions[draft.last]
            if last.start < m.start and m.end == last.end and not PREPOSED.search(self.text[last.start : m.start]):
                return draft
            if last.start == m.start and last.end == m.end:
                return draft
        return None

    # ---- people ---------------------------------------------------------------------------------------------------

    def _person(self, index: int, m: Mention, words: str) -> None:
        if (known := self.roster.find(words)) and known.type != "person":
            self._body(index, m, words)
            return
        name = core_name(words)
        if not name or name[0].islower():
            self._described(index, m, words)
            return
        start = max(m.start, self.text.find(name.split()[0], m.start, m.end))
        before = posts_before(self.text, start, sentence_start(self.article, m.start))
        titles = self.text[max(0, start - 12) : start]
        draft, rule = self.people.find(name, titles, before), "a name that fits one told before"
        if draft is None:
            draft, rule = self._apposed(index, m, name), BESIDE_TITLE
        if draft is None:
            draft, rule = self.new(None, "person", ""), FIRST
        draft.called(name)
        draft.named = True
        draft.sex = draft.sex or gender(name, titles)
        draft.holds(before)
        if rule != BESIDE_TITLE:  # the rest of "the rebel commander, Juan Perez, met President Ali" goes on with the sentence
            draft.holds(posts_after(self.text, m.end))
        draft.holds(self._read_posts(index, draft))
        self.people.add(draft, name)
        self.join(index, draft, rule)
        self._waiting = None

    def _read_posts(self, index: int, draft: Draft) -> Iterator[Post]:
        """Posts in titles that the reader gives to a name, where no rule has read those words."""
        for title in (self.mentions[i] for i in self.tied.titles(index)):
            post = post_of(self.text, title.start, title.end)
            if post and not any(p.start < title.end and post.start < p.start + len(p.title) for p in draft.posts):
                yield post

    def _apposed(self, index: int, m: Mention, name: str) -> Draft | None:
        """The title that waits for its name: "the Prime Minister, Jane Doe"."""
        if self._waiting and APPOSED.fullmatch(self.text[self.mentions[self._waiting[0]].end : m.start]):
            draft = self._waiting[1]
            if not draft.named:
                draft.names.clear()
                return draft
        return None

    def _described(self, index: int, m: Mention, words: str) -> None:
        """A person without a name: right after a name in apposition, of a post told before, else by itself."""
        before = self._open[-1] if self._open else None
        plural = bool(re.search(r"(?<!s)s$", HEAD.split(words)[0].strip())) and not DEFINITE.match(words + " ")
        if before and before.type == "person" and re.fullmatch(r"\s*,\s*(?:the\s+)?", self.text[self.mentions[before.last].end : m.start]):
            self.join(index, before, "in apposition to the name before it")
            return
        title = plain(DEFINITE.sub("", self.text[m.start : m.end].strip()))
        if not plural and (holder := self.told.holder(title)):
            self.join(index, holder, "the post of one told before")
            return
        if found := self.bodies.called(words):
            self.join(index, found, "the same words")
            return
        if (same := self._same(index)) and same.type != "place":
            self.join(index, same, READ)
            return
        bare = LEADING.sub("", words) or words
        draft = self.new(index, "person" if m.type == "person" and not plural else "group", bare, named=False)
        self.bodies.describe(words, draft)
        if not plural:
            self._waiting = (index, draft)

    # ---- bodies, groups, places -----------------------------------------------------------------------------------

    def _body(self, index: int, m: Mention, words: str) -> None:
        kind = self._kind(words, m.type)
        if kind == "person":
            self._person_name(index, m, words)
            return
        draft, rule = self.bodies.find(index, m, words, kind) or (None, FIRST)
        if draft is None and words[0].islower() and (draft := self._same(index)):
            rule = READ
        if draft is None:
            draft = self.new(None, kind, _bare(words))
        elif kind != "place":
            draft.called(_bare(words))
        self.bodies.add(index, m, words, draft)
        self.join(index, draft, rule)

    def _person_name(self, index: int, m: Mention, words: str) -> None:
        found = self.people.find(words, "", [])
        draft = found or self.new(None, "person", "")
        draft.called(words)
        self.people.add(draft, words)
        self.join(index, draft, "a name that fits one told before" if found else FIRST)

    def _kind(self, words: str, said: str) -> Kind:
        """What the words are: the roster knows best; bodies without a name are a group."""
        if (known := self.roster.find(words)) and not (said == "place" and known.type == "person"):
            return known.type
        if said in ("organisation", "place", "group") and NAME.fullmatch(words) and not state_of(words) and self.people.knows(words):
            return "person"
        last = HEAD.split(words)[0].split()[-1:] or [words]
        if said == "organisation" and last[0].islower() and sector_of(last[0]):
            return "group"
        return "organisation" if said == "facility" else said  # type: ignore[return-value]

    # ---- words that stand for others ------------------------------------------------------------------------------

    def _same(self, index: int) -> Draft | None:
        """The draft of the mention that the reader says this one is the same as."""
        earlier = self.tied.same(index)
        return self.of_mention[earlier] if earlier is not None else None

    def _relative(self, index: int) -> None:
        if self._open:
            self.join(index, self._open[-1], "a relative pronoun after it")

    def _pronoun(self, index: int, lower: str) -> None:
        if (same := self._same(index)) and agrees(lower, same):
            self.join(index, same, READ)
        elif draft := self.told.antecedent(index, lower):
            self.join(index, draft, "a pronoun, by who was told last")
        elif lower in PLURAL and (pair := self.told.pair(index)):
            self.stands_for(index, pair, "a plural pronoun after two people")

    def _listed(self, index: int) -> None:
        """ "Jane Doe and John Roe": those named inside; where the reader marked none, the words stay one actor."""
        m = self.mentions[index]
        near = range(index + 1, min(index + 12, len(self.mentions)))
        inside = [d for i in near if (d := self.of_mention[i]) and self.mentions[i].end <= m.end]
        people = tuple(dict.fromkeys(d.id for d in inside if d.type == "person"))
        if len(people) > 1:
            self.stands_for(index, people, "a list of people")
        else:
            self._described(index, m, self._words[index])

    def _couple(self, index: int, parties: tuple[str, ...]) -> None:
        """ "Russian and Ukrainian negotiators": two parties of one mention."""
        drafts = []
        for words in parties:
            draft = self.bodies.called(words) or self.new(None, "group", words)
            draft.mentions.append(index)
            self.bodies.describe(words, draft)
            self.told.add(index, draft)
            drafts.append(draft)
        self.stands_for(index, tuple(d.id for d in drafts), "two peoples that share a noun")

    def _shared(self, index: int, words: str) -> None:
        facing = [d for i in self.tied.facing(index) if (d := self.of_mention[i])]
        if drafts := told_together(words, self.told, self.roster, self.playing, facing):
            self.stands_for(index, tuple(d.id for d in drafts), "as many of those told last as the words count")
        elif SHARED.match(words):
            self._described(index, self.mentions[index], words)
            self._waiting = None


def _bare(words: str) -> str:
    """Without article and count, but where they belong to the name: "The Hague"."""
    bare = LEADING.sub("", words) or words
    return words if by_capital(words) and not state_of(bare) else bare
