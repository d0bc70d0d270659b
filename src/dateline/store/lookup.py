"""Names that a person typed for an event -> the place or actor meant, with a remark where the archive does not know them: they are kept."""

from __future__ import annotations

from typing import Any

from dateline.errors import UsageError
from dateline.records import Participant
from dateline.resolve.countries import by_name
from dateline.store.archive import Ambiguous, Archive
from dateline.store.archive.names import near
from dateline.store.archive.people import identity

Row = dict[str, Any]
COLUMNS = ("name", "country", "admin1", "lat", "lon", "geonameid")
PLACE_STEP = f"""
    select {", ".join(COLUMNS)} from places where lower(name) = lower(?) and lat is not null
    group by all order by count(*) desc limit 1
"""
# Where articles were made elsewhere or a person named the place, events alone have it.
EVENT_STEP = f"""
    select place as {", ".join(COLUMNS)} from events where lower(place) = lower(?) and lat is not null
    group by all order by count(*) desc limit 1
"""
NEAR_STEP = """
    select place as name from spots where lat is not null group by place having jaro_winkler_similarity(lower(place), lower($name)) > 0.85
    order by jaro_winkler_similarity(lower(place), lower($name)) desc, place limit 5
"""
ACTOR_STEP = "select identity, name, country, sector from actors where key = ?"
SHOWN = 3  # places of one name


def place_of(archive: Archive, name: str) -> tuple[Row, str | None]:
    """The coordinates that the archive knows a place by, else those of the gazetteer where it has one of that name; else the name alone."""
    if found := archive.rows(PLACE_STEP, [name]) or archive.rows(EVENT_STEP, [name]):
        return found[0], None
    from dateline.resolve.where.gazetteer import Gazetteer  # half a second to open

    held = {(c.lat, c.lon): c for c in reversed(Gazetteer.load().lookup(name))}
    told = [", ".join(x for x in (c.name, c.admin1, c.country) if x) for c in reversed(held.values())]
    if len(held) == 1:
        (only,) = held.values()
        return {k: getattr(only, k) for k in COLUMNS}, f"“{name}” is new to the archive: placed by the gazetteer, {told[0]}"
    if held:
        some = "; ".join(told[:SHOWN]) + (f"; {len(told) - SHOWN} more" if len(told) > SHOWN else "")
        return {"name": name}, f"“{name}” is new to the archive and may be any of {some}: kept as a name without coordinates"
    known = [r["name"] for r in archive.rows(NEAR_STEP, {"name": name})]
    return {"name": name}, f"no place called “{name}” is in the gazetteer: kept as a name without coordinates{_hint(known)}"


def person_of(archive: Archive, name: str) -> tuple[Row, str | None]:
    """An actor of the archive, or who will be made where nobody is called so."""
    try:
        key = archive.actor(name)["key"]
    except Ambiguous:
        raise
    except UsageError:
        if name.startswith("#"):
            raise
        made = _newcomer(archive, name.strip())
        codes = " ".join(made[k] for k in ("country", "sector") if made[k]) or "without country or sector"
        return made, f"no actor called “{name}” is in the archive: kept as a new one ({codes}){_hint(near(archive.rows, name))}"
    (row,) = archive.rows(ACTOR_STEP, [key])
    return row, None


def _newcomer(archive: Archive, name: str) -> Row:
    """Whom no article has named yet, as articles to come will know it: a state by its code, the roster's with its codes."""
    known = archive.roster.find(name)
    state = None if known else by_name(name)
    country, sector = (known.country, known.sector) if known else (state, "GOV" if state else None)
    own = f"state:{state}" if state else identity(Participant(name, name), archive.roster)
    return {"identity": own, "name": name, "country": country, "sector": sector}


def _hint(known: list[str]) -> str:
    return f"; did you mean {', '.join(known)}?" if known else ""
