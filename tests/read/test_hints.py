"""Words that the reader leans to as the time or place of a trigger."""

import json

import numpy as np
import pytest

from dateline.read.decode import Thresholds
from dateline.read.hints import LEAST, hinted, hints_of
from dateline.read.labels import ROLES
from dateline.read.reader import Reader
from dateline.read.session import WEIGHTS
from dateline.read.windows import Window
from dateline.records import Article, Hint, Trigger
from dateline.resolve import hints

OFFSETS = ((0, 4), (5, 8), (9, 11), (12, 18), (19, 21), (22, 26))  # They met on Monday in Rome
WINDOW = Window(np.zeros(8, dtype=np.int64), np.zeros(8, dtype=np.int64), OFFSETS, ((0, 6),))
TEXT = "Defence Minister Orla Brandt visited Malta on Friday. She met President Paul Azzo in Valletta on Saturday."
shipped = pytest.mark.skipif(not (WEIGHTS / "accurate/model.json").exists(), reason="no weights yet")


def test_hints_are_times_then_places_in_the_order_of_the_text_and_no_less_likely_than_the_least() -> None:
    logits = np.full((6, len(ROLES)), -9.0, dtype=np.float32)
    logits[5, ROLES.index("place")] = 0.0
    logits[3, ROLES.index("time")] = logits[2, ROLES.index("time")] = np.log(0.02 / 0.98)
    logits[1, ROLES.index("time")] = np.log(LEAST / 2)
    logits[0, ROLES.index("actor")] = 5.0
    assert hints_of(WINDOW, logits) == (Hint("time", 9, 11, 0.02), Hint("time", 12, 18, 0.02), Hint("place", 22, 26, 0.5))


@shipped
def test_triggers_that_are_given_have_the_hints_of_those_that_are_read() -> None:
    reader = Reader(threads=1)
    article = Article("a", "a", TEXT, ((0, 53), (54, len(TEXT))))
    read = reader.read([article])[0].triggers
    assert read
    bare = [Trigger(t.start, t.end, t.type) for t in read]
    assert reader.hinted(article, bare) == tuple(Trigger(t.start, t.end, t.type, hints=t.hints, seen=t.seen) for t in read)
    met = next(t for t in read if t.start == TEXT.index("met"))
    likeliest = max((h for h in met.hints if h.name == "time"), key=lambda h: h.chance)
    assert TEXT[likeliest.start : likeliest.end] in ("on", "Saturday")


@shipped
def test_each_trigger_of_a_long_article_has_the_hints_of_its_own_window() -> None:
    reader, ends = Reader(threads=1), len(TEXT) + 1
    text = f"{TEXT} " * 30
    article = Article("a", "a", text, tuple((a, b) for k in range(30) for a, b in ((k * ends, k * ends + 53), (k * ends + 54, k * ends + ends - 1))))
    given = [Trigger(k * ends + TEXT.index("met"), k * ends + TEXT.index("met") + 3, "CONSULT") for k in range(30)]
    told = reader.hinted(article, given)
    assert len({t.seen for t in told}) > 1
    for t in told:
        assert t.seen
        assert t.seen[0] <= t.start < t.seen[1]
        assert all(t.seen[0] <= h.start < h.end <= t.seen[1] for h in t.hints)


def test_a_trigger_outside_of_every_window_stays_as_it_was() -> None:
    (trigger,) = hinted([Trigger(0, 4, "CONSULT")], [], scorer=None)  # type: ignore[arg-type]
    assert trigger == Trigger(0, 4, "CONSULT")


@shipped
def test_the_bounds_that_are_told_twice_agree() -> None:
    assert hints.LEAST == LEAST
    for name in ("accurate", "fast"):
        card = json.loads((WEIGHTS / name / "model.json").read_text("utf-8"))
        assert Thresholds(**card["thresholds"]).setting == hints.LIKELY
