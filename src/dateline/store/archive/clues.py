"""What filters look at in place of parts and sentences, so that a question to ten million events reads a few narrow columns.

`actor_codes` and `recipient_codes` name the codes of a side: " IRQ:MIL :REB "; `marks` are modes and flags: " visit future ".
`low_bits` and `high_bits` are a Bloom filter (Bloom 1970, Communications of the ACM 13) of the words of the sentence, by their
beginnings: 128 bits, two for a longer word. Some 23 % are set by a sentence of 25 words, so a word of five letters sends one sentence in
twenty to be read.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import Any

import duckdb

from dateline.store.archive.signature import words_of

Row = dict[str, Any]
Part = tuple[str, list[Any]]
HIDDEN = ("actor_codes", "recipient_codes", "marks", "low_bits", "high_bits")
SHORT, LONG = 3, 5  # letters of the beginnings that are marked; shorter words must stand as they are
WHOLE = (1 << 64) - 1


def clues(event: Mapping[str, Any], parts: Iterable[Mapping[str, Any]]) -> Row:
    """The hidden columns of an event's row."""
    some, said = list(parts), event["sentence"]
    codes = {f"{role}_codes": _listed(_code(p) for p in some if p["role"] == role) for role in ("actor", "recipient")}
    return codes | {"marks": _listed([*event["modes"], *event["aux"]]), "low_bits": low_bits(said), "high_bits": high_bits(said)}


def _code(part: Mapping[str, Any]) -> str:
    return f"{part['country'] or ''}:{part['sector'] or ''}"


def _listed(words: Iterable[str]) -> str:
    """Sorted, each once, between spaces."""
    some = sorted(set(words))
    return f" {' '.join(some)} " if some else ""


def has_code(country: str | None, sector: str | None, roles: Sequence[str] = ("actor", "recipient")) -> Part:
    """Whether anyone of these roles bears the codes; SQL over `events e`."""
    code = f" {country or ''}:{sector} " if country and sector else f" {country}:" if country else f":{sector} "
    return " or ".join(f"contains(e.{role}_codes, ?)" for role in roles), [code] * len(roles)


def has_marks(names: Sequence[str], joined: str) -> Part:
    """Whether an event bears modes or flags; `joined`: " and " for all of them, " or " for any."""
    return joined.join(["contains(e.marks, ?)"] * len(names)), [f" {name} " for name in names]


def low_bits(sentence: str) -> int:
    """The first 64 bits of a sentence's filter."""
    return _bits(sentence) & WHOLE


def high_bits(sentence: str) -> int:
    """The other 64."""
    return _bits(sentence) >> 64


@lru_cache(maxsize=8192)  # both halves are asked for, in runs of some thousands
def _bits(text: str) -> int:
    return reduce(or_, map(_word_bits, words_of(text)), 0)


@lru_cache(maxsize=100_000)
def _word_bits(word: str) -> int:
    """A bit for the first three letters, another for the first five where there are so many."""
    starts = {word[:n] for n in (SHORT, LONG) if len(word) >= n or n == SHORT}
    return reduce(or_, (1 << zlib.crc32(s.encode("utf-8", "replace")) % 128 for s in starts))


def has_words(text: str) -> Part | None:
    """Whether a sentence has words that begin like each of the given ones; those of one or two letters stand whole."""
    words = words_of(text)
    if not words:
        return None
    bits = reduce(or_, map(_word_bits, words))
    halves = {"low_bits": bits & WHOLE, "high_bits": bits >> 64}
    likely = " and ".join(f"(e.{name} & ?::ubigint) = ?::ubigint" for name in halves), [v for some in halves.values() for v in (some, some)]
    held = " and ".join(["regexp_matches(strip_accents(lower(e.sentence)), ?)"] * len(words))
    # DuckDB would try the sentences first, by what it thinks they cost: 1.3 s a million, against 0.13 s in this order.
    return f"{likely[0]} and case when {likely[0]} then {held} else false end", [*likely[1], *likely[1], *map(_pattern, words)]


def _pattern(word: str) -> str:
    return rf"(^|[^\pL\pN_]){re.escape(word)}" + (r"($|[^\pL\pN_])" if len(word) < SHORT else "")


def lend(base: duckdb.DuckDBPyConnection) -> None:
    """The functions of this file that a migration asks for by name."""
    base.create_function("low_bits", low_bits, ["VARCHAR"], "UBIGINT")
    base.create_function("high_bits", high_bits, ["VARCHAR"], "UBIGINT")


def give_back(base: duckdb.DuckDBPyConnection) -> None:
    for name in ("low_bits", "high_bits"):
        base.remove_function(name)
