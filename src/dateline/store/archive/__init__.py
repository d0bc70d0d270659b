"""The archive: one DuckDB file that grows page by page. `Archive.open` is the door; docs/archive.md says how to use it."""

from dateline.store.archive.archive import Archive
from dateline.store.archive.filters import Filters
from dateline.store.archive.find import Found
from dateline.store.archive.intake import Added, MadeBy
from dateline.store.archive.names import Ambiguous, Party

__all__ = ["Added", "Ambiguous", "Archive", "Filters", "Found", "MadeBy", "Party"]
