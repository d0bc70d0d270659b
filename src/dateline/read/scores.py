"""What the network says of a window, and the small scorers on top of it, which numpy runs: so that the network runs once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from dateline.read.labels import MAX_TOKENS
from dateline.read.pairs import Pairs
from dateline.read.tokens import FloatArray, sentence_ranges
from dateline.records import Offsets


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window of T tokens. Logits, but for the two halves of the role scorer (W is their width)."""

    mention: FloatArray  # (T, types, 3)
    trigger: FloatArray  # (T, tags)
    modes: FloatArray  # (T, modes)
    aux: FloatArray  # (T, 4)
    from_trigger: FloatArray  # (T, 2·W)
    to_token: FloatArray  # (T, 2·W)
    tie: FloatArray  # (T, V), what mentions are compared by (ties.py)
    contexts: FloatArray  # (contexts,)


def halves(vectors: FloatArray) -> FloatArray:
    """(T, 2·W) -> (2, T, W): each half in one piece, which all triggers of a window then pass over in two thirds of the time."""
    return np.ascontiguousarray(vectors.reshape(len(vectors), 2, vectors.shape[1] // 2).swapaxes(0, 1))


def product(a: FloatArray, b: FloatArray) -> FloatArray:
    """a @ b in pieces too small for the threads of BLAS, which wait for each other awake and take the network's processors.

    With them 60 articles cost 1.4 times the bare network. OpenBLAS shares a product of more than 2^18 steps.
    """
    pieces = -(-a.size * b.shape[1] // (1 << 18))
    if pieces <= 1:
        return a @ b
    size, more = divmod(len(a), pieces)  # as np.array_split cuts, which takes a quarter longer
    ends = [k * size + min(k, more) for k in range(pieces + 1)]
    return np.concatenate([a[first:last] @ b for first, last in pairwise(ends)])


@dataclass(frozen=True, slots=True)
class RoleScorer:
    """The pairwise part, small enough for numpy: role logits of a trigger with every token of its window.

    Half of each vector adds and half multiplies; see training/network.py, whose `roles` this repeats.
    """

    distance: FloatArray  # (2·MAX_TOKENS, W), by how far a token stands from the trigger, from -MAX_TOKENS on
    apart: FloatArray  # (sentence buckets, W)
    kind: FloatArray  # (types, W)
    weight: FloatArray  # (roles, W)
    bias: FloatArray  # (roles,)

    def __call__(
        self, source: FloatArray, tokens: FloatArray, kind: int, at: int, sentences: Sequence[Offsets]
    ) -> FloatArray:
        """source (2·W,) of the token `at`, tokens (2, T, W) by `halves`, sentences that tile them -> (T, roles)."""
        width = self.weight.shape[1]
        adds, multiplies = tokens
        hidden = multiplies * source[width:]
        hidden += adds
        hidden += self.distance[MAX_TOKENS - at : MAX_TOKENS - at + len(adds)]
        for (first, last), row in zip(sentence_ranges(sentences, at), self.apart, strict=True):
            hidden[first:last] += row
        hidden += source[:width] + self.kind[kind]
        return np.asarray(product(np.maximum(hidden, 0.0, out=hidden), self.weight.T) + self.bias, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class TieScorer:
    """The other pairwise part: logits of the ties between mentions; see training/network.py, whose `Ties` this repeats.

    V width of the vectors, H hidden, K mention types, R ties.
    """

    head: FloatArray  # (2V, 2H)
    tail: FloatArray  # (2V, 2H)
    kinds: FloatArray  # (K·K, H)
    distance: FloatArray  # (buckets, H)
    apart: FloatArray  # (sentence buckets, H)
    between: FloatArray  # (what stands between, H)
    cues: FloatArray  # (cues, H)
    weight: FloatArray  # (H, R)
    bias: FloatArray  # (R,)

    def __call__(self, vectors: FloatArray, pairs: Pairs) -> FloatArray:
        """vectors (M, 2V) of mentions -> logits (P, R) of pairs."""
        width = len(self.weight)
        # `take` needs three quarters of the time of indexing
        heads, tails = product(vectors, self.head).take(pairs.head, axis=0), product(vectors, self.tail).take(pairs.tail, axis=0)
        hidden = heads[:, width:] * tails[:, width:]
        hidden += heads[:, :width]
        hidden += tails[:, :width]
        hidden += self.kinds.take(pairs.kinds, axis=0)
        hidden += self.distance.take(pairs.distance, axis=0)
        hidden += self.apart.take(pairs.apart, axis=0)
        hidden += self.between.take(pairs.between, axis=0)
        hidden += product(pairs.cues, self.cues)
        return np.asarray(product(np.maximum(hidden, 0.0, out=hidden), self.weight) + self.bias, dtype=np.float32)
