"""What a person sees on a terminal."""

from io import StringIO

import pytest
from rich.console import Console

from dateline.records import Article, Coded, Event, EventDate, EventPlace, Participant, Span
from dateline.use.cli.show import table

EVENT = Event(
    "e", "ASSAULT", ("heavy-weapons",), "material conflict", -10.0, Span(0, 7, "shelled"), 0,
    (Participant(None, "Vostrian artillery brigades", country="VOS", sector="MIL"),), (),
    EventDate("2022-06-20/2022-07-04", "interval", 0.9, "told"), EventPlace("Sloviansk", 0.9, "told"), None, None, (), (), 0.91, "read",
)  # fmt: skip


@pytest.mark.parametrize("width", [80, 120])
def test_no_date_header_or_confidence_is_cut_on_a_narrow_terminal(width: int) -> None:
    out = StringIO()
    Console(file=out, width=width).print(table(Coded(Article("a", "a", "shelled"), events=(EVENT,))))
    lines = out.getvalue().splitlines()
    assert lines[1].split() == ["date", "type", "actors", "recipients", "place", "words", "sure"]
    assert "2022-06-20/" in lines[3]
    assert lines[3].rstrip().endswith("0.91")
    assert any(line.split()[0] == "2022-07-04" for line in lines[4:] if line.strip())
