"""Titles and posts around a person's name: "Peshmerga Major-General Sirwan Barzani, Commander of Sector 6, ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.resolve.who.words import SENT

PORTFOLIO = (
    "shadow home foreign interior defence defense health finance justice labour labor trade transport energy oil economy education culture environment "
    "agriculture information housing immigration police intelligence press security industry tourism sports treasury livestock development women's"
)
FIELD = "police security army military intelligence party communist rebel militia mission government ceasefire peace policy foreign opposition"
OF_FIELD = rf"(?:(?:{'|'.join(FIELD.split())}) )*"  # "military intelligence chief"
OF_OFFICE = rf"(?:(?:{'|'.join(PORTFOLIO.split())}) )*"  # "shadow health secretary"; with capitals the word before is part anyway
TITLE = (
    r"(?:(?:[Dd]eputy|[Vv]ice|[Aa]cting|[Ff]ormer|[Cc]hief|[Ss]enior|[Ff]irst|[Aa]ssistant|[Ii]nterim|[Uu]nder|[Cc]o)[- ])*"
    r"(?:(?:[Aa]ttorney|[Ss]olicitor|[Dd]irector|[Ii]nspector|[Cc]onsul)[- ][Gg]eneral|[Ss]pecial (?:[Rr]epresentative|[Ee]nvoy|[Rr]apporteur|[Aa]dviser)|"
    r"[Pp]rime [Mm]inister|PM|[Pp]resident|[Cc]hancellor|[Pp]remier|[Kk]ing|[Qq]ueen|[Pp]rince|[Ss]heikh|[Aa]yatollah|[Pp]ope|"
    r"[Cc]ardinal|[Aa]rchbishop|[Bb]ishop|MP|[Cc]ongress(?:man|woman)|[Ll]awmaker|[Cc]ommissioner|[Aa]dministrator|(?:[Ll]ance )?[Cc]orporal|"
    rf"{OF_FIELD}(?:[Cc]hief|[Oo]fficial|[Nn]egotiator|[Mm]ediator|[Rr]epresentative|[Cc]oordinator|[Aa]dvis[eo]r)|"
    rf"(?:[A-Z]\w+ |{OF_OFFICE})(?:[Mm]inister|[Ss]ecretary(?:[- ][Gg]eneral)?(?: of [A-Z]\w+)?)|[Aa]mbassador|[Ss]pokes(?:man|woman|person)|[Gg]overnor(?:-[Gg]eneral)?|[Mm]ayor|[Ss]enator|"
    r"[Ss]peaker|[Ll]eader|[Cc]hairm[ae]n|[Dd]irector|[Hh]ead|[Cc]ommander(?:-in-[Cc]hief)?|[Jj]udge|[Pp]rosecutor|[Ee]nvoy|[Ff]oreign [Mm]inister|"
    r"(?:(?:[Ll]ieutenant|[Ll]t\.?|[Mm]ajor|[Mm]aj\.?|[Bb]rigadier|[Bb]rig\.?|[Gg]eneral|[Cc]olonel)[- ])?(?:[Gg]eneral|[Gg]en\.|[Cc]olonel|[Cc]ol\.)|[Bb]rigadier|"
    r"[Aa]dmiral|[Aa]dm\.|[Cc]aptain|[Cc]apt\.|[Mm]ajor|[Mm]aj\.|[Ll]ieutenant|[Ll]t\.|[Ss]ergeant|[Ss]gt\.|[Ff]ield [Mm]arshal|[Mm]r\.?|[Mm]rs\.?|[Mm]s\.?|[Dd]r\.?|[Ss]en\.|[Rr]ep\.|[Gg]ov\.)"
)
# Single words of titles and trades, for telling "Attorney Jane Doe" and "Prime Minister" from names.
TITLE_WORDS = frozenset(
    "president vice prime minister pm chancellor premier king queen prince princess sheikh sheik ayatollah imam pope cardinal archbishop bishop "
    "secretary secretary-general ambassador spokesman spokeswoman spokesperson governor governor-general mayor senator speaker leader chairman "
    "chairwoman chairperson chair director director-general head commander commander-in-chief judge justice prosecutor envoy foreign defense defence "
    "interior finance general gen lieutenant lt major maj brigadier brig colonel col admiral adm captain capt sergeant sgt corporal private marshal "
    "field mr mrs ms miss dr doctor prof professor sen rep gov sir lord lady dame madam chief deputy acting former ex-president attorney counsel "
    "lawyer reporter journalist editor correspondent author writer historian economist biologist coach candidate nominee congressman congresswoman "
    "representative representatives lawmaker deputy commissioner inspector officer detective superintendent sheriff emperor sultan emir crown state "
    "major-general lieutenant-general lieutenant-colonel brigadier-general us-president member republican democrat democratic opposition ceo "
    "then-president incoming outgoing late first under assistant senior permanent special rev reverend father sister rabbi counselor".split()
)


def is_title_word(word: str) -> bool:
    """Whether a word is a title or trade before a name: "Gen.", "Attorney", "Prime"."""
    return word.lower().rstrip(".") in TITLE_WORDS


COURTESY = re.compile(r"(?:Mr|Mrs|Ms|Dr|Sheikh)\.?", re.I)
BEFORE = re.compile(rf"((?:[A-Z][\w.'’-]*\s+){{0,4}}?)({TITLE}(?:\s+(?:of|for|in|to)\s+(?:the\s+)?[A-Z]\w+(?: [A-Z]\w+){{0,3}},?)?)\s*$")
AFTER = re.compile(
    rf"\s*,\s+(?:(?:the|a|an|his|her|their|who (?:is|was)(?: the)?)\s+)?((?:[A-Z][\w'’-]*\s+(?:[Aa]rmy\s+)?)?(?:[a-z-]+\s+)?{TITLE}"
    r"(?:\s+(?:of|for|to|at|in|and)\s+(?:the\s+)?[\w'’-]+(?:\s+(?:of|for|in|and|the|[A-Z0-9][\w'’-]*|forces|affairs|army|staff|ministry|party|council|coalition)\b)*|(?!\s+[A-Z][a-z])))"  # in ", met President Ali" the title is of the next
)
WHOLE = re.compile(rf"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s+)?((?:[A-Z][\w.'’-]*\s+){{0,4}}?)({TITLE}(?:\s+(?:of|for|in|to|at)\s+.{{2,60}})?)")
ORGANISATION = re.compile(r"\b(?:of|for|at|to)\s+(?:the\s+)?((?:[A-Z][\w'’-]*|coalition forces|the|in|and|of|\s)+.*)$")
LEADING_UP = frozenset("In At From To Near For After Before With During Since Under On".split())
STANDING = frozenset("Former Acting Deputy Interim Outgoing Ex".split())
OPENERS = LEADING_UP | frozenset("The A An This That His Her Their Its Our And But While When As If".split())
AFTER_PLACE = re.compile(r"^[A-Z]\w+\s+(?=[Mm]inister|[Ss]ecretary)")
NUMBERED = re.compile(r"^(?:Sector|Division|Unit|Brigade|Zone)\s+\d+$")


@dataclass(frozen=True, slots=True)
class Post:
    """One title as it stands in the text; `body` is the organisation that it names, None where it names none."""

    title: str
    body: str | None
    start: int


def posts_before(text: str, start: int, floor: int = 0) -> list[Post]:
    """Titles right before a name: "Peshmerga Major-General" -> title "Major-General" of the Peshmerga; none of them begins before `floor`."""
    head = text[max(floor, start - 90) : start]
    m = BEFORE.search(head)
    if not m or COURTESY.fullmatch(m[2]):
        return []
    left, title = m[1].split(), m[2].strip(" ,\n")
    if left and left[-1] in LEADING_UP:  # "In Turkey Minister Ross": the place belongs to the words before
        left, title = [], AFTER_PLACE.sub("", title)
    elif left and left[0] in OPENERS:
        left = [] if left[0] in LEADING_UP else left[1:]
    at = start - len(head) + m.end(2) - len(m[2]) + m[2].index(title)
    while left and left[0] in STANDING:  # "Former Pakistani Prime Minister": former is what he is, not where
        left, title = left[1:], f"{left[0]} {title}"
    inner = re.search(r"\b(?:of|for)\s+(?:the\s+)?(?!State\b|Defen[cs]e\b)([A-Z]\w+(?: [A-Z]\w+)*)$", title)
    body = " ".join(left) or (inner[1] if inner else None)
    return [Post(title, body, at)]


def posts_after(text: str, end: int) -> list[Post]:
    """A post in apposition: ", Commander of Sector 6," """
    m = AFTER.match(text[end : end + 200])
    if not m:
        return []
    title = m[1].strip()
    named = ORGANISATION.search(title)
    body = re.sub(r"\s+in\s+[A-Z].*$", "", named[1]).strip() if named and not SENT.search(title) else None
    return [Post(title, None if body and NUMBERED.match(body) else body, end + m.start(1))]


def post_of(text: str, start: int, end: int) -> Post | None:
    """The post that a title mention tells: "the Minister of Peshmerga Affairs"; None where its words name none."""
    m = WHOLE.fullmatch(text, start, end)
    if not m:
        return None
    named = ORGANISATION.search(m[2])
    body = m[1].strip() or (named[1].strip() if named else None)
    return Post(m[2].strip(), body or None, m.start(2))
