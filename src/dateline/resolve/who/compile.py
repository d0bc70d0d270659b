"""The roster as one JSON file that loads fast: `python -m dateline.resolve.who.compile` after every edit of roster/*.yaml."""

from __future__ import annotations

import json

from dateline.resolve.who.roster import COMPILED, HOME, rows


def compiled() -> str:
    """All rows of roster/*.yaml, one a line."""
    lines = (json.dumps(row, ensure_ascii=False, default=str) for path in sorted(HOME.glob("*.yaml")) for row in rows(path))
    return "[\n" + ",\n".join(lines) + "\n]\n"


if __name__ == "__main__":
    COMPILED.write_text(compiled(), "utf-8")
