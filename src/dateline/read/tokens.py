"""Text <-> word-piece ids, with the characters of each piece kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.errors import DamagedFile
from dateline.read.labels import DISTANCE_BUCKETS
from dateline.records import Offsets

FloatArray = NDArray[np.float32]
LONE = re.compile("[\ud800-\udfff]")  # surrogates
# The tokenizer cuts at these marks and blanks whatever stands beside them, so that what lies between has the same pieces everywhere.
CHUNK = re.compile(r"""[,.;:!?"'()$%&-]|[^ \n,.;:!?"'()$%&-]+""")
KEPT, LONGEST = 1 << 14, 40  # chunks, and characters of one


@dataclass(frozen=True, slots=True)
class Tokens:
    """T pieces without the encoder's opening and closing token: their ids and shapes, and their characters in the text."""

    ids: Sequence[int]
    offsets: Sequence[Offsets]
    shapes: Sequence[int]


class Pieces:
    """The encoder's own tokenizer."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.cls, self.sep = self._id("[CLS]", "<s>"), self._id("[SEP]", "</s>")
        # Four tokens that no text holds mark the two actors of `relate`: actor opens, closes; recipient opens, closes.
        self.marks = tuple(self._id(f"[unused{k}]") for k in range(1, 5))
        self._kept = lru_cache(KEPT)(self._cut)

    def _id(self, *specials: str) -> int:
        for special in specials:
            if (found := self._tokenizer.token_to_id(special)) is not None:
                return int(found)
        raise DamagedFile(f"the tokenizer has no {specials[0]}: reinstall Dateline")

    def encode(self, text: str, start: int, end: int) -> Tokens:
        """Tokens of `text[start:end]`; offsets count from the start of `text`.

        News says the same words again and again: chunk by chunk takes 0.7 of the time of cutting whole sentences on texts not seen before,
        0.5 where they resemble each other.
        """
        ids: list[int] = []
        offsets: list[Offsets] = []
        shapes: list[int] = []
        # A lone surrogate cannot be encoded; it stands for no letter, so a blank of the same length takes its place.
        for m in CHUNK.finditer(LONE.sub(" ", text[start:end])):
            at, chunk = start + m.start(), m[0]
            told = self._kept(chunk) if len(chunk) <= LONGEST else self._cut(chunk)
            ids += told.ids
            offsets += [(a + at, b + at) for a, b in told.offsets]
            shapes += told.shapes
        return Tokens(ids, offsets, shapes)

    def _cut(self, chunk: str) -> Tokens:
        coded = self._tokenizer.encode(chunk, add_special_tokens=False)
        offsets = coded.offsets  # made anew each time that they are asked for
        return Tokens(coded.ids, offsets, [shape(chunk[a:b]) for a, b in offsets])


def shape(piece: str) -> int:
    """Index in labels.SHAPES of one word piece."""
    if piece.islower():
        return 1
    if piece.isupper() and len(piece) > 1:
        return 3
    if piece[:1].isupper():
        return 2
    return 4 if piece.isdigit() else 0


def sentence_ranges(sentences: Sequence[Offsets], at: int) -> list[Offsets]:
    """The five token ranges of `sentence_buckets`, in a window that its sentences tile."""
    home = bisect_right(sentences, at, key=lambda s: s[0]) - 1
    end = sentences[-1][1]
    starts = [0, *(a for a, _ in sentences), end, end]  # so that each has one before it and two after
    return [*pairwise([0, *starts[home : home + 4], end])]


def sentence_buckets(sentences: Sequence[Offsets], size: int, at: int) -> NDArray[np.int64]:
    """How many sentences each of `size` tokens stands from that of token `at`: 0 (two before or more) .. 4 (two after or more)."""
    number = np.repeat(np.arange(len(sentences)), [b - a for a, b in sentences])
    number = np.concatenate([number, np.zeros(size - len(number), dtype=np.int64)])  # padding of a batch in training
    return np.asarray(np.clip(number - number[at], -2, 2) + 2, dtype=np.int64)


def _bucket(distance: int) -> int:
    half = DISTANCE_BUCKETS // 2
    size = min(half, (abs(distance) - 1).bit_length() + 1) if distance else 0
    return half + size if distance > 0 else half - size


FAR = 256  # tokens; beyond, all distances are of the last bucket
BUCKETS = np.array([_bucket(distance) for distance in range(-FAR, FAR + 1)], dtype=np.int64)


def buckets(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed distances in tokens -> bucket numbers 0 .. DISTANCE_BUCKETS-1: 0, ±1, ±2, ±3-4, ±5-8, ... ±128 and more."""
    return np.asarray(BUCKETS[np.minimum(np.maximum(distance, -FAR), FAR) + FAR])
