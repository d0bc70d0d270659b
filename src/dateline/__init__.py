"""Dateline reads the news and keeps the record: who did what to whom, where and when.

from dateline import Coder
for coded in Coder().code("page.html"):
    print(coded.article.title, [event.type for event in coded.events])
"""

from typing import TYPE_CHECKING, Any

from dateline.errors import BadInput, DamagedFile, DatelineError, UsageError
from dateline.records import Actor, Article, Coded, Event, Hint, Mention, Place, Reading, Reject, Role, Time, Trigger
from dateline.settings import FetchOptions, Settings

if TYPE_CHECKING:
    from dateline.read.reader import FakeReader, Reader
    from dateline.use.coder import Coder

__all__ = [
    "Actor",
    "Article",
    "BadInput",
    "Coded",
    "Coder",
    "DamagedFile",
    "DatelineError",
    "Event",
    "FakeReader",
    "FetchOptions",
    "Hint",
    "Mention",
    "Place",
    "Reader",
    "Reading",
    "Reject",
    "Role",
    "Settings",
    "Time",
    "Trigger",
    "UsageError",
]

_LATE = {"Coder": "dateline.use.coder", "FakeReader": "dateline.read.reader", "Reader": "dateline.read.reader"}


def __getattr__(name: str) -> Any:
    """The parts that load onnxruntime come when first asked for, so that `dateline --help` is quick."""
    if name in _LATE:
        from importlib import import_module

        return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
