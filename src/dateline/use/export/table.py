"""Events as JSON lines, CSV and Parquet, with a codebook that names every column, its kind and its meaning."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

import duckdb

Story = dict[str, Any]
# name, kind in Parquet, meaning. R's read.csv and pandas read the CSV as it is; lists are joined by ";".
CODEBOOK: tuple[tuple[str, str, str], ...] = (
    ("id", "VARCHAR", "event, as the archive calls it"),
    ("type", "VARCHAR", "PLOVER event type, one of 16"),
    ("modes", "VARCHAR", "PLOVER modes, joined by ;"),
    ("quad", "VARCHAR", "verbal or material cooperation, verbal or material conflict"),
    ("intensity", "DOUBLE", "PLOVER score of type and mode, -10 (conflict) to 10 (cooperation)"),
    ("mood", "VARCHAR", "actual, future, hypothetical or negated"),
    ("aux", "VARCHAR", "flags that every report carries, joined by ;"),
    ("date", "VARCHAR", "when, as ISO 8601 value: day, month, year, week, quarter, season, or a/b for an interval"),
    ("precision", "VARCHAR", "of the date; inferred where the report is current and names no day"),
    ("day", "DATE", "first day that the date may mean"),
    ("until", "DATE", "last day that the date may mean"),
    ("actors", "VARCHAR", "who did it, joined by ;"),
    ("actor_countries", "VARCHAR", "ISO 3166 alpha-3 or IGO code of each actor, joined by ;, empty where unknown"),
    ("actor_sectors", "VARCHAR", "PLOVER sector of each actor, joined by ;"),
    ("recipients", "VARCHAR", "to whom, joined by ;"),
    ("recipient_countries", "VARCHAR", "as actor_countries"),
    ("recipient_sectors", "VARCHAR", "as actor_sectors"),
    ("place", "VARCHAR", "name of the place"),
    ("country", "VARCHAR", "ISO 3166 alpha-3 code of the place"),
    ("admin1", "VARCHAR", "first-order division of the place"),
    ("lat", "DOUBLE", "latitude in degrees, WGS 84"),
    ("lon", "DOUBLE", "longitude in degrees, WGS 84"),
    ("geonameid", "BIGINT", "GeoNames number of the place"),
    ("killed_low", "INTEGER", "lowest number of killed that any report gives"),
    ("killed_high", "INTEGER", "highest number of killed that any report gives"),
    ("injured_low", "INTEGER", "lowest number of injured"),
    ("injured_high", "INTEGER", "highest number of injured"),
    ("confidence", "DOUBLE", "of the surest report, 0 to 1"),
    ("reports", "INTEGER", "how many reports tell it"),
    ("sources", "INTEGER", "how many of them are independent: copies of an agency text are one"),
    ("first_told", "DATE", "day of the earliest report"),
    ("words", "VARCHAR", "trigger of the leading report"),
    ("sentence", "VARCHAR", "sentence of the leading report"),
    ("articles", "VARCHAR", "ids of the articles that tell it, joined by ;"),
    ("decided", "BOOLEAN", "whether a person decided on it"),
)
COLUMNS = {name: kind for name, kind, _ in CODEBOOK}


def flat(story: Story) -> dict[str, Any]:
    """One event as one row of COLUMNS."""
    row = dict(story)
    for role in ("actor", "recipient"):
        some = [p for p in story["parts"] if p["role"] == role]
        row[f"{role}_countries"] = [p["country"] or "" for p in some]
        row[f"{role}_sectors"] = [p["sector"] or "" for p in some]
    row["articles"] = list(dict.fromkeys(r["article_id"] for r in story["told"]))
    return {name: ";".join(row[name]) if isinstance(row[name], list) else row[name] for name in COLUMNS}


def write_json(some: Iterable[Story], out: TextIO) -> int:
    """The event with its participants and reports, one a line."""
    for story in some:
        row = {k: v for k, v in story.items() if k != "key"}
        row["parts"] = [{k: p[k] for k in ("role", "name", "country", "sector")} for p in story["parts"]]
        row["told"] = [{k: v for k, v in r.items() if k not in ("event", "wire")} for r in story["told"]]
        out.write(json.dumps(row, ensure_ascii=False, default=_iso) + "\n")
    return 0


def write_csv(some: Iterable[Story], out: TextIO) -> int:
    """One event a row, header first."""
    rows = csv.DictWriter(out, list(COLUMNS), lineterminator="\n")
    rows.writeheader()
    for story in some:
        rows.writerow(flat(story))
    return 0


def write_parquet(some: Iterable[Story], out: Path) -> int:
    """One event a row, through DuckDB; rows wait in a CSV, so that memory stays flat."""
    types = "{" + ", ".join(f"'{k}': '{v}'" for k, v in COLUMNS.items()) + "}"
    with tempfile.TemporaryDirectory(dir=out.parent) as folder, duckdb.connect() as base:
        rows = Path(folder) / "rows.csv"
        with rows.open("w", encoding="utf-8", newline="") as handle:
            write_csv(some, handle)
        step = f"select * from read_csv(?, header = true, columns = {types}, quote = '\"', escape = '\"')"
        base.execute(f"create table events as {step}", [str(rows)])
        part = Path(folder) / "part"
        base.execute("copy events to '" + str(part).replace("'", "''") + "' (format parquet)")
        part.replace(out)
    return 0


def write_codebook(out: Path) -> None:
    """What each column holds: name, kind, meaning."""
    with out.open("w", encoding="utf-8", newline="") as handle:
        rows = csv.writer(handle, lineterminator="\n")
        rows.writerow(("column", "kind", "meaning"))
        rows.writerows(CODEBOOK)


def _iso(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
