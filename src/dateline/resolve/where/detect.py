"""Is this name a place here? One table of signs with fitted weights: who saw it, the words around it, and what it would be."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from dateline.records import Article
from dateline.resolve.where.choose import Choice
from dateline.resolve.where.gazetteer import fold
from dateline.resolve.where.names import PLACE_WORD, Name, Spot
from dateline.resolve.where.spellings import contained
from dateline.resolve.where.weights import PLACE, PLACE_BASE

CAPITAL_BEFORE = re.compile(r"(?:^|[\s(“\"])[A-Z][\w.'’-]+\s+$")
CAPITAL_AFTER = re.compile(r"\s+[A-Z][a-z]+")
SENTENCE_START = re.compile(r"(?:^|[.!?:]['\"”’)]*\s+|\n\s*|[“\"])$")
BYLINE = re.compile(r"\s*(?:\([^)\n]{2,30}\)\s*)?(?:--|—|–|-\s|:)")
ACTS = re.compile(r"\s+(?:said|says|has|have|will|would|wants|warned|accused|agreed|denied|rejected|called|told|announced|condemned|urged|insists|is|was)\b")
PERSONAL = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Capt|Sgt|Lt|Judge|Sheriff|President|Minister|Officer|Coach|Rev|Sir|Lady|Lord)\.?\s+(?:[A-Z][\w.]*\s+)?$")
STREET = re.compile(r"\s+(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Drive|Lane|Boulevard|Blvd|Highway|Court|Park|School|High|Hospital|University|College|Church|Center|Centre|River|Creek|Lake|Hall|Airport|Bridge)\b")
BODY = re.compile(r"\s+(?:Police|Department|County|City|Council|Fire|Times|Post|News|Herald|Journal|Star|Press|Sheriff|District|Board|Court|Ministry)\b")
POSSESSIVE = re.compile(r"['’]s\b")


def signs(article: Article, spot: Spot, name: Name, choice: Choice, seen: Mapping[str, int], written: Mapping[str, int]) -> dict[str, float]:
    """Values of the signs. `seen`: how often the reader saw each folded name as a place; `written`: how often each stands in the article."""
    text, start, end = article.text, spot.start, spot.end
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    best = choice.best
    key = fold(name.text)
    bare = spot.by == "gazetteer"
    first = bool(SENTENCE_START.search(before))
    led, goes_on = bool(PLACE_WORD.search(before)), bool(CAPITAL_AFTER.match(after))
    main = best is not None and fold(best.name) == key
    size = math.log10((best.population if best else 0) + 10) / 7
    values = {
        "dateline": float(spot.by == "dateline"),
        "gazetteer alone": float(bare),
        "reader's certainty": spot.confidence if not bare else 0.0,
        "seen elsewhere": float(bare and seen.get(key, 0) > 0),
        "place word": float(led),
        "place word, gazetteer alone": float(bare and led),
        "container": float(best is not None and any(contained(best, w) for w in name.within)),
        "in an organisation": float(spot.inside == "organisation"),
        "in a facility": float(spot.inside == "facility"),
        "in a group or title": float(spot.inside in ("group", "title")),
        "in an organisation, well-known": float(spot.inside == "organisation" and size > 0.9),
        "country": float(best is not None and best.kind == "country"),
        "country, gazetteer alone": float(bare and best is not None and best.kind == "country"),
        "division": float(best is not None and best.kind == "division"),
        "division, gazetteer alone": float(bare and best is not None and best.kind == "division"),
        "size": size,
        "size, gazetteer alone": size * bare,
        "certain which": choice.confidence,
        "main name": float(main),
        "main name, gazetteer alone": float(bare and main),
        "several words": float(" " in name.text),
        "several words, gazetteer alone": float(bare and " " in name.text),
        "short": float(len(name.text) < 5),
        "sentence start": float(first),
        "sentence start, gazetteer alone": float(bare and first),
        "capital before": float(not first and bool(CAPITAL_BEFORE.search(before))),
        "capital after": float(goes_on),
        "capital after, gazetteer alone": float(bare and goes_on),
        "street or building": float(bool(STREET.match(after))),
        "body": float(bool(BODY.match(after))),
        "acts": float(bool(ACTS.match(after))),
        "possessive": float(bool(POSSESSIVE.match(after))),
        "person": float(bool(PERSONAL.search(before))),
        "kind asked for": float(name.asked is not None),
        "opens a report": float(first and name.text.isupper() and bool(BYLINE.match(after))),
        "again": min(1.0, math.log1p(written.get(key, 1) - 1) / 2),
    }
    return {k: v for k, v in values.items() if v}


def chance(values: Mapping[str, float], base: float = PLACE_BASE, weights: Mapping[str, float] = PLACE) -> float:
    """That the name is a place here, and the one chosen."""
    total = base + sum(weights.get(k, 0.0) * x for k, x in values.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
