"""Label names of the reader, in the order of the network's outputs; and PLOVER's modes by type."""

from __future__ import annotations

from typing import get_args

from dateline.records import MentionType, RoleName

MENTION_TYPES: tuple[MentionType, ...] = get_args(MentionType)
ROLES: tuple[RoleName, ...] = get_args(RoleName)
AUX = ("historical", "future", "hypothetical", "negated")

MODES_OF: dict[str, tuple[str, ...]] = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    ),
}  # fmt: skip
TYPES = tuple(MODES_OF)
MODES: tuple[str, ...] = tuple(sorted({mode for modes in MODES_OF.values() for mode in modes}))

# Tags: for mentions one O/B/I triple a type (types may nest in each other); for triggers one softmax over O and B/I of each type.
TRIGGER_TAGS = ("O", *(f"{part}-{name}" for name in TYPES for part in "BI"))
# Distance between trigger and mention in tokens, bucketed by powers of two with sign; see `buckets`.
DISTANCE_BUCKETS = 19
# How many sentences a token stands after its trigger, from -2 and before to +2 and after.
SENTENCE_BUCKETS = 5
# Case of a word piece, which the encoders' own pieces lose; the last two are of the tokens that mark a pair's two sides.
SHAPES = ("other", "lower", "title", "upper", "digit", "actor mark", "recipient mark")
ACTOR_MARK, RECIPIENT_MARK = SHAPES.index("actor mark"), SHAPES.index("recipient mark")
MAX_TOKENS = 384

# What an article is about (PLOVER's contexts).
CONTEXTS = tuple(
    "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal reparations"
    " human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping"
    " health asylum migration disaster natural_resource environment technology terrorism cbrn cyber misinformation crime corruption"
    " illegal_drugs trafficking".split()
)
