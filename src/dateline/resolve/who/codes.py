"""Words -> country and sector, as tables of rules.

Of a description the head decides ("army officials" is MIL by "army", since "officials" leaves it open); words before the head come
next, nearest first; then what follows "of", "in", "from"; last what an open head means by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.resolve.countries import by_capital, by_demonym, by_name, by_region
from dateline.resolve.who.roster import Seen
from dateline.resolve.who.words import SENT, is_dotted

# (sector, words that say it). Checked on the descriptions among the participants of events/train.json.
SECTORS: tuple[tuple[str, str], ...] = (
    ("MIL", "peshmerga army armies military troop troops soldier soldiers corporal navy navies marine marines battalion battalions brigade brigades brigadier "
            "colonel lieutenant captain sergeant general generals commander commanders admiral warship warships warplane warplanes jet jets force forces "
            "garrison peacekeeper peacekeepers serviceman servicemen servicewomen paratroopers contingent airmen fleet convoy artillery coalition blue-helmets "
            "isaf unifil monuc defense defence pentagon cadets recruits conscripts regiment division airstrike airstrikes helicopter helicopters "
            "sailors submarine junta aircraft bombardment guardsmen gen col maj lt brig major "
            "drone drones gunship gunships commando commandos airman reservist reservists"),
    ("SPY", "intelligence spy spies spymaster cia mossad fsb kgb mi6 mi5 isi dgse"),
    ("COP", "police policeman policemen policewoman superintendent bodyguard bodyguards sheriff sheriffs detective detectives officer officers gendarme gendarmes gendarmerie fbi interpol "
            "europol investigator investigators patrolmen constable warden wardens guards cop cops interior coastguard border customs enforcement inspector agents"),
    ("JUD", "court courts judge judges prosecutor prosecutors prosecution tribunal magistrate magistrates attorney lawyer lawyers jury justice judiciary judicial icc "
            "justices"),
    ("LEG", "sen rep parliament parliaments parliamentarian parliamentarians lawmaker lawmakers senate senator senators congress congressman congresswoman "
            "congressional congressmen legislator legislators legislature mp mps knesset duma bundestag assembly deputies house speaker"),
    ("REB", "rebel rebels warlord warlords insurgent insurgents insurgency guerrilla guerrillas separatist separatists militant militants taliban jihadi jihadis jihadist "
            "jihadists islamist islamists terrorist terrorists fighter fighters extremists extremist faction factions"),
    ("PRM", "militia militias militiamen paramilitary paramilitaries mercenary mercenaries vigilantes militiaman vigilante"),
    ("UAF", "gunman gunmen attacker attackers assailant assailants bomber bombers kidnapper kidnappers hijacker hijackers abductors captors sniper "
            "snipers raiders"),
    ("CRM", "cartel cartels gang gangs gangster gangsters trafficker traffickers smuggler smugglers mafia mafias hitman hitmen sicarios assassins conspirator conspirators dealer dealers criminal criminals pirate pirates thieves "
            "robbers suspect suspects accused defendant defendants ring rings launderer launderers rapist murderer extortionists drug mobsters kingpin kingpins capo hackers poachers bandit bandits thief mob maras rustler rustlers looter looters"),
    ("OPP", "opposition dissident dissidents oppositionist"),
    ("CVL", "protester protesters protestor protestors demonstrator demonstrators civilian civilians people person persons resident residents citizen "
            "citizens villager villagers woman women man men child children boy boys girl girls family families victim victims passenger passengers tribe "
            "tribes tribal tribesmen community communities hostage hostages prisoner prisoners detainee detainees population crowd crowds tourist tourists "
            "national nationals voter voters others hundreds thousands dozens scores rioters inmates relatives parents pilgrims worshippers bystanders "
            "mourners homeowner foreigners elders youths settlers ones rescuers everyone public survivors teenager teenagers schoolchildren schoolgirls schoolboys wife husband son sons daughter daughters brother brothers sister sisters mother father uncle aunt cousin nephew niece widow widows widower grandmother grandfather netizen netizens "
            "musician musicians singer singers actor actress artist artists footballer athlete athletes "
            "tribesman worshipper pilgrim mourner bystander survivor toddler baby infant orphans fiancee girlfriend boyfriend grandson granddaughter nieces pensioner pensioners commuters shoppers"),
    ("PTY", "party parties candidate candidates supporters loyalists politburo democrats republicans socialists communists conservatives"),
    ("REF", "refugee refugees displaced migrant migrants immigrant immigrants asylum-seekers deportees exiles evacuee evacuees"),
    ("JRN", "journalist journalists reporter reporters newspaper newspapers media editor editors broadcaster television photographer cameraman press "
            "correspondent correspondents columnist blogger bloggers cameramen photojournalist photojournalists"),
    ("LAB", "firefighter firefighters controllers cleaners union unions worker workers striker strikers employee employees miner miners driver drivers fisherman fishermen pilots staff crew "
            "dockers labourers laborers"),
    ("MED", "doctor doctors hospital hospitals nurse nurses medic medics physicians surgeon clinic psychiatrist psychologist paramedic paramedics midwife midwives"),
    ("EDU", "student students university universities teacher teachers school schools professor professors academics pupils scholar scholars lecturer lecturers schoolteacher schoolteachers headmaster"),
    ("REL", "church churches bishop bishops priest priests cleric clerics imam imams pope mosque monk monks religious ayatollah archbishop rabbi rabbis "
            "cardinal nuns vatican patriarch missionaries pastor pastors preacher preachers nun missionary mufti"),
    ("AGR", "farmer farmers herder herders peasant peasants growers ranchers herdsman herdsmen pastoralists shepherd shepherds"),
    ("BUS", "company companies corp corporation inc ltd bank banks business businesses businessman businessmen firm firms industry executive executives "
            "investor investors trader traders airline airlines manufacturer manufacturers producer producers supplier suppliers distributor distributors employers manager managers management bosses owners retailers "
            "stores markets enterprise enterprises holdings tycoon entrepreneur entrepreneurs carrier carriers plc mines mine colliery conglomerate airlines airways hotel hotels mercantile petroleum"),
    ("SOC", "ngo ngos charity charities activist activists environmentalists veterans foundation humanitarian watchdog campaigners federation "
            "fifa association associations society club rights non-profit nonprofit"),
    ("GOV", "gov government governments ministry ministries minister ministers president presidents premier premiers chancellor king queen prince princess "
            "governor governors mayor mayors ambassador ambassadors embassy secretary administration cabinet envoy envoys undersecretary donor donors diplomat diplomats white-house "
            "kremlin regime emir sultan monarch presidency consulate pm secretary-general municipality municipalities emissary mediator mediators "
            "commissioner consul treasury leadership authorities politicians embassies secretariat bloc kingdom kingdoms councilman councilwoman councilmen mayor-elect electoral departments regulator regulators monitors facilitators councilor councillor summit quartet"),
)  # fmt: skip
# Heads that leave it to the words beside them, with what they mean alone ("" nothing).
OPEN: dict[str, str] = {
    word: sector
    for sector, words in (
        ("GOV", "official officials leader leaders delegation delegations delegate delegates representative representatives spokesman spokeswoman "
                "spokesperson spokespersons chief chiefs head heads authority agency agencies commission council state states country countries "
                "nation nations department mission counterpart counterparts negotiator negotiators adviser advisers advisor advisors aide aides "
                "service services office bureau foreign side sides inspectors experts director chairman mediation summit negotiators republic "
                "institutions officialdom neighbours neighbors regulatory panel"),
        ("", "member members group groups organization organisation organizations organisations movement wing cell unit units team teams body "
             "boss bosses bodies committee board institute network alliance front figures sources security personnel deputy allies associates partners "
             "ministerial branch leadership command patrol base"),
    )
    for word in words.split()
}  # fmt: skip
# What two or three words say together, against the words alone.
PHRASES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (sector, re.compile(rf"\b(?:{pattern})\b", re.I))
    for sector, pattern in (
        ("ELI", r"(?:former|ex|late|one-time)[- ](?:\w+ ){0,2}?(?:president|prime minister|premier|chancellor|minister|leader|secretary|king|governor|dictator|ruler)s?"),
        ("GOV", r"secretary[- ]general|governor[- ]general|attorneys? general(?= of the united states)|civil servants?|state department|white house|security council|"
                r"central banks?|international community|peace (?:facilitators?|mediators?)|heads? of (?:state|government)|general assembly|chief executive|defen[cs]e ministers|foreign minist\w+|director[- ]general|"
                r"justice department|department of justice|ministry of justice|justice (?:minist\w+|secretary)|defen[cs]e agency|department of defen[cs]e|health (?:officials?|workers|authorities|minist\w+)|defen[cs]e (?:minist\w+|secretary|department)|minist\w+ of (?:national )?defen[cs]e|interior minist\w+|minist\w+ of (?:the )?interior|home secretary|intergovernmental|election commission|executive branch|prime minister\w*|vice president"),
        ("JUD", r"bar association|prosecutor[- ]general(?:'s)?(?: office)?|attorney[- ]general(?:'s)?|general prosecutor|constitutional council"),
        ("MIL", r"armed forces|air force|coast ?guard|security forces|chief of staff|special forces|defen[cs]e (?:chief|forces)|"
                r"major[- ]general|lieutenant[- ]general|brigadier[- ]general|commander[- ]in[- ]chief|army (?:officers?|guards)|"
                r"presidential guards?|peacekeeping mission|blue helmets|prisoners? of war|military (?:officers?|police|personnel|attache)|republican guards?|revolutionary guards?|national guard|naval (?:officers?|vessels?)|joint chiefs"),
        ("COP", r"commission against corruption|anti-terror(?:ism|ist)? (?:units?|squads?|police)|police (?!informant)\w+|anti-(?:drug|narcotics|graft|corruption)(?: \w+)?|border guards?|prison (?:guards?|officers?)|riot police|coast guards|homeland security|drug enforcement"),
        ("UAF", r"armed (?:men|man|groups?|gangs?)|unknown (?:gunmen|assailants|attackers|men)|suicide (?:\w+ )?bombers?|masked men|car bombers?"),
        ("LAB", r"trade unions?|labou?r unions?|oil workers|union leaders?"),
        ("SOC", r"non-?governmental|aid (?:workers?|groups?|agencies|organi[sz]ations?)|human rights (?:groups?|organi[sz]ations?|activists?|watch)|rights groups?|civil society|relief workers|red cross|red crescent"),
        ("CRM", r"organi[sz]ed crime|illegal (?:miners|loggers)|drug (?:traffick\w+|lords?|cartels?|gangs?|dealers?|smugglers?)|loan sharks?|\w*traffick(?:ing|er) \w+|crime (?:group|ring|boss|famil(?:y|ies)|syndicate)s?|criminal (?:groups?|gangs?|organi[sz]ations?)|gang members?"),
        ("REB", r"rebel \w+|(?:islamist|insurgent|separatist|militant|guerrilla|jihadist) (?:leadership|forces?|army|troops|soldiers|leaders?|commanders?|militia|positions)|guerrilla (?:leaders?|commanders?|fighters?|groups?)|militant groups?|armed opposition|opposition (?:forces|fighters|troops|commanders?|gunmen)|terror(?:ist)? (?:groups?|cells?|organi[sz]ations?|networks?|suspects?)|army of (?:god|islam)|military wings?|liberation (?:army|front)|people['’]s army"),
        ("PTY", r"(?:ruling|political) (?:party|parties|coalition|alliance)|party \w+"),
        ("OPP", r"opposition (?:demonstrators|protest[eo]rs|leaders?|part(?:y|ies)|figures?|activists?|candidates?|supporters|members|alliance|groups?|lawmakers|politicians?)|(?:pro-)?democracy (?:activists?|campaigners?)"),
        ("OPP", r"shadow (?:\w+ ){0,3}?(?:secretary|minister|chancellor|cabinet)"),
        ("MED", r"health professionals?"),
        ("BUS", r"private sector|chambers? of commerce|stock exchange|transport operators?|oil compan\w+|business (?:leaders?|community|delegation)|company officials?"),
        ("GOV", r"presidential (?:candidate(?= elect)|envoy|guard(?= x)|office|palace|spokes\w+)"),
    )
)  # fmt: skip
WORDS: dict[str, str] = {word: sector for sector, words in SECTORS for word in words.split()}
TOKEN = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
TAIL = re.compile(r"\s(?:of|in|for|from|at|on|who|which|that|with|to|near|by|inside|outside|across)\s|,|\(")
CROWD = re.compile(r"^(?:(?:about|some|several|many|the|a|large|small) )*(?:(?:tens|hundreds|thousands|dozens|scores|millions|number|group|majority) of )+", re.I)
# Countries that a description says without naming one.
GROUPS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(rf"\b(?:{pattern})\b", re.I))
    for code, pattern in (
        ("UNO", r"blue helmets|u\.?n\.? \w+|united nations"),
        ("NGO", r"ngos?|non[- ]?governmental|aid (?:groups|agencies|workers)|humanitarian (?:groups|agencies|organi[sz]ations)|rights groups"),
        ("IGO", r"multinational (?:\w+ )?(?:force|troops|peacekeepers)\w*|coalition (?:forces?|troops|soldiers)|[a-z]+-led coalition|international (?:\w+ )?(?:force|forces|troops|monitors|observers|peacekeepers|mediators|"
                r"donors|lenders|coalition)|g-?(?:7|8|20)(?:[^\w].*)?|south american common market|world powers|major powers"),
        ("MNC", r"multinational (?:compan\w+|corporations?)|foreign (?:oil )?compan\w+"),
    )
)  # fmt: skip
BACKED = re.compile(
    r"\b[A-Z][\w.]{0,40}-(?:backed|led|based|funded|allied|supported|trained|born|controlled|held|occupied|administered)\b"
    r"|\b(?:[Pp]ro|[Aa]nti|[Nn]on)[-‐‑–][A-Z]\w+|\b(?:South|Latin|Central|North|Native|African)[ -]American\w*"
)
HYPHEN = re.compile(r"[-–/]")
POSSESSIVE = re.compile(r"['’]s?$")


HEADS = frozenset("national public".split())  # say something as the head alone: "a Turkish national", not "the national council"
PARTY_OFFICES = frozenset("secretary president secretary-general".split())
YIELDING = frozenset({"GOV", "MIL"})
FOLLOWING = frozenset("activist activists supporters loyalists men workers veterans suspects suspect".split())
HOLDING = frozenset("government governments ministry administration".split())


@dataclass(frozen=True, slots=True)
class Code:
    """A code and the words that told it."""

    code: str
    by: str

    @property
    def yields(self) -> bool:
        """Whether the body that is held, served or followed may decide instead; "Taliban government" is one, whoever holds it."""
        return (self.code in YIELDING and self.by.lower() not in HOLDING) or self.by.lower() in FOLLOWING


@lru_cache(maxsize=1 << 14)  # articles say the same names and descriptions again and again
def sector_of(words: str) -> Code | None:
    """The sector that a description says; None where no rule knows it."""
    words = CROWD.sub("", words)
    head, tail = _parted(words)
    if tail and (across := [x for x in _phrases(words) if x[2].start() < len(head) < x[2].end()]):  # "minister of defence"
        return max(across, key=lambda x: x[:2])[3]
    told, after = _said(head), _said(tail)
    if told and after and after.code == "PTY" and told.by.lower() in PARTY_OFFICES:  # "general secretary of the Labour Party"
        return after
    return told or after or _open(head)


@lru_cache(maxsize=1 << 14)
def _parted(words: str) -> tuple[str, str]:
    m = TAIL.search(words, 1)
    return (words[: m.start()], words[m.end() :]) if m else (words, "")


def _said(words: str) -> Code | None:
    """Phrases first, of several the one that ends last; then single words from the head backwards."""
    if found := _phrases(words):
        return max(found, key=lambda x: x[:2])[3]
    for k, token in enumerate(reversed(TOKEN.findall(words))):
        for part in (token, *reversed(token.split("-"))):
            word = part.lower().removesuffix("'s").removesuffix("’s")
            if (sector := WORDS.get(word)) and not (k and word in HEADS):
                return Code(sector, part)
    return None


def _phrases(words: str) -> list[tuple[int, int, re.Match[str], Code]]:
    """Phrases by where they end and how long they are."""
    return [(m.end(), len(m[0]), m, Code(sector, m[0])) for sector, p in PHRASES for m in p.finditer(words)]


def _open(words: str) -> Code | None:
    for token in reversed(TOKEN.findall(words)):
        if sector := OPEN.get(token.lower()):
            return Code(sector, token)
    return None


def says_office(word: str) -> bool:
    """Whether a single word names an office, a body or a kind of people: "ambassador", "member"."""
    return word.lower() in WORDS or word.lower() in OPEN


def country_of(words: str, roster: Seen | None = None) -> Code | None:
    """The country that a description names: the words before the head first, by demonym, state, known body or capital."""
    head, tail = _parted(words)
    return _named(head, roster) or _grouped(head) or (None if SENT.search(words) else _named(tail, roster))


@lru_cache(maxsize=1 << 14)
def _grouped(words: str) -> Code | None:
    return next((Code(code, m[0]) for code, p in GROUPS if (m := p.search(words))), None)


def _named(words: str, roster: Seen | None) -> Code | None:
    for part in runs(words):
        if code := by_demonym(part) or by_name(part):
            return Code(code, part)
        if roster and (known := roster.find(part)) and known.type != "person" and known.country:
            return Code(known.country, part)
        if code := by_capital(part) or by_region(part):
            return Code(code, part)
    return None


def runs(words: str) -> Iterable[str]:
    """Runs of up to five words that start with a capital, longest first at each place; "Iran-backed" says nothing of whose they are."""
    return (run for _, _, run in _runs_kept(words))


def longest(words: str, of: Callable[[str], str | None]) -> Iterator[str]:
    """What `of` knows of the longest runs, each word once: "South Sudan" is no Sudan beside it."""
    taken = 0
    for start, end, run in _runs_kept(words):
        if start >= taken and (told := of(run)):
            taken = end
            yield told


def _runs_kept(words: str) -> Iterable[tuple[int, int, str]]:
    return _runs_cached(words) if len(words) < 200 else _runs(words)


@lru_cache(maxsize=1 << 14)
def _runs_cached(words: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(_runs(words))


def _runs(words: str) -> Iterator[tuple[int, int, str]]:
    """(first word, word after the last, run); parts of a hyphened word end where they start, so that none takes it from the next."""
    tokens = BACKED.sub(" ", words).split()
    for i, token in enumerate(tokens):
        if not token.lstrip("\"“'‘(#@")[:1].isupper():
            continue
        for n in range(min(5, len(tokens) - i), 0, -1):
            run = POSSESSIVE.sub("", " ".join(tokens[i : i + n]).strip(',;:()"“”#@')).removesuffix("-")
            yield i, i + n, run if is_dotted(run) else run.removesuffix(".")
        if HYPHEN.search(token):
            yield from ((i, i, part) for part in HYPHEN.split(token))


def names_people(words: str) -> bool:
    """Whether words are the plural of a people and no state: "Turks", which with "the" may stand for theirs."""
    return words.endswith("s") and bool(by_demonym(words)) and not by_name(words)


@lru_cache(maxsize=1 << 14)
def state_of(words: str) -> str | None:
    """The state that a bare name stands for as an actor: a country, a capital, "the Turks"."""
    return by_name(words) or by_capital(words) or by_demonym(words)
