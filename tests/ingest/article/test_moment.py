"""Stated times of publication; one that leaves its day open is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.article.moment import moment


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("2022-07-04", "2022-07-04"),
        ("2022-07-04T10:00:00Z", "2022-07-04T10:00:00Z"),
        ("2022-07-04 10:00:00.000", "2022-07-04 10:00:00.000"),
        ("2022-07-04 10:00:00 +0000 UTC", "2022-07-04"),
        ("1863-07-04", "1863-07-04"),
        ("0001-01-01T00:00:00", None),
        ("2022-02-30", None),
        ("20220704", "2022-07-04"),
        ("20220704101500", "2022-07-04T10:15:00"),
        ("20220704T101500Z", "2022-07-04T10:15:00+00:00"),
        ("20221504", None),
        ("1656892800", "2022-07-04T00:00:00+00:00"),
        ("1656892800000", "2022-07-04T00:00:00+00:00"),
        ("1656892800.5", "2022-07-04T00:00:00+00:00"),
        ("165689280", None),
        ("Mon, 04 Jul 2022 10:00:00 GMT", "2022-07-04T10:00:00+00:00"),
        ("4 Jul 2022 10:00:00 -0400", "2022-07-04T10:00:00-04:00"),
        ("July 4, 2022", "2022-07-04"),
        ("Monday 4th July 2022, 10:00", "2022-07-04"),
        ("2022/07/04", "2022-07-04"),
        ("04/07/2022", None),
        ("07/13/2022", "2022-07-13"),
        ("13.7.2022 10:00", "2022-07-13"),
        ("4/4/2022", "2022-04-04"),
        ("13/13/2022", None),
        ("04/07/22", None),
        ("2022", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_moments(stated: str, found: str | None) -> None:
    assert moment(stated) == found


@given(st.text(max_size=120) | st.text("0123456789-/.:TZ+ JulMon,", max_size=40))
def test_any_text_is_a_moment_or_none(stated: str) -> None:
    found = moment(stated)
    assert found is None or moment(found) == found
