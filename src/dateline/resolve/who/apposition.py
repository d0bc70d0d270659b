"""What a name is called between commas after it: "Ann Lee, a teacher killed by soldiers, ..." is a teacher.

Only a noun phrase is one: it ends at the first verb or "by", and what opens with another clause goes on with the sentence.
"""

from __future__ import annotations

import re

AFTER = re.compile(r"\s*,\s+(?:(?:aged )?\d{1,2},\s+)?([^,.;()\n]{4,90})")
WHO_IS = r"is|was|became|has been|had been|serves as|served as"
WHO_LEADS = r"heads|headed|leads|led|commands|commanded|runs|chairs|chaired"
WHO_WORKS = r"(?:works|worked|reports|reported|writes|wrote|fights|fought|speaks) (?:for|with|as)"
LEAD = re.compile(rf"(?:who (?:(?:{WHO_IS}|{WHO_WORKS})|(?:{WHO_LEADS})(?= the ))\s+)?((?:a|an|the|one of|his|her|its|their)\s+)?")
# Words that begin another clause, at the start alone or anywhere.
OPENERS = frozenset(
    "and or but as also in on at to for with near after before during since until along among amid over under into not even "
    "including despite without within about like unlike then there here".split()
)
CLAUSES = frozenset(
    "is are was were be been being has have had do does did will would can could may might must shall should says say by who "
    "whom whose which that when while where because if although though he she they it we i you".split()
)
IRREGULAR = frozenset(  # verbs that end otherwise than in "-ed"
    "met said told held shot hit fled fought began won lost led took taken gave given came went sent kept made found saw seen "
    "spoke stood struck broke chose chosen fell flew got known born beaten slain paid sought sold swore taught thought threw "
    "thrown withdrew wrote written became brought built bought caught dealt drew driven heard hurt laid left quit ran rose "
    "put stole stolen".split()
)
PARTICIPLE = re.compile(r"[a-z-]{3,}(?:ed|ing)")
NOUNS = frozenset(
    "hundred sacred breed need seed speed feed indeed wing king ring string thing building meeting briefing housing mining "
    "banking training planning policing shipping hearing evening morning".split()
)
DESCRIBING = frozenset(  # participles that may open a description without an article: "jailed opposition leader"
    "retired jailed exiled armed alleged deposed ousted suspected convicted imprisoned disgraced renowned accused wanted "
    "elected experienced respected noted acclaimed self-exiled self-declared self-proclaimed acting outgoing incoming "
    "visiting ruling leading".split()
)
FOLLOWING = frozenset(  # after a verb, never between a participle and its noun: "killed by", "rejected the", "abducted last"
    "by in on at to of for from with near after before during since until when while as into over under against along inside "
    "outside across around between among amid about the a an his her its their this that these those him them it and or but "
    "not last earlier later today yesterday alive dead again down up out off two three four five six seven eight nine ten "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)


def apposed(text: str, end: int) -> str | None:
    """The noun phrase in apposition to the name that ends there, without its article; None where there is none."""
    after = AFTER.match(text[end : end + 120])
    lead = LEAD.match(after[1]) if after else None
    if not after or not lead:
        return None
    words = after[1][lead.end() :].split()
    stop = next((k for k in range(len(words)) if _ends(words, k, led=bool(lead[1]))), len(words))
    return " ".join(words[:stop]) or None


def _ends(words: list[str], k: int, *, led: bool) -> bool:
    """Whether a noun phrase has ended before this word. `led`: an article stands before the first."""
    word = words[k]
    if word in CLAUSES or (k == 0 and not led and word in OPENERS):
        return True
    if word in NOUNS or not (word in IRREGULAR or PARTICIPLE.fullmatch(word)):
        return False
    following = words[k + 1].lower() if k + 1 < len(words) else "by"
    describes = k > 0 or led or word in DESCRIBING
    return not describes or following in FOLLOWING or following[0].isdigit()
