"""What a run of tokens leaves as a name."""

from __future__ import annotations

import pytest

from dateline.read.spans import named


@pytest.mark.parametrize(
    ("text", "marked", "left"),
    [
        ("They bombed a warehouse in Kordin.", "warehouse in", "warehouse"),
        ("Talks with Sul and Orria failed.", "Sul and", "Sul"),
        ("Members of the Harbour Council left.", "of the Harbour Council", "the Harbour Council"),
        ("Orria’s army fell back.", "Orria’s", "Orria"),
        ("Fighters of Da’esh fled.", "Da", "Da’esh"),
        ("Fighters of Da’esh fled.", "esh", "Da’esh"),
        ("Units of al-Qaida fled.", "Qaida", "al-Qaida"),
        ("Units of al-Qaida fled.", "al", "al-Qaida"),
        ("The US-led force came.", "US", "US"),
        ("The coalition's planes came.", "coalition", "coalition"),
        ("Of the and to.", "Of the", None),
        ("Troops shelled rebel-held hills.", "held hills", "rebel-held hills"),
        ("The Iran-Iraq war ended.", "Iraq", "Iraq"),
        ("Ties with the U.S. grew.", "U.S", "U.S."),
    ],
)
def test_what_is_named(text: str, marked: str, left: str | None) -> None:
    start = text.index(marked)
    found = named((start, start + len(marked)), text)
    assert (text[slice(*found)] if found else None) == left


def test_a_time_keeps_how_it_begins() -> None:
    text = "He stayed from Monday to Friday."
    start = text.index("from")
    assert named((start, start + 11), text, open_start=True) == (start, start + 11)
    assert named((start, start + 11), text) == (start + 5, start + 11)
