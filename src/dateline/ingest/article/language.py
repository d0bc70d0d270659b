"""The language of a text, offline."""

from __future__ import annotations

import math
import re

import py3langid

SAMPLE = 4000  # characters; the verdict does not change beyond
SURE = 0.9  # below this, and for texts of under 60 characters, doubt counts as English
# Two words of which English is full and hardly another language has either. Nine in ten English articles hold so many of them, and looking
# for them costs a fortieth of asking the detector.
PLAIN, PLENTY = re.compile(r"(?<!\w)(?:the|and)(?!\w)", re.I), 0.06
WORD, FEWEST = 6, 50  # characters of a word, by which words are counted since not all scripts part them; words that tell something

# The detector takes English that is full of names for other tongues, for Nigerian Pidgin above all: of 800 such texts of one sentence 337.
NAMES = 5  # words in small letters, fewer of which tell nothing beside names
PIDGIN = re.compile(r"(?<!\w)(?:dey|wey|una|dem|sey|dis|dat|wetin|abi|di|pipol|na|im|wit|don|dia)(?!\w)")
LATIN = re.compile(r"[\x00-\x7f‘’“”–—…\xa0]*")  # of English: no accents, but the quotes and dashes of print


def language_of(text: str) -> str:
    """ISO 639-1 code; English where in doubt, since a wrong refusal loses the page."""
    part = text[:SAMPLE]
    if len(PLAIN.findall(part)) >= PLENTY * max(FEWEST, len(part) / WORD):
        return "en"
    ranked = [(str(code), float(score)) for code, score in py3langid.rank(part.encode("utf-8", "replace").decode("utf-8"))]
    best, top = max(ranked, key=lambda pair: pair[1])
    english = next((score for code, score in ranked if code == "en"), -math.inf)
    # Log probabilities: with the rest negligible, best against English is what is asked.
    sure = 1 / (1 + math.exp(min(700.0, english - top)))
    return best if len(text) >= 60 and best != "en" and sure >= SURE and not _names_alone(best, part) else "en"


def _names_alone(best: str, part: str) -> bool:
    """Whether a text in Latin letters has too few words beside its names to be told from English."""
    small = [w for w in part.split() if w.islower()]
    return (best == "pcm" and len(PIDGIN.findall(part.lower())) < 2) or (len(small) < NAMES and LATIN.fullmatch(part) is not None)
