"""What makes two texts the same: a fingerprint of the words, and bands of a MinHash that near copies share.

MinHash: Broder 1997, "On the resemblance and containment of documents"; banding: Leskovec et al., "Mining of Massive
Datasets", chapter 3. With 12 bands of 5 rows two texts of resemblance 0.8 share a band with probability 0.99, of 0.5 with 0.32.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"\w+")
SHINGLE = 5
BANDS, ROWS = 12, 5
PRIME = np.uint64(2**31 - 1)  # products of two 31-bit numbers stay inside 64 bits
_random = np.random.default_rng(20220704)
MULTIPLY = _random.integers(1, 2**31 - 1, BANDS * ROWS, dtype=np.uint64)
ADD = _random.integers(0, 2**31 - 1, BANDS * ROWS, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Signature:
    """`fingerprint` is equal where all words are; two near copies share one of `bands` (as good as) always."""

    fingerprint: int
    bands: tuple[int, ...]


def folded(text: str) -> str:
    """Case, accents and width away, so that names and words compare as people type them: "Erdoğan" -> "erdogan"."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ı", "i")
    return "".join(c for c in plain if not unicodedata.combining(c))


def words_of(text: str) -> list[str]:
    """The words of a text, folded; punctuation and spacing do not count."""
    return WORD.findall(folded(text))


def shingles(words: list[str]) -> set[int]:
    """Hashes (31 bits) of every run of SHINGLE words; of all words where there are fewer."""
    runs = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    return {_hash(run) & 0x7FFFFFFF for run in runs}


def signature(text: str) -> Signature:
    """The signature of an article's text; about 1 ms for 300 words."""
    words = words_of(text)
    return Signature(_hash(" ".join(words)), _bands(shingles(words)))


def resemblance(a: str, b: str) -> float:
    """Share of shingles that two texts have in common (Jaccard), 0 to 1."""
    x, y = shingles(words_of(a)), shingles(words_of(b))
    return len(x & y) / len(x | y)


def _bands(some: set[int]) -> tuple[int, ...]:
    values: NDArray[np.uint64] = np.fromiter(some, dtype=np.uint64, count=len(some))
    lowest = ((values[:, None] * MULTIPLY + ADD) % PRIME).min(axis=0).reshape(BANDS, ROWS)
    return tuple(_hash(f"{n}:{row.tobytes().hex()}") for n, row in enumerate(lowest))


def _hash(text: str) -> int:
    """63 bits, so that it fits a signed BIGINT."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1
