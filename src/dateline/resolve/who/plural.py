"""Words that stand for several told before: "both", "the two leaders", "the three governments"."""

from __future__ import annotations

import re

from dateline.records import Mention
from dateline.resolve.who.codes import state_of
from dateline.resolve.who.draft import Draft
from dateline.resolve.who.pronouns import Told
from dateline.resolve.who.roster import Seen
from dateline.resolve.who.words import COUNTS, POINTING, SHARED, SHARED_PLAIN

STATES = re.compile(r"\b(?:countries|nations|states|governments)$", re.I)
NEAR, FAR_STATES = 12, 30  # mentions among which those meant are sought, and "the two countries"


def points_back(text: str, m: Mention, words: str) -> bool:
    """Whether "both" or "the two leaders" brings up those told before, as "two leaders" alone and "three sailors" do not."""
    if SHARED_PLAIN.match(words):
        return True
    before = text[max(0, m.start - 8) : m.start]
    return bool(SHARED.match(words) and (POINTING.search(before) or POINTING.search(words)))


def told_together(words: str, told: Told, roster: Seen, playing: frozenset[int]) -> list[Draft]:
    """As many of those told last as the words count, in the order of the text: people, bodies or states where such are meant; else none.

    Those that act come before those that are but named: "the two countries" are not the one where their ministers met.
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
        if fit and draft.named:
            every.setdefault(state or draft.id, draft)
            if not playing.isdisjoint(draft.mentions):
                acting.setdefault(state or draft.id, draft)
    pool = acting if len(acting) >= count else every
    return [*pool.values()][:count][::-1] if len(pool) >= count else []


def _side(draft: Draft, state: str | None, roster: Seen) -> bool:
    """Whether it can be one of two sides: a state, a known body or any organisation, but no mere place."""
    return draft.type != "person" and bool(state or draft.type == "organisation" or roster.find(draft.name))
