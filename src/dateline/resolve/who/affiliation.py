"""Country and sector of an actor, with the sentence that says why: the first rule of each list that knows it decides.

Country: roster; own words with the body that follows them; posts and what stands beside the name; the body of a post; the person whom it
attends to; the place that the reader ties it to; that of the dateline, the article or, for crowds and rebels, the scene.
Sector: roster; whole states; own words; posts; the body of a post; what a group without a sign is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.records import Article, Place
from dateline.resolve.countries import by_capital, by_demonym, by_name, by_shared, name_of
from dateline.resolve.who.cast import Cast
from dateline.resolve.who.codes import OPEN, Code, country_of, names_people, runs, sector_of, state_of
from dateline.resolve.who.descriptions import PREPOSITIONS, Descriptions
from dateline.resolve.who.draft import Draft
from dateline.resolve.who.names import ARTICLE, plain
from dateline.resolve.who.roster import Known, Seen
from dateline.resolve.who.senses import moved
from dateline.resolve.who.served import attended
from dateline.resolve.who.setting import Setting

AGE = re.compile(r"\s*,\s+(\d{1,2})(?=[,.;)])")
AGED = re.compile(r"(\d{1,3}\s?-\s?years?\s?-\s?old) $")
ABOVE = frozenset({"UNO", "EUR", "IGO", "NGO"})
FOR = re.compile(r" (?:for|to|in) ")  # "UN envoy for Myanmar" is of the UN
COUNCIL = re.compile(r"(?<!UN )Security Council|^Coalition|^EU Minister")  # states have their own
INITIALS = re.compile(r"(?<=\w) (?:[A-Z]\. ?)+(?=[A-Z]\w)")  # "Richard A. Boucher"
COUNTED = re.compile(
    r"(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|another|other|others?|some|several|many|young|old|ethnic|"
    r"\d[\d,]*|\d+-years?-old)\s+)+([A-Z]\w+)", re.I
)
OWN_FOREIGN = re.compile(r"foreign (?=minist|office|secretar|affairs|polic)")  # every state has its own
SPREAD = {"international", "multinational", "foreign", "world", "global", "european", "african", "arab", "western", "asian", "latin"}
# Sectors that belong to the country that the article is about where nothing else is said.
LOCAL = frozenset("COP MIL JUD LEG GOV CVL OPP EDU LAB AGR MED JRN UAF REB PTY BUS CRM SOC REL ELI PRM SPY".split())
OF_STATES = frozenset({"GOV", "MIL", "SPY"})
ARMED = frozenset({"REB", "PRM", "CRM", "PTY"})

# States younger than some of their actors: since when, and of which state these were before.
YOUNGER: Mapping[str, tuple[str, str]] = {"SSD": ("2011-07-09", "SDN")}


@dataclass(frozen=True, slots=True)
class Codes:
    country: str | None
    sector: str | None
    confidence: float
    why: str
    others: tuple[str, ...] = ()


class Affiliation:
    """Rules over one article."""

    def __init__(self, article: Article, cast: Cast, roster: Seen, setting: Setting, places: Sequence[Place] = ()) -> None:
        self._text, self._roster, self._mentions = article.text, roster, cast.mentions
        self._described = Descriptions(article, cast.mentions, cast.of_mention)
        self._tied, self._of_mention = cast.tied, cast.of_mention
        self._country_at = {p.start: p.country for p in places}
        self._place_to = {p.end: p for p in places}
        self._moved = moved(article.text, places)
        self._day = roster.day
        self._setting = setting

    def codes(self, draft: Draft) -> Codes:
        """Country, sector and why of one draft."""
        if known := self.known(draft):
            return self._by_roster(known, draft)
        m = self._mentions[draft.mentions[0]]
        if people := _countrymen(self._text[m.start : m.end]):
            return people
        if draft.type != "person" and (whole := self._state(draft)):
            return whole
        words = list(self.descriptions(draft))
        body = self._body(draft)
        country = self._on_map(draft) if draft.type in ("place", "organisation") else None
        country = country or next((c for w in words if (c := self._country_of(w))), None)
        sector = _sector_among(words)
        if body and body.country and not country:
            country = Code(body.country, body.name)
        inner = body or next((k for w in words if (k := self._inside(w))), None)
        named = bool(inner and sector and sector.by in inner.name.split())  # the European Union is no trade union
        if sector is None or sector.yields or named:  # "Hamas officials", "Taliban commander", "activists of the JMB": the body decides
            of_body = inner.sector_on(self._day) if inner else None
            if inner and of_body and (sector is None or sector.code == "GOV" or of_body in ARMED or named):
                sector = Code(of_body, inner.name)
        if country is None:
            country, sector = self._of_patron(draft, sector)
        if country is None:
            country = next((t for i in self._tied.places(draft.mentions) if (t := self._based(i))), None)
        if sector is None and draft.type == "place":
            sector = Code("GOV", "a place that acts")
        if sector is None and draft.type == "group":
            sector = Code("CVL", "a group without any sign of office or arms")
        if sector is None and draft.type == "person":
            sector = next((told for k in draft.mentions if (told := self._aged(k))), None)
        why = [f"“{t.by}” says {t.code}" for t in (country, sector) if t]
        if country is None:
            country = next((c for w in words if (c := self._setting.owner_of(w))), None)
            why += [f"“{country.by}” is an office of {name_of(country.code)}"] if country else []
        if shared := [p for w in words for p in runs(w) if by_shared(p)] if country is None else []:
            code = self._setting.shared.get(shared[0])  # null where it is open: "the army of Congo" is of no third state
            country = Code(code, shared[0]) if code else None
            why += [f"“{shared[0]}” is {name_of(code)} here"] if code else []
        if country is None and not shared and self._is_local(draft, sector):
            described = draft.type == "group" or not draft.named
            there = described and bool(sector and sector.code not in OF_STATES)  # troops and ministers travel
            country = self._setting.near(self._mentions[draft.mentions[0]].start, self._acted_on(draft, sector), there=there)
            why += [country.by] if country else []
        return Codes(
            country.code if country else None, sector.code if sector else None,
            0.7 if country and sector else 0.5, "; ".join(why) or "no rule knows it",
        )  # fmt: skip

    def _of_patron(self, draft: Draft, sector: Code | None) -> tuple[Code | None, Code | None]:
        """The country of the person whom a draft attends to, and the sector where its own leaves that open: "spokesman for Ann Lee"."""
        if draft.named:
            return None, sector
        patron = next((p for i in draft.mentions if (p := self._described.served.person(i))), None)
        known = next((k for n in draft.names if (k := self._roster.find(attended(n))) and k.type == "person"), None)
        told = self.codes(patron) if patron else known
        of_sector = told.sector_on(self._day) if isinstance(told, Known) else told.sector if told else None
        name = patron.name if patron else known.name if known else ""
        if of_sector and (sector is None or sector.yields):
            sector = Code(of_sector, name)
        return Code(told.country, name) if told and told.country else None, sector

    def _based(self, index: int) -> Code | None:
        """The country of a place that the reader says it belongs to."""
        m = self._mentions[index]
        words = self._text[m.start : m.end]
        country = self._country_at.get(m.start) or by_name(words) or by_demonym(words)
        return Code(country, words) if country else None

    def _by_roster(self, known: Known, draft: Draft) -> Codes:
        """What the roster says on the day; of a person whose first office is yet to come the words may know more."""
        told = next((s for w in self.descriptions(draft) if (s := sector_of(w))), None) if known.yet_to_rise(self._day) else None
        why = f"{known.name} is in the roster" + (f"; “{told.by}” says {told.code}" if told else "")
        sector, office = told.code if told else known.sector_on(self._day), self._of_office(known)
        why += f"; then of {office.by}" if office else ""
        return Codes(office.code if office else _country_on(known.country, self._day), sector, 0.9, why, known.others)

    def _of_office(self, known: Known) -> Code | None:
        """What the office held on the day belongs to, where that is a body above states or who held it was of one before or after."""
        held = [r.title for r in known.roles if known.type == "person" and self._day and r.held(self._day)]
        told = country_of(FOR.split(held[-1])[0], self._roster) if held and not COUNCIL.search(held[-1]) else None
        return told if told and told.code != known.country and {told.code, known.country} & ABOVE else None

    def _aged(self, index: int) -> Code | None:
        """Papers give the age of private people: "Jon Berg, 19, was arrested"."""
        m = self._mentions[index]
        age = AGE.match(self._text[m.end : m.end + 12]) or AGED.search(self._text[max(0, m.start - 24) : m.start])
        return Code("CVL", age[1]) if age else None

    def known(self, draft: Draft) -> Known | None:
        """The roster's entry of a name; a lone surname is not enough."""
        for name in dict.fromkeys((draft.name, *draft.names, *(INITIALS.sub(" ", n) for n in draft.names))):
            known = self._roster.find(name)
            if known and (known.type == "person") == (draft.type == "person"):
                return known
        if draft.type != "person" and (known := self._led_up_to(draft.name)):
            return known
        if draft.type == "person" and draft.named and " " not in draft.name:
            return self._roster.in_office(draft.name)
        return None

    def _led_up_to(self, name: str) -> Known | None:
        """The known body after words that only describe it: "Islamist movement Hamas", "Lebanese Hezbollah"."""
        words = name.split()
        for k in range(1, min(4, len(words))):
            led = words[k - 1]
            named = words[k][0].isupper() or ARTICLE.match(words[k])  # "two al-Qaida"
            if not (led.islower() or by_demonym(led)) or not named or led in PREPOSITIONS:
                continue
            known = self._roster.find(" ".join(words[k:]))
            if known and known.type != "person":
                return known
        return None

    def _state(self, draft: Draft) -> Codes | None:
        """Whole states are GOV; a people told in the plural without "the" are its citizens."""
        name = draft.name
        if plain(name) == "west" and any(self._definite(k) for k in draft.mentions):
            return Codes(None, "GOV", 0.7, "“the West” stands for several states")
        if by_shared(name):
            return self._one_of_two(draft)
        state = state_of(name)
        placed = self._on_map(draft) if by_capital(name) or name in self._moved else None  # Panama City of Florida is not Panama
        if not state or (placed and placed.code != state):
            return None
        people = names_people(name) and not any(by_name(n) for n in draft.names)
        if people and not any(self._definite(k) for k in draft.mentions):
            return Codes(state, "CVL", 0.7, f"“{name}” are people of {name_of(state)}")
        return Codes(state, "GOV", 0.9, f"“{name}” stands for the state {name_of(state)}")

    def _one_of_two(self, draft: Draft) -> Codes:
        """A state whose name another shares: the one on the map, else the one that the text tells of."""
        code = told.code if (told := self._on_map(draft)) else self._setting.shared.get(draft.name)
        why = f"“{draft.name}” is {name_of(code)} here" if code else f"“{draft.name}” may be either of two states"
        return Codes(code, "GOV", 0.8 if code else 0.5, why)

    def _country_of(self, words: str) -> Code | None:
        """The country that a description names; of a place on the map that in which it lies: "police in Paris" of Texas."""
        told = country_of(words, self._roster)
        return Code(self._moved[told.by], told.by) if told and told.by in self._moved else told

    def _on_map(self, draft: Draft) -> Code | None:
        """The country of the place that its words are on the map."""
        for m in (self._mentions[i] for i in draft.mentions):
            p = self._place_to.get(m.end)
            if p and p.country and self._text[m.start : p.start].lower() in ("", "the "):
                return Code(p.country, p.text)
        return None

    def _definite(self, index: int) -> bool:
        """ "the Turks" are Turkey, "Turks" some of its people."""
        start = self._mentions[index].start
        return "the " in (self._text[max(0, start - 4) : start].lower(), self._text[start : start + 4].lower())

    def descriptions(self, draft: Draft) -> Iterator[str]:
        """Descriptions, the surest first."""
        return self._described.of(draft)

    def _body(self, draft: Draft) -> Known | None:
        return next((k for p in draft.posts if p.body and (k := self._roster.find(p.body))), None)

    def _inside(self, words: str) -> Known | None:
        """A known body among the words of a description."""
        return next((k for part in runs(words) if (k := self._roster.find(part)) and k.type != "person"), None)

    def _acted_on(self, draft: Draft, sector: Code | None) -> frozenset[str]:
        """States on which an office or army without a name acts: "the ministry accused Armenia" tells of no Armenian one."""
        if not sector or sector.code not in OF_STATES or (draft.type == "person" and draft.named):
            return frozenset()
        reached = (self._of_mention[k] for i in draft.mentions for k in self._tied.reached(i))
        return frozenset(code for d in reached if d and d.type != "person" and (code := by_name(d.name)))

    def _is_local(self, draft: Draft, sector: Code | None) -> bool:
        if set(OWN_FOREIGN.sub("", plain(draft.name)).split()) & SPREAD:
            return False
        return draft.type == "person" or sector is None or sector.code in LOCAL


def _sector_among(words: Sequence[str]) -> Code | None:
    """The sector of the first description that says one; of an open head ("leader") the fuller one that ends so ("militia leader")."""
    for w in words:
        if told := sector_of(w):
            fuller = (f for f in words if told.by.lower() in OPEN and f.lower().endswith(f" {w.lower()}"))
            return next((s for f in fuller if (s := sector_of(f)) and s.by.lower() not in OPEN), told)
    return None


@lru_cache(maxsize=1 << 12)
def _countrymen(words: str) -> Codes | None:
    """ "a Palestinian", "two Italians": citizens of that state and nothing more."""
    m = COUNTED.fullmatch(words)
    state = by_demonym(m[1]) if m and not by_name(m[1]) else None
    return Codes(state, "CVL", 0.6, f"“{words}” are people of {name_of(state)}") if state else None


def _country_on(country: str | None, day: str | None) -> str | None:
    """The state that there was on a day."""
    since, before = YOUNGER.get(country or "", ("", country))
    return before if since and day and day[:10] < since else country
