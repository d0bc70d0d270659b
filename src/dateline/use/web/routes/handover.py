"""What `dateline add` and `dateline follow` coded beside this server, put into the archive that it owns: for programs alone.

Asked for by the secret of the note beside the archive and from this machine only, whatever else the workbench asks for.
"""

from __future__ import annotations

import hmac
import ipaddress
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Header, HTTPException, Request

from dateline.records import Article, Reject
from dateline.store.archive import Added, MadeBy
from dateline.use.cluster.restore import coded_from, record_from
from dateline.use.handover import PATH
from dateline.use.web.bench import BenchOf

Row = dict[str, Any]


def allowed(request: Request, bench: BenchOf, authorization: Annotated[str, Header()] = "") -> None:
    """Lets through who has the secret, compared in constant time, and comes over loopback."""
    secret = bench.options.secret
    if secret is None or not _is_local(request):
        raise HTTPException(404, "nothing is taken here")
    if not hmac.compare_digest(authorization.encode("utf-8", "replace"), f"Bearer {secret}".encode()):
        raise HTTPException(401, "this needs the secret of the note beside the archive")


def _is_local(request: Request) -> bool:
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


routes = APIRouter(prefix=PATH, dependencies=[Depends(allowed)], include_in_schema=False)


@routes.get("")
def owned(bench: BenchOf) -> Row:
    """Which archive this server has."""
    return {"archive": str(bench.archive.path.resolve())}


@routes.post("/knows")
def knows(bench: BenchOf, articles: Annotated[list[Row], Body(embed=True)]) -> Row:
    """Which articles are kept word for word already."""
    return {"known": bench.archive.knows([_read(lambda r: record_from(Article, r), row) for row in articles])}


@routes.post("/add")
def add(
    bench: BenchOf, items: Annotated[list[Row], Body()], made_by: Annotated[Row, Body()], given: Annotated[bool, Body()] = False
) -> Row:
    """Add one batch; the answer comes when it is on the disk."""
    some = [_read(lambda r: Reject(**r["reject"]) if "reject" in r else coded_from(r["coded"]), row) for row in items]
    by = _read(lambda r: MadeBy(**r), made_by)
    done = bench.archive.add(some, by, batch=max(1, len(some)), given=given)
    return {"done": [{"added" if isinstance(d, Added) else "reject": asdict(d)} for d in done]}


def _read(make: Any, row: Row) -> Any:
    """A record from what a program sent; 422 where it is none."""
    try:
        return make(row)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise HTTPException(422, f"is no record of this version: {type(error).__name__}: {error}") from error
