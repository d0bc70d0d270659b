"""Words of time in news English, as tables, and the patterns made of them."""

from __future__ import annotations

import re

MONTH_NUMBER = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
WEEKDAY_NUMBER = {d: n for n, d in enumerate("mon tue wed thu fri sat sun".split())}
SEASON = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
NUMBER = {w: n for n, w in enumerate("a one two three four five six seven eight nine ten eleven twelve".split())}
NUMBER |= {
    "a": 1,
    "an": 1,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "fifty": 50,
    "hundred": 100,
    "a couple of": 2,
    "couple of": 2,
}
ORDINAL = {w: n for n, w in enumerate("first second third fourth".split(), 1)} | {
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
DECADE = {
    w: n
    for n, w in zip(
        range(20, 100, 10), "twenties thirties forties fifties sixties seventies eighties nineties".split(), strict=True
    )
}
# Holidays that fall on one day each year: (month, day).
HOLIDAY = {"christmas day": (12, 25), "christmas eve": (12, 24), "christmas": (12, 25), "new year's day": (1, 1), "new year's eve": (12, 31),
           "may day": (5, 1), "halloween": (10, 31), "valentine's day": (2, 14), "boxing day": (12, 26), "international women's day": (3, 8)}  # fmt: skip
# Days counted from the anchor.
DEICTIC = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "this morning": 0, "this afternoon": 0, "this evening": 0,
           "last night": -1, "the day before yesterday": -2, "the day after tomorrow": 2}  # fmt: skip

MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
NUM = r"(?:\d{1,4}|" + "|".join(sorted((re.escape(w) for w in NUMBER), key=len, reverse=True)) + ")"
UNIT = r"(?:minute|hour|day|night|week|weekend|month|quarter|year|decade|century|centurie)"
SEASONS = r"(?:spring|summer|autumn|fall|winter)"
PART = r"(?:morning|afternoon|evening|night|midday|noon)"
YEAR = r"(?:1[5-9]|20)\d\d"
DOM = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
CLOCK = r"(?:\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?|GMT|UTC|local time)?|\d{1,2}\s?[ap]\.?m\.?)"
LEAD = r"(?:(?:early|late|earlier|later|mid|mid-|the end of|the beginning of|the start of|about|around)[ -])?"

# One pattern a row: (name, pattern). The first that matches at a place and is longest there wins; see find.py.
PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<clock>\d\d:\d\d))?\b"),
    ("between_years", rf"\b(?:between|from)\s+(?P<y>{YEAR})\s+(?:and|to|until|till|through)\s+(?P<y2>{YEAR})\b|\b(?P<y3>{YEAR})\s?[-–]\s?(?P<y4>{YEAR}|\d\d)\b"),
    ("range_md", rf"\b(?:from\s+|between\s+)?(?P<mon>{MONTHS})\s+(?P<d>{DOM})\s*(?:-|–|to|and|until|through)\s*(?P<d2>{DOM})(?:,?\s+(?P<y>{YEAR}))?\b"),
    ("range_dm", rf"\b(?:from\s+|between\s+)?(?P<d>{DOM})\s*(?:-|–|to|and|until)\s*(?P<d2>{DOM})\s+(?P<mon>{MONTHS})(?:,?\s+(?P<y>{YEAR}))?\b"),
    ("mdy", rf"\b(?:(?P<wd>{DAYS}),?\s+)?{LEAD}(?P<mon>{MONTHS})\s+(?P<d>{DOM})(?!\d|\s?%)(?:,?\s+(?P<y>{YEAR}))?\b"),
    ("dmy", rf"\b(?:(?P<wd>{DAYS}),?\s+)?(?:the\s+)?(?P<d>{DOM})\s+(?:of\s+)?(?P<mon>{MONTHS})(?:,?\s+(?P<y>{YEAR}))?\b"),
    ("numeric", r"\b(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>\d{4}|\d\d)\b"),
    ("my", rf"\b{LEAD}(?P<mon>{MONTHS})(?:,|\s+of)?\s+(?P<y>{YEAR})\b"),
    ("rel_month", rf"\b(?P<rel>last|next|this|the following|the previous)\s+(?P<mon>{MONTHS})\b"),
    ("season", rf"\b(?:(?P<rel>last|next|this|the following)\s+|(?:in\s+)?(?:the\s+)?{LEAD})(?P<season>{SEASONS})(?:\s+(?:of\s+)?(?P<y>{YEAR}))\b|"
               rf"\b(?P<rel2>last|next|this)\s+(?P<season2>{SEASONS})\b"),
    ("quarter", rf"\b(?:the\s+)?(?:(?P<rel>last|next|this|latest|previous)\s+year's\s+)?(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)[ -](?P<unit>quarter|half)"
                rf"(?:\s+(?:of\s+)?(?:(?P<y>{YEAR})|(?P<rel2>last|next|this)\s+year))?\b"),
    ("weekday", rf"\b(?:(?P<rel>last|next|this|this past|this coming|the following|the previous|early|late)\s+)?(?P<wd>{DAYS})(?:\s+(?P<part>{PART}))?(?:\s+(?P<week>last|next|this)\s+week)?(?!\s+Times)\b"),
    ("every", rf"\b(?:every|each)\s+(?:{NUM}\s+)?(?:{DAYS}|{UNIT}s?|morning|evening)\b|\b(?:daily|weekly|monthly|annually|yearly)\b|\b(?:once|twice)\s+(?:a|every)\s+{UNIT}\b"),
    ("deictic", r"\b(?P<word>the day before yesterday|the day after tomorrow|(?:(?:early|late)\s+)?(?:yesterday|tomorrow|today)(?:\s+(?:morning|afternoon|evening|night))?|tonight|last night|this (?:morning|afternoon|evening))\b"),
    ("after", rf"\b(?P<n>{NUM})\s+(?P<unit>{UNIT})s?\s+(?P<dir>after|before|following)(?=\s+(?:the\s+)?[^.;]{{0,40}}?(?:{MONTHS}|{YEAR}))"),
    ("ago", rf"\b(?:(?:more than|over|about|around|nearly|almost|some|just|at least|less than)\s+)?(?P<n>{NUM})\s+(?P<unit>{UNIT})s?\s+(?P<dir>ago|earlier|later|before|after that|afterwards|from now)\b"),
    ("rel_unit", r"\b(?P<edge>(?:early|late|earlier|later|the end of|the beginning of|the start of)\s+)?(?P<rel>last|next|this|the past|the last|the previous|the following|the coming|the current|that|the same)\s+(?P<unit>week|weekend|month|quarter|year|decade|century)\b"),
    ("span", rf"\b(?:in|over|during|for|within)?\s*(?:the\s+)?(?P<rel>last|past|next|coming|recent|previous)\s+(?:(?P<n>{NUM}|few|several|couple of)\s+)?(?P<unit>{UNIT})s\b"),
    ("since_year", rf"\b(?:since|in|of|by|until|from|during|before|after|early|late|mid-?|year|early in|late in)\s*(?P<y>{YEAR})\b(?!\s*(?:people|men|women|troops|soldiers|dollars|euros|meters|metres|[-–]\d|%|percent))"),
    ("month", rf"\b(?P<prep>in|since|by|until|during|from|of|early|late|mid|mid-|through|last|before|after|between|for|and|to)[ -](?P<mon>(?!May\b|March\b){MONTHS}|(?<=in )(?:May|March)|(?<=since )(?:May|March)|(?<=early )(?:May|March)|(?<=late )(?:May|March)|(?<=until )(?:May|March)|(?<=by )May)(?!\s+\d)\b"),
    ("decade", r"\b(?:the\s+)?(?:(?:early|late|mid)[ -])?(?:(?P<y>(?:1[6-9]|20)\d0)['’]?s|['’](?P<yy>[2-9]0)s)\b"),
    ("decade_word", r"\b(?:the\s+)?(?:(?:early|late|mid)[ -])?(?:nineteen[ -])?(?P<dec>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b"),
    ("century", r"\b(?:the\s+)?(?P<n>\d{1,2})(?:st|nd|rd|th)[ -]century\b"),
    ("holiday", r"\b(?P<day>" + "|".join(re.escape(h) for h in sorted(HOLIDAY, key=len, reverse=True)) + rf")(?:,?\s+(?P<y>{YEAR}))?\b"),
    ("clock", rf"\b(?:at\s+)(?P<clock>{CLOCK})"),
    ("vague", r"\b(?:now|recently|currently|in recent (?:years|months|weeks|days|decades)|at present|nowadays|these days|soon|lately|once|in the (?:near )?future|"
              r"at the moment|the (?:future|past|present)|previously|formerly|presently|so far|at that time|at the time|the time being)\b"),
    ("duration", rf"\b(?:(?P<n>{NUM}|several|few|many|some)[ -]+)(?P<unit>{UNIT})s?\b(?:[ -]old\b)?"),
    ("year", r"\b(?P<y>(?:19[5-9]|20[0-4])\d)\b(?![-/.,]?\d|\s*(?:people|men|women|troops|soldiers|dollars|euros|meters|metres|points|%|percent))"),
)  # fmt: skip
COMPILED = tuple(
    (
        name,
        re.compile(
            pattern, re.I if name not in ("weekday", "mdy", "dmy", "my", "month", "range_md", "range_dm") else 0
        ),
    )
    for name, pattern in PATTERNS
)
