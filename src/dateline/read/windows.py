"""Long articles cut into windows of whole sentences that fit the encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.read.labels import MAX_TOKENS
from dateline.read.tokens import Pieces, Tokens
from dateline.records import Article, Offsets


@dataclass(frozen=True, slots=True)
class Window:
    """ids: (T+2,) int64 with [CLS] and [SEP]; offsets: (T) characters of the pieces; sentences: token ranges of each sentence."""

    ids: NDArray[np.int64]
    offsets: tuple[Offsets, ...]
    sentences: tuple[Offsets, ...]


def windows(article: Article, pieces: Pieces) -> Iterator[Window]:
    """Cut an article into windows of at most MAX_TOKENS pieces; a longer sentence is cut where it must be."""
    held: list[Tokens] = []
    size = 0
    for start, end in article.sentences:
        for part in _fitting(pieces.encode(article.text, start, end)):
            if held and size + len(part.ids) > MAX_TOKENS - 2:
                yield _window(held, pieces)
                held, size = [], 0
            held.append(part)
            size += len(part.ids)
    if held:
        yield _window(held, pieces)


def _fitting(tokens: Tokens) -> Iterator[Tokens]:
    step = MAX_TOKENS - 2
    for i in range(0, len(tokens.ids), step):
        yield Tokens(tokens.ids[i : i + step], tokens.offsets[i : i + step])


def _window(parts: Sequence[Tokens], pieces: Pieces) -> Window:
    ids = np.concatenate([[pieces.cls], *(p.ids for p in parts), [pieces.sep]])
    ends = np.cumsum([len(p.ids) for p in parts])
    return Window(
        ids.astype(np.int64),
        tuple(o for p in parts for o in p.offsets),
        tuple((int(e) - len(p.ids), int(e)) for e, p in zip(ends, parts, strict=True)),
    )
