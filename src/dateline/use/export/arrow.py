"""Coded -> pyarrow.Table, behind the extra `arrow`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.errors import UsageError
from dateline.records import Coded
from dateline.use.export.rows import COLUMNS, event_rows


def to_arrow(coded: Iterable[Coded]) -> Any:
    """One event a row. Raises UsageError where pyarrow is not installed."""
    try:
        import pyarrow
    except ImportError as error:
        raise UsageError('Arrow tables need pyarrow: pip install -e ".[arrow]" in the folder of Dateline') from error
    kinds = {
        "VARCHAR": pyarrow.string(),
        "DOUBLE": pyarrow.float64(),
        "INTEGER": pyarrow.int32(),
        "BIGINT": pyarrow.int64(),
    }
    schema = pyarrow.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])
    return pyarrow.Table.from_pylist([row for c in coded for row in event_rows(c)], schema=schema)
