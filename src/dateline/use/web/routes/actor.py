"""One actor: names, posts, pairs, events; and finding one by name."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Query
from starlette.responses import RedirectResponse

from dateline.store.archive import Archive, Filters
from dateline.store.desk import Desk
from dateline.use.analysis import who
from dateline.use.analysis.selection import over_places, over_time
from dateline.use.analysis.wording import naming
from dateline.use.bars import bars
from dateline.use.web.bench import BenchOf
from dateline.use.web.pages import page, router
from dateline.use.web.pictures.spells import spells
from dateline.use.web.pictures.world import world

Row = dict[str, Any]
routes = router()
Key = Annotated[int, Path(ge=1, le=10**15, examples=[1])]


def draw(data: Row) -> Row:
    places = data["places"]
    return {"bars": bars(data["over_time"]), "world": world(places) if places else None, "spells": spells(data["life"].roles)}


@page(routes, "/actor/{key}", "actor.html", draw)
def actor(bench: BenchOf, key: Key) -> Row:
    """One actor's life: names, posts through time, whom it dealt with, places, latest events."""
    return bench.kept(("actor", key), lambda: _actor(bench, key))


def _actor(bench: BenchOf, key: int) -> Row:
    archive, filters = bench.archive, Filters(who=f"#{key}", members=False)
    life = who(archive, f"#{key}", latest=20)
    return {
        "life": life, "over_time": over_time(archive, filters), "places": over_places(archive, filters),
        "decisions": _about(archive, life.actor["name"]), "articles": naming(archive, key),
    }  # fmt: skip


def _about(archive: Archive, name: str) -> list[Row]:
    """Decisions that joined or split actors under this name."""
    return [d for d in Desk(archive, who="reader").log(name) if d["kind"] in ("same actor", "other actor")]


@routes.get("/actor", status_code=303, tags=["actor"], response_class=RedirectResponse)
def actor_by_name(bench: BenchOf, name: Annotated[str, Query(max_length=200)]) -> RedirectResponse:
    """Leads to the one actor that a name stands for; the choices where several bear it."""
    return RedirectResponse(f"/actor/{bench.archive.actor(name)['key']}", 303)
