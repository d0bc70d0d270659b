"""The roster as one JSON file that loads fast: `python -m dateline.resolve.who.compile` after every edit of roster/*.yaml."""

from __future__ import annotations

import json

from dateline.resolve.who.roster import COMPILED, HOME, entries, indexed, rows


def compiled() -> str:
    """All rows of roster/*.yaml, one a line, and their numbers by name and surname. Raises DatelineError that names file and entry."""
    paths = sorted(HOME.glob("*.yaml"))
    lines = (json.dumps(row, ensure_ascii=False, default=str) for path in paths for row in rows(path))
    index = indexed([actor for path in paths for actor in entries(path)])
    tables = (json.dumps(table, ensure_ascii=False, separators=(",", ":")) for table in (index.names, index.surnames))
    return '{"rows":[\n' + ",\n".join(lines) + '\n],\n"names":' + next(tables) + ',\n"surnames":' + next(tables) + "}\n"


if __name__ == "__main__":
    COMPILED.write_text(compiled(), "utf-8")
