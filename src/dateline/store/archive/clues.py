"""What filters look at in place of parts, so that a question to ten million events reads a few narrow columns.

`actor_codes` and `recipient_codes` name the codes of a side: " IRQ:MIL :REB "; `marks` are modes and flags: " visit future ". `lead` is the
report whose sentence the event shows, by which its words are found (words.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Row = dict[str, Any]
Part = tuple[str, list[Any]]
HIDDEN = ("actor_codes", "recipient_codes", "marks", "lead")
SIDES = ("actor", "recipient")


def clues(event: Mapping[str, Any], parts: Iterable[Mapping[str, Any]]) -> Row:
    """The hidden columns of an event's row, but for `lead`."""
    some = list(parts)
    codes = {f"{role}_codes": _listed(_code(p) for p in some if p["role"] == role) for role in SIDES}
    return codes | {"marks": _listed([*event["modes"], *event["aux"]])}


def _code(part: Mapping[str, Any]) -> str:
    return f"{part['country'] or ''}:{part['sector'] or ''}"


def _listed(words: Iterable[str]) -> str:
    """Sorted, each once, between spaces."""
    some = sorted(set(words))
    return f" {' '.join(some)} " if some else ""


def has_code(country: str | None, sector: str | None, roles: Sequence[str] = SIDES) -> Part:
    """Whether anyone of these roles bears the codes; SQL over `events e`."""
    code = f" {country or ''}:{sector} " if country and sector else f" {country}:" if country else f":{sector} "
    return " or ".join(f"contains(e.{role}_codes, ?)" for role in roles), [code] * len(roles)


def has_marks(names: Sequence[str], joined: str) -> Part:
    """Whether an event bears modes or flags; `joined`: " and " for all of them, " or " for any."""
    return joined.join(["contains(e.marks, ?)"] * len(names)), [f" {name} " for name in names]

