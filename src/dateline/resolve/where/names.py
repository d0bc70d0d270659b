"""Names of an article that may be places, with what the words around them tell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.records import Article, Mention, Offsets, Reading
from dateline.resolve.countries import by_capital, by_name
from dateline.resolve.where.gazetteer import Gazetteer, fold
from dateline.resolve.where.spellings import SHORT, known, lookup

OPENING_SHORT = frozenset(short.split(" ")[0] for short in SHORT if " " in short)  # "W. Va."
LONGEST = 4  # words of a name looked up where the reader saw none
CAPITAL = re.compile(r"\b(?:[A-Z]\.(?:[A-Z][a-z]*\.)+|[A-Z][\w'’]*\.?)")
COUNTIES = re.compile(r"(?:,? (?:and )?[A-Z]\w+)*,? (?:and )?(?:[A-Z]\w+ )?counties\b")
COMMA = re.compile(r"\s*[,(]\s*|\)")
GLUE = re.compile(r"[ -]|\. | (?:of|the|and|al|de|la|del|du|upon|on|of the|the) ")
PLACE_WORD = re.compile(r"\b(?=[abfilnotvw])(?:in|at|near|outside|inside|across|throughout|around|from|to|into|toward|towards|of|between|within|over|leaving|via)\s+(?:the\s+)?"
                        r"(?:(?:north|south|east|west)(?:ern|east|west)?\s+|northern\s+|southern\s+|central\s+|downtown\s+|nearby\s+)?$", re.I)  # fmt: skip
# "Palmyra, Syria", "Palmyra, a desert town in central Syria", "Palmyra (Syria)", "Palmyra in central Syria"
WITHIN = re.compile(r"(?:,\s+(?:(?:a|an|the|its)\s+(?:[a-z]+[ -]){0,3}(?:capital|city|town|village|port|island|suburb|camp)\s+(?:of|in|on)\s+(?:the\s+)?"
                    r"(?:[a-z]+ern\s+|central\s+)?)?|\s+\(|\s+in\s+(?:the\s+)?(?:[a-z]+ern\s+|central\s+)?)((?:[A-Z][\w'’-]*\.?(?:[A-Z]\.)*)(?:\s(?:of\s)?[A-Z][\w'’-]+){0,3})")
INSIDE = re.compile(r"\s+in\s")
HAILING = re.compile(r"\b(?:from|of|by|between|with|against)\s+(?:the\s+)?$", re.I)  # "refugees from Aleppo in Turkey"
# "Iraq's Mosul", "Iraq's restive Anbar", "Iraq's second largest city of Basra", but no "Iraq's president visited Basra"
WITHIN_BEFORE = re.compile(
    r"([A-Z][\w.-]+(?:\s[A-Z][\w-]+){0,2})['’]s\s+(?:[a-z]+\s+|(?:[a-z]+[ -]){0,2}(?:(?:north|south|east|west)[a-z-]*|central|city|town|village|"
    r"capital|port|island|province|region|state|district|governorate|suburb)\s+(?:of\s+)?)?$"
)
ASKED_BEFORE = (
    (re.compile(r"\b(?:city|town|village|capital|suburb|municipality|hamlet) (?:of|called|named) $", re.I), "town"),
    (re.compile(r"\b(?:province|state|region|governorate|department|county|district|oblast) of $", re.I), "division"),
)
# What a state has: "Niger state television" is that of Niger, no division's.
OF_STATE = r"-|\s+(?:Univ|televis|TV\b|radio|media|news|broadcast|agency|run\b|owned|visit|funeral|compan|bank\b|oil\b|of\b)"
ASKED_AFTER = (
    (re.compile(rf"\s+(?:province|governorate|oblast|state\b(?!{OF_STATE})|county|district|parish|prefecture|region)\b", re.I), "division"),
    (re.compile(r"\s+city\b(?!\s+(?:council|hall))", re.I), "town"),
)
NOT_NAMES = frozenset("the a an in on at of and but for to he she it they we i you his her their our my its this that these those mr mrs ms dr monday tuesday wednesday "
    "thursday friday saturday sunday january february april june july august september october november december police president minister man woman "
    "no yes new all one two three first st most many some more city state county north south east west street avenue road drive college university school church "
    "park center centre river lake house light metro crystal northwest northeast southwest southeast central eastern western northern southern board union".split())  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """One place in the text where a name stands. `by` says who saw it: the dateline, the reader, or the gazetteer alone."""

    start: int
    end: int
    by: str
    confidence: float = 1.0
    inside: str | None = None  # type of a mention that holds it


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its words: `within` are containers named with it ("X, Y"), `asked` the kind that the words ask for, `inside` whether it must lie
    in a container's state: "X in Y" says so, "X, Y" may be a list, and "Moscow in Ukraine" is a government.
    """

    text: str
    within: tuple[str, ...] = ()
    asked: str | None = None
    inside: bool = False

    @property
    def key(self) -> str:
        return fold(self.text)


def spots(article: Article, reading: Reading, gazetteer: Gazetteer) -> list[Spot]:
    """Names that may be places, in the order of the text, none overlapping. Linear time."""
    out = list(_dateline(article))
    taken = article.dateline.end if out and article.dateline else -1
    for m in reading.mentions:
        if m.type == "place" and m.start >= taken:
            out += [Spot(a, b, "reader", m.confidence) for a, b in _parts(article.text, m.start, m.end)]
    out = _apart(sorted(out, key=lambda s: (s.start, -s.end)))
    known_ = [s for s in out if lookup(article.text[s.start : s.end], gazetteer)]
    found = {s.start for s in known_}
    bare = list(_by_gazetteer(article.text, known_, reading.mentions, gazetteer))
    rest = [s for s in out if s.start not in found and not any(b.start < s.end and s.start < b.end for b in _near(bare, s))]
    bare = [_promoted(b, out) for b in bare]
    known_ = [s for s in known_ if not any(b.start < s.end and s.start < b.end for b in _near(bare, s))]
    return sorted([*known_, *bare, *rest], key=lambda s: s.start)


def _near(spots: Sequence[Spot], spot: Spot) -> Sequence[Spot]:
    k = bisect_right(spots, spot.start, key=lambda s: s.start)
    return spots[max(0, k - 1) : k + 4]


def _promoted(bare: Spot, seen: Sequence[Spot]) -> Spot:
    """A known name within an unknown one that the reader saw counts as seen, and so does "North Kivu" where it saw "Kivu"."""
    for s in _near(seen, bare):
        if s.start <= bare.start < bare.end <= s.end or bare.start <= s.start < s.end <= bare.end:
            return Spot(bare.start, bare.end, s.by, s.confidence)
    return bare


def _parts(text: str, start: int, end: int) -> Iterator[Offsets]:
    """A mention of a place as names: "Fresno, Calif." is two; a leading "the" is left out, a full stop that abbreviates kept."""
    at = start
    for gap in [*COMMA.finditer(text, start, end), None]:
        a, b = at, gap.start() if gap else end
        at = gap.end() if gap else end
        a += 4 if text[a : a + 4].lower() == "the " else 0
        b -= 2 * text[a:b].endswith(("'s", "’s"))
        if text[b : b + 1] == "." and text[a : b + 1] in SHORT:
            b += 1
        if text[a : a + 1].isupper():
            yield a, b


def _apart(spots: Sequence[Spot]) -> list[Spot]:
    out: list[Spot] = []
    for spot in spots:
        if not out or spot.start >= out[-1].end:
            out.append(spot)
    return out


def _dateline(article: Article) -> Iterator[Spot]:
    line = article.dateline
    if line and line.place:
        end = line.start + len(line.place)
        if article.text[line.start : end].lower() == line.place.lower():
            yield Spot(line.start, end, "dateline")


def _by_gazetteer(text: str, seen: Sequence[Spot], mentions: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Spot]:
    """Capitalised words that the gazetteer knows, the longest first; never parts of a person's name."""
    words = [(m.start(), m.end()) for m in CAPITAL.finditer(text)]
    starts = [s.start for s in seen]
    people = [m for m in mentions if m.type in ("person", "organisation", "group", "title", "facility")]
    at = [m.start for m in people]
    i = 0
    while i < len(words):
        step = 1
        k = bisect_right(starts, words[i][0]) - 1
        if k >= 0 and seen[k].end > words[i][0]:
            i += 1
            continue
        longest = i + 1
        first = text[words[i][0] : words[i][1]]
        if gazetteer.begins(first) or first in OPENING_SHORT:
            while longest < min(i + LONGEST, len(words)) and GLUE.fullmatch(text, words[longest - 1][1], words[longest][0]):
                longest += 1
        for j in range(longest, i, -1):
            start, end = words[i][0], words[j - 1][1]
            end -= text[start:end].endswith("'s") * 2 or text[start:end].endswith("’s") * 2
            if text[end - 1] == "." and text[start:end] not in SHORT:
                end -= 1
            name = text[start:end]
            if not _nameable(text, start, end, j == i + 1) or not known(name, gazetteer):
                continue
            holder = _holder(people, at, start, end)
            if holder != "person":
                yield Spot(start, end, "gazetteer", 0.0, holder)
            step = j - i
            break
        i += step


def _nameable(text: str, start: int, end: int, single: bool) -> bool:
    """No article or common word, no sum of money; a short word only where it stands for a state."""
    name = text[start:end]
    first = name.split(" ", 1)[0].lower()
    if first in ("the", "in", "of", "at", "and") or (single and first in NOT_NAMES):
        return False
    if text[end : end + 1] == "$" or text[max(0, start - 1) : start] == "$":
        return False
    return len(name) > 3 or name in SHORT or by_name(name) is not None


def _holder(people: Sequence[Mention], at: Sequence[int], start: int, end: int) -> str | None:
    """Type of the mention that holds the words."""
    k = bisect_right(at, start)
    for m in reversed(people[max(0, k - 3) : k]):
        if m.start <= start and end <= m.end + 2:
            return m.type
    return None


def name_at(text: str, start: int, end: int, gazetteer: Gazetteer) -> Name:
    """A name with what its neighbourhood says."""
    name, before, after = text[start:end], text[max(0, start - 40) : start], text[end : end + 60]
    if COUNTIES.match(after) and gazetteer.lookup(f"{name} County"):
        name += " County"
    within = []
    if (m := WITHIN.match(after)) and (container := _container(m[1], gazetteer)):
        within.append(container)
        rest = after[m.start(1) + len(container) :]
        if (n := WITHIN.match(rest)) and (outer := _container(n[1], gazetteer)):
            within.append(outer)
    if (m := WITHIN_BEFORE.search(before)) and (container := _container(m[1], gazetteer)):
        within.append(container)
    if within and any(c.kind == "country" or c.name == c.admin1 for c in lookup(name, gazetteer) if c.key == fold(name)):
        within = [w for w in within if w in SHORT or by_name(w)]  # "Georgia, Ohio and Texas" is a list
    inside = bool(within) and bool(INSIDE.match(after)) and not HAILING.search(before) and by_capital(name) is None
    asked = next((kind for pattern, kind in ASKED_BEFORE if pattern.search(before)), None)
    last = re.search(r"\s\S+$", name)
    rest = last[0] if last and not gazetteer.lookup(name) else after  # "Kandahar province", where the reader takes both words as a name
    asked = asked or next((kind for pattern, kind in ASKED_AFTER if pattern.match(rest)), None)
    return Name(name, tuple(within), asked, inside)


def _container(words: str, gazetteer: Gazetteer) -> str | None:
    """The longest beginning of the words that names a country or division."""
    parts = words.split(" ")
    for n in range(len(parts), 0, -1):
        name = " ".join(parts[:n])
        if name in SHORT or by_name(name):  # "U.S." and "Tenn.", but "Syria." ends a sentence
            return name
        form = name.rstrip(".,)")
        if form in SHORT or any(c.kind in ("country", "division") for c in lookup(form, gazetteer)):
            return form
    return None
