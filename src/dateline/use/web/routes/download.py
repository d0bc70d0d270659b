"""The selection of the Events page as a file, in every format of `dateline events`."""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path
from typing import Annotated, Any

from fastapi import HTTPException, Query
from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from dateline.use.export import table
from dateline.use.export.archive import FORMS, export_events
from dateline.use.web.asking import AskedFor
from dateline.use.web.bench import BenchOf
from dateline.use.web.pages import router

Row = dict[str, Any]
routes = router()
FORMATS = (*FORMS, "parquet", "sqlite", "archive", "codebook")
MEDIA = {  # ending and media type; those not named here go as plain bytes
    "json": ("jsonl", "application/x-ndjson"), "csv": ("csv", "text/csv"), "plover": ("plover.jsonl", "application/x-ndjson"),
    "polecat": ("polecat.tsv", "text/tab-separated-values"), "gdelt": ("gdelt.tsv", "text/tab-separated-values"),
    "geojson": ("geojson", "application/geo+json"), "graphml": ("graphml", "application/xml"), "gexf": ("gexf", "application/xml"),
    "ical": ("ics", "text/calendar"), "codebook": ("codebook.csv", "text/csv"), "archive": ("jsonl", "application/x-ndjson"),
    "sqlite": ("sqlite", "application/vnd.sqlite3"),
}  # fmt: skip
AT_ONCE = threading.BoundedSemaphore(2)  # files being written: each reads the whole selection
FILE: dict[int | str, Row] = {
    200: {"description": "the file", "content": {m: {} for m in sorted({m for _, m in MEDIA.values()} | {"application/octet-stream"})}}
}


@routes.get("/events/download", tags=["events"], response_class=FileResponse, responses=FILE)
def download(
    bench: BenchOf, asked: AskedFor, format: Annotated[str, Query(pattern=f"^({'|'.join(FORMATS)})$")] = "csv"
) -> FileResponse:
    """All events of a selection in one file; "archive" is what `dateline import` reads, "codebook" explains the columns."""
    if not AT_ONCE.acquire(timeout=20):
        raise HTTPException(503, "other files are being written: try again in a minute")
    ending, media = MEDIA.get(format, (format, "application/octet-stream"))
    folder = None
    try:
        folder = Path(tempfile.mkdtemp(prefix="dateline-download-"))
        out = folder / f"events.{ending}"
        if format == "codebook":
            table.write_codebook(out)
        else:
            export_events(bench.archive, asked.filters, format, out, sort=asked.sort)
    except BaseException:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        AT_ONCE.release()
    return FileResponse(out, media_type=media, filename=out.name, background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True))
