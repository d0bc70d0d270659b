import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.article.dateline import read_dateline
from dateline.ingest.article.sentences import LONGEST, split_sentences


@pytest.mark.parametrize(
    ("text", "place", "agency", "day"),
    [
        ("ERBIL (Zagros Daily) – The governor", "Erbil", "Zagros Daily", None),
        ("WASHINGTON, July 4 (Reuters) - The", "Washington", "Reuters", "2022-07-04"),
        ("BAGHDAD — Troops", "Baghdad", None, None),
        ("KYIV, Ukraine (AP) — The", "Kyiv", "AP", None),
        ("PORT-AU-PRINCE, Dec. 30 (AFP) -- A", "Port-Au-Prince", "AFP", "2021-12-30"),
        ("Nairobi, 12 May 2014 (IRIN) - The", "Nairobi", "IRIN", "2014-05-12"),
    ],
)
def test_datelines(text: str, place: str, agency: str | None, day: str | None) -> None:
    found = read_dateline(text, "2022-01-02" if "Dec." in text else "2022-07-05")
    assert found is not None
    assert (found.place, found.agency, found.date) == (place, agency, day)


@pytest.mark.parametrize(
    "text", ["The minister met - briefly - his guest.", "Iraq - a country at war - votes.", "", "He said: nothing."]
)
def test_no_dateline(text: str) -> None:
    assert read_dateline(text, "2022-07-05") is None


def test_sentences_keep_abbreviations_together() -> None:
    text = 'Col. Lang met Maj. Gen. A. B. Ford on Sept. 25, 2017, in the U.S. embassy. "We agreed." They left at 3.5 km/h.\n\nNo stop here\n\nEnd'
    assert [text[a:b] for a, b in split_sentences(text)] == [
        "Col. Lang met Maj. Gen. A. B. Ford on Sept. 25, 2017, in the U.S. embassy.",
        '"We agreed."',
        "They left at 3.5 km/h.",
        "No stop here",
        "End",
    ]


@given(st.text(max_size=300))
def test_sentences_cover_every_letter_in_order(text: str) -> None:
    spans = split_sentences(text)
    assert all(a < b <= c for (a, b), (c, _) in zip(spans, [*spans[1:], (len(text), 0)], strict=False))
    covered = "".join(text[a:b] for a, b in spans)
    assert "".join(covered.split()) == "".join(text.split())


def test_a_long_run_of_stops_is_read_once() -> None:
    text = "!?" * 400_000  # hours where each stop looks at all that follow
    assert split_sentences(text) == tuple((n, n + LONGEST) for n in range(0, len(text), LONGEST))


def test_what_has_no_full_stop_is_cut_at_a_line_or_a_blank() -> None:
    table = "\n".join(f"Row {n} of the table without a stop" for n in range(200))
    cells = "cell " * 1_000
    for text in (table, cells, "x" * 5_000, "A short one. " + cells + ". And the last."):
        found = split_sentences(text)
        assert max(b - a for a, b in found) <= LONGEST
        assert "".join(text[a:b] for a, b in found).replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")
    rows = [table[a:b] for a, b in split_sentences(table)]
    assert all(row.startswith("Row ") and row.endswith("a stop") for row in rows)
