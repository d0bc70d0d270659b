"""The card of a reader (model.json): thresholds, calibration, and the sha256 of every file beside it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from dateline.read.session import FILES


def sign(folder: Path, *files: str) -> None:
    """Put the sha256 of these files, or of all that are there, into the card, which is made where there is none."""
    card = folder / "model.json"
    settings = json.loads(card.read_text("utf-8")) if card.exists() else {"thresholds": {}}
    made = files or [f for f in FILES if (folder / f).exists()]
    held = settings.get("sha256", {}) if files else {}
    settings["sha256"] = held | {f: hashlib.sha256((folder / f).read_bytes()).hexdigest() for f in made}
    card.write_text(json.dumps(settings, indent=2) + "\n", "utf-8")
