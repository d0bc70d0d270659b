"""Scores -> mentions, triggers and roles of one window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from dateline.read.labels import AUX, MENTION_TYPES, MODES, MODES_OF, ROLES, TYPES
from dateline.read.session import FloatArray, RoleScorer, Scores
from dateline.read.tokens import buckets
from dateline.read.windows import Window
from dateline.records import Mention, MentionType, Offsets, Role, RoleName, Trigger

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

# Words that express no act and name nobody by themselves.
# Least probability of a role in another sentence than its trigger. On the held-out articles 0.9 against 0.35 for participants
# lifts tuple F1 from 0.397 to 0.412 and strict from 0.142 to 0.183; places and times lose by it.
FAR = np.array([0.9 if name in ("actor", "recipient") else 0.35 for name in ROLES], dtype=np.float32)
EMPTY = frozenset("a an the of to in on and or its his her their this that with for by from at as s".split())


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which something counts. Chosen on held-out articles by training/tune.py."""

    trigger: float = 0.5
    role: float = 0.5
    mode: float = 0.5
    aux: float = 0.5


def sigmoid(x: FloatArray) -> FloatArray:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(x, -30, 30))), dtype=np.float32)


def softmax(x: FloatArray) -> FloatArray:
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True), dtype=np.float32)


def decode(
    window: Window, scores: Scores, text: str, role_scorer: RoleScorer, limits: Thresholds
) -> tuple[list[Mention], list[Trigger]]:
    """Mentions and triggers of one window; roles index the returned mentions."""
    mentions = list(_mentions(window, scores, text))
    triggers = []
    for kind, start, end, sure in _trigger_spans(scores.trigger, limits.trigger):
        span = characters(window, start, end, text)
        if span is None or text[span[0] : span[1]].lower() in EMPTY:
            continue
        bucket = buckets(np.arange(len(window.offsets)) - start)
        logits = role_scorer(scores.from_trigger[start], scores.to_token, kind, bucket)
        roles = tuple(_roles(window, logits, text, mentions, (start, end), limits.role))
        modes = _flags(scores.modes[start], MODES, limits.mode, MODES_OF[TYPES[kind]])
        aux = _flags(scores.aux[start], AUX, limits.aux, AUX)
        triggers.append(Trigger(*span, TYPES[kind], modes, aux, roles, round(sure, 4)))
    return mentions, triggers


def characters(window: Window, start: int, end: int, text: str) -> Offsets | None:
    """Characters of a token range, grown to whole words and trimmed of blanks; None where nothing is left."""
    a, b = window.offsets[start][0], window.offsets[end - 1][1]
    while a > 0 and text[a - 1].isalnum() and text[a].isalnum():
        a -= 1
    while b < len(text) and text[b].isalnum() and text[b - 1].isalnum():
        b += 1
    while a < b and text[a].isspace():
        a += 1
    while a < b and text[b - 1].isspace():
        b -= 1
    return (a, b) if a < b else None


def _mentions(window: Window, scores: Scores, text: str) -> Iterator[Mention]:
    chance = softmax(scores.mention)
    found: dict[Offsets, Mention] = {}
    for k, kind in enumerate(MENTION_TYPES):
        for start, end in runs(chance[:, k, 1], chance[:, k, 2], window.sentences):
            span = characters(window, start, end, text)
            sure = float(np.max(chance[start:end, k, 1:].sum(axis=1)))
            if (
                span
                and text[span[0] : span[1]].lower() not in EMPTY
                and (span not in found or found[span].confidence < sure)
            ):
                found[span] = Mention(*span, kind, round(sure, 4))
    yield from sorted(found.values(), key=lambda m: (m.start, -m.end))


def runs(begin: FloatArray, inside: FloatArray, sentences: Iterable[Offsets]) -> Iterator[Offsets]:
    """Token ranges that start where B or I is likelier than O and go on while I is likelier than B; never over a sentence end."""
    on = begin + inside > 0.5
    for first, last in sentences:
        start = None
        for i in range(first, last):
            if start is not None and (not on[i] or begin[i] > inside[i]):
                yield start, i
                start = None
            if start is None and on[i]:
                start = i
        if start is not None:
            yield start, last


def _trigger_spans(logits: FloatArray, limit: float) -> Iterator[tuple[int, int, int, float]]:
    """(type, start, end, probability): a type's B starts a trigger, its I goes on with it; low thresholds still need the best type."""
    chance = softmax(logits)
    begin, inside = chance[:, 1::2], chance[:, 2::2]
    i, size = 0, len(logits)
    while i < size:
        kind = int(np.argmax(begin[i] + inside[i]))
        sure = float(begin[i, kind] + inside[i, kind])
        if sure < limit or (inside[i, kind] > begin[i, kind] and sure < 0.5):
            i += 1
            continue
        end = i + 1
        while end < size and inside[end, kind] > max(begin[end, kind], 0.5 * sure, 0.3):
            end += 1
        yield kind, i, end, sure
        i = end


def _flags(logits: FloatArray, names: tuple[str, ...], limit: float, allowed: tuple[str, ...]) -> tuple[str, ...]:
    chance = sigmoid(logits)
    return tuple(name for name, p in zip(names, chance, strict=True) if p >= limit and name in allowed)


def _roles(
    window: Window, logits: FloatArray, text: str, mentions: list[Mention], trigger: Offsets, limit: float
) -> Iterator[Role]:
    """Words that play a role: runs of likely tokens, matched with a mention read there, else a mention of their own.

    Words play one role of an event: where two compete for a token the likelier has it.
    """
    chance = sigmoid(logits)
    home = next(((a, b) for a, b in window.sentences if a <= trigger[0] < b), trigger)
    outside = np.ones(len(chance), dtype=bool)
    outside[home[0] : home[1]] = False
    chance[outside[:, None] & (chance < FAR)] = 0.0
    best = chance.argmax(axis=1)
    for k, name in enumerate(ROLES):
        mine = np.where((best == k) & (chance[:, k] >= limit), chance[:, k], 0.0).astype(np.float32)
        mine[trigger[0] : trigger[1]] = 0.0
        for start, end in runs(np.zeros_like(mine), (mine > 0) * np.float32(1.0), window.sentences):
            span = characters(window, start, end, text)
            if span is None:
                continue
            sure = round(float(mine[start:end].mean()), 4)
            for index in _fitting_mentions(span, name, mentions):
                yield Role(name, index, sure)


def _fitting_mentions(span: Offsets, role: RoleName, mentions: list[Mention]) -> list[int]:
    """Mentions of a fitting type that the span covers (several where it holds a list), or that cover most of the span."""
    fitting = [i for i, m in enumerate(mentions) if m.type in FITTING[role]]
    exact = [i for i in fitting if (mentions[i].start, mentions[i].end) == span]
    if exact:
        return exact[:1]
    inside = [i for i in fitting if span[0] <= mentions[i].start and mentions[i].end <= span[1]]
    covered = sum(mentions[i].end - mentions[i].start for i in inside)
    if len(inside) > 1 and covered >= 0.6 * (span[1] - span[0]):
        return [i for i in inside if not any(_holds(mentions[j], mentions[i]) for j in inside if j != i)]
    if len(inside) == 1 and covered >= 0.7 * (span[1] - span[0]):
        return inside
    around = [i for i in fitting if mentions[i].start <= span[0] and span[1] <= mentions[i].end]
    if around and role not in ("actor", "recipient"):
        return around[-1:]
    mentions.append(Mention(*span, TYPE_OF_ROLE[role], 0.5))
    return [len(mentions) - 1]


def _holds(outer: Mention, inner: Mention) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer.end - outer.start > inner.end - inner.start
