"""Lines of annotators -> offsets, and errors that name what does not fit."""

import re

from dateline.records import Offsets
from training.annotate import Annotation, AnnotationError, dates, example, load, parse, text_hash

TEXT = "Ann Lee met Karl Berg in Graz on Sunday. He asked her for help. Ann Lee met the press."
GOOD = """=== t1
contexts: diplomatic
0 CONSULT/visit | met | A: Ann Lee | R: Karl Berg | T: on Sunday | P: Graz | S: 2>met
1 REQUEST/assist | asked | A: He=Karl Berg | R: her=Ann Lee | X: historical
"""


def words(span: Offsets) -> str:
    return TEXT[span[0] : span[1]]


def test_lines_become_offsets() -> None:
    (found,) = parse(GOOD, {"t1": TEXT})
    assert isinstance(found, Annotation)
    visit, request = found.events
    assert found.text_sha256 == text_hash(TEXT)
    assert found.contexts == ("diplomatic",)
    assert (words((visit.start, visit.end)), visit.modes, words(visit.also[0])) == ("met", ("visit",), "met")
    assert visit.also[0][0] > visit.end
    assert {p.role: words((p.start, p.end)) for p in visit.parts} == {
        "actor": "Ann Lee", "recipient": "Karl Berg", "time": "on Sunday", "place": "Graz",
    }  # fmt: skip
    assert request.parts[0].name == "Karl Berg"
    assert request.aux == ("historical",)


def test_what_does_not_fit_is_named() -> None:
    bad = """=== t1
0 CONSULT/rally | met | A: Ann Lee
0 CONSULT | met | A: Bob
7 CONSULT | met | A: Ann Lee
0 CONSULT | met | Q: Ann Lee
"""
    said = [str(e) for e in parse(bad, {"t1": TEXT}) if isinstance(e, AnnotationError)]
    assert [s.split(": ", 1)[1].split(" in line")[0] for s in said] == [
        "CONSULT has no mode 'rally', only visit, third-party, multilateral, phone",
        "'Bob' does not stand in sentence 0",
        "there is no sentence 7",
        "'Q: Ann Lee' begins with none of A: R: T: P: K: J: X: S:",
    ]


def test_a_further_telling_teaches_no_roles() -> None:
    (found,) = parse(GOOD, {"t1": TEXT})
    assert isinstance(found, Annotation)
    made = example(found, TEXT)
    assert [e.roles is None for e in made.events or ()] == [False, True, False]


def test_every_date_that_was_read_is_one_of_an_annotated_event() -> None:
    known = {(a.id, e.start, e.type) for a in load() for e in a.events}
    read = dates()
    assert set(read) <= known
    day = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
    assert all(value is None or re.fullmatch(rf"{day}(?:/{day})?", value) for value in read.values())


def test_a_text_is_annotated_once() -> None:
    ids = [a.id for a in load()]
    assert len(ids) == len(set(ids))
