"""Token scores -> probabilities, runs of tokens, and the characters they cover."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from dateline.read.tokens import FloatArray
from dateline.read.windows import Window
from dateline.records import Offsets

# Words that express no act and name nobody by themselves.
EMPTY = frozenset("a an the of to in on and or its his her their this that with for by from at as s".split())

# What a name or a number may begin with, beside letters and digits; and what none ends with.
OPENING = "$€£#@"
NO_END = ",;:([{“‘-–—'’"
# Small words that a run of tokens may reach over and that no name, description or number begins or ends with.
SMALL_BEFORE = re.compile(r"(?:(?:and|or|of|by|with|from|to|for)\s+)+", re.I)
SMALL_AFTER = re.compile(r"(?:\s+(?:and|or|of|by|with|from|to|the|an?|in|on|at|for|near|who|whose|which|that))+$", re.I)
OWNER = re.compile(r"['’]s?$")
# Words that go on over a mark: "Da’esh", "al-Qaida"; "coalition's" and "US-led" do not. "Held" of "rebel-held hills" is no beginning.
ARABIC_ARTICLES = "al|el|an|as|ash|at|ad|ar|az"
BEGUN = re.compile(rf"(?:\b(?:{ARABIC_ARTICLES})-|\b\w+['’])$", re.I)
HYPHENED = re.compile(r"\b\w+-$")
DOTTED = re.compile(r"\b[A-Z]\.[A-Z]$")  # a dot that closes a sentence is not told from that of "U.S."
ENDS_BEGUN = ("-", "'", "’", "\n")
GOES_ON = re.compile(r"-\w+|['’](?!s\b)\w+")
ARTICLE = re.compile(ARABIC_ARTICLES, re.I)


def sigmoid(x: FloatArray) -> FloatArray:
    return np.asarray(1.0 / (1.0 + np.exp(-np.minimum(np.maximum(x, -30), 30))), dtype=np.float32)


def softmax(x: FloatArray, axis: int = -1) -> FloatArray:
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return np.asarray(e / e.sum(axis=axis, keepdims=True), dtype=np.float32)


def tag_chances(logits: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(T, types, 3) of O, B and I -> the chances of B and of I, (types, T) each; T last sums ten times as fast."""
    _, begins, insides = softmax(np.ascontiguousarray(logits.T), axis=0)
    return begins, insides


def characters(window: Window, start: int, end: int, text: str) -> Offsets | None:
    """Characters of a token range, grown to whole words and trimmed of blanks and stray marks; None where nothing is left."""
    a, b = window.offsets[start][0], window.offsets[end - 1][1]
    while a > 0 and text[a - 1].isalnum() and text[a].isalnum():
        a -= 1
    while b < len(text) and text[b].isalnum() and text[b - 1].isalnum():
        b += 1
    while a < b and not (text[a].isalnum() or text[a] in OPENING):
        a += 1
    while a < b and (text[b - 1].isspace() or text[b - 1] in NO_END):
        b -= 1
    return (a, b) if a < b else None


def named(span: Offsets, text: str, *, open_start: bool = False) -> Offsets | None:
    """Characters that name somebody or something: whole words, without small words or "'s" at the ends; None where nothing is left.

    `open_start` keeps what stands at the start: a time may begin with "from".
    """
    a, b = span
    if text[a - 1 : a] in ENDS_BEGUN and (begun := _begun(text, a)):
        a = begun.start()
    if text[b : b + 1] == "." and DOTTED.search(text, a, b):
        b += 1
    if (more := GOES_ON.match(text, b, b + 30)) and (more[0][0] != "-" or ARTICLE.fullmatch(text, a, b)):
        b = more.end()
    if not open_start and (small := SMALL_BEFORE.match(text, a, b)):
        a = small.end()
    if small := SMALL_AFTER.search(text, a, b):
        b = small.start()
    if owner := OWNER.search(text, a, b):
        b = owner.start()
    return (a, b) if a < b and text[a:b].lower() not in EMPTY else None


def _begun(text: str, a: int) -> re.Match[str] | None:
    """The part of a word that stands before `a`."""
    low = max(0, a - 20)
    return BEGUN.search(text, low, a) or (HYPHENED.search(text, low, a) if text[a].islower() else None)


def runs(
    begin: FloatArray, inside: FloatArray, sentences: Sequence[Offsets], *, least: float = 0.5, beside: float | FloatArray = 0.5
) -> Iterator[Offsets]:
    """Token ranges in which B or I have `beside` at each token and `least` at one; a likelier B than I starts another.

    Never over a sentence end: `sentences` tile the tokens.
    """
    sure = begin + inside
    peaks = sure > least
    if not peaks.any():
        return
    on = sure > beside
    cuts = {first for first, _ in sentences}.union((on & (begin > inside)).nonzero()[0].tolist())
    peak = peaks.tolist()
    yield from ((first, last) for first, last in stretches(on, cuts) if any(peak[first:last]))


def stretches(on: NDArray[np.bool_], cuts: Set[int]) -> Iterator[Offsets]:
    """Token ranges that are `on` throughout; at the tokens of `cuts` another one starts."""
    first = last = -1
    for token in on.nonzero()[0].tolist():
        if token != last or token in cuts:
            if first < last:
                yield first, last
            first = token
        last = token + 1
    if first < last:
        yield first, last
