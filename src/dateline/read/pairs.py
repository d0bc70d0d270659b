"""Pairs of mentions that some tie may join, and how the two stand to each other: types, distance, the words between and their own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from dateline.read.labels import MENTION_TYPES
from dateline.read.tokens import FloatArray, buckets
from dateline.read.windows import Window
from dateline.records import Mention, Offsets, TieName

TIES: tuple[TieName, ...] = get_args(TieName)
PARTIES = ("person", "organisation", "group")
# Types that each tie may join: of its head, of its tail.
JOINS: dict[TieName, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "same": ((*PARTIES, "facility"), (*PARTIES, "facility")),
    "title_of": (("title",), ("person", "group")),
    "member_of": ((*PARTIES, "facility"), ("organisation", "group")),
    "based_in": ((*PARTIES, "facility"), ("place",)),
}
# What stands between two neighbours, each way one row of weights: the order is that of the weights.
BETWEEN = (
    r"\s*",
    r"\s*,\s*",
    r"['’]s?\s+",
    r"\s+(?:of|for|from)(?: the| an?)?\s+",
    r"\s+(?:in|at|near|on)(?: the| an?)?\s+",
    r"\s*\(\s*",
    r"\s*,?\s+(?:and|or)(?: the)?\s+",
    r"\s*,\s*(?:the|an?|who|which)\s+\S*\s*",
    r"\s+(?:is|was|are|were|as|became)(?: the| an?)?\s+",
    r".{0,12}",
)
BETWEEN_RE = re.compile("|".join(f"({p})" for p in BETWEEN), re.S)  # in one go: the number of the group tells which
NEAR = 24  # characters between neighbours
CUES = (
    "same words", "same last word", "words in tail", "words in head", "initials",
    "inside", "around", "pronoun head", "pronoun tail", "before",
)  # fmt: skip
PRONOUNS = frozenset("he she him her his they them their it its who whom which that we us our i me my you".split())
NO_WORDS = frozenset("the a an of and for in".split())
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Pairs:
    """P pairs of mentions that some tie may join: indexes of head and tail, which ties may (P, R), and how they stand to each other."""

    head: NDArray[np.int64]
    tail: NDArray[np.int64]
    allowed: NDArray[np.bool_]
    kinds: NDArray[np.int64]
    distance: NDArray[np.int64]
    apart: NDArray[np.int64]
    between: NDArray[np.int64]
    cues: FloatArray  # (P, len(CUES))


# Ties of one sentence or the next: so are all but one of the 973 that were read in 200 articles, and pairs are a third fewer.
BESIDE = [k for k, name in enumerate(TIES) if name != "same"]
ALLOWED = np.array([[[h in JOINS[t][0] and e in JOINS[t][1] for e in MENTION_TYPES] for h in MENTION_TYPES] for t in TIES])


def within(window: Window, mentions: Sequence[Mention]) -> list[int]:
    """Indexes of the mentions that lie in a window."""
    first, last = window.offsets[0][0], window.offsets[-1][1]
    return [i for i, m in enumerate(mentions) if first <= m.start and m.end <= last]


def token_spans(window: Window, mentions: Sequence[Mention]) -> list[Offsets]:
    """Token range of each mention of a window."""
    starts, ends = zip(*window.offsets, strict=True)
    firsts = [min(bisect_right(ends, m.start), len(starts) - 1) for m in mentions]
    return [(first, max(first + 1, bisect_left(starts, m.end))) for first, m in zip(firsts, mentions, strict=True)]


def pairs_of(window: Window, mentions: Sequence[Mention], spans: Sequence[Offsets], text: str) -> Pairs:
    """Every pair of mentions in the order of the text that a tie may join; "same" looks back alone, from a later one to an earlier."""
    if not mentions:
        mentions, spans = [Mention(0, 0, "quantity")], [(0, 1)]  # which joins nothing
    kind = np.array([MENTION_TYPES.index(m.type) for m in mentions])
    number = np.arange(len(mentions))
    first = np.array([a for a, _ in spans])
    sentence = np.searchsorted([a for a, _ in window.sentences], first, side="right")
    allowed = ALLOWED[:, kind[:, None], kind[None, :]]
    allowed[TIES.index("same")] &= number[:, None] > number[None, :]
    allowed[BESIDE] &= np.abs(sentence[:, None] - sentence[None, :]) <= 1
    allowed[:, number, number] = False
    head, tail = np.nonzero(allowed.any(axis=0))
    start, end = (np.array([getattr(m, side) for m in mentions]) for side in ("start", "end"))
    between = _between(mentions, text)
    words = _wording(mentions, text)
    inside = (start[tail] <= start[head]) & (end[head] <= end[tail])
    around = (start[head] <= start[tail]) & (end[tail] <= end[head])
    of_both = [w[head, tail] for w in words.of_pair]
    cues = np.stack([*of_both, inside, around, words.pronoun[head], words.pronoun[tail], head < tail], axis=1)
    return Pairs(
        head, tail, allowed[:, head, tail].T, kind[head] * len(MENTION_TYPES) + kind[tail], buckets(first[head] - first[tail]),
        np.clip(sentence[head] - sentence[tail], -3, 3) + 3, between[head, tail], cues.astype(np.float32),
    )  # fmt: skip


def _between(mentions: Sequence[Mention], text: str) -> NDArray[np.int64]:
    """(M, M): what stands between two neighbours; 0 is far, then the pattern, one for a head before its tail, another after it."""
    out = np.zeros((len(mentions), len(mentions)), dtype=np.int64)
    for i, m in enumerate(mentions):
        for j in range(i + 1, len(mentions)):
            gap = mentions[j].start - m.end
            if gap > NEAR:
                break
            if gap < 0:
                continue
            words = text[m.end : mentions[j].start]
            if found := BETWEEN_RE.fullmatch(words):
                which = found.lastindex or 0
                out[i, j], out[j, i] = which, len(BETWEEN) + which
    return out


@dataclass(frozen=True, slots=True)
class _Wording:
    of_pair: tuple[NDArray[np.bool_], ...]  # (M, M) each: the first five of CUES
    pronoun: NDArray[np.bool_]  # (M,)


def _wording(mentions: Sequence[Mention], text: str) -> _Wording:
    said = [_said(text[m.start : m.end]) for m in mentions]
    number = {w: k for k, w in enumerate({w for told in said for w in told.words})}
    holds = np.zeros((len(mentions), len(number)), dtype=np.float32)
    holds[[i for i, told in enumerate(said) for _ in told.words], [number[w] for told in said for w in told.words]] = 1.0
    shared, size = holds @ holds.T, holds.sum(axis=1)
    last = np.array([number[told.words[-1]] for told in said])
    in_tail, in_head = shared == size[:, None], shared == size[None, :]
    coded = {letters: k for k, letters in enumerate(told.initials for told in said)}
    single = np.array([-1 if told.capitals is None else coded.get(told.capitals, -1) for told in said])
    stands_for = single[:, None] == np.array([coded[told.initials] for told in said])[None, :]
    initials = stands_for | stands_for.T
    pronoun = np.array([told.pronoun for told in said])
    return _Wording((in_tail & in_head, last[:, None] == last[None, :], in_tail, in_head, initials), pronoun)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a mention says: its words in small letters; the first letters of a name of several; the one word of another in capitals."""

    words: tuple[str, ...]
    initials: str
    capitals: str | None
    pronoun: bool


def _said(words: str) -> _Said:
    return _said_kept(words) if len(words) < 80 else _looked_at(words)


def _looked_at(words: str) -> _Said:
    told = [w for w in WORD.findall(words) if w.lower() not in NO_WORDS] or ["?"]
    return _Said(
        tuple(w.lower() for w in told),
        "".join(w[0] for w in told if w[0].isupper()) if len(told) > 1 else "",
        told[0] if len(told) == 1 and told[0].isupper() else None,
        words.lower() in PRONOUNS and not (words.isupper() and len(words) > 1),
    )


_said_kept = lru_cache(1 << 13)(_looked_at)  # a text names the same again and again
