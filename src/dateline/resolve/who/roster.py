"""Well-known actors with their codes: roster/*.yaml, plain to edit; a user's own files win."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dateline.errors import DatelineError

HOME = Path(__file__).with_name("roster")
TYPES = {"person", "organisation", "group"}


@dataclass(frozen=True, slots=True)
class Known:
    """One actor of the roster. `roles` are (title, sector, since, until) with years, None where open."""

    name: str
    type: str
    country: str | None
    sector: str | None
    aliases: tuple[str, ...] = ()
    roles: tuple[tuple[str, str, int | None, int | None], ...] = ()

    def sector_on(self, day: str | None) -> str | None:
        """The sector on a day: that of an office held then; one out of office is ELI; without offices the actor's own."""
        if not self.roles or not day:
            return self.sector
        year = int(day[:4])
        held = [s for _, s, since, until in self.roles if (since or 0) <= year <= (until or 9999)]
        return held[0] if held else "ELI"


class Roster:
    """Known actors by name."""

    def __init__(self, known: dict[str, Known]) -> None:
        self._known = known

    @classmethod
    def load(cls, extra: Path | None = None) -> Roster:
        """Ours, then the files of `extra`, which win. Raises DatelineError that names file and entry."""
        known: dict[str, Known] = {}
        for folder in (HOME, *([extra] if extra else [])):
            for path in sorted(folder.glob("*.yaml")):
                for entry in _entries(path):
                    known.update((name.lower(), entry) for name in (entry.name, *entry.aliases))
        return cls(known)

    def find(self, name: str) -> Known | None:
        """The actor of that exact name or alias, whatever the case."""
        return self._known.get(name.lower().removeprefix("the ").removesuffix("'s").removesuffix("’s"))


def _entries(path: Path) -> list[Known]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        rows = yaml.load(path.read_text("utf-8"), loader) or []
    except yaml.YAMLError as error:
        raise DatelineError(f"{path}: is not valid YAML ({str(error).splitlines()[0]})") from error
    if not isinstance(rows, list):
        raise DatelineError(f"{path}: must be a list of actors, each with `name`")
    return [_entry(path, n, row) for n, row in enumerate(rows, 1)]


def _entry(path: Path, number: int, row: Any) -> Known:
    if not isinstance(row, dict) or not isinstance(row.get("name"), str):
        raise DatelineError(f"{path}: entry {number} has no `name`")
    if row.get("type", "organisation") not in TYPES:
        raise DatelineError(f"{path}: {row['name']}: `type` must be one of {', '.join(sorted(TYPES))}")
    roles = tuple((r["title"], r["sector"], r.get("since"), r.get("until")) for r in row.get("roles") or ())
    aliases = tuple(str(a) for a in row.get("aliases") or ())
    return Known(row["name"], row.get("type", "organisation"), row.get("country"), row.get("sector"), aliases, roles)
