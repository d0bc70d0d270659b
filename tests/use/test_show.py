"""What a person sees on a terminal."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from dateline.records import Article, Coded, Event, EventDate, EventPlace, Participant, Span
from dateline.use.cli.show import table
from dateline.use.cli.widths import widths

EVENT = Event(
    "e", "ASSAULT", ("heavy-weapons",), "material conflict", -10.0, Span(0, 7, "shelled"), 0,
    (Participant(None, "Vostrian artillery brigades", country="VOS", sector="MIL"),), (),
    EventDate("2022-06-20/2022-07-04", "interval", 0.9, "told"), EventPlace("Sloviansk", 0.9, "told"), None, None, (), (), 0.91, "read",
)  # fmt: skip


@pytest.mark.parametrize("width", [80, 120])
def test_no_date_header_or_confidence_is_cut_on_a_narrow_terminal(width: int) -> None:
    out = StringIO()
    Console(file=out, width=width).print(table(Coded(Article("a", "a", "shelled"), events=(EVENT,)), width))
    lines = out.getvalue().splitlines()
    assert lines[0].split() == ["date", "type", "actors", "recipients", "place", "words", "sure"]
    assert "2022-06-20/" in lines[2]
    assert lines[2].rstrip().endswith("0.91")
    assert any(line.split()[0] == "2022-07-04" for line in lines[3:] if line.strip())


def printed(width: int, *events: Event) -> str:
    out = StringIO()
    Console(file=out, width=width).print(table(Coded(Article("a", "a", "shelled"), events=events), width))
    return out.getvalue()


def test_no_common_word_is_cut_on_a_narrow_terminal() -> None:
    court, force = (Participant(None, n, country="VOS", sector="JUD") for n in ("special accountability court", "paramilitary police administration"))
    long = replace(EVENT, modes=("crowd-control",), aux=("hypothetical",), actors=(court,), recipients=(force,), trigger=Span(0, 9, "dispersed"))
    words = printed(80, EVENT, long).split()
    for word in ("accountability", "paramilitary", "administration", "crowd-control", "(hypothetical)", "heavy-weapons", "dispersed", "→"):
        assert word in words
    assert max(map(len, printed(80, EVENT, long).splitlines())) <= 80
    assert "recipients" in printed(120, EVENT, long)


def test_days_stay_whole_where_words_have_no_room() -> None:
    lines = printed(60, replace(EVENT, recipients=EVENT.actors, trigger=Span(0, 13, "demonstration"))).splitlines()[1:]
    assert lines[2].startswith("2022-06-20/ ")
    assert lines[2].endswith("0.91")


def test_widths_take_no_more_than_their_room() -> None:
    cells = [("id", ["e1"]), ("who", ["the accountability court"]), ("words", ["met and talked at length"])]
    assert widths(cells, 80) == [2, 24, 24]
    assert widths(cells, 40) == [2, 23, 15]
    assert sum(widths(cells, 12)) == 12
