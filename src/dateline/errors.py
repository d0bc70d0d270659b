"""The error tree. Every message names what was at fault and the next step.

DatelineError
├── BadInput          one source that cannot be read; the run goes on without it
│   └── Unanswered    a site that does not answer now and may later
├── StoreError        an object store that does not answer, or refuses
├── UsageError        the call itself is wrong (an unknown option value, a missing extra)
├── DamagedFile       a file that ships with Dateline (weights, gazetteer, roster) is missing or damaged
└── ArchiveError      the archive cannot be opened, read or written
    └── ArchiveBusy   another process owns it
"""

from __future__ import annotations


class DatelineError(Exception):
    """Anything that Dateline itself raises."""


class BadInput(DatelineError):
    """One source, or one row of it, that cannot become an article.

    source: path, URL or `path:row` as the user would look for it; reason: a short plain sentence.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class Unanswered(BadInput):
    """A site that does not answer now and may later; `after` are the seconds that it asks us to wait, 0 where it says nothing."""

    def __init__(self, source: str, reason: str, after: float = 0.0) -> None:
        super().__init__(source, reason)
        self.after = after


class StoreError(DatelineError):
    """An object store that does not answer, or refuses; the message names the address."""


class UsageError(DatelineError):
    """The call is wrong; the message says what would be right."""


class DamagedFile(DatelineError):
    """A shipped file is missing or not what was shipped; the message says how to get it back."""


class ArchiveError(DatelineError):
    """The archive cannot be opened, read or written; the message names the file and the next step."""


class ArchiveBusy(ArchiveError):
    """Another process owns the archive; the message says which."""
