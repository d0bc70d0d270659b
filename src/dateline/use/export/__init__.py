"""Coded -> JSON, CSV, Parquet, PLOVER, Arrow."""

from dateline.use.export.arrow import to_arrow
from dateline.use.export.json_lines import article_dict
from dateline.use.export.rows import event_rows
from dateline.use.export.writers import open_writer

__all__ = ["article_dict", "event_rows", "open_writer", "to_arrow"]
