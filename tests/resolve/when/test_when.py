import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.records import Article, Reading, Trigger
from dateline.resolve.when import event_date, find_times

WELL_FORMED = re.compile(
    r"P.*|\d{2,3}|\d{4}(-(\d\d(-\d\d)?|W\d\d(-WE)?|Q[1-4]|H[12]|SP|SU|FA|WI))?(T\w\w|T\d\d:\d\d)?(/\d{4}(-\d\d(-\d\d)?)?)?"
)


def article(text: str, published: str | None = "2022-07-04") -> Article:
    return Article("a", "a", text, ((0, len(text)),), published=published)


def values(text: str, published: str | None = "2022-07-04") -> list[str | None]:
    return [t.value for t in find_times(article(text, published))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Sunday.", "2022-07-03"),
        ("They met on Monday.", "2022-07-04"),
        ("They will meet on Sunday.", "2022-07-10"),
        ("He was expected to arrive Friday.", "2022-07-08"),
        ("Last month there were talks.", "2022-06"),
        ("It happened last week.", "2022-W26"),
        ("They left yesterday.", "2022-07-03"),
        ("The vote of Sept. 25, 2017, failed.", "2017-09-25"),
        ("It ended on 3 May 2011.", "2011-05-03"),
        ("It ended on June 23.", "2022-06-23"),
        ("It began in October 2017.", "2017-10"),
        ("It began in December.", "2021-12"),
        ("in the 1980s", "198"),
        ("two days ago", "2022-07-02"),
        ("three years ago", "2019"),
        ("from May 3 to 7, 2020", "2020-05-03/2020-05-07"),
        ("It came recently.", None),
    ],
)
def test_values(text: str, value: str | None) -> None:
    assert values(text) == [value]


def test_counted_from_another_date() -> None:
    assert values("They left one month after the Sept. 25, 2017, vote.") == ["2017-10", "2017-09-25"]


def test_no_anchor_gives_no_year() -> None:
    assert values("They met on Sunday, June 5, and last month.", None) == [None, None]


@given(st.text(max_size=200))
def test_spans_lie_in_the_text(text: str) -> None:
    for time in find_times(article(text)):
        assert text[time.start : time.end] == time.text
        assert time.value is None or WELL_FORMED.fullmatch(time.value)


@settings(max_examples=60)
@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(-400, 400))
def test_deictic_words_shift_with_the_anchor(day: date, n: int) -> None:
    for words in ("yesterday", "today", "tomorrow", "two days ago"):
        (a,), (b,) = values(words, day.isoformat()), values(words, (day + timedelta(n)).isoformat())
        assert a is not None
        assert b is not None
        assert date.fromisoformat(b) - date.fromisoformat(a) == timedelta(n)


def dated(text: str, word: str, *aux: str) -> str | None:
    a = article(text)
    start = text.index(word)
    found = event_date(Trigger(start, start + len(word), "CONSULT", aux=tuple(aux)), Reading(), a, find_times(a))
    return found.value if found else None


def test_date_of_an_event() -> None:
    assert dated("They met on Sunday after a strike in 2019.", "met") == "2022-07-03"
    assert dated("They met after a strike in May 2019.", "strike") == "2019-05"
    assert dated("The ministers met in Rome.", "met") == "2022-07-04"
    assert dated("The ministers met in Rome.", "met", "historical") is None
