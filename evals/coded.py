"""Clean texts through the whole flow, as the product codes them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from dateline.flow import World, code_articles
from dateline.ingest.article import to_article
from dateline.read.reader import Reader
from dateline.records import Coded, Page
from dateline.resolve.where import Gazetteer
from dateline.resolve.who import Roster
from dateline.settings import MODELS, Settings

UNLABELLED = "corpora/unlabelled.jsonl"
MODEL: ContextVar[str] = ContextVar("model", default=MODELS[0])  # which shipped network the figures are taken with


def reader() -> Reader:
    return _opened(MODEL.get())


@cache
def _opened(name: str) -> Reader:
    return Reader(name)


@cache
def world() -> World:
    return World(Gazetteer.load(), Roster.load())


def code(rows: Iterable[Mapping[str, Any]]) -> list[Coded]:
    """Rows with `id`, `text`, and maybe `title` and `date` or `published`, coded in order; rows without text are left out."""
    articles = (to_article(page_of(row)) for row in rows if row["text"].strip())
    return [c for c in code_articles(articles, reader(), world(), Settings()) if isinstance(c, Coded)]


def code_gold(docs: Mapping[str, Mapping[str, Any]]) -> list[Coded]:
    """The annotated articles of a gold file."""
    return code({"id": k, "text": d["text"], "title": d.get("title"), "published": d.get("date")} for k, d in docs.items())


def own_rows(shared: Path, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Rows of the texts that evals/data/ marks by id, in the order asked."""
    rows = {row["id"]: row for row in rows_of(shared / UNLABELLED)}
    if missing := [i for i in ids if i not in rows]:
        raise ValueError(f"{shared / UNLABELLED} has no text {missing[0]!r}; take it out of evals/data/ or find the text")
    return [rows[i] for i in ids]


def marked_rows(shared: Path, file: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """(marks, row of the text) of a file of evals/data/ that marks texts by offsets. Raises ValueError where a text is another by now."""
    marks = rows_of(file)
    told = own_rows(shared, [row["id"] for row in marks])
    for row, text in zip(marks, told, strict=True):
        if hashlib.sha256(text["text"].encode()).hexdigest() != row["text_sha256"]:
            raise ValueError(f"the text of {row['id']} is not the one that was marked; mark it anew in evals/data/{file.name}")
    return list(zip(marks, told, strict=True))


def page_of(row: Mapping[str, Any]) -> Page:
    """A page of clean text from a row with `id`, `text`, and maybe `title`, `site` and `date` or `published`."""
    published = row.get("published") or row.get("date")
    given = {k: v for k, v in (("title", row.get("title")), ("published", published), ("site", row.get("site"))) if v}
    return Page(row["id"], row["id"], "clean", row["text"], given)


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Objects of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def around(text: str, start: int, end: int, size: int = 50) -> str:
    """Words with their neighbourhood on one line, the span itself in angle marks."""
    return " ".join(f"…{text[max(0, start - size) : start]}«{text[start:end]}»{text[end : end + size]}…".split())
