"""Long articles cut into windows of whole sentences that fit the encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.read.labels import MAX_TOKENS
from dateline.read.tokens import Pieces, Tokens
from dateline.records import Article, Offsets


@dataclass(frozen=True, slots=True)
class Window:
    """ids and shapes: (T+2,) int64 with the encoder's opening and closing token; offsets: (T) characters of the pieces; sentences: token
    ranges of each sentence."""

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    offsets: tuple[Offsets, ...]
    sentences: tuple[Offsets, ...]


def windows(article: Article, pieces: Pieces) -> Iterator[Window]:
    """Cut an article into windows of at most MAX_TOKENS pieces and about equal size; a longer sentence is cut where it must be.

    Equal, since a short rest would be read without its context.
    """
    parts = [part for a, b in article.sentences for part in _fitting(pieces.encode(article.text, a, b))]
    room = MAX_TOKENS - 2
    total = sum(len(p.ids) for p in parts)
    aim = total / max(1, -(-total // room))
    held: list[Tokens] = []
    size = 0
    for part in parts:
        over = size + len(part.ids) - aim
        # Past the aim a window closes before or after the sentence, whichever comes nearer.
        if held and (size + len(part.ids) > room or over > len(part.ids) / 2):
            yield _window(held, pieces)
            held, size = [], 0
        held.append(part)
        size += len(part.ids)
    if held:
        yield _window(held, pieces)


def _fitting(tokens: Tokens) -> Iterator[Tokens]:
    step = MAX_TOKENS - 2
    for i in range(0, len(tokens.ids), step):
        yield Tokens(tokens.ids[i : i + step], tokens.offsets[i : i + step], tokens.shapes[i : i + step])


def _window(parts: Sequence[Tokens], pieces: Pieces) -> Window:
    ids = [pieces.cls, *(i for p in parts for i in p.ids), pieces.sep]
    shapes = [0, *(s for p in parts for s in p.shapes), 0]
    ends = accumulate((len(p.ids) for p in parts), initial=0)
    return Window(
        np.array(ids, dtype=np.int64),
        np.array(shapes, dtype=np.int64),
        tuple(o for p in parts for o in p.offsets),
        tuple(pairwise(ends)),
    )
