"""Words that name nobody by themselves: pronouns, shared descriptions, and what is cut off around a name."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from dateline.records import Article

MALE = frozenset("he him his himself".split())
FEMALE = frozenset("she her hers herself".split())
NEUTER = frozenset("it its itself".split())
PLURAL = frozenset("they them their theirs themselves".split())
RELATIVE = frozenset("who whom whose which".split())
SPEAKER = frozenset("i me my mine myself".split())
SPEAKERS = frozenset("we us our ours ourselves".split())
ADDRESSED = frozenset("you your yours yourself yourselves".split())
PRONOUNS = MALE | FEMALE | NEUTER | PLURAL | SPEAKER | SPEAKERS | ADDRESSED | RELATIVE

# "the two leaders", "both sides", "the trio": (how many, whether people are meant).
COUNTS = {"both": 2, "two": 2, "three": 3, "trio": 3, "pair": 2, "four": 4, "duo": 2}
PEOPLE = (
    r"leaders|officials|ministers|presidents|men|women|premiers|commanders|generals|diplomats|counterparts|envoys|"
    r"ambassadors|candidates|lawmakers"
)
BODIES = (
    r"sides|countries|parties|governments|nations|states|neighbou?rs|groups|armies|forces|teams|delegations|"
    r"organi[sz]ations|foes|rivals|allies|factions"
)
SHARED = re.compile(
    rf"^(?:(?:the|these|those) )?(?:(both|two|three|four)(?: of (?:them|the))?|trio|pair|duo)(?:(?: \w+)?(?: ({PEOPLE})| ({BODIES})))?$",
    re.I,
)
# What makes a count point back to those told before: "three officials" brings up new ones.
POINTING = re.compile(r"\b(?:the|these|those|both)\s+$|^(?:the|these|those|both)\b", re.I)
SHARED_PLAIN = re.compile(r"^(?:the )?(?:sides|leaders|counterparts)$|^each other$|^one another$", re.I)

SOME = r"some|several|about|at least|more than|around|nearly|other|many|most|all|\d[\d,]*"
LEADING = re.compile(  # cut off before a name, with "of" in "30 of his supporters"; "30 of them" stays
    rf"^(?:(?:(?:{SOME}|two|three|four|five|six|seven|eight|nine|ten)\s+)+of\s+(?!(?:them|us|whom|which)\b)|(?:the|a|an|{SOME})\s+(?!of\b))(?=\S)",
    re.I,
)
DEFINITE = re.compile(r"^(?:the|this|that|its|his|her|their)\s+", re.I)
HEAD = re.compile(r"\b(?:of|in|for|at|on|from|who|which|that|by|with|to)\b|,")  # what stands before it names the kind
POSSESSIVE = re.compile(r"(?<=\w)['’]s$|(?<=s)['’]$")
DOTTED = re.compile(r"(?:\b\w\.)+$|\b(?:Jr|Sr|Gen|Col|Maj|Lt|Corp|Inc|Ltd|Co)\.$")
SENT = re.compile(r"\b(?:ambassador|envoy|consul|emissary)s? (?:to|in|for)\b", re.I)  # theirs is the country that sends, not the one named
EDGES = ' \t\n,;:"“”„«»()[]#@*.–—-'


@lru_cache(maxsize=1 << 14)
def cleaned(words: str) -> str:
    """A mention without blanks, quotes and possessive around it; the dot of "U.S." and "Jr." stays."""
    words = " ".join(words.split())
    dotted = is_dotted(words)
    words = words.strip(EDGES)
    words = POSSESSIVE.sub("", words)
    return words + "." if dotted and words and not words.endswith(".") else words


def is_dotted(words: str) -> bool:
    """Whether the dot at the end belongs to the word: "U.S.", "Jr."; of dots without end only the last are looked at."""
    return bool(DOTTED.search(words[-8:]))


def sentence_start(article: Article, at: int) -> int:
    """Where the sentence that holds a character begins; 0 where the article has no sentences."""
    k = bisect_right(article.sentences, at, key=lambda s: s[0]) - 1
    return article.sentences[k][0] if k >= 0 else 0


def is_pronoun(words: str, table: frozenset[str] = PRONOUNS) -> bool:
    """Whether the words are a pronoun; "US", "WHO" and "IT" in capitals are names."""
    return words.lower() in table and not (words.isupper() and len(words) > 1)
