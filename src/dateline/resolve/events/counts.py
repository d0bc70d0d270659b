"""Words of number -> (lowest, highest)."""

from __future__ import annotations

import re
from collections.abc import Iterable

UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
UNITS = {word: n for n, word in enumerate(UNIT_WORDS.split())}
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
MOST = 2**31 - 1  # people: more is a slip of the pen, and no column of 32 bits holds it
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")
SPACED = re.compile(r"(?<=\d) (?=\d{3}\b)")  # "1 500"
SHARED = re.compile(r"(\S+) (?:to|or) (\S+) ((?:hundred|thousand|million)(?: (?:thousand|million))?)")  # "two or three hundred"


def count_of(text: str) -> tuple[int, int] | None:
    """ "at least 12" -> (12, 12); "12 to 15" -> (12, 15); "half a dozen" -> (6, 6); None where no number is named.

    Words such as "dozens" or "several" name no number and stay None: a guess would be worse.
    """
    found = list(_numbers(SHARED.sub(_shared, SPACED.sub("", text.lower()))))
    return (min(found), max(found)) if found and max(found) <= MOST else None


def _shared(m: re.Match[str]) -> str:
    """Both numbers with the scale of the second, where they rise: "fifty to a hundred" and "500 to one thousand" share none."""
    first, second = ([*_numbers(m[n])] for n in (1, 2))
    return f"{m[1]} {m[3]} to {m[2]} {m[3]}" if first and second and first < second else m[0]


def _numbers(text: str) -> Iterable[int]:
    total: float | None = None
    part = 0.0
    for word in NUMBER.findall(text):
        if word[0].isdigit():
            if total is not None:
                yield int(total + part)
            total, part = 0, min(float(word.replace(",", "")), MOST + 1)
        elif word in UNITS or word in TENS:
            part += UNITS.get(word, TENS.get(word, 0))
            total = total or 0
        elif word == "half":
            part = 0.5
        elif word == "dozen":
            total, part = total or 0, part + 12 if part >= 100 else (part or 1) * 12
        elif word in SCALES:  # "a hundred" is one
            if total and (total % (1000 * SCALES[word]) >= SCALES[word] > 100):  # "between one thousand and two thousand"
                yield int(total)
                total = 0
            elif word == "hundred" and part >= 100:
                yield int(total or 0) + int(part - part % 100)
                total, part = 0, part % 100
            some = (part or 1) * SCALES[word]
            total, part = (total or 0, some) if word == "hundred" else ((total or 0) + some, 0)
        elif word == "a" or (word == "and" and (part >= 100 or (total and not part))):
            continue
        elif total is not None:
            yield int(total + part)
            total, part = None, 0
    if total is not None:
        yield int(total + part)
