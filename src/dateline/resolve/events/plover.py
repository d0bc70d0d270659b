"""PLOVER as data: quad classes and intensities (the scores of PLOVER 2, -10 to +10)."""

from __future__ import annotations

QUADS = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
QUAD_OF = {kind: quad for quad, kinds in QUADS.items() for kind in kinds}

# One line a type: the score without a mode, then those of modes that differ.
INTENSITIES: dict[str, tuple[float, dict[str, float]]] = {
    "AGREE": (2.5, {}),
    "CONSULT": (2.5, {"visit": 4.0, "third-party": 1.0, "multilateral": 4.0, "phone": 1.5}),
    "SUPPORT": (5.0, {}),
    "CONCEDE": (4.5, {}),
    "COOPERATE": (9.5, {}),
    "AID": (10.0, {}),
    "RETREAT": (6.5, {"withdraw": 8.0, "disarm": 10.0, "ceasefire": 7.5, "resign": 4.5}),
    "REQUEST": (0.0, {"assist": 0.5, "change": -1.0, "yield": -1.0}),
    "ACCUSE": (-3.0, {"disapprove": -2.0, "investigate": -3.5, "allege": -3.5}),
    "REJECT": (-2.0, {"assist": -1.5}),
    "THREATEN": (-3.5, {"restrict": -3.0, "territory": -4.0}),
    "PROTEST": (-5.0, {"riot": -7.0, "hunger": -4.5, "boycott": -4.5, "obstruct": -4.5}),
    "SANCTION": (-6.0, {"expel": -5.5}),
    "MOBILIZE": (-5.5, {"troops": -6.5, "weapons": -6.5, "militia": -6.0}),
    "COERCE": (-7.0, {"censor": -6.5, "curfew": -6.5, "misinformation": -6.5, "martial-law": -7.5}),
    "ASSAULT": (
        -9.0,
        {
            "abduct": -8.5,
            "beat": -7.5,
            "torture": -8.5,
            "sexual": -8.5,
            "targeted": -9.5,
            "destroy": -8.5,
            "primitive": -8.0,
            "suicide-attack": -9.5,
            "aerial": -9.5,
            "drone": -9.5,
            "heavy-weapons": -9.5,
            "crowd-control": -7.5,
            "unconventional": -10.0,
        },
    ),
}


def intensity(kind: str, modes: tuple[str, ...]) -> float:
    """Score of a type with its modes: the strongest mode's (farthest from zero; the type's own where it has none)."""
    base, by_mode = INTENSITIES[kind]
    scores = [by_mode.get(mode, base) for mode in modes] or [base]
    return max(scores, key=abs)
