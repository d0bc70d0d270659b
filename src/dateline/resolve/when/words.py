"""News English as a string of classes: one letter a word, so that patterns of time are short and fast to search.

A text becomes tokens, each with one class letter; `patterns.py` looks for expressions in the letters alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTH = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
WEEKDAY = {d: n for n, d in enumerate("mon tue wed thu fri sat sun".split())}
NUMBER = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
          "sixteen seventeen eighteen nineteen".split())} | {w: n for n, w in zip(range(20, 100, 10),
          "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True)} | {
          "a": 1, "an": 1, "hundred": 100, "thousand": 1000, "dozen": 12, "couple": 2}  # fmt: skip
ORDINAL = {w: n for n, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
           "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(), 1)} | {"thirtieth": 30}  # fmt: skip
DECADE = {w: n for n, w in zip(range(20, 100, 10),
          "twenties thirties forties fifties sixties seventies eighties nineties".split(), strict=True)}  # fmt: skip
SEASON = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PART = {"morning": "MO", "dawn": "MO", "afternoon": "AF", "noon": "MI", "midday": "MI", "evening": "EV", "night": "NI", "midnight": "NI"}
DEICTIC = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
UNIT = {u + s: u for u in "minute hour day night week weekend fortnight month quarter half period year decade".split() for s in ("", "s")}
UNIT |= {"century": "century", "centuries": "century"}

MONTHS = "january february april june july august september october november december sept".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

# class letter: the words of it. What has no letter is "x".
CLASSES: dict[str, str] = {
    "D": " ".join(DEICTIC), "P": " ".join(PART), "S": " ".join(SEASON), "U": " ".join(u for u in UNIT if u not in PART and u != "half"),
    "N": " ".join([*list(NUMBER)[:28], "hundred thousand dozen couple several few many some"]), "h": "half", "a": "a an", "o": " ".join(ORDINAL),
    "R": "last next this past coming previous following current same that latest recent these those upcoming preceding",
    "E": "early late mid earlier later beginning end start middle close", "g": "ago", "b": "before after since",
    "i": "in on at during for over by within around about throughout", "F": "from", "B": "between", "c": "to and until till through thru",
    "f": "of", "t": "the", "q": "every each", "L": "daily weekly monthly annually yearly nightly", "k": "once twice",
    "p": " ".join(d + "s" for d in DAYS), "K": " ".join(DECADE), "r": "fiscal full whole entire calendar",
    "V": "now recently currently soon lately nowadays presently future", "e": "est edt cst pst gmt utc cet",
}  # fmt: skip
CLASS_OF = {word: letter for letter, words in CLASSES.items() for word in words.split()}

# The commonest first: nine tokens of ten are words in small letters.
TOKEN = re.compile(
    r"""\ ?(?:
      (?P<v>[a-z]+)
      | (?=[A-Z])(?:(?P<A>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)
        | (?P<H>(?:Christmas|New\ Year['’]s|Boxing|Valentine['’]s|May|Labor|Memorial|Veterans|Armistice|Bastille|International\ Women['’]s)\ (?:Day|Eve)\b
            |Christmas\b|Halloween\b|Thanksgiving\b|(?:Good\ Friday|Palm\ Sunday|(?:Ash|Spy)\ Wednesday|Maundy\ Thursday|Shrove\ Tuesday|Whit\ (?:Sunday|Monday))\b|Easter(?:\ (?:Sunday|Monday))?\b)
        | (?P<w>[^\W\d_]+))
      | (?=\d)(?:(?P<I>(?:19|20)\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?(?![\d-]))
        | (?P<T>\d{1,2}(?:[:.]\d\d)?\s?[ap](?:m\b|\.m\.)|\d{1,2}:\d\d(?:\s?(?:hours|GMT|UTC))?\b(?!:))
        | (?P<G>\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)\b(?!\.?\d))
        | (?P<K>(?:1[5-9]|20)\d0['’]?s\b)
        | (?P<n>\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th)\b)?))
      | (?P<k>['’][2-9]0s\b)
      | (?P<z>['’]s\b|\n\s*\n|[^\w\s])
      | (?P<u>[^\W\d_]+))""",
    re.X,
)
SPOKEN = re.compile(r"(?P<day>N-?o)|NN(?:-?N)?")
PUNCTUATION = {",": ",", "-": "-", "–": "-", "—": "—", "'": "'", "’": "'", "$": "$", "£": "$", "€": "$", "%": "%"}


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a text: `letters[i]` is the class of the token at `starts[i]` to `ends[i]`, `low[i]` the token in small letters."""

    letters: str
    starts: list[int]
    ends: list[int]
    low: list[str]


def classed(text: str) -> Words:
    """Cut a text into classed tokens. Linear time."""
    found = list(TOKEN.finditer(text))
    kinds = [m.lastgroup or "v" for m in found]
    tokens = [m[kind] for m, kind in zip(found, kinds, strict=True)]
    ends = [m.end() for m in found]
    starts = [end - len(token) for end, token in zip(ends, tokens, strict=True)]
    low = [token.lower() for token in tokens]
    get = CLASS_OF.get
    letters = [
        get(token, "x") if kind == "v" else _letter(kind, token, lower)
        for kind, token, lower in zip(kinds, tokens, low, strict=True)
    ]
    return _joined_numbers(Words("".join(letters), starts, ends, low))


def _joined_numbers(words: Words) -> Words:
    """ "nineteen ninety-six" becomes one token of class Y, "twenty-third" one of class o."""
    out, at = Words("", [], [], []), 0
    letters: list[str] = []
    for m in SPOKEN.finditer(words.letters):
        a, b = m.span()
        day = bool(m["day"])
        if number := spoken_ordinal(words.low[a], words.low[b - 1]) if day else spoken_year(" ".join(words.low[a:b])):
            letters += [words.letters[at:a], "o" if day else "Y"]
            out.starts.extend(words.starts[at : a + 1])
            out.ends.extend([*words.ends[at:a], words.ends[b - 1]])
            out.low.extend([*words.low[at:a], str(number)])
            at = b
    if not at:
        return words
    return Words(
        "".join(letters) + words.letters[at:], out.starts + words.starts[at:], out.ends + words.ends[at:], out.low + words.low[at:]
    )


def _letter(kind: str, token: str, lower: str) -> str:
    if kind == "w":
        return _capital(lower)
    if kind == "z":
        return PUNCTUATION.get(token[0], "." if token[0] == "\n" else "x")
    if kind == "n":
        return _number(token)
    if kind == "A":
        return "M" if lower[:3] in MONTH else "w"
    return "x" if kind == "u" else kind.upper()


def _capital(lower: str) -> str:
    """Months and weekdays are such only with a capital; "May" and "March" are weak, short forms need their full stop or a day."""
    if lower in MONTH_WORDS:
        return "M"
    if lower in ("may", "march"):
        return "m"
    if lower in DAY_WORDS:
        return "W"
    return "s" if lower in MONTH else CLASS_OF.get(lower, "x")


MONTH_WORDS, DAY_WORDS = frozenset(MONTHS), frozenset(DAYS)


def _number(token: str) -> str:
    digits = token.rstrip("stndrh")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 4:
        return "x"
    size = int(digits)
    if digits != token:
        return "o" if 1 <= size <= 31 else "x"
    if 1500 <= size < 2100:
        return "Y"
    return "d" if 1 <= size <= 31 and len(digits) <= 2 else "n"


def number_of(words: str) -> int | None:
    """ "25", "twenty-five", "a couple of" -> 25, 25, 2; None for what is no number, such as "several"."""
    if words.isdecimal():
        return int(words)
    total, parts = 0, re.split(r"[\s-]+", words)
    for word in parts:
        if word in ("of", "and", "half", "a", "an"):  # "a three-day curfew" lasts no four days
            continue
        if word not in NUMBER:
            return None
        n = NUMBER[word]
        total = max(total, 1) * n if n in (100, 1000, 12) or word == "couple" else total + n
    if "half" in parts and "dozen" in parts:
        return total // 2
    return total or (1 if {"a", "an"}.intersection(parts) else None)


def spoken_ordinal(tens: str, ones: str) -> int | None:
    """("twenty", "third") -> 23; None for what is no day of a month: "a thirty second pause"."""
    number = {"twenty": 20, "thirty": 30}.get(tens, 99) + ORDINAL.get(ones, 99)
    return number if number % 10 and number <= 31 else None


def spoken_year(words: str) -> int | None:
    """ "nineteen ninety-six" -> 1996, "two thousand" -> 2000; None for what is no year of 1900 to 2029."""
    parts = [NUMBER[w] for w in re.split(r"[\s-]+", words) if w in NUMBER]
    if parts[:2] == [2, 1000]:
        year = 2000 + sum(parts[2:])
    elif len(parts) >= 2 and parts[0] in (19, 20) and parts[1] >= 10:
        year = parts[0] * 100 + sum(parts[1:])
    else:
        return None
    return year if 1900 <= year < 2030 else None
