"""Rows of a query as dicts."""

from __future__ import annotations

from typing import Any

import duckdb

Row = dict[str, Any]


def rows_of(base: duckdb.DuckDBPyConnection, step: str, given: Any = None) -> list[Row]:
    """The rows of a query, column name to value."""
    cursor = base.execute(step, given) if given is not None else base.execute(step)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
