"""Expressions of time as patterns over the class letters of `words.py`.

M month, m May or March, s Jan or Feb without a full stop, W w weekday and its short form, d 1 to 31, o ordinal, Y year, n number, N number word, h "half", a "a",
R relative word, E edge ("early", "end"), U unit, P part of the day, D "today", S season, K decade, H holiday, T clock, I ISO date, G 3/4/2020,
g "ago", b "before", i preposition, F "from", B "between", c "to", "and", "until", f "of", t "the", q "every", L "daily", k "once", p "Sundays", V "now",
r "fiscal", e time zone, x anything else.
"""

from __future__ import annotations

import re

MON = r"[Mms]"
NUM = r"(?:a[Nh](?:f|N)?|(?:h-?a?)?N(?:-?N){0,8}f?|ha?|[and])(?:cah)?"  # no number has more words; without an end a row of them costs its square

# One pattern a row: (name of its rule, pattern). At one place the longest wins, then the one higher up; a rule may turn a match down.
PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<I>I)"),
    ("numeric", r"(?P<G>G)"),
    ("days", rf"(?:[FB]|i)?(?P<M>{MON})(?P<d>[do])[-c](?P<M2>{MON})?(?P<d2>[do])(?:,?(?P<Y>Y))?"),
    ("days", rf"[FB]?(?P<d>[do])[-c](?P<d2>[do])f?(?P<M>{MON})(?:,?(?P<Y>Y))?"),
    ("days", rf"(?:[FB])?(?P<d>[do])(?P<M>{MON})[-c](?P<d2>[do])(?P<M2>{MON})(?:,?(?P<Y>Y))?"),
    ("days", rf"(?P<d>[do])(?:,[do]){{1,6}},?[-c](?P<d2>[do])f?(?P<M>{MON})(?:,?(?P<Y>Y))?"),
    ("days", rf"(?P<M>{MON})(?P<d>[do])(?:,[do]){{1,6}},?[-c](?P<d2>[do])(?:,?(?P<Y>Y))?"),
    ("months", rf"(?:[FB])(?P<M>{MON})[-c](?P<M2>{MON})(?:,?f?(?P<Y>Y))?|(?P<M3>M)-(?P<M4>M)(?:,?(?P<Y3>Y))?"),
    ("years", r"[FB](?P<Y>Y)[-c](?P<Y2>Y)|(?P<Y3>Y)-(?P<Y4>[Ydn])"),
    ("month_day", rf"(?:(?P<W>[Ww]),?)?(?:E-?)?(?P<M>{MON})(?P<d>[do])(?:,?(?P<Y>Y))?(?:,?i?(?P<T>[T]))?"),
    ("month_day", rf"(?:(?P<W>[Ww]),?)?t?(?P<d>o|d)(?:f)?(?P<M>{MON})(?:,?(?P<Y>Y))?"),
    ("day_of", rf"(?P<M>{MON})(?P<d>[do]),?f?(?P<R>R)(?P<U>U)|t?(?P<d2>o|d)f?(?P<M2>{MON}),?f?(?P<R2>R)(?P<U2>U)"),
    ("month_day", rf"(?P<T2>T)e?,?i?(?P<M>{MON})(?P<d>[do])(?:,?(?P<Y>Y))?"),
    ("month", rf"(?:(?P<E>tEf|E-?))?(?P<M>{MON})[,fi]?(?P<Y>Y)"),
    ("month_of", rf"(?:E-?)?(?P<M>{MON})(?P<R>R)(?P<U>U)"),
    ("month_alone", r"(?:(?P<R>R)|tEf|E-?)?(?P<M>M)"),
    ("month_alone", r"(?:(?P<R>R)|tEf|E-?|(?P<i>[icFfb]))(?P<m>m)"),
    ("season", r"(?:t|(?:t?E-?f?t?))?(?P<S>S)f?(?P<Y>Y)|(?:t?(?P<R>R)|t?E-|tEf?t?|t)(?P<S2>S)|(?P<Y4>Y)(?P<S4>S)"),
    ("quarter", r"t?(?:(?P<Y2>Y)|U-(?P<g>[gE])|(?P<R3>R)U')?(?P<o>o)-?(?P<U>U)(?:f?(?P<Y>Y)|f?(?P<R>R)(?P<U2>U))?"),
    ("quarter", r"t?(?P<o>o)-?(?P<U>h)f?(?:(?P<Y>Y)|(?:(?P<R>R)|t)(?P<U2>U))"),
    ("quarter", r"t?(?:(?P<Y2>Y)|(?P<R3>R)U')(?P<o>o)-?(?P<U>h)"),
    ("year_period", r"t?(?P<Y>Y)(?P<U>U)"),
    ("weekday", r"t?(?:(?P<R>R)|(?P<E>E))?(?P<W>W)(?P<P>P)?"),
    ("weekday", r"t?(?P<W>W)f?(?P<R2>R)(?P<U>U)"),
    ("before_last", r"t(?P<U>[WUP])(?P<b>b)(?P<R>R)(?![UNMmsWwSPHoh])"),  # no "day before last Christmas"
    ("weekday_ago", rf"(?P<n>{NUM})(?P<U>U)gi?(?P<W>W)"),
    ("weekday", r"(?:(?P<T>T),?i?(?P<W>W)|(?P<P>P)i?(?P<W2>W)|(?P<W3>W)(?:P?),?i(?P<T3>T))"),
    ("from_weekday", r"[FB](?P<W>W)P?[c-](?P<W2>W)"),
    ("day_before", r"t(?P<U>U)(?P<b>b)(?P<D>D)"),
    ("deictic", r"(?:E)?(?P<D>D)(?P<P>P)?|(?P<R>R)(?P<P2>P)"),
    ("day_beside", r"t(?P<U>[UP])(?P<b>b)"),
    ("day_from", r"t(?P<U>U)(?P<g>b)"),
    ("day_of_month", r"it(?P<d>o)"),
    ("deictic", r"(?P<T>T),?i?(?P<D>D)"),
    ("weekdays", r"(?:q(?:N|d|o)?|(?:i)?)(?P<p>p)|q(?:N|d|o)?[UWPM]|L|(?:k|N)aU"),
    ("ago", rf"(?P<n>{NUM})(?P<U>U)(?P<g>g|E|bR|b)"),
    ("ago", rf"(?P<n>{NUM})(?P<U>U)(?P<F>F)(?P<V>V)"),
    ("year_ago", r"t?(?P<U>U)-(?P<g>[gE])(?P<U2>U)?"),
    ("unit", r"(?P<E>tEf?|E)?(?P<t>t)?(?P<R>R)r?(?P<U>U)"),
    ("year_end", r"tEft(?P<U>U)|(?P<U2>U)(?:')?-?E"),
    ("year_end", r"Eit(?P<U3>U)"),
    ("the_unit", r"(?P<i>[ifFc])tr?(?P<U>U)"),
    ("span", rf"t?(?P<R>R)(?P<n>{NUM})?(?P<U>U)"),
    ("year", r"(?:tEf|E-?|r|tU)?(?P<Y>Y)"),
    ("decade", r"(?:t?E-?|tEft|t)?(?P<K>K)"),
    ("century", r"t?(?P<o>o)-?(?P<U>U)"),
    ("holiday", r"(?:(?P<R>R))?(?P<H>H)(?:,?i?(?P<Y>Y))?"),
    ("clock", r"(?P<T>T)"),
    ("vague", r"(?P<V>V)|t(?P<R>R)(?![UNMWSPHxorh])"),
    ("duration", rf"(?P<n>{NUM})-?E?(?P<U>U)"),
)  # fmt: skip
# The rest of a list whose last has the year of all: "In May, June and July 2019", "on 3 May and 5 June 2019".
LISTED = re.compile(rf"(?:(?:,c?|c)t?[do]?f?{MON}[do]?){{1,11}},?f?(?P<Y>Y)")
# No pattern holds an "x": it suffices to look in the runs between, and only in those that hold a word of time.
RUN = re.compile(r"[^x.$%]+")
TELLS = re.compile(r"[MmsWDPSUYKHTIGVLp]|ito")
COMPILED = tuple((name, re.compile(pattern)) for name, pattern in PATTERNS)
