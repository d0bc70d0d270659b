"""The records that flow: Page -> Article -> Reading -> Coded.

Offsets everywhere count characters of `Article.text` (Python str), end exclusive.
Every choice that a person might doubt carries `confidence` (0 to 1) and `why` (one short sentence).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Offsets: TypeAlias = tuple[int, int]

MentionType = Literal["person", "organisation", "group", "place", "facility", "title", "time", "quantity", "weapon"]
RoleName = Literal["actor", "recipient", "place", "time", "killed", "injured"]
TieName = Literal["same", "title_of", "member_of", "based_in"]
Precision = Literal[
    "minute", "day", "week", "month", "season", "quarter", "year", "decade", "interval", "inferred", "vague"
]
PlaceKind = Literal["town", "division", "country", "continent", "region", "sea", "other"]


# ---- ingest -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """One document as it came: bytes of a page, or a row whose text is already clean.

    `kind` "html" and "bare" (a page saved as text) go through extraction; "clean" text is kept to the letter.
    `given` holds what the source itself states (title, published, url, authors, site ...), as strings or lists of them.
    """

    id: str
    source: str
    kind: Literal["html", "bare", "clean"]
    body: bytes | str
    given: dict[str, str | list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reject:
    """An input that gave no article, with the reason."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Caption:
    text: str
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The "ERBIL (Kurdistan 24) –" that opens a report; `date` is ISO, None where it names none."""

    start: int
    end: int
    place: str | None = None
    agency: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article. `published` is ISO (date, or date and time with zone); `sentences` cover `text` in order."""

    id: str
    source: str
    text: str
    sentences: tuple[Offsets, ...] = ()
    language: str | None = None
    title: str | None = None
    standfirst: str | None = None
    section: str | None = None
    site: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    tags: tuple[str, ...] = ()
    captions: tuple[Caption, ...] = ()
    links: tuple[Link, ...] = ()
    dateline: Dateline | None = None
    skipped: tuple[Skipped, ...] = ()


# ---- read ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name someone, somewhere, some time or some amount."""

    start: int
    end: int
    type: MentionType
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Role:
    """Ties a trigger to the mention at index `mention` of the same Reading."""

    name: RoleName
    mention: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Hint:
    """A piece of words that may tell when or where an event happened, and the reader's chance that it does, mostly far from a role's."""

    name: RoleName
    start: int
    end: int
    chance: float


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that express an event, with its PLOVER type, modes, aux flags and roles.

    `hints`: pieces of words that may give its time or place. `seen`: the characters among which the reader sought them,
    where words without a hint are unlikely; None of a reader that gives no hints.
    """

    start: int
    end: int
    type: str
    modes: tuple[str, ...] = ()
    aux: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    confidence: float = 1.0
    hints: tuple[Hint, ...] = ()
    seen: Offsets | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """`head` is same as / title of / member of / based in `tail` (indexes into `Reading.mentions`)."""

    name: TieName
    head: int
    tail: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Context:
    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model read in one article; mentions and triggers in the order of the text.

    Roles and ties point to `mentions`; `second` are further ones, in or around them or of another type, for whoever looks for names.
    """

    mentions: tuple[Mention, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    ties: tuple[Tie, ...] = ()
    contexts: tuple[Context, ...] = ()
    second: tuple[Mention, ...] = ()


# ---- resolve ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression and its value: ISO date, coarser date, week, quarter, season, half, interval `a/b`; None if vague."""

    start: int
    end: int
    text: str
    value: str | None
    type: Literal["date", "time", "duration", "set"]
    precision: Precision
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place name and what it stands for; coordinates None where it stayed unresolved (the raw name is always kept)."""

    start: int
    end: int
    text: str
    name: str
    kind: PlaceKind
    confidence: float
    why: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None


@dataclass(frozen=True, slots=True)
class DatedRole:
    """A title or post, attested on the day `on` (ISO, or None)."""

    title: str
    organisation: str | None = None
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """One person, body or group of the article; `mentions` are indexes into `Coded.mentions`."""

    id: str
    name: str
    type: Literal["person", "organisation", "group", "place"]
    country: str | None
    sector: str | None
    mentions: tuple[int, ...]
    confidence: float
    why: str
    aliases: tuple[str, ...] = ()
    other_sectors: tuple[str, ...] = ()
    roles: tuple[DatedRole, ...] = ()


@dataclass(frozen=True, slots=True)
class CodedMention:
    start: int
    end: int
    text: str
    type: MentionType
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part. `start`, `end` None where implied, and then `why` says by what."""

    text: str | None
    name: str
    start: int | None = None
    end: int | None = None
    id: str | None = None
    country: str | None = None
    sector: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class EventDate:
    value: str | None
    precision: Precision
    confidence: float
    why: str
    text: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class EventPlace:
    name: str
    confidence: float
    why: str
    text: str | None = None
    start: int | None = None
    end: int | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """One PLOVER event. `killed` and `injured` are (lowest, highest); `also` are further triggers of the same event."""

    id: str
    type: str
    modes: tuple[str, ...]
    quad: str
    intensity: float
    trigger: Span
    sentence: int
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    date: EventDate | None
    place: EventPlace | None
    killed: Offsets | None
    injured: Offsets | None
    aux: tuple[str, ...]
    also: tuple[Offsets, ...]
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Coded:
    """One coded article: what was read in it, resolved, and assembled into events."""

    article: Article
    mentions: tuple[CodedMention, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    contexts: tuple[Context, ...] = ()
    skipped: tuple[Skipped, ...] = ()
