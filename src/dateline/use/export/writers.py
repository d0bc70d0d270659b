"""Writers: one contract (`write`, `close`), one class a format. Files are written aside and take their name when whole."""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import click
import duckdb

from dateline.errors import UsageError
from dateline.records import Coded
from dateline.use.export.json_lines import article_dict
from dateline.use.export.plover import plover_events
from dateline.use.export.rows import COLUMNS, event_rows


class Writer:
    """Takes coded articles one by one. As a context it closes itself; broken off, it leaves the lines it has as `NAME.part`."""

    def __init__(self, out: Path | None) -> None:
        self._out = out
        self._part = aside(out) if out else None
        self._handle: TextIO = self._part.open("w", encoding="utf-8", newline="") if self._part else stdout()
        self._begin()

    def _begin(self) -> None:
        """What stands before the first article."""

    def write(self, coded: Coded) -> None:
        raise NotImplementedError

    def _line(self, row: dict[str, Any]) -> None:
        # A lone surrogate has no UTF-8; it is written as "?" rather than losing the row.
        self._handle.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8") + "\n")

    def close(self) -> None:
        """End well: the file takes its name."""
        self._handle.flush()
        if self._part and self._out:
            self._handle.close()
            if self._part != self._out:
                self._part.replace(self._out)

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        elif self._part:
            self._handle.close()


def aside(out: Path) -> Path:
    """Where a file is written until it is whole: beside it, or, where it is a pipe or a device, to itself.

    Raises UsageError where its folder is not there.
    """
    if not out.parent.exists():
        raise UsageError(f"the folder {out.parent} does not exist; make it first")
    return out if is_pipe(out) else out.with_name(out.name + ".part")


def is_pipe(out: Path) -> bool:
    """Whether it is there and can only be written to from start to end, so that nothing may take its place."""
    return out.exists() and not out.is_file()


def stdout() -> TextIO:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    return sys.stdout


class JsonWriter(Writer):
    """One article a line."""

    def write(self, coded: Coded) -> None:
        self._line(article_dict(coded))


class PloverWriter(Writer):
    """One dated event a line; those without a day are counted and told at the end."""

    undated = 0

    def write(self, coded: Coded) -> None:
        rows = plover_events(coded)
        self.undated += len(coded.events) - len(rows)
        for row in rows:
            self._line(row)

    def close(self) -> None:
        super().close()
        if self.undated:
            click.echo(f"{self.undated} events without a day are not in the PLOVER output, which demands one", err=True)


class CsvWriter(Writer):
    """One event a row, header first."""

    def _begin(self) -> None:
        self._rows = csv.DictWriter(self._handle, list(COLUMNS), lineterminator="\n")
        self._rows.writeheader()

    def write(self, coded: Coded) -> None:
        for row in event_rows(coded):
            self._rows.writerow(
                {k: v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for k, v in row.items()}
            )


class ParquetWriter(CsvWriter):
    """One event a row, through DuckDB: rows wait in a CSV beside the file, so memory stays flat."""

    def __init__(self, out: Path | None) -> None:
        if out is None or is_pipe(out):
            raise UsageError("Parquet cannot go to a terminal or pipe: name a file with --out FILE")
        self._target = out
        descriptor, name = tempfile.mkstemp(prefix=out.name, suffix=".rows", dir=out.parent)
        os.close(descriptor)
        self._waiting = Path(name)
        super().__init__(self._waiting)

    def close(self) -> None:
        super().close()
        types = "{" + ", ".join(f"'{k}': '{v}'" for k, v in COLUMNS.items()) + "}"
        part = self._target.with_name(self._target.name + ".part")
        with duckdb.connect() as base:
            base.execute(
                f"create table events as select * from read_csv(?, header=true, columns={types}, quote='\"', escape='\"')",
                [str(self._waiting)],
            )
            base.execute("copy events to '" + str(part).replace("'", "''") + "' (format parquet)")
        part.replace(self._target)
        self._waiting.unlink()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        if kind is not None:
            for left in (self._waiting, self._waiting.with_name(self._waiting.name + ".part")):
                left.unlink(missing_ok=True)


WRITERS = {"json": JsonWriter, "csv": CsvWriter, "parquet": ParquetWriter, "plover": PloverWriter}


def open_writer(form: str, out: Path | None) -> Writer:
    """A writer by format name, to a file or stdout. Raises UsageError on an unknown format or a folder that is not there."""
    if form not in WRITERS:
        raise UsageError(f"unknown format {form!r}; there are {', '.join(sorted(WRITERS))}")
    if out:
        aside(out)  # before a form with files of its own makes them
    return WRITERS[form](out)
