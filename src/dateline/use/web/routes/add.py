"""New articles: pasted, dropped as files, or fetched from a list of addresses."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from pathlib import Path as FilePath
from typing import Annotated, Any

from fastapi import File, Form, HTTPException, Path, UploadFile
from starlette.responses import RedirectResponse, Response

from dateline.errors import UsageError
from dateline.records import Reject
from dateline.use.web.bench import BenchOf
from dateline.use.web.intake import Source
from dateline.use.web.pages import page, router
from dateline.use.web.safety import OwnPage

Row = dict[str, Any]
routes = router()
FILES, ADDRESSES = 200, 200  # at most, at once
ADDRESS = re.compile(r"https?://[^\s/]+\S*")
JobId = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$")]
PUBLISHED = r"^(|[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))$"


@page(routes, "/add", "add.html")
def add(bench: BenchOf) -> Row:
    """Where articles are pasted, dropped or named; and what became of the latest ones."""
    return {"jobs": bench.intake.jobs(), "largest": bench.options.largest_upload}


@page(routes, "/add/{job}", "job.html")
def delivery(bench: BenchOf, job: JobId) -> Row:
    """What became of one delivery, article by article, with the reason where one was rejected."""
    found = bench.intake.job(job)
    if found is None:
        raise HTTPException(404, "this delivery is not known: the server was started anew since, or many came after it")
    return {"job": found.told()}


@routes.post("/add", dependencies=[OwnPage], status_code=303, tags=["add"], response_class=RedirectResponse)
def deliver(
    bench: BenchOf,
    text: Annotated[str, Form(max_length=1_000_000, description="an article as text")] = "",
    title: Annotated[str, Form(max_length=500, description="its title; found in the text where not given")] = "",
    published: Annotated[str, Form(pattern=PUBLISHED, description="the day of its publication, likewise")] = "",
    addresses: Annotated[str, Form(max_length=400_000, description="addresses of pages, one a line")] = "",
    files: Annotated[list[UploadFile], File(description="anything that `dateline add` reads")] = [],  # noqa: B006
) -> Response:
    """Takes articles; they are read one after another, and the page that follows tells how far it is."""
    folder = FilePath(tempfile.mkdtemp(prefix="dateline-add-"))
    try:
        given = [*_pasted(folder, text, title, published), *_dropped(folder, files)]
        named, refused = _named(addresses)
        if not (given or named or refused):
            raise HTTPException(409, "paste a text, choose a file, or name an address")
        job = bench.intake.take([*given, *named], refused, folder)
    except UsageError as full:
        shutil.rmtree(folder, ignore_errors=True)
        raise HTTPException(503, str(full)) from full
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return RedirectResponse(f"/add/{job.id}", 303)


def _pasted(folder: FilePath, text: str, title: str, published: str) -> list[Source]:
    """A text alone is read like a saved page; with a title or day beside it, it is taken as it stands."""
    if not text.strip():
        return []
    name = f"pasted-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:12]}"
    if title.strip() or published:
        row = {"id": name, "text": text, "title": title.strip() or None, "published": published or None}
        path, body = folder / f"{name}.jsonl", json.dumps({k: v for k, v in row.items() if v is not None}) + "\n"
    else:
        path, body = folder / f"{name}.txt", text
    path.write_text(body, "utf-8", errors="replace")
    return [Source(str(path), name)]


def _dropped(folder: FilePath, files: list[UploadFile]) -> list[Source]:
    """Uploads, each in a folder of its own, so that equal names do not meet; the name is kept, never a path."""
    some = [f for f in files if f.filename]
    if len(some) > FILES:
        raise HTTPException(413, f"{len(some)} files at once: at most {FILES}; pack them as .jsonl or .warc, or use `dateline add`")
    out = []
    for n, upload in enumerate(some):
        name = file_name(upload.filename or "")
        (folder / str(n)).mkdir()
        path = folder / str(n) / name
        with path.open("wb") as out_file:
            shutil.copyfileobj(upload.file, out_file)
        out.append(Source(str(path), name))
    return out


def file_name(given: str) -> str:
    """The last part of a name, with nothing in it that a file system or a pattern reads as more."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    return re.sub(r"[^\w.() -]", "_", last).strip(" .")[-120:] or "file"


def _named(addresses: str) -> tuple[list[Source], list[Reject]]:
    lines = list(dict.fromkeys(line.strip() for line in addresses.splitlines() if line.strip()))
    if len(lines) > ADDRESSES:
        raise HTTPException(413, f"{len(lines)} addresses at once: at most {ADDRESSES}; `dateline add` takes more")
    good = [line for line in lines if ADDRESS.fullmatch(line) and len(line) <= 2000]
    return [Source(u, u) for u in good], [Reject(line[:200], "is no http(s) address") for line in lines if line not in good]
