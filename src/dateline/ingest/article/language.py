"""The language of a text, offline."""

from __future__ import annotations

import math

import py3langid

SAMPLE = 4000  # characters; the verdict does not change beyond
SURE = 0.9  # below this, and for texts of under 60 characters, doubt counts as English


def language_of(text: str) -> str:
    """ISO 639-1 code; English where in doubt, since a wrong refusal loses the page."""
    sample = text[:SAMPLE].encode("utf-8", "replace").decode("utf-8")
    ranked = [(str(code), float(score)) for code, score in py3langid.rank(sample)]
    best, top = max(ranked, key=lambda pair: pair[1])
    english = next((score for code, score in ranked if code == "en"), -math.inf)
    # Log probabilities: with the rest negligible, best against English is what is asked.
    sure = 1 / (1 + math.exp(min(700.0, english - top)))
    return best if len(text) >= 60 and best != "en" and sure >= SURE else "en"
