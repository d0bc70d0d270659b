"""Words -> country and sector, as tables of rules. The last matching word of a description decides: "army spokesman" is MIL."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.resolve.countries import by_capital, by_demonym, by_name

# (sector, words). Within one description the first row that matches wins.
SECTORS: tuple[tuple[str, str], ...] = (
    ("ELI", r"former|ex-|late (?:president|prime minister)"),
    ("MIL", r"peshmerga|army|armed forces|military|troops?|soldiers?|navy|naval|air force|marines?|coast ?guard|battalions?|brigades?|major[- ]general|"
            r"brigadier|colonel|col\.|lieutenant|lt\.|gen\.|generals?|captain|sergeant|commanders?|defen[cs]e (?:minist\w+|secretary|department)|ministry of defen[cs]e|"
            r"pentagon|warships?|warplanes?|jets|fighters jets|security forces|coalition|garrison|peacekeepers?|admiral|chief of staff|forces"),
    ("SPY", r"intelligence|cia\b|fsb\b|mossad|spy|secret service"),
    ("COP", r"police|policem[ae]n|sheriff|detectives?|officers?|gendarm\w+|border guards?|interior minist\w+|fbi\b|prison guards?|authorities"),
    ("JUD", r"courts?|judges?|prosecutors?|tribunal|justices?|magistrate|attorney|judicia\w+|icc\b"),
    ("LEG", r"parliament\w*|lawmakers?|senat\w+|congress\w*|legislat\w+|deput(?:y|ies) speaker|mps?\b|national assembly|knesset|duma|house of|bundestag|speaker"),
    ("REB", r"rebels?|insurgents?|guerrill\w+|separatists?|militants?|taliban|militia\w*|jihadi\w*|islamists?|terrorists?|fighters"),
    ("UAF", r"gunm[ae]n|attackers?|assailants?|armed (?:men|group|groups)|bombers?|kidnappers|unknown"),
    ("OPP", r"opposition|protest\w+|demonstrators?|dissidents?|activists?"),
    ("PTY", r"party|parties|candidates?|front\b|hamas|fatah"),
    ("REF", r"refugees?|displaced|migrants?|asylum[- ]seekers?"),
    ("JRN", r"journalists?|reporters?|newspapers?|media|editors?|broadcaster|television"),
    ("LAB", r"unions?|workers?|strikers|employees?|miners|drivers|fishermen|teachers' "),
    ("MED", r"doctors?|hospitals?|health (?:workers?|officials?)|nurses?|medics?|medical"),
    ("EDU", r"students?|universit\w+|teachers?|schools?|professors?"),
    ("REL", r"church\w*|bishops?|priests?|clerics?|imams?|pope|mosque|monks?|religious|ayatollah|archbishop|rabbi"),
    ("AGR", r"farmers?|herders?|peasants"),
    ("BUS", r"compan\w+|corp\.?|corporation|inc\.?|ltd\.?|bank|business\w*|firms?|industry|executives?|investors|traders|airlines?"),
    ("CRM", r"cartels?|gangs?|traffick\w+|drug lords?|smugglers?|mafia|criminals?|pirates?"),
    ("GOV", r"government|ministr\w+|ministers?|president\w*|prime minister|premier|pm\b|chancellor|king|queen|prince|governors?|mayors?|"
            r"ambassadors?|embassy|secretary|administration|cabinet|officials?|envoy|diplomats?|foreign|department|white house|kremlin|state|"
            r"spokes\w+|authority|agency|commission\w*|council|office|bureau|delegation"),
    ("CVL", r"civilians?|people|residents?|citizens?|villagers?|women|men|children|m[ae]n|wom[ae]n|child|boy|girl|families|family|victims?|passengers?|"
            r"tribe\w*|community|communities|hostages?|prisoners?|detainees?|population|crowd|tourists?|nationals?|voters"),
)  # fmt: skip
RULES = tuple((sector, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)) for sector, words in SECTORS)
CAPITALISED = re.compile(r"[A-Z][\w'’.-]*")


def sector_of(words: str) -> tuple[str, str] | None:
    """(sector, the word that told) of a description; None where no rule knows it."""
    for sector, pattern in RULES:
        if m := pattern.search(words):
            return sector, m[0]
    return None


def country_of(words: str) -> tuple[str, str] | None:
    """(country, the words that told): the first demonym, state or "X-backed"-free name in a description."""
    for part in _parts(words):
        if code := by_demonym(part) or by_name(part):
            return code, part
    return None


def _parts(words: str) -> Iterator[str]:
    """Runs of up to four words that start with a capital, longest first at each place; "Iran-backed" says nothing of whose they are."""
    tokens = re.sub(r"\b[A-Z][\w.]*-(?:backed|led|based|funded|allied|supported)\b", " ", words).split()
    for i in range(len(tokens)):
        if not CAPITALISED.match(tokens[i]):
            continue
        for n in range(min(4, len(tokens) - i), 0, -1):
            yield re.sub(r"['’]s?$", "", " ".join(tokens[i : i + n]).strip(',;:()"“”')).removesuffix("-")
        if "-" in tokens[i]:
            yield from tokens[i].split("-")


def state_of(words: str) -> str | None:
    """The state that a bare name stands for as an actor: a country, a capital, a people."""
    return by_name(words) or by_capital(words) or by_demonym(words)
