"""Ties between mentions, in whole articles read by the shipped reader: who is the same, who bears a title, who belongs where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.ingest.article import to_article
from dateline.read.pairs import TIES
from dateline.records import Mention, Page
from evals.coded import marked_rows, reader
from evals.figure import Result

LIKE = 0.5  # share of their joint characters that two mentions have in common where they are one


def articles(shared: Path) -> Result:
    """F1 of each tie that the reader gives between marked mentions; any mention of the same one will do for its tail."""
    right, found, marked, errors = Counter[str](), Counter[str](), Counter[str](), list[str]()
    for row, told in marked_rows(shared, Path(__file__).parent / "data/ties.jsonl"):
        text = told["text"]
        reading = reader().read([to_article(Page(row["id"], row["id"], "clean", text, {}))])[0]
        gold, body = links(row), clusters(row)
        meant = [_meant(m, row["mentions"]) for m in reading.mentions]
        marked.update(name for name, _ in {(name, head) for name, head, _ in gold})
        said = {(t.name, meant[t.head], body[meant[t.tail]]): t for t in reading.ties if meant[t.head] >= 0 and meant[t.tail] >= 0}
        for (name, head, tail), tie in said.items():
            found[name] += 1
            right[name] += (name, head, tail) in gold
            if (name, head, tail) not in gold:
                a, b = reading.mentions[tie.head], reading.mentions[tie.tail]
                errors.append(f"WRONG  {name} {row['id']} «{text[a.start : a.end]}» «{text[b.start : b.end]}» {tie.confidence}")
    scores = {f"ties.{name}": 2 * right[name] / (found[name] + marked[name]) for name in TIES}
    beside = {
        f"ties.{name}": f"P {right[name] / max(1, found[name]):.4f} R {right[name] / marked[name]:.4f}, {marked[name]} have one"
        for name in TIES
    }
    return Result(scores, beside, errors)


def clusters(row: Mapping[str, Any]) -> list[int]:
    """By mention the first mention of the same one."""
    first = list(range(len(row["mentions"])))
    for name, head, tail in row["ties"]:
        if name == "same":
            new, old = sorted((first[head], first[tail]))
            first = [new if x == old else x for x in first]
    return first


def links(row: Mapping[str, Any]) -> set[tuple[str, int, int]]:
    """Marked ties: head, and the first mention of what it is tied to. Of "same" every mention but the first of each has one."""
    first = clusters(row)
    told = {(name, head, first[tail]) for name, head, tail in row["ties"] if name != "same"}
    return told | {("same", i, x) for i, x in enumerate(first) if x != i}


def _meant(m: Mention, marked: Sequence[Sequence[Any]]) -> int:
    """The marked mention that one of the reader's is: the likest, -1 where none is like enough."""

    def like(span: Sequence[Any]) -> float:
        start, end = int(span[0]), int(span[1])
        return max(0, min(m.end, end) - max(m.start, start)) / (max(m.end, end) - min(m.start, start))

    best = max(range(len(marked)), key=lambda i: (like(marked[i]), marked[i][2] == m.type), default=-1)
    return best if best >= 0 and like(marked[best]) >= LIKE else -1
