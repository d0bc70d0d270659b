"""Names compared: cores of people's names, short forms, initials, acronyms."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.read.spans import ARABIC_ARTICLES
from dateline.resolve.countries import by_demonym, by_name
from dateline.resolve.who.titles import is_title_word

PARTICLES = frozenset("de la da do dos das del di du van von der den ter bin ben ibn al el abu bint le y e st".split())
DETERMINERS = frozenset("The This That These Those Our His Her Their Its My Your Both Some Many Several Around About Nearly".split())
SUFFIX = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$")
ARTICLE = re.compile(rf"^(?:{ARABIC_ARTICLES})[- ](?=\w)", re.I)
TAIL = re.compile(r"\s*(?:,(?!\d)|\(|\s(?:of|for|from|who|in|on|at|with|and|is|as|to|whose)\s).*$")
GIVEN_STATES = frozenset("Chad Cyprus Georgia India Ireland Israel Jordan Kenya Malaysia Malta".split())
POSSESSED = re.compile(r"['’]s?$")
WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?")

# Given names whose bearers are nearly always of one sex, to keep "he" off Hillary.
GIVEN_MALE = frozenset(
    "abdul abdullah adam ahmed ahmad alan albert alex alexander ali andrew anthony antonio benjamin bill bob boris brian "
    "carlos charles chris christopher colin daniel david dick dmitry donald edward emmanuel eric felipe francisco frank "
    "fernando franklin gary george gerhard gordon hamid hassan henry hugo hussein ibrahim igor ivan jack jacques jake "
    "james javier jeff jeffrey jim jimmy joe john jonathan jorge jose joseph juan kevin kofi larry lee leonid luis mahmoud "
    "manuel mario mark martin matt matthew michael miguel mike mikhail mohamed mohammad mohammed muhammad najib nicholas "
    "nick nicolas nikolai omar oscar patrick paul pedro peter philip pierre rafael recep ricardo richard robert roberto "
    "ronald saddam sergei sergey silvio simon stephen steve steven thomas tim tom tony victor vladimir volodymyr walter "
    "william yasser yasir yitzhak yuri".split()
)
GIVEN_FEMALE = frozenset(
    "aisha alice amanda amy andrea angela ann anna anne barbara beatrice benazir betty carmen carol caroline catherine "
    "cecilia charlotte christina christine clara claudia condoleezza cristina deborah diana dilma dorothy elena elizabeth "
    "ellen emily emma eva fatima fiona florence frances gloria grace hannah helen hillary ilhan indira ingrid irene isabel "
    "isabella jacinda jane janet jennifer jessica joan judith julia julie kamala karen kate katherine kathleen laura linda "
    "lisa liz lucy madeleine margaret maria marie marta martha mary megawati melissa michelle monica nancy nicola nina "
    "olga patricia pamela rachel rebecca rosa ruth samantha sandra sara sarah sheikha sofia sonia sophie susan tansu "
    "teresa theresa ursula valentina vera veronica victoria yulia zainab".split()
)


def core_name(words: str) -> str:
    """The bare name in a mention of a person: "former U.S. President Jane Doe of Ohio" -> "Jane Doe"; "" where it names none."""
    head = words.split() if _named_tail(words) else TAIL.sub("", words).split()
    head = head[1:] if head and head[0] in DETERMINERS else head
    for i in range(len(head) - 1, -1, -1):  # what stands before the last plain lower-case word describes
        if head[i][:1].islower() and head[i].lower() not in PARTICLES and not ARTICLE.match(head[i]):
            head = head[i + 1 :]
            break
    while head and _describes(head):
        head = head[_describes(head) :]
    if len(head) == 1 and (head[0].lower() in PARTICLES or not head[0][0].isalpha()):
        head = []
    return SUFFIX.sub("", " ".join(head)).strip(" ,")


def _named_tail(words: str) -> bool:
    """ "Ambassador to the United Nations John Doe": the name follows what looks like a tail."""
    return bool(re.search(r"\s(?:to|for|of) (?:the )?(?:[A-Z]\S+ ){1,4}[A-Z]\S+ [A-Z]\S+$", words))


def _describes(tokens: list[str]) -> int:
    """How many of the first words are a title, a demonym or a state before a name."""
    if is_title_word(tokens[0]):
        return 1
    for n in (2, 1):
        if len(tokens) > n and (_state_before(tokens, n) or by_demonym(" ".join(tokens[:n]))):
            return n
    if len(tokens) > 2 and any(is_title_word(t) for t in tokens[1:-1]):
        return 1
    return 0


def _state_before(tokens: list[str], n: int) -> bool:
    """Whether the first `n` words are a state told before a name, and no given name: "Iran President Ali", not "Chad Miller"."""
    state = " ".join(tokens[:n])
    if not by_name(state):
        return False
    told = state.isupper() or bool(POSSESSED.search(state)) or is_title_word(tokens[n])  # "US Marine Lee", "China's Lee"
    return told or (len(tokens) > n + 1 and state not in GIVEN_STATES)


def keys(name: str) -> list[str]:
    """The words by which people are looked up: lower case, without dots, "al-Sadr" as "sadr"."""
    return [ARTICLE.sub("", w.lower().strip(".,'’")) for w in name.split()]


def fits(short: str, full: str) -> bool:
    """Every word of the shorter name is one of the longer, the last ones alike; an initial fits its name."""
    a, b = keys(short), keys(full)
    if len(a) > len(b):
        a, b = b, a
    if not a or a[-1] != b[-1]:
        return False
    return all(any(x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for y in b if y) for x in a if x)


@lru_cache(maxsize=1 << 12)
def acronym(words: str) -> str | None:
    """Capitals of a long name: "International Atomic Energy Agency" -> "iaea"; None for fewer than two words."""
    parts = [w for w in re.split(r"[\s-]+", words) if w[:1].isupper()]
    return "".join(w[0] for w in parts).lower() if len(parts) >= 2 else None


@lru_cache(maxsize=1 << 12)
def plain(words: str) -> str:
    """The key under which a body or place is the same: lower case, no article, dots or possessive."""
    return re.sub(r"^the ", "", words.lower().replace(".", "").replace("’", "'").strip()).removesuffix("'s")


def gender(name: str, titles: str = "") -> str | None:
    """ "m" or "f" from courtesy titles, else from a given name that says so."""
    if re.search(r"\b(?:Mrs|Ms|Miss|Queen|Princess|Lady|Madam|Sister|[Ss]pokeswoman|[Cc]ongresswoman|[Cc]hairwoman)\b", titles):
        return "f"
    if re.search(r"\b(?:Mr|King|Prince|Sir|Lord|Pope|[Ss]pokesman|[Cc]ongressman|[Cc]hairman|Sheikh|Imam|Ayatollah)\b", titles):
        return "m"
    first = name.split()[0].lower() if len(name.split()) > 1 else ""
    return "m" if first in GIVEN_MALE else "f" if first in GIVEN_FEMALE else None
