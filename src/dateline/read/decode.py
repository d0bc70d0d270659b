"""Scores -> mentions and triggers of one window."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from dateline.read.hints import hints_of, seen_in
from dateline.read.labels import AUX, MENTION_TYPES, MODES, MODES_OF, ROLES, TYPES
from dateline.read.pairs import TIES
from dateline.read.roles import MUTUAL, needed_in, roles_of, with_host
from dateline.read.scores import RoleScorer, Scores, halves
from dateline.read.spans import EMPTY, characters, named, runs, sigmoid, softmax, tag_chances
from dateline.read.tokens import FloatArray
from dateline.read.windows import Window
from dateline.records import Mention, Offsets, Role, RoleName, Trigger

JOINTS = {"person": ("", " ", "-"), "organisation": ("", "-", " of ", " of the ", " for ")}
# Probability that some token of a mention needs, and the others beside it. re3d, 0.5 and 0.5: F1 0.530 on two folds of `fast`, 0.615 on the
# documents kept from `accurate`; 0.5 and 0.3: 0.547, 0.637; 0.6 and 0.3: 0.561, 0.648. Events of the held-out articles hardly move.
MENTION, BESIDE = 0.6, 0.3
# Words that are likelier than this of an act need MENTION to be of a name too: "300 fishermen demonstrated" are fishermen.
ACT = 0.5
NAMING = frozenset({"organisation", "group", "place", "facility"})
CAPITAL_BEFORE, CAPITAL_AFTER = re.compile(r"\b[A-Z][\w.]* $"), re.compile(r" [A-Z]")
SURE = 0.5  # of a role that vouches for its trigger


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which something counts. Chosen on held-out articles by training/tune.py.

    `told` is enough for a trigger whose type's needed roles are all read, each with SURE or more: at like recall that finds 1.7 points
    more precise events on the held-out articles than a lower `trigger` alone. `role` is for participants in the trigger's sentence, `far`
    for those elsewhere, `setting` for place, time and counts, `ties` by name for what joins mentions. `types` may set a trigger threshold
    of its own for a type; `calibration` is slope and shift of the logistic curve from the network's own certainty of a trigger to how
    often such an event is right.
    """

    trigger: float = 0.5
    told: float = 0.5
    role: float = 0.5
    far: float = 0.9
    setting: float = 0.35
    mode: float = 0.5
    aux: float = 0.5
    types: Mapping[str, float] = field(default_factory=dict)
    ties: Mapping[str, float] = field(default_factory=dict)
    calibration: tuple[float, float] = (1.0, 0.0)

    def confidence(self, sure: float) -> float:
        """How often an event whose trigger has probability `sure` is right."""
        slope, shift = self.calibration
        return _curve(slope * _logit(sure) + shift)

    def of_roles(self, *, near: bool) -> FloatArray:
        """(roles,): least probability of each role in the trigger's sentence, or in others."""
        people = self.role if near else self.far
        return np.array(
            [people if name in ("actor", "recipient") else self.setting for name in ROLES], dtype=np.float32
        )

    def of_ties(self) -> FloatArray:
        """Least probability by tie, in the order of TIES."""
        return np.array([self.ties.get(name, 0.5) for name in TIES], dtype=np.float32)

    def lowered(self, confidence: float) -> Thresholds:
        """The same, with trigger thresholds low enough for events of this confidence."""
        slope, shift = self.calibration
        needed = _curve((_logit(confidence) - shift) / slope)
        types = {name: min(p, needed) for name, p in self.types.items()}
        return replace(self, trigger=min(self.trigger, needed), told=min(self.told, needed), types=types)

    def passes(self, kind: str, sure: float, roles: Sequence[Role], needed: frozenset[RoleName]) -> bool:
        """Whether a trigger of this probability, with these roles, is an event."""
        if sure >= self.types.get(kind, self.trigger):
            return True
        read = {r.name for r in roles if r.confidence >= SURE}
        return sure >= self.told and needed <= read


def _logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def _curve(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x))


def decode(
    window: Window, scores: Scores, text: str, role_scorer: RoleScorer, limits: Thresholds
) -> tuple[list[Mention], list[Trigger]]:
    """Mentions and triggers of one window; roles index the returned mentions."""
    tags = softmax(scores.trigger)
    mentions = list(_mentions(window, scores, tags, text))
    least = limits.of_roles(near=True), limits.of_roles(near=False)
    triggers = []
    spans = list(_trigger_spans(tags, limits))
    starts = [start for _, start, _, _ in spans]
    tokens = halves(scores.to_token)
    flags = _likely(scores.modes[starts], limits.mode), _likely(scores.aux[starts], limits.aux)
    for (kind, start, end, sure), likely_modes, likely_aux in zip(spans, *flags, strict=True):
        span = characters(window, start, end, text)
        if span is None or text[span[0] : span[1]].lower() in EMPTY:
            continue
        known = len(mentions)
        logits = role_scorer(scores.from_trigger[start], tokens, kind, start, window.sentences)
        modes = tuple(MODES[k] for k in likely_modes if MODES[k] in MODES_OF[TYPES[kind]])
        needed = needed_in(TYPES[kind], modes)
        roles = tuple(roles_of(window, logits, text, mentions, (start, end), *least, needed, TYPES[kind] in MUTUAL))
        if not limits.passes(TYPES[kind], sure, roles, needed):
            del mentions[known:]  # words that only its roles named
            continue
        roles = with_host(roles, TYPES[kind], modes, text[slice(*span)])
        aux = tuple(AUX[k] for k in likely_aux)
        sure = round(limits.confidence(sure), 4)
        triggers.append(Trigger(*span, TYPES[kind], modes, aux, roles, sure, hints_of(window, logits), seen_in(window)))
    return mentions, triggers


def _mentions(window: Window, scores: Scores, tags: FloatArray, text: str) -> Iterator[Mention]:
    begins, insides = tag_chances(scores.mention)
    either = begins + insides
    beside = np.where(tags[:, 0] < ACT, MENTION, BESIDE)
    found: dict[Offsets, Mention] = {}
    for k, kind in enumerate(MENTION_TYPES):
        pieces = runs(begins[k], insides[k], window.sentences, least=MENTION, beside=beside)
        for start, end in _whole(pieces, window, text, JOINTS.get(kind, ())):
            covered = characters(window, start, end, text)
            span = named(covered, text, open_start=kind == "time") if covered else None
            sure = max(either[k, start:end].tolist())  # of a few numbers, in a fifth of numpy's time
            if span and (span not in found or found[span].confidence < sure):
                found[span] = Mention(*span, kind, round(sure, 4))
    mentions = sorted(found.values(), key=lambda m: (m.start, -m.end))
    yield from (m for k, m in enumerate(mentions) if not _fragment(m, mentions[max(0, k - 4) : k + 4], text))


def _fragment(m: Mention, near: Sequence[Mention], text: str) -> bool:
    """Whether a mention is but some words of a longer name: "States" of "United States", not "Iraq" of "the president of Iraq"."""
    if m.type not in NAMING:
        return False
    outer = [o for o in near if o.type in NAMING and o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start]
    if not outer:
        return False
    before, after = CAPITAL_BEFORE.search(text, max(0, m.start - 30), m.start), CAPITAL_AFTER.match(text, m.end, m.end + 3)
    return any((before and before.start() >= o.start) or (after and after.end() <= o.end) for o in outer)


def _whole(pieces: Iterable[Offsets], window: Window, text: str, joints: Sequence[str]) -> Iterator[Offsets]:
    """Pieces of one name with nothing but a joint between them as one: "Major", "General", "Ann Lee" is one woman, and "Organization",
    "American States" one body.
    """
    held: Offsets | None = None
    for start, end in pieces:
        if held and text[window.offsets[held[1] - 1][1] : window.offsets[start][0]] in joints and not _crosses(window, start):
            held = held[0], end
        else:
            if held:
                yield held
            held = start, end
    if held:
        yield held


def _crosses(window: Window, start: int) -> bool:
    return any(first == start for first, _ in window.sentences)


def _trigger_spans(chance: FloatArray, limits: Thresholds) -> Iterator[tuple[int, int, int, float]]:
    """(type, start, end, probability): a type's B starts a trigger, its I goes on with it; low thresholds still need the best type."""
    begin, inside = chance[:, 1::2], chance[:, 2::2]
    kinds = (begin + inside).argmax(axis=1)
    at = np.arange(len(chance))
    first, goes_on = begin[at, kinds], inside[at, kinds]
    sure = first + goes_on
    least = np.array([min(limits.told, limits.types.get(name, limits.trigger)) for name in TYPES], dtype=np.float32)
    likely = (sure >= least[kinds]) & ~((goes_on > first) & (sure < 0.5))
    taken = 0
    for i in np.flatnonzero(likely).tolist():
        if i < taken:
            continue
        kind, taken = int(kinds[i]), i + 1
        while taken < len(chance) and inside[taken, kind] > max(begin[taken, kind], 0.5 * sure[i], 0.3):
            taken += 1
        yield kind, i, taken, float(sure[i])


def _likely(logits: FloatArray, limit: float) -> list[list[int]]:
    """(triggers, names) -> the numbers of the likely names of each trigger; in one go, since a small array costs as much as all."""
    return [np.flatnonzero(row).tolist() for row in sigmoid(logits) >= limit]
