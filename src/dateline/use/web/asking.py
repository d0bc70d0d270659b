"""Filters in the address: parameters of a request -> Filters, and back to an address that can be shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends, Query

from dateline.store.archive import Filters
from dateline.use.web.address import url

Row = dict[str, Any]
SIZE = 50  # events a page
# Forms send fields that were left empty, so every field may be "".
DAY = r"^(|[12]\d{3}(-(0[13578]|1[02])(-(0[1-9]|[12]\d|3[01]))?|-(0[469]|11)(-(0[1-9]|[12]\d|30))?|-02(-(0[1-9]|1\d|2[0-9]))?)?)$"
NUMBER = r"^(|[0-9]{1,5}(\.[0-9]{1,4})?)$"
SHARE = r"^(|0(\.[0-9]{1,4})?|1(\.0{1,4})?)$"
Type = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
Flag = Literal["actual", "historical", "future", "hypothetical", "negated"]
Sort = Literal[
    "-day", "day", "-added", "added", "-confidence", "confidence", "-intensity", "intensity", "-reports", "reports", "-sources",
    "sources", "-killed", "killed", "-type", "type",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for. `query` is the filters as parameters, without paging."""

    filters: Filters
    sort: str
    page: int
    query: Row

    def url(self, path: str = "/events", **changed: Any) -> str:
        """The same selection under a path, with some parameters changed."""
        return url(path, **(self.query | {"sort": "" if self.sort == "-day" else self.sort} | changed))


def asked(
    type: Annotated[list[Type], Query(description="PLOVER types; any of them")] = [],  # noqa: B006 (FastAPI copies it)
    mode: Annotated[list[str], Query(description="PLOVER modes; any of them", max_length=20)] = [],  # noqa: B006
    quad: Annotated[list[Quad], Query(description="quad classes; any of them")] = [],  # noqa: B006
    aux: Annotated[list[Flag], Query(description="flags that an event must carry")] = [],  # noqa: B006
    who: Annotated[str, Query(description="took part: a name, #number, or a code such as IRQ:MIL", max_length=200)] = "",
    actor: Annotated[str, Query(description="did it; as who", max_length=200)] = "",
    recipient: Annotated[str, Query(description="to whom; as who", max_length=200)] = "",
    country: Annotated[str, Query(description="of the place or of anyone who took part", max_length=80)] = "",
    place: Annotated[str, Query(description="name of a place, or LAT,LON with km", max_length=200)] = "",
    km: Annotated[str, Query(description="within so many kilometres of the place", pattern=NUMBER)] = "",
    since: Annotated[str, Query(description="from this day, month or year on", pattern=DAY)] = "",
    until: Annotated[str, Query(description="up to this day, month or year", pattern=DAY)] = "",
    min_confidence: Annotated[str, Query(description="surest report at least so sure, 0 to 1", pattern=SHARE)] = "",
    min_sources: Annotated[str, Query(description="told by at least so many sources", pattern=r"^(|[0-9]{1,4})$")] = "",
    text: Annotated[str, Query(description="words that the sentence holds", max_length=300)] = "",
    rejected: Annotated[Literal["", "yes"], Query(description="yes: those that people rejected, instead of the rest")] = "",
    sort: Annotated[Sort, Query(description="- in front: falling")] = "-day",
    page: Annotated[int, Query(ge=1, le=100_000, description="50 events a page")] = 1,
) -> Asked:
    """The selection that a request names."""
    filters = Filters(
        types=tuple(type), modes=tuple(mode), quads=tuple(quad), aux=tuple(aux), who=who.strip() or None, actor=actor.strip() or None,
        recipient=recipient.strip() or None, country=country.strip() or None, place=place.strip() or None,
        km=float(km) if km else None, since=since or None, until=until or None,
        min_confidence=float(min_confidence) if min_confidence else None, min_sources=int(min_sources) if min_sources else None,
        text=text.strip() or None, rejected=rejected == "yes",
    )  # fmt: skip
    return Asked(filters, sort, page, query_of(filters))


AskedFor = Annotated[Asked, Depends(asked)]


def query_of(f: Filters) -> Row:
    """Filters as the parameters of an address."""
    names = {"types": "type", "modes": "mode", "quads": "quad", "aux": "aux"}
    out: Row = {short: list(getattr(f, name)) for name, short in names.items()}
    for name in ("who", "actor", "recipient", "country", "place", "km", "since", "until", "min_confidence", "min_sources", "text"):
        value = getattr(f, name)
        out[name] = "" if value is None else f"{value:g}" if isinstance(value, float) else value
    return out | {"rejected": "yes" if f.rejected else ""}


def pages_of(total: int, page: int) -> Row:
    """Where a page stands among all: first, last, total, pages."""
    first = (page - 1) * SIZE
    return {
        "page": page, "pages": max(1, -(-total // SIZE)), "first": min(first + 1, total), "last": min(first + SIZE, total),
        "total": total,
    }  # fmt: skip
