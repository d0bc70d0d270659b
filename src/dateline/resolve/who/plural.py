"""Words that stand for several told before: "both", "the two leaders", "the three governments"."""

from __future__ import annotations

import re
from collections.abc import Collection

from dateline.records import Mention
from dateline.resolve.countries import by_demonym, by_name
from dateline.resolve.who.codes import sector_of, state_of
from dateline.resolve.who.draft import Draft
from dateline.resolve.who.names import plain
from dateline.resolve.who.pronouns import Told
from dateline.resolve.who.roster import Seen
from dateline.resolve.who.words import COUNTS, POINTING, SHARED, SHARED_PLAIN

STATES = re.compile(r"\b(?:countries|nations|states|governments)$", re.I)
SIDES = frozenset("GOV MIL REB PTY PRM OPP LAB".split())  # groups that may be one of two sides: "the Malian army", "Tuareg rebels"
NEAR, FAR_STATES = 12, 30  # mentions among which those meant are sought, and "the two countries"


def points_back(text: str, m: Mention, words: str) -> bool:
    """Whether "both" or "the two leaders" brings up those told before, as "two leaders" alone and "three sailors" do not."""
    if SHARED_PLAIN.match(words):
        return True
    before = text[max(0, m.start - 8) : m.start]
    return bool(SHARED.match(words) and (POINTING.search(before) or POINTING.search(words)))


def told_together(words: str, told: Told, roster: Seen, playing: frozenset[int], facing: Collection[Draft] = ()) -> list[Draft]:
    """As many of those told last as the words count, in the order of the text: people, bodies or states where such are meant; else none.

    Those that act come before those that are but named: "the two countries" are not the one where their ministers met. `facing` are on the
    other end of what is done: who urges both sides is none of them, nor is the body or state of that person.
    """
    m, low = SHARED.match(words), words.lower()
    count = COUNTS.get((m[1] or words.split()[-1]).lower(), 2) if m else 2
    people = bool(m and m[2]) or "leaders" in low or "counterparts" in low
    bodies = bool(m and m[3]) or "sides" in low
    states = bool(STATES.search(words))
    acting, every = dict[str, Draft](), dict[str, Draft]()  # "Chinese" and "China" are one of the two countries
    for draft in told.recent(FAR_STATES if states else NEAR):
        state = state_of(draft.name) if draft.type != "person" else None
        fit = state if states else draft.type == "person" if people else _side(draft, state, roster) if bodies else True
        if fit and draft.named and not any(draft is f or _serves(f, draft, state, roster) for f in facing):
            every.setdefault(state or draft.id, draft)
            if not playing.isdisjoint(draft.mentions):
                acting.setdefault(state or draft.id, draft)
    pool = acting if len(acting) >= count else every
    return [*pool.values()][:count][::-1] if len(pool) >= count else []


def _serves(person: Draft, draft: Draft, state: str | None, roster: Seen) -> bool:
    """Whether a body or state is that of a person: "the UN envoy" of the United Nations."""
    if person.type != "person":
        return False
    known, body = roster.find(person.name), roster.find(draft.name)
    own = {known.country} if known else set()
    for post in person.posts:
        told = post.body or ""
        if told and (plain(told) == plain(draft.name) or (body and roster.find(told) is body)):
            return True
        own.add(by_name(told) or by_demonym(told))
    return bool(state) and state in own


def _side(draft: Draft, state: str | None, roster: Seen) -> bool:
    """Whether it can be one of two sides: a state, a known body, an army or any organisation, but no mere place or people."""
    if draft.type == "person":
        return False
    told = sector_of(draft.name) if draft.type == "group" else None
    return bool(state or draft.type == "organisation" or roster.find(draft.name) or (told and told.code in SIDES))
