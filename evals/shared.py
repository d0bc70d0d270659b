"""Where the outside data lies: the folder named by DATELINE_SHARED, `../shared` where unset."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SHARED = Path(os.environ.get("DATELINE_SHARED", "../shared"))


def present(path: Path) -> bool:
    """Whether the data is there; says so where not."""
    if not path.exists():
        print(f"{path} is missing: skipped (set DATELINE_SHARED)", file=sys.stderr)
    return path.exists()
