"""Events of several days: "a three-day visit that began on Monday", "for four days" as the interval from or to a day told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from dateline.records import Time
from dateline.resolve.when.setting import Candidate, Setting, day_of, usable
from dateline.resolve.when.words import number_of

DAYS = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,2})\s?-?\s?days?\b"
    r"(?!\s*(?:ago|after|before|earlier|later|of|old|since|from now))",
    re.I,
)
BEGINS = re.compile(r"\b(?:began|begins|begin|started|starts|start|opened|opens|opening|arrived|arrives|kicked off|from)\b", re.I)
ENDS = re.compile(r"\b(?:ended|ends|end|ending|concluded|concludes|finished|closed|closes|wrapped|wound|after|final|last)\b", re.I)
MOST_DAYS, CLOSE = 21, 30
HEAD = 2000  # characters of a sentence that are looked at


def lasting(s: Setting, story: Time | None) -> Iterator[Candidate]:
    """The interval of so many days that its sentence tells: one that begins on the day told, and one that ends on it.

    `story`: the time that tells the day where the sentence names none.
    """
    first, last = s.sentence
    text = s.article.text
    end = min(last, first + HEAD)
    sentence = text[first:end]
    if "day" not in sentence.lower():
        return
    said = [(m, n) for m in DAYS.finditer(text, first, end) if 1 < (n := number_of(m[1].lower()) or 0) <= MOST_DAYS]
    if not said:
        return
    m, n = min(said, key=lambda found: _gap(s, found[0]))
    days = [t for t in s.here if usable(t) and t.precision in ("day", "minute")]
    time = min(days, key=lambda t: abs(t.start - m.end()), default=None)
    day = day_of(time or story) or s.anchor.day
    if day is None:
        return
    span = timedelta(n - 1)
    cues = {
        "always": 1.0,
        "close": float(0 <= s.trigger.start - m.end() <= CLOSE),
        "in it": float(s.trigger.start <= m.start() < s.trigger.end),
        "after it": float(m.start() >= s.trigger.end),
        "far": min(2.0, _gap(s, m) / 60),
        "day told": float(time is not None),
        "begins": float(bool(BEGINS.search(sentence))),
        "ends": float(bool(ENDS.search(sentence))),
        "future": float("future" in s.trigger.aux),
        f"type {s.trigger.type}": 1.0,
    }
    cues = {name: x for name, x in cues.items() if x}
    why = f"its sentence says that it lasts {m[0].lower()}"
    yield Candidate("lasting from", f"{day}/{day + span}", why, time, cues)
    yield Candidate("lasting to", f"{day - span}/{day}", why, time, cues)


def _gap(s: Setting, m: re.Match[str]) -> int:
    return max(m.start() - s.trigger.end, s.trigger.start - m.end(), 0)
