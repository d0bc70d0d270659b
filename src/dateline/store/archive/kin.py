"""Whose delegation, officer or spokesman an actor is: from posts, and from names made of a body's name and a word for its people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.records import Actor, Participant
from dateline.resolve.countries import by_demonym, by_name, name_of
from dateline.resolve.who import Roster
from dateline.resolve.who.bodies import BODY_HEADS, STATE_HEADS
from dateline.resolve.who.words import POSSESSIVE, is_pronoun
from dateline.store.archive.naming import LEADING, name_key

PEOPLE = (
    r"delegat(?:es?|ions?)|officials?|officers?|commanders?|spokes\w+|leaders?|leadership|members?|fighters?|militants?|gunm[ae]n|forces|"
    r"troops|soldiers?|units?|generals?|representatives?|negotiators?|envoys?|ministers?|chiefs?|heads?"
)
# What may follow a body's name and leave it the same body: "Peshmerga delegation", "Wagner group". With a capital it is of the name itself:
# "Rapid Support Forces", "Revolutionary Guards".
PART = re.compile(rf"(?:{PEOPLE}|police|guards?|brigades?|battalions?|rebels?|militia|group|movement|organi[sz]ation|party|network)")
OF = re.compile(rf"(?P<before>.*?)\b(?:{PEOPLE}) (?:of|from|for) (?:the )?(?P<body>.+)", re.I)
TAIL = re.compile(r",.*|\s(?:in|at|on|near|from|with|who|which|that|led|to)\s.*")  # "members of the RSF in Darfur"
# What may stand before a body's name and say how many, of what kind or of what rank; "former" and "rival" are no such words.
COUNT = re.compile(
    r"(?:the|an?|some|several|many|most|all|both|other|more than|at least|about|around|nearly|few|"
    r"(?:dozens|scores|hundreds|thousands|(?-i:groups?)) of|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d[\d,]*)\s+", re.I,
)  # fmt: skip
KIND = (
    r"(?:paramilitary|military|militant|militia|rebel|insurgent|guerrilla|jihadi|jihadist|islamist|extremist|terrorist|separatist|secessionist|"
    r"armed|opposition|ruling|governing|political|security|field|intelligence|group|movement|organi[sz]ation|network|party|force|so-called|"
    r"powerful|elite|main|top|senior|high-ranking|high-level|leading|local|regional|unnamed|masked|uniformed|captured|wounded|"
    r"\w+-(?:backed|led|run|owned|allied|aligned|linked|affiliated|based|supported))"
)
BEFORE, BETWEEN = re.compile(rf"{KIND}\s+"), re.compile(rf"\s+{KIND}$")
# One word that names no body by itself, whatever its case: "Riot police", "Government forces".
BARE = BODY_HEADS | STATE_HEADS | frozenset(
    "riot border traffic security military paramilitary militant militants rebel rebels opposition militia prison coast coastal special "
    "election presidential republican civil civilian naval air ground state national federal provincial local regional senior top former "
    "enemy allied joint foreign friendly loyalist regime rival separatist insurgent islamist tribal occupation".split()
)  # fmt: skip
ARMED = re.compile(r"^(?P<people>[A-Z][\w-]+(?: [A-Z][\w-]+)?) (?:army|armed forces|forces|military|troops|soldiers)$", re.I)


def kin_of(actor: Actor | Participant, roster: Roster) -> Iterator[tuple[str, str]]:
    """(body, why) of an actor: folded names of bodies that it acts for, and the tag of a state's armed forces."""
    name = LEADING.sub("", actor.name)
    for role in actor.roles if isinstance(actor, Actor) else ():
        if body := role.organisation and _body(role.organisation):
            yield from ((key, f"{role.title} of {role.organisation}") for key in _keys(body, roster))
    if (described := described_body(name)) or (body := body_of(name)):
        why = f"“{name}” is it by name" if described else f"“{name}” is part of it by name"
        yield from ((key, why) for key in _keys(described or body or "", roster))
    if (m := ARMED.match(name)) and (country := by_demonym(m["people"])):
        yield f"~{country}:MIL", f"“{name}” are the armed forces of one state"


def body_of(name: str) -> str | None:
    """The body whose people the words name: "two RSF commanders", "a delegation of the RSF" -> "RSF"; None where they name none."""
    if (m := OF.fullmatch(name)) and not _bare(m["before"]).strip():
        return _body(TAIL.sub("", m["body"]))
    head, _, last = name.rpartition(" ")
    if not head or not PART.fullmatch(last):
        return None
    while BETWEEN.search(head):
        head = BETWEEN.sub("", head)
    return _body(head)


def described_body(name: str) -> str | None:
    """The name of a body without the words that describe it: "paramilitary Rapid Support Forces"; None where none do."""
    bare = _bare(name)
    counted = COUNT.match(name) if name[:1].isupper() else None
    if counted and bare == name[counted.end() :] and bare[:1].isupper():  # "Five Star Movement", "Group of Seven"
        return None
    return _body(bare) if bare != name and body_of(name) is None else None


def called(name: str, roster: Roster) -> tuple[str, ...]:
    """Further names of an actor: without what describes it, and those by which the roster knows it alone."""
    bare = described_body(name)
    own = ((bare,) if bare else ()) + _known(bare or name, roster)
    return tuple(n for n in dict.fromkeys(own) if n != name)


def _known(name: str, roster: Roster) -> tuple[str, ...]:
    """The usual name of a state; the roster's name and, of a body, the aliases that nobody else of it bears."""
    if usual := name_of(by_name(name) or ""):
        return (usual,)
    known = roster.find(name)
    aliases = known.aliases if known and known.type != "person" else ()  # people's are left to what articles say
    return (known.name, *(a for a in aliases if roster.find(a) is known)) if known else ()


def _keys(body: str, roster: Roster) -> list[str]:
    """A body's folded names."""
    return list(dict.fromkeys(name_key(n) for n in (body, *_known(body, roster))))


def _bare(words: str) -> str:
    """Without numbers, articles and words of kind and rank before it."""
    while m := COUNT.match(words) or BEFORE.match(words):
        words = words[m.end() :]
    return words


def _body(words: str) -> str | None:
    """The words as a body's name; None where they are no name: without a capital, a pronoun, a bare noun, a people."""
    name = POSSESSIVE.sub("", _bare(words.strip()))
    first = name.split(" ")[0]
    proper = first[:1].isupper() or first[:3].lower() in ("al-", "el-")
    if not proper or is_pronoun(first) or (name.lower() in BARE and not name.isupper()) or (by_demonym(name) and not by_name(name)):
        return None
    return body_of(name) or name
