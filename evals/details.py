"""Casualties, posts of persons and contexts, in articles marked for them alone (evals/data/README.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from dateline.records import Actor, Coded, Event, Offsets
from evals.coded import around, code, marked_rows, own_rows
from evals.figure import Result
from evals.names import same_person, same_post
from evals.quiet import ids

Row = dict[str, Any]
Count = tuple[Event, str, tuple[int, int | None]]
Post = tuple[Actor, str]
G = TypeVar("G")
C = TypeVar("C")


class Judged(NamedTuple):
    """How many finds are right, how many there are, how many marks; and a line for each error."""

    right: int
    coded: int
    marked: int
    errors: list[str]


class Mark(NamedTuple):
    """A marked count, as it stands in the file."""

    start: int
    end: int
    type: str
    what: str
    low: int
    high: int | None
    also: list[Offsets]


def articles(shared: Path) -> Result:
    """F1 of the counts, of the posts and of the contexts."""
    marked = marked_rows(shared, Path(__file__).parent / "data/details.jsonl")
    gold = [row for row, _ in marked]
    coded = code(told for _, told in marked)
    judged = {"details.counts": counts, "details.titles": titles, "details.contexts": contexts}
    return sum((_scored(name, gold, coded, judge) for name, judge in judged.items()), Result({}))


def _scored(name: str, gold: Sequence[Row], coded: Sequence[Coded], judge: Callable[[Row, Coded], Judged]) -> Result:
    found = [judge(row, c) for row, c in zip(gold, coded, strict=True)]
    right, finds, marks = sum(f.right for f in found), sum(f.coded for f in found), sum(f.marked for f in found)
    beside = f"P {right / finds if finds else 0:.4f} R {right / marks:.4f}, n {marks}"
    errors = [f"{line[:7]}{name[8:]} {row['id']} {line[7:]}" for row, f in zip(gold, found, strict=True) for line in f.errors]
    return Result({name: 2 * right / (finds + marks)}, {name: beside}, errors)


def topics(shared: Path) -> Result:
    """F1 of the contexts of articles that nobody chose: what the annotators had left."""
    lines = (line.partition("\t") for line in ids(Path(__file__).parent / "data/contexts.tsv"))
    marks: list[Row] = [{"id": name, "contexts": told.split(", ") if told else []} for name, _, told in lines]
    coded = code(own_rows(shared, [m["id"] for m in marks]))
    return _scored("details.topics", marks, coded, contexts)


def counts(row: Row, c: Coded) -> Judged:
    """A coded count is right where an event of that type stands in a marked sentence with the same numbers.

    The range of an event holds the numbers told, so that "at least 12", marked with an open end, wants 12 to 12.
    A single victim ("a soldier", a name) is marked only where a number word tells it, so a coded "exactly one" that meets no mark is
    not judged.
    """
    text = c.article.text

    def fits(mark: Mark, found: Count) -> bool:
        event, what, numbers = found
        places = {_sentence(c, at) for at in (mark.start, *(a for a, _ in mark.also))}
        coded = {_sentence(c, at) for at in (event.trigger.start, *(a for a, _ in event.also))}
        same = mark.type == event.type and mark.what == what and (mark.low, mark.high or mark.low) == numbers
        return same and bool(places & coded)

    marks = [Mark(*m) for m in row["counts"]]
    right, missed, left = _paired(marks, [*_counts(c)], fits)
    wrong = [w for w in left if w[2] != (1, 1)]
    errors = [f"MISSED {m.what} {m.low} {m.high} {around(text, m.start, m.end)}" for m in missed]
    errors += [f"WRONG  {e.type} {what} {n} {around(text, e.trigger.start, e.trigger.end)}" for e, what, n in wrong]
    return Judged(right, right + len(wrong), len(marks), errors)


def titles(row: Row, c: Coded) -> Judged:
    """A coded post is right where the person's name fits and more than half of the words of the shorter title are shared.

    Each post is marked once, so another wording of one that is marked is not judged.
    """
    text = c.article.text

    def fits(mark: list[int], found: Post) -> bool:
        a, b, start, end = mark
        person, title = found
        names = (person.name, *person.aliases)
        return same_post(text[a:b], title) and any(same_person(text[start:end], n) for n in names)

    posts = [(x, r.title) for x in c.actors if x.type == "person" for r in x.roles]
    right, missed, left = _paired(row["titles"], posts, fits)
    wrong = [post for post in left if not any(fits(mark, post) for mark in row["titles"])]
    errors = [f"MISSED {text[a:b]!r} of {text[start:end]!r} {around(text, a, b)}" for a, b, start, end in missed]
    errors += [f"WRONG  {title!r} of {person.name!r}" for person, title in wrong]
    return Judged(right, right + len(wrong), len(row["titles"]), errors)


def contexts(row: Row, c: Coded) -> Judged:
    """Names of contexts, as sets."""
    gold, found = set(row["contexts"]), {x.name for x in c.contexts}
    errors = [f"MISSED {x}" for x in sorted(gold - found)] + [f"WRONG  {x}" for x in sorted(found - gold)]
    return Judged(len(gold & found), len(found), len(gold), errors)


def _counts(c: Coded) -> Iterator[Count]:
    for e in c.events:
        for what, numbers in (("killed", e.killed), ("injured", e.injured)):
            if numbers:
                yield e, what, numbers


def _sentence(c: Coded, at: int) -> int:
    return next((k for k, (a, b) in enumerate(c.article.sentences) if a <= at < b), -1)


def _paired(gold: Sequence[G], coded: Sequence[C], fits: Callable[[G, C], bool]) -> tuple[int, list[G], list[C]]:
    """Each mark with the first fitting find that is still free: how many, marks left over, finds left over."""
    missed, left = [], list(coded)
    for mark in gold:
        hit = next((k for k, found in enumerate(left) if fits(mark, found)), None)
        if hit is None:
            missed.append(mark)
        else:
            del left[hit]
    return len(gold) - len(missed), missed, left
