"""The language of a text, offline."""

from __future__ import annotations

from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLE = 4000  # characters; the verdict does not change beyond
SURE = 0.9  # below this, and for texts of under 60 characters, doubt counts as English


@cache
def _identifier() -> Any:
    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str:
    """ISO 639-1 code; English where in doubt, since a wrong refusal loses the page."""
    code, chance = _identifier().classify(text[:SAMPLE])
    return str(code) if len(text) >= 60 and float(chance) >= SURE else "en"
