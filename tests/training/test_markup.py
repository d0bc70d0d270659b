import pytest

from training.markup import MarkupError, Passage, _unmark, example, passages, tied


def test_nested_marks() -> None:
    text, spans = _unmark("[the [Iraqi|place] army|organisation >1.actor] came")
    assert text == "the Iraqi army came"
    assert spans == [(0, 14, ["organisation", ">1.actor"]), (4, 9, ["place"])]


@pytest.mark.parametrize("body", ["a ] b", "[a b", "a | b]"])
def test_broken_marks(body: str) -> None:
    with pytest.raises(ValueError, match=r"bracket|outside"):
        _unmark(body)


def test_every_passage_of_the_corpus_is_sound() -> None:
    found = [example(p, ()) for p in passages()]
    assert len(found) >= 28
    assert len({e.id for e in found}) == len(found)


def test_roles_need_their_event() -> None:
    passage = next(iter(passages()))
    passage.spans.append((0, 1, [">99.actor"]))
    with pytest.raises(MarkupError, match="99"):
        example(passage, ())


def test_keys_become_ties() -> None:
    body = "[General|title ^lee] [Lee|person @lee <front] of [the Front|organisation @front <oslo] in [Oslo|place @oslo] left. [She|person @lee] won."
    text, spans = _unmark(body)
    found = tied(Passage("x", {"ties": "all"}, "-", text, spans))
    said = [text[m.start : m.end] for m in found.mentions]
    assert {(name, said[h], said[t]) for name, h, t in found.links} == {
        ("title_of", "General", "Lee"), ("member_of", "Lee", "the Front"), ("based_in", "the Front", "Oslo"), ("same", "She", "Lee"),
    }  # fmt: skip


def test_a_tie_needs_its_other_end() -> None:
    text, spans = _unmark("[General|title ^lee] Lee left.")
    with pytest.raises(MarkupError, match="lee"):
        tied(Passage("x", {"ties": "all"}, "-", text, spans))


def test_ties_of_the_corpus() -> None:
    told = [e.tied for p in passages() if (e := example(p, ())).tied is not None]
    assert len(told) >= 600
    assert all(t is not None and {name for name, _, _ in t.links} <= t.known for t in told)
