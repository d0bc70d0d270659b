"""Where a trigger stands among the times of its article, and what a candidate for its date is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from dateline.records import Article, Offsets, Time, Trigger
from dateline.resolve.chances import by_kind, worth
from dateline.resolve.when.event_value import event_value, in_days
from dateline.resolve.when.find import Anchor, anchor_of
from dateline.resolve.when.weights import WEIGHTS

NEWS_DAYS = 4  # the story's own day lies at most so far from the article's
BACKGROUND_DAYS = 31  # "historical" is roughly more than a month before publication
LEADING_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
DATED = ("date", "time")
MOST = 8  # times of its sentence, on either side of a trigger; no sentence of 8,392 has more than nine in all


WORTH = by_kind(WEIGHTS)


@dataclass(slots=True)  # not frozen: an article has dozens, and to make one then takes a third of the time
class Candidate:
    """A date that may govern a trigger: `value` None for none; `time` None where no words name it.

    Its cues are its `own`, those of the trigger, `base`, and what the reader `said` of its words.
    """

    kind: str
    value: str | None
    why: str
    time: Time | None = None
    own: Mapping[str, float] = field(default_factory=dict)
    base: Mapping[str, float] = field(default_factory=dict)
    said: Mapping[str, float] = field(default_factory=dict)

    @property
    def cues(self) -> dict[str, float]:
        """Cues by the names under which they are weighed."""
        return {f"{self.kind}: {name}": x for cues in (self.base, self.own, self.said) for name, x in cues.items()}

    @property
    def tie(self) -> float:
        """How far the reader itself ties its words to the trigger, on the scale of the cue."""
        return self.said.get("tie", 0.0)

    @property
    def score(self) -> float:
        return worth(WORTH.get(self.kind, {}), (self.base, self.own, self.said))


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a trigger stands: its sentence, that sentence's number, and its times `times[at:end]`."""

    article: Article
    times: Sequence[Time]
    trigger: Trigger
    sentence: Offsets
    number: int
    at: int
    end: int
    anchor: Anchor

    @property
    def here(self) -> list[Time]:
        return [t for t in self.times[self.at : self.end] if t.type in DATED or t.precision == "vague"]

    def value(self, time: Time) -> str | None:
        ahead = "future" in self.trigger.aux or self.trigger.type == "AGREE"
        return event_value(time, self.article.text, self.anchor.day, ahead)


def setting(trigger: Trigger, article: Article, times: Sequence[Time]) -> Setting:
    sentences = article.sentences or ((0, len(article.text)),)
    number = max(0, bisect_right(sentences, trigger.start, key=lambda s: s[0]) - 1)
    first, last = sentences[number]
    first_, its, last_ = (bisect_left(times, x, key=lambda t: t.start) for x in (first, trigger.start, last))
    at, end = max(first_, its - MOST), min(last_, its + MOST)
    return Setting(article, times, trigger, (first, last), number, at, end, anchor_of(article))


def day_of(time: Time | None) -> date | None:
    """The day of a time that tells one."""
    return date.fromisoformat((time.value or "")[:10]) if time else None


def usable(time: Time) -> bool:
    return bool(time.value) and time.type in DATED


# ---- how a time lies to the article's day -------------------------------------------------------------------------


def age(value: str | None, precision: str, s: Setting) -> dict[str, float]:
    """How a time lies to the anchor and to what the reader said of the event."""
    first, anchor = first_day(value), s.anchor.day
    past, future = "historical" in s.trigger.aux, "future" in s.trigger.aux
    if anchor is None or first is None:
        named = anchor is None and first is not None
        return {"age unknown": 1.0, "named in an undated article": float(named), "coarse": float(precision in ("year", "month"))}
    days = (anchor - first).days
    return {
        "near": float(abs(days) <= NEWS_DAYS),
        "same day": float(days == 0 and precision in ("day", "minute")),
        "coarse": float(precision in ("year", "month")),
        "old": float(days > BACKGROUND_DAYS and not past),
        "old and historical": float(days > BACKGROUND_DAYS and past),
        "near but historical": float(days <= BACKGROUND_DAYS and past),
        "to come, agreed": float(days < 0 and s.trigger.type == "AGREE"),
        "to come": float(days < 0 and not future),
        "to come and future": float(days < 0 and future),
    }


def around(s: Setting, here: Sequence[Time]) -> dict[str, float]:
    """What the times of the sentence are, for the candidates that are none of them."""
    if s.anchor.day is None:
        return {"undated article": 1.0, "undated article, timed": float(any(usable(t) for t in here))}
    days = [(s.anchor.day - day).days for t in here if usable(t) and (day := first_day(t.value))]
    old = any(d > BACKGROUND_DAYS for d in days)
    cues = {
        "old time here": float(old),
        "old time here, historical": float(old and "historical" in s.trigger.aux),
        "near time here, historical": float(bool(days) and not old and "historical" in s.trigger.aux),
        "time to come here": float(any(d < 0 for d in days)),
        "two times here": float(len(days) > 1),
    }
    return {name: x for name, x in cues.items() if x}


@lru_cache(maxsize=1 << 12)  # each trigger asks it of the same few times
def first_day(value: str | None) -> date | None:
    """The day that a value begins with; the middle of a month or year, which tell no nearer."""
    m = LEADING_DATE.match(in_days(value or ""))
    return date(int(m[1]), int(m[2] or 7), int(m[3] or 15)) if m and int(m[1]) else None
