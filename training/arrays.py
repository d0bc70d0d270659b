"""Examples -> arrays of one window each, cut exactly as the reader cuts at run time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.read.labels import AUX, CONTEXTS, MENTION_TYPES, MODES, MODES_OF, ROLES, TRIGGER_TAGS, TYPES
from dateline.read.pairs import TIES, Pairs, pairs_of, token_spans, within
from dateline.read.relate import Spans, mark_pair
from dateline.read.tokens import Pieces
from dateline.read.windows import Window, windows
from dateline.records import Article, Offsets
from training.examples import Example

IGNORE = -100
OUTSIDE, BEGIN, INSIDE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class EventRow:
    """A trigger in a window: its token range, modes (M,), aux (4,) and role targets (T, R) with IGNORE where unknown."""

    start: int
    end: int
    modes: NDArray[np.float32]
    modes_mask: NDArray[np.float32]
    aux: NDArray[np.float32]
    roles: NDArray[np.int8] | None


@dataclass(frozen=True, slots=True)
class TieRow:
    """Mentions of a window as token ranges, their pairs, and which ties hold (P, R): 1, 0, or IGNORE where not known."""

    spans: tuple[Offsets, ...]
    pairs: Pairs
    gold: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Row:
    """One window: ids and shapes (T+2,), mention tags (T, types), trigger tags (T,), sentences as token ranges, events.

    contexts (C,): 1, 0, or IGNORE where the article's are not known; relation: 1 for each type that a marked pair may have, else None.
    """

    example: str
    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    mentions: NDArray[np.int64]
    triggers: NDArray[np.int64]
    sentences: tuple[Offsets, ...]
    events: tuple[EventRow, ...]
    contexts: NDArray[np.float32]
    relation: NDArray[np.float32] | None = None
    ties: TieRow | None = None


def token_range(offsets: Sequence[Offsets], start: int, end: int) -> Offsets | None:
    """Tokens that share characters with [start, end); None where none does."""
    inside = [i for i, (a, b) in enumerate(offsets) if a < end and start < b]
    return (inside[0], inside[-1] + 1) if inside else None


def rows(examples: Iterable[Example], pieces: Pieces) -> list[Row]:
    """Every window of every example."""
    out = []
    for ex in examples:
        article = Article(ex.id, ex.id, ex.text, ex.sentences)
        for window in windows(article, pieces):
            out.append(_row(ex, window))
    return out


def _row(ex: Example, window: Window) -> Row:
    at = window.offsets
    contexts = np.full(len(CONTEXTS), IGNORE, dtype=np.float32)
    if ex.contexts is not None:
        contexts = np.array([c in ex.contexts for c in CONTEXTS], dtype=np.float32)
    tags = _mentions(ex, at), _triggers(ex, at)
    return Row(ex.id, window.ids, window.shapes, *tags, window.sentences, _events(ex, at), contexts, ties=_ties(ex, window))


def pair_row(name: str, text: str, actor: Spans, recipient: Spans, types: Iterable[str], pieces: Pieces) -> Row:
    """A sentence with two marked actors; `types` are those that the pair may have."""
    marked = mark_pair(text, actor, recipient, pieces)
    size = len(marked.ids) - 2
    return Row(
        name, marked.ids, marked.shapes, np.full((size, len(MENTION_TYPES)), IGNORE), np.full(size, IGNORE), ((0, size),), (),
        np.full(len(CONTEXTS), IGNORE, dtype=np.float32), np.array([t in types for t in TYPES], dtype=np.float32),
    )  # fmt: skip


def _mentions(ex: Example, offsets: Sequence[Offsets]) -> NDArray[np.int64]:
    tags = np.full((len(offsets), len(MENTION_TYPES)), IGNORE, dtype=np.int64)
    for k, name in enumerate(MENTION_TYPES):
        if name in ex.complete:
            tags[:, k] = OUTSIDE
    for start, end in ex.ignore:
        if found := token_range(offsets, start, end):
            tags[found[0] : found[1]] = IGNORE
    # Longer mentions win where two of one type are nested: the reader gives one layer a type.
    for start, end, kind in sorted(ex.mentions, key=lambda m: m[1] - m[0]):
        if found := token_range(offsets, start, end):
            k = MENTION_TYPES.index(kind)
            tags[found[0] : found[1], k] = INSIDE
            tags[found[0], k] = BEGIN
    return tags


def _triggers(ex: Example, offsets: Sequence[Offsets]) -> NDArray[np.int64]:
    if ex.events is None:
        return np.full(len(offsets), IGNORE, dtype=np.int64)
    tags = np.zeros(len(offsets), dtype=np.int64)
    for e in ex.events:
        found = token_range(offsets, e.start, e.end)
        if found and found[1] - found[0] <= 12:
            tags[found[0] : found[1]] = TRIGGER_TAGS.index(f"I-{e.type}")
            tags[found[0]] = TRIGGER_TAGS.index(f"B-{e.type}")
    return tags


def _events(ex: Example, offsets: Sequence[Offsets]) -> tuple[EventRow, ...]:
    out = []
    for e in ex.events or ():
        found = token_range(offsets, e.start, e.end)
        if not found or found[1] - found[0] > 12:
            continue
        roles = None
        if e.roles is not None:
            roles = np.zeros((len(offsets), len(ROLES)), dtype=np.int8)
            for k, name in enumerate(ROLES):
                if name not in ex.role_names:
                    roles[:, k] = -1
            for role in e.roles:
                if at := token_range(offsets, role.start, role.end):
                    roles[at[0] : at[1], ROLES.index(role.name)] = 1
        modes = np.array([m in e.modes for m in MODES], dtype=np.float32)
        mask = np.array([m in MODES_OF[e.type] for m in MODES], dtype=np.float32)
        aux = np.array([x in e.aux for x in AUX], dtype=np.float32)
        out.append(EventRow(*found, modes, mask, aux, roles))
    return tuple(out)


def _ties(ex: Example, window: Window) -> TieRow | None:
    if ex.tied is None or not window.offsets:
        return None
    index = within(window, ex.tied.mentions)
    mentions = [ex.tied.mentions[i] for i in index]
    if not mentions:
        return None
    spans = token_spans(window, mentions)
    pairs = pairs_of(window, mentions, spans, ex.text)
    gold = np.full(pairs.allowed.shape, IGNORE, dtype=np.float32)
    for r, name in enumerate(TIES):
        if name in ex.tied.known:
            for p in np.flatnonzero(pairs.allowed[:, r]):
                gold[p, r] = (name, index[pairs.head[p]], index[pairs.tail[p]]) in ex.tied.links
    return TieRow(tuple(spans), pairs, gold) if len(gold) else None
