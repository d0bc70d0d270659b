"""Words -> classes: each token of a text becomes one letter, so that phrases are short patterns over letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from dateline.resolve.when.calendar import HOLIDAYS

CLASSES = (
    "OTHER MONTH MAY WEEKDAY WEEKDAYS WDABBR NUM ORD YEAR DECADE SEASON UNIT QUARTER QNAME HALF WEEKEND CENTURY PERIOD DAYPART "
    "TODAY NOON AGO LAST PAST FUTURE NEXT THIS CURRENT LATEST EARLY EARLIER LATER END OF THE ON IN AT FROM SINCE BY DURING "
    "TO AND BETWEEN DASH COMMA DOT POSS AMPM CLOCK ZONE A FEW EVERY DAILY VAGUE RECENT COMING AFTER BEFORE THAN FISCAL ISO "
    "SLASH HOLIDAY FOLLOWING PREVIOUS SAME OLD ABOUT BREAK "
    # what phrases become, for the patterns that join phrases
    "XFULL XMDAY XMON XMONY XQTR XSEAS XHALF XYEAR XWDAY XDAY XCLOCK XDUR XSPAN XVAGUE"
).split()
LETTER = {name: chr(0x100 + i) for i, name in enumerate(CLASSES)}
NAME = {letter: name for name, letter in LETTER.items()}

Value = int | str | None

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
UNITS = "day week fortnight month year decade century".split()
DIGITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
NUMBERS = {word: n for n, word in enumerate(DIGITS, 1)} | {word: 10 * n for n, word in enumerate(TENS, 2)}


def _vocabulary() -> dict[str, tuple[str, Value]]:
    rows: list[tuple[str, str, Value]] = [(m, "MONTH", n) for n, m in enumerate(MONTHS, 1)]
    rows += [(m[:3], "MONTH", n) for n, m in enumerate(MONTHS, 1)] + [("sept", "MONTH", 9)]
    rows += [(m, "MAY", MONTHS.index(m) + 1) for m in ("march", "may")]
    rows += [(d, "WEEKDAY", n) for n, d in enumerate(WEEKDAYS)] + [
        (d + "s", "WEEKDAYS", n) for n, d in enumerate(WEEKDAYS)
    ]
    rows += [(w, "WDABBR", n) for n, d in enumerate(WEEKDAYS) for w in (d[:3], d[:4])] + [("thurs", "WDABBR", 3)]
    rows += [(w, "NUM", n) for w, n in NUMBERS.items()] + [(w, "ORD", n) for n, w in enumerate(ORDINALS, 1)]
    rows += [(u + s, "UNIT", u) for u, s in product(UNITS, ("", "s"))]
    rows += [(u + s, "UNIT", u) for u, s in product(("hour", "minute"), ("", "s"))] + [("seconds", "UNIT", "second")]
    rows += [("quarter", "QUARTER", "quarter"), ("quarters", "QUARTER", "quarter"), ("period", "PERIOD", "quarter")]
    rows += [("weekend", "WEEKEND", "weekend"), ("weekends", "WEEKEND", "weekend"), ("half", "HALF", "half")]
    rows += [("century", "CENTURY", "century"), ("centuries", "CENTURY", "century")]
    rows += [(f"q{n}", "QNAME", n) for n in range(1, 5)]
    rows += [
        ("spring", "SEASON", "SP"),
        ("summer", "SEASON", "SU"),
        ("autumn", "SEASON", "FA"),
        ("fall", "SEASON", "FA"),
    ]
    rows += [
        ("winter", "SEASON", "WI"),
        ("noon", "NOON", "12:00"),
        ("midday", "NOON", "12:00"),
        ("midnight", "NOON", "00:00"),
    ]
    rows += [(t + "ties", "DECADE", None) for t in ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine")]
    rows += [("today", "TODAY", 0), ("tonight", "TODAY", 0), ("yesterday", "TODAY", -1), ("tomorrow", "TODAY", 1)]
    words = {
        "DAYPART": "morning mornings afternoon afternoons evening evenings night nights",
        "AGO": "ago", "LAST": "last", "PAST": "past", "FUTURE": "future", "NEXT": "next", "THIS": "this",
        "CURRENT": "current", "LATEST": "latest", "EARLY": "early late mid", "EARLIER": "earlier", "LATER": "later",
        "END": "end beginning start middle close", "OF": "of", "THE": "the", "ON": "on", "IN": "in", "AT": "at",
        "FROM": "from", "SINCE": "since", "BY": "by before", "DURING": "during", "TO": "to until till through",
        "AND": "and", "BETWEEN": "between", "A": "a an", "FEW": "few several couple some many", "EVERY": "every each",
        "DAILY": "daily weekly monthly quarterly yearly annually nightly hourly", "RECENT": "recent", "COMING": "coming upcoming",
        "VAGUE": "now recently currently soon previously lately nowadays presently formerly",
        "AFTER": "after following", "BEFORE": "before", "THAN": "than", "FISCAL": "fiscal financial", "FOLLOWING": "following",
        "PREVIOUS": "previous preceding prior", "SAME": "same that", "OLD": "old", "ABOUT": "about around nearly almost some roughly over",
        "ZONE": "gmt utc est edt cst cdt mst mdt pst pdt cet eet bst",
        "COMMA": ",", "DOT": ".", "DASH": "- – — ‑", "BREAK": "; : ( )",
    }  # fmt: skip
    rows += [(w, name, w) for name, listed in words.items() for w in listed.split()]
    return {word: (LETTER[name], value) for word, name, value in rows} | {
        f"{t}ties": (LETTER["DECADE"], f"19{n}")
        for n, t in enumerate(("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"), 2)
    }


VOCABULARY = _vocabulary()
LOWER_NEVER = {"march", "may", "mar", "sun", "sat", "mon", "wed", "fri", "thu", "jan", "jun", "dec", "nov", "oct", "sept", "apr", "aug"} | {"sep", "jul", "feb", "tue"}  # fmt: skip
HOLIDAY = "|".join(
    re.escape(h).replace("'", "['’]").replace(r"\ ", " ") for h in sorted(HOLIDAYS, key=len, reverse=True)
)

TOKEN = re.compile(
    rf"""(?P<other>[$€£¥#]\s?\d[\d,.]*|\d+(?:[,.]\d+)*\s?%|\d+(?:,\d\d\d)+(?:\.\d+)?)
    |(?P<iso>\b\d{{4}}-\d\d-\d\d(?:T\d\d:\d\d)?(?!\d))
    |(?P<slash>\b\d{{1,2}}(?P<sep>[/.])\d{{1,2}}(?P=sep)(?:\d{{4}}|\d\d)\b)
    |(?P<clock>\b\d{{1,2}}(?::\d\d)?\s?[ap]\.?\s?m\b\.?|\b\d{{1,2}}:\d\d\b|\b\d{{4}}\ (?:GMT|UTC)\b)
    |(?P<decade>\b\d{{3}}0['’]?s\b|['’]\d0s\b)
    |(?P<ord>\b\d{{1,2}}(?:st|nd|rd|th)\b)
    |(?P<number>\b\d+(?:\.\d+)?\b)
    |(?P<mixed>\d\w*)
    |(?P<holiday>\b(?=[ABCEGHILMNPTVS])(?:{HOLIDAY.title().replace("'S", "'s")})\b)
    |(?P<poss>['’]s\b)
    |(?P<word>[^\W\d_]\w*)
    |(?P<mark>[^\w\s])
    |(?P<para>\n\s*\n)""".replace("]S ", "]s "),
    re.VERBOSE,
)
PLAIN = {
    "poss": "POSS",
    "iso": "ISO",
    "slash": "SLASH",
    "clock": "CLOCK",
    "decade": "DECADE",
    "holiday": "HOLIDAY",
    "para": "BREAK",
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text side by side; `letters` has one letter a token (see LETTER)."""

    text: str
    starts: list[int]
    ends: list[int]
    values: list[Value]
    letters: str

    def word(self, i: int) -> str:
        """The token as it stands; "" outside the text."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.starts) else ""

    def name(self, i: int) -> str:
        """The class of a token; BREAK outside the text."""
        return NAME[self.letters[i]] if 0 <= i < len(self.letters) else "BREAK"


def tokenise(text: str) -> Tokens:
    """One pass over the text, linear in its length."""
    starts, ends, values, letters = [], [], [], []
    for m in TOKEN.finditer(text):
        letter, value = _classify(m.lastgroup or "", m.group())
        starts.append(m.start())
        ends.append(m.end())
        values.append(value)
        letters.append(letter)
    return Tokens(text, starts, ends, values, "".join(letters))


_OTHER = (LETTER["OTHER"], None)


def _classify(kind: str, found: str) -> tuple[str, Value]:
    if kind in ("word", "mark"):
        lower = found.lower()
        if lower in LOWER_NEVER and not found[0].isupper():
            return _OTHER
        return VOCABULARY.get(lower, _OTHER)
    if kind == "number":
        return _number(found)
    if kind == "ord":
        return LETTER["ORD"], int(found[:-2])
    return (LETTER[PLAIN[kind]], found) if kind in PLAIN else _OTHER


def _number(found: str) -> tuple[str, Value]:
    if not (found.isascii() and found.isdigit() and len(found) <= 4):
        return _OTHER
    number = int(found)
    return LETTER["YEAR" if len(found) == 4 and 1000 <= number <= 2199 else "NUM"], number
