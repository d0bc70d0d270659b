"""`dateline relate`: what stands between two actors that the caller already knows."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import IO, Any

import click

from dateline.use.cli.options import model_option


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
@model_option
@click.option("--out", type=click.File("w", encoding="utf-8"), default="-", help="Write to a file rather than to stdout.")
def relate(file: IO[str], model: str, out: IO[str]) -> None:
    """Say which PLOVER type ties two actors whose places in a text you know.

    FILE holds one JSON object a line, - or nothing means stdin:

    \b
      {"id": "1", "text": "Mali thanked Chad.", "actor": [[0, 4]], "recipient": [[13, 17]]}

    Spans count characters, end exclusive. Out comes, a line each, {"id", "type", "scores": {type: probability}}.
    A line that cannot be read is named on stderr, the rest goes on, and the exit code is then 1.
    """
    from dateline.read.reader import Reader

    reader = Reader(model, threads=1)
    bad = 0
    for number, row in _rows(file):
        try:
            scores = reader.relate(row["text"], _spans(row["actor"]), _spans(row["recipient"]))
        except (KeyError, TypeError, ValueError) as error:
            bad += 1
            reason = f"has no {error}" if isinstance(error, KeyError) else str(error)
            click.echo(f"skipped {file.name}:{number}: {reason}", err=True)
            continue
        best = max(scores, key=lambda name: scores[name])
        out.write(json.dumps({"id": row.get("id", number), "type": best, "scores": scores}, ensure_ascii=False) + "\n")
    out.flush()
    sys.exit(1 if bad else 0)


def _rows(file: IO[str]) -> Iterator[tuple[int, Any]]:
    """(line number, value); a line that is no JSON object comes as an empty one, and is refused for what it lacks."""
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = {}
        yield number, row if isinstance(row, dict) else {}


def _spans(value: Any) -> list[tuple[int, int]]:
    return [(int(a), int(b)) for a, b in value]
