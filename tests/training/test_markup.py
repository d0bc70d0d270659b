import pytest

from training.markup import MarkupError, _unmark, example, passages


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
