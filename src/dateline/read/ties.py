"""Ties between the mentions of a window: the same one, title of, member of, based in.

A small scorer on top of what the network says of tokens anyway, so that the network runs once: mentions are compared pair by pair (as in
Lee et al. 2017, without its search for spans).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.read.pairs import TIES, pairs_of, token_spans
from dateline.read.scores import Scores, TieScorer
from dateline.read.spans import sigmoid
from dateline.read.tokens import FloatArray
from dateline.read.windows import Window
from dateline.records import Mention, Offsets, Tie


def vectors(tokens: FloatArray, spans: Sequence[Offsets]) -> FloatArray:
    """(T, V) and token ranges of M mentions -> (M, 2V): the mean of a mention's tokens, and its last."""
    first, end = np.array(spans).T
    sizes = end - first
    sums = tokens[first]
    for k in range(1, int(sizes.max())):  # the second token of all, then the third: most mentions have but two or three
        longer = np.flatnonzero(sizes > k)
        sums[longer] += tokens[first[longer] + k]
    return np.concatenate([sums / sizes[:, None].astype(np.float32), tokens[end - 1]], axis=1)


def ties_of(
    window: Window, scores: Scores, mentions: Sequence[Mention], text: str, scorer: TieScorer, least: FloatArray
) -> list[Tie]:
    """The likeliest tie of each name for each head, where its probability reaches `least` (R,); indexes are of `mentions`, in any order."""
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i].start, -mentions[i].end))
    told = [mentions[i] for i in order]
    spans = token_spans(window, told)
    pairs = pairs_of(window, told, spans, text)
    if not len(pairs.head):
        return []
    chance = np.where(pairs.allowed, sigmoid(scorer(vectors(scores.tie, spans), pairs)), np.float32(0.0))
    best: dict[tuple[int, int], int] = {}
    for p, r in zip(*(x.tolist() for x in np.nonzero(chance >= least)), strict=True):
        head = int(pairs.head[p])
        if (held := best.get((head, r))) is None or chance[p, r] > chance[held, r]:
            best[head, r] = p
    return [
        Tie(TIES[r], order[head], order[int(pairs.tail[p])], round(float(chance[p, r]), 4)) for (head, r), p in best.items()
    ]
