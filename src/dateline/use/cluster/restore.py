"""A run -> coded articles again, as the archive takes them."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import duckdb

from dateline.records import Article, Coded, Reject
from dateline.use.cluster.out import Out

T = TypeVar("T")
ARTICLE = frozenset(f.name for f in fields(Article))


def restored(out: Out) -> Iterator[Coded | Reject]:
    """Every article and refusal that the manifests name, part by part; memory holds one block of rows."""
    with duckdb.connect(config={"memory_limit": "512MB"}) as base:
        for name in out.files("articles"):
            with out.place.here(name) as path:
                for (text,) in _rows(base, "select coded from read_parquet(?)", str(path)):
                    yield coded_from(json.loads(text))
        for name in out.files("refusals"):
            with out.place.here(name) as path:
                yield from (Reject(s, r) for s, r in _rows(base, "select source, reason from read_parquet(?)", str(path)))


def coded_from(told: dict[str, Any]) -> Coded:
    """The inverse of `article_dict`, but that the article's own `skipped` are those of the whole."""
    own = {k: v for k, v in told.items() if k in ARTICLE}
    rest = {k: v for k, v in told.items() if k not in ARTICLE}
    coded: Coded = _record(Coded, rest | {"article": own, "skipped": told["skipped"]})
    return replace(coded, skipped=coded.article.skipped)


def record_from(kind: type[T], told: dict[str, Any]) -> T:
    """A record from the dict that `dataclasses.asdict` made of it."""
    made: T = _record(kind, told)
    return made


def _rows(base: duckdb.DuckDBPyConnection, step: str, path: str) -> Iterator[tuple[Any, ...]]:
    found = base.execute(step, [path])
    while block := found.fetchmany(100):
        yield from block


def _record(kind: Any, value: dict[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _typed(hints[name], v) for name, v in value.items() if name in hints})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _typed(hint: Any, value: Any) -> Any:
    """A plain value as its type says: dicts become records, lists tuples."""
    if get_origin(hint) in (Union, types.UnionType):
        return None if value is None else _typed(next(a for a in get_args(hint) if a is not type(None)), value)
    if is_dataclass(hint):
        return _record(hint, value)
    if get_origin(hint) is tuple:
        kinds = get_args(hint)
        if kinds[-1] is ...:
            return tuple(_typed(kinds[0], v) for v in value)
        return tuple(_typed(k, v) for k, v in zip(kinds, value, strict=True))
    return value
