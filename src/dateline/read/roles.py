"""Role scores of one trigger -> the mentions that play a role in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import lt

import numpy as np

from dateline.read.labels import ROLES
from dateline.read.spans import EMPTY, characters, named, sigmoid, stretches
from dateline.read.tokens import FloatArray
from dateline.read.windows import Window
from dateline.records import Mention, MentionType, Offsets, Role, RoleName

# What a role's words are where no mention was read there; only roles that name one type by themselves.
TYPE_OF_ROLE: dict[RoleName, MentionType] = {
    "actor": "group", "recipient": "group", "place": "place", "time": "time", "killed": "quantity", "injured": "quantity",
}  # fmt: skip
FITTING: dict[RoleName, frozenset[str]] = {
    "actor": frozenset({"person", "organisation", "group", "place"}),
    "recipient": frozenset({"person", "organisation", "group", "place", "facility"}),
    "place": frozenset({"place", "facility"}),
    "time": frozenset({"time"}),
    "killed": frozenset({"quantity"}),
    "injured": frozenset({"quantity"}),
}

# Words that name nobody by themselves, whatever the scores say of them.
NOBODY = EMPTY | {"who", "which"}
# Within a run of role words a token may be this much less sure than the run's best must be: bridges "of" and the like.
SLACK = 0.6
# Between a head and what it belongs to. Of 261 annotated participants that are such phrases with a name, none is marked as two.
OF = re.compile(r"\s+(?:of|from)\s+(?:(?:the|[\d,]+)\s+)?")
OWNS = re.compile(r"['’]s\s+")
AND = re.compile(r"\s*(?:,|\band\b|\bor\b|&)\s*(?:the\s+)?")
# Share of a mention that a run of role words must cover to stand for all of it: a given name of a name with its long title. 0.1 to 0.4
# are alike on the held-out articles.
COVER = 0.15
# Types of which eight in ten annotated events or more have the role (1,740 articles). Such a role for the likeliest words, and hosts:
# tuple F1 0.441 to 0.454, strict 0.264 to 0.285 on the 171 held-out articles, more on both halves; a floor of 0.1 or 0.3 is worse.
NEEDED: dict[RoleName, frozenset[str]] = {
    "actor": frozenset(
        "ACCUSE AGREE AID CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST RETREAT SANCTION SUPPORT THREATEN".split()
    ),
    "recipient": frozenset("ACCUSE AID ASSAULT COERCE REJECT REQUEST SANCTION THREATEN".split()),
}
FLOOR = 0.2
# Types that need two sides alike: nobody meets alone.
MUTUAL = frozenset({"CONSULT", "COOPERATE"})
NUMBERS = np.arange(len(ROLES))[:, None]  # of the roles, (roles, 1)
# Words of a visit. Of 177 annotated visits 169 have a host, of 44 planned ones 43, nearly always the country that the place is in.
VISIT = re.compile(r"\b(?:visit|travel|trip|arriv|tour|fl[yi]|go to|head)", re.I)


def roles_of(
    window: Window,
    logits: FloatArray,
    text: str,
    mentions: list[Mention],
    trigger: Offsets,
    least: FloatArray,
    far: FloatArray,
    needed: frozenset[RoleName] = frozenset(),
    mutual: bool = False,
) -> Iterator[Role]:
    """Words that play a role: runs of likely tokens, matched with a mention read there, else a mention of their own.

    least, far (roles,): probability that the best token of a run needs, in the trigger's sentence and in others. Words play one role of an
    event: where two compete for a token the likelier has it. A needed role that nothing is likely enough for goes to the likeliest words
    of the sentence, from FLOOR on; so does the other side of a `mutual` event of which one alone was read.
    """
    chance = np.ascontiguousarray(sigmoid(logits).T)  # (roles, T): what is asked of a role then lies in one row
    home = next(((a, b) for a, b in window.sentences if a <= trigger[0] < b), trigger)
    limits = np.empty_like(chance)
    limits[:] = far[:, None]
    limits[:, home[0] : home[1]] = least[:, None]
    won = np.where(chance.argmax(axis=0) == NUMBERS, chance, np.float32(0.0))
    won[:, trigger[0] : trigger[1]] = 0.0
    likely = np.any(won >= SLACK * limits, axis=1).tolist()
    played: dict[RoleName, list[Role]] = {}
    for k, name in enumerate(ROLES):
        played[name] = _played(window, won[k], limits[k], text, mentions, name) if likely[k] else []
        if not played[name] and name in needed:
            played[name] = _likeliest(window, won[k], home, text, mentions, name)
    if mutual and len(played["actor"]) == 1 and not played["recipient"]:
        one = mentions[played["actor"][0].mention]
        others = np.array([not (a < one.end and one.start < b) for a, b in window.offsets])
        actors = np.where(others, won[ROLES.index("actor")], np.float32(0.0))
        played["actor"] += _likeliest(window, actors, home, text, mentions, "actor")
    for roles in played.values():
        yield from roles


def _likeliest(
    window: Window, mine: FloatArray, home: Offsets, text: str, mentions: list[Mention], name: RoleName
) -> list[Role]:
    """The likeliest words of the sentence in a role, where any reaches FLOOR."""
    alone = np.full_like(mine, 2.0)
    alone[home[0] : home[1]] = max(FLOOR, mine[home[0] : home[1]].max())
    return _played(window, mine, alone, text, mentions, name)


def needed_in(kind: str, modes: tuple[str, ...]) -> frozenset[RoleName]:
    """Roles that an event of this type and these modes cannot well be without."""
    if kind == "CONSULT" and "visit" in modes:
        return frozenset({"actor", "recipient"})
    return frozenset(name for name, types in NEEDED.items() if kind in types)


def with_host(roles: tuple[Role, ...], kind: str, modes: tuple[str, ...], trigger: str) -> tuple[Role, ...]:
    """A visit to a place, made or planned, is a visit to whoever rules there: the place is the host where nobody else is."""
    visit = VISIT.search(trigger) and (kind == "AGREE" or (kind == "CONSULT" and "visit" in modes))
    places = [r for r in roles if r.name == "place"]
    if not visit or not places or any(r.name == "recipient" for r in roles):
        return roles
    host = max(places, key=lambda r: r.confidence)
    return (*roles, Role("recipient", host.mention, host.confidence))


def _played(
    window: Window, mine: FloatArray, limits: FloatArray, text: str, mentions: list[Mention], name: RoleName
) -> list[Role]:
    """One role's mentions from its probabilities and limits, both by token."""
    found: dict[int, Role] = {}
    for start, end in stretches((mine >= SLACK * limits) & (mine > 0.0), {first for first, _ in window.sentences}):
        span = characters(window, start, end, text)
        chances = mine[start:end].tolist()
        if span is None or all(map(lt, chances, limits[start:end].tolist())):
            continue
        sure = round(max(chances), 4)
        for index in _fitting_mentions(span, text, name, mentions):
            found.setdefault(index, Role(name, index, sure))
    return list(found.values())


def _fitting_mentions(span: Offsets, text: str, role: RoleName, mentions: list[Mention]) -> list[int]:
    """Mentions of a fitting type that the span covers (several where it holds a list), or that it covers a good part of."""
    fitting = [i for i, m in enumerate(mentions) if m.start < span[1] and span[0] < m.end and m.type in FITTING[role]]
    span = _uncut(span, text, [mentions[i] for i in fitting])
    exact = [i for i in fitting if (mentions[i].start, mentions[i].end) == span]
    if exact:
        return exact[:1]
    inside = [i for i in fitting if span[0] <= mentions[i].start and mentions[i].end <= span[1]]
    covered = sum(mentions[i].end - mentions[i].start for i in inside)
    if len(inside) > 1 and covered >= 0.6 * (span[1] - span[0]):
        outer = [i for i in inside if not any(_holds(mentions[j], mentions[i]) for j in inside if j != i)]
        return _parties(sorted(outer, key=lambda i: mentions[i].start), text, mentions)
    if len(inside) == 1 and covered >= 0.7 * (span[1] - span[0]):
        return inside
    around = [i for i in fitting if mentions[i].start <= span[0] and span[1] <= mentions[i].end]
    if around:
        smallest = min(around, key=lambda i: mentions[i].end - mentions[i].start)
        if span[1] - span[0] >= COVER * (mentions[smallest].end - mentions[smallest].start):
            return [smallest]
    bare = named(span, text, open_start=role == "time")
    if bare is None or text[slice(*bare)].lower() in NOBODY or not any(c.isalnum() for c in text[slice(*bare)]):
        return []
    mentions.append(Mention(*bare, TYPE_OF_ROLE[role], 0.5))
    return [len(mentions) - 1]


def _uncut(span: Offsets, text: str, near: list[Mention]) -> Offsets:
    """A list that begins or ends within a name takes in all of it: "York City and Florida" of "New York City and Florida"."""
    start = min((m.start for m in near if m.start < span[0] < m.end < span[1] and AND.match(text, m.end)), default=span[0])
    end = max((m.end for m in near if span[0] < m.start < span[1] < m.end and AND.search(text, span[0], m.start)), default=span[1])
    return start, end


def _parties(listed: list[int], text: str, mentions: list[Mention]) -> list[int]:
    """Of "officials from Chad and Mali" the countries, of "ministers from 78 countries" the ministers, of "Peru's navy" the navy."""
    out = set(listed)
    for i, j in pairwise(listed):
        between = mentions[i].end, mentions[j].start
        if OWNS.fullmatch(text, *between):
            out.discard(i)
        elif OF.fullmatch(text, *between):
            out.discard(i if text[mentions[j].start].isupper() else j)
    return [i for i in listed if i in out]


def _holds(outer: Mention, inner: Mention) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer.end - outer.start > inner.end - inner.start
