"""Which reports hold a word: `words`, an inverted index. A report's sentence never changes, so rows are only added.

New rows stand at the end as they come. Once they are of RUN reports they are made again, sorted by word: a question then reads of each
such run the few rows that begin with its word, and of the end all. Events name the report whose sentence they show (`lead`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from dateline.store.archive.signature import folded, words_of

Part = tuple[str, list[Any]]
RUN = 200_000  # reports: some 4 million rows. Half as many make a question of 10 million events read twice the rows, twice as many the end
SHORT = 3  # letters; shorter words must stand as they are
LAST = "\U0010ffff"  # sorts after whatever may follow the beginning of a word
ADD_STEP = "insert into words select unnest(?::varchar[]), unnest(?::bigint[])"
# As `words_of` has them; a text of as many bytes as letters is plain ASCII, which DuckDB folds by itself.
FILL_STEP = r"""
    insert into words
    select unnest(list_distinct(regexp_extract_all(if(strlen(words) = length(words), lower(words), folded(words)), '[\pL\pN_]+'))) as word,
      key as report
    from reports where key between $first and $last order by word, report
"""
SORTED_STEP = "select coalesce(max(last), 0) from word_runs"


def add(base: duckdb.DuckDBPyConnection, reports: Sequence[Mapping[str, Any]]) -> None:
    """Inside a transaction: the words of new reports."""
    rows = [(word, r["key"]) for r in reports for word in dict.fromkeys(words_of(r["words"]))]
    base.execute(ADD_STEP, [[word for word, _ in rows], [key for _, key in rows]])


def tidy(base: duckdb.DuckDBPyConnection, last: int) -> None:
    """Inside a transaction: sort what was added since the last time, where that is of RUN reports by now; `last`: the latest report."""
    first = _sorted(base) + 1
    if last - first + 1 >= RUN:
        base.execute("delete from words where report >= ?", [first])
        fill(base, first, last)


def fill(base: duckdb.DuckDBPyConnection, first: int, last: int) -> None:
    """Inside a transaction: a sorted run of these reports, none of which has rows."""
    lend(base)
    base.execute(FILL_STEP, {"first": first, "last": last})
    base.execute("insert into word_runs values (?)", [last])


def fill_all(base: duckdb.DuckDBPyConnection) -> None:
    """Inside a transaction: runs for every report of an archive that had no index."""
    (found,) = base.execute("select coalesce(max(key), 0) from reports").fetchall()
    for first in range(1, found[0] + 1, RUN):
        fill(base, first, min(first + RUN - 1, found[0]))


def _sorted(base: duckdb.DuckDBPyConnection) -> int:
    (found,) = base.execute(SORTED_STEP).fetchall()
    return int(found[0])


def lend(base: duckdb.DuckDBPyConnection) -> None:
    """Python's folding, for FILL_STEP; once a connection."""
    if not base.execute("select 1 from duckdb_functions() where function_name = 'folded'").fetchall():
        base.create_function("folded", folded, ["VARCHAR"], "VARCHAR")


def has_words(text: str) -> Part:
    """Whether an event's sentence has words that begin like each of the given ones; those of one or two letters stand whole.

    SQL over `events e` with its parameters; a text without a word is in no sentence. Reports are gathered as one list, since DuckDB, which
    cannot know how few they are, would gather all events instead: 115 ms a million, against 10 to 30. Long words are the rare ones as a
    rule, and their reports are few to look for among those of the others.
    """
    reports, given = "", list[Any]()
    for word in sorted(dict.fromkeys(words_of(text)), key=len, reverse=True):
        sql, own = _one(word)
        reports = f"select unnest(list(report)) from words where {sql}" + (f" and report in ({reports})" if reports else "")
        given = [*own, *given]
    return (f"e.lead in ({reports})", given) if reports else ("false", [])


def _one(word: str) -> Part:
    return ("word = ?", [word]) if len(word) < SHORT else ("word >= ? and word < ?", [word, word + LAST])
