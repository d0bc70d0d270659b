"""`dateline relate`: what stands between two actors that the caller already knows."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from dateline.use.cli.options import model_option

if TYPE_CHECKING:
    from dateline.read.reader import Reader


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@model_option
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), help="Write to a file rather than to stdout.")
def relate(file: IO[bytes], model: str, out: Path | None) -> None:
    """Say which PLOVER type ties two actors whose places in a text you know.

    FILE holds one JSON object a line, - or nothing means stdin:

    \b
      {"id": "1", "text": "Mali thanked Chad.", "actor": [[0, 4]], "recipient": [[13, 17]]}

    Spans count characters, end exclusive. Out comes, a line each, {"id", "type", "scores": {type: probability}}.
    A line that cannot be read is named on stderr, the rest goes on, and the exit code is then 1.
    """
    from dateline.read.reader import Reader
    from dateline.use.export.archive import opened

    reader = Reader(model, threads=1)
    bad = 0
    with opened(None if out == Path("-") else out) as handle:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                told = _told(reader, line, number)
            except (KeyError, TypeError, ValueError, OverflowError) as error:
                bad += 1
                reason = f"has no {error}" if isinstance(error, KeyError) else str(error)
                click.echo(f"skipped {file.name}:{number}: {reason}", err=True)
                continue
            handle.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.exit(1 if bad else 0)


def _told(reader: Reader, line: bytes, number: int) -> dict[str, Any]:
    """The answer to one line. Raises KeyError for what it lacks, ValueError and the like for what is wrong with it."""
    row = _row(line)
    scores = reader.relate(row["text"], _spans(row["actor"]), _spans(row["recipient"]))
    best = max(scores, key=lambda name: scores[name])
    return {"id": row.get("id", number), "type": best, "scores": scores}


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is not valid JSON ({error})") from None
    if not isinstance(row, dict):
        raise ValueError("is no JSON object")
    return row


def _spans(value: Any) -> list[tuple[int, int]]:
    return [(int(a), int(b)) for a, b in value]
