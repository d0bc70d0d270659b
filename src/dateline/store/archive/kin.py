"""Whose delegation, officer or spokesman an actor is: from posts and from names that begin with a body's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.records import Actor, Participant
from dateline.resolve.countries import by_demonym
from dateline.store.archive.naming import LEADING, name_key

# What may follow a body's name and leave it the same body: "Peshmerga delegation", "Iraqi Army commanders".
PART = re.compile(
    r"(?:delegations?|officials?|officers?|commanders?|spokes\w+|leaders?|members?|fighters|forces|troops|soldiers|units?|"
    r"generals?|representatives?|envoys?|ministers?|leadership|commanders?|police|guards?|brigades?|battalions?)$",
    re.I,
)
ARMED = re.compile(r"^(?P<people>[A-Z][\w-]+(?: [A-Z][\w-]+)?) (?:army|armed forces|forces|military|troops|soldiers)$", re.I)


def kin_of(actor: Actor | Participant) -> Iterator[tuple[str, str]]:
    """(body, why) of an actor: folded names of bodies that it acts for, and the tag of a state's armed forces."""
    name = LEADING.sub("", actor.name)
    for role in actor.roles if isinstance(actor, Actor) else ():
        if role.organisation:
            yield name_key(role.organisation), f"{role.title} of {role.organisation}"
    words = name.split()
    if len(words) > 1 and PART.match(words[-1]) and words[-2][:1].isupper():
        yield name_key(" ".join(words[:-1])), f"“{name}” is part of it by name"
    if (m := ARMED.match(name)) and (country := by_demonym(m["people"])):
        yield f"~{country}:MIL", f"“{name}” are the armed forces of one state"
