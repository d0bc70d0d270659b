"""Text <-> word-piece ids, with the characters of each piece kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.errors import DamagedFile
from dateline.read.labels import DISTANCE_BUCKETS
from dateline.records import Offsets


@dataclass(frozen=True, slots=True)
class Tokens:
    """ids: (T,) int64 without [CLS] and [SEP]; offsets: characters of each piece in the article."""

    ids: NDArray[np.int64]
    offsets: tuple[Offsets, ...]


class Pieces:
    """The encoder's own tokenizer."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.cls, self.sep = (self._id(special) for special in ("[CLS]", "[SEP]"))

    def _id(self, special: str) -> int:
        found = self._tokenizer.token_to_id(special)
        if found is None:
            raise DamagedFile(f"the tokenizer has no {special}: reinstall Dateline")
        return int(found)

    def encode(self, text: str, start: int, end: int) -> Tokens:
        """Tokens of `text[start:end]`; offsets count from the start of `text`."""
        # A lone surrogate cannot be encoded; it stands for no letter, so a blank of the same length takes its place.
        part = "".join(" " if "\ud800" <= c <= "\udfff" else c for c in text[start:end])
        coded = self._tokenizer.encode(part, add_special_tokens=False)
        return Tokens(
            np.asarray(coded.ids, dtype=np.int64),
            tuple((a + start, b + start) for a, b in coded.offsets),
        )


def buckets(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed distances in tokens -> bucket numbers 0 .. DISTANCE_BUCKETS-1: 0, ±1, ±2, ±3-4, ±5-8, ... ±128 and more."""
    half = DISTANCE_BUCKETS // 2
    size = np.ceil(np.log2(np.maximum(np.abs(distance), 1))).astype(np.int64) + 1
    size = np.where(distance == 0, 0, np.minimum(size, half))
    return (half + np.sign(distance) * size).astype(np.int64)
