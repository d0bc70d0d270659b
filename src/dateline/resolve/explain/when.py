"""When: the dates that were weighed for each trigger, with their cues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.records import Coded, EventDate, Reading, Span
from dateline.resolve.chances import chances
from dateline.resolve.hints import TIED_FROM
from dateline.resolve.when import event_date
from dateline.resolve.when.candidates import candidates, told
from dateline.resolve.when.setting import Candidate
from dateline.resolve.when.weights import WEIGHTS


@dataclass(frozen=True, slots=True)
class DateOption:
    """A date that was weighed; `value` None for none, `text` None where no words name it. `features`: what each cue was worth."""

    value: str | None
    text: str | None
    why: str
    chance: float
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class DateTold:
    """The date of one trigger. `by_reader`: the words that the reader itself would tie to it; the chance of each time is its cue `tie`."""

    trigger: Span
    type: str
    date: EventDate | None
    by_reader: str | None
    options: tuple[DateOption, ...]


def dates_told(coded: Coded, reading: Reading, most: int) -> tuple[DateTold, ...]:
    """One a trigger, candidates by their chances."""
    return tuple(_dates(coded, reading, most))


def _dates(coded: Coded, reading: Reading, most: int) -> Iterator[DateTold]:
    article, times = coded.article, told(coded.times, coded.article)
    for trigger in sorted(reading.triggers, key=lambda t: (t.start, t.end)):
        options = candidates(trigger, reading, article, times)
        tied = max((o for o in options if o.time and o.tie >= TIED_FROM), key=lambda o: o.tie, default=None)
        weighed = sorted(zip(options, chances([o.score for o in options]), strict=True), key=lambda x: -x[1])
        yield DateTold(
            Span(trigger.start, trigger.end, article.text[trigger.start : trigger.end]),
            trigger.type,
            event_date(trigger, reading, article, coded.times),
            tied.time.text if tied and tied.time else None,
            tuple(_option(c, chance) for c, chance in weighed[:most]),
        )


def _option(c: Candidate, chance: float) -> DateOption:
    worth = {name: round(WEIGHTS[name] * x, 2) for name, x in c.cues.items() if WEIGHTS.get(name, 0.0) * x}
    return DateOption(c.value, c.time.text if c.time else None, c.why, round(chance, 3), worth)
