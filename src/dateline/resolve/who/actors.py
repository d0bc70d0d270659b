"""Mentions -> actors: one record each, with names, titles, country and sector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.records import Actor, Article, DatedRole, Place, Reading
from dateline.resolve.countries import by_demonym, name_of
from dateline.resolve.who.affiliation import Affiliation
from dateline.resolve.who.cast import Cast
from dateline.resolve.who.draft import Draft
from dateline.resolve.who.roster import Roster, Seen
from dateline.resolve.who.setting import Setting
from dateline.resolve.who.speech import full_cast


@dataclass(frozen=True, slots=True)
class Actors:
    """of_mention: actor id by mention index; members: mentions that stand for several actors, or for one who speaks as "we"."""

    actors: tuple[Actor, ...]
    of_mention: tuple[str | None, ...]
    members: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The cast of an article, the drafts of it that become actors, and the rules by which they are coded."""

    cast: Cast
    kept: tuple[Draft, ...]
    affiliation: Affiliation
    roster: Seen


def find_actors(article: Article, reading: Reading, roster: Roster, places: Sequence[Place] = ()) -> Actors:
    """Every person, body and group of the article, joined and coded; places only where they act. Linear in the length of the text.

    `places`: those that find_places put on the map; they tell the country of people where the text names none.
    """
    found = gather(article, reading, roster, places)
    ids = {d.id for d in found.kept}
    of_mention = tuple(d.id if d and d.id in ids else None for d in found.cast.of_mention)
    members = {i: told for i, told in found.cast.members.items() if ids.issuperset(told)}
    return Actors(tuple(_actor(d, article, found.roster, found.affiliation) for d in found.kept), of_mention, members)


def gather(article: Article, reading: Reading, roster: Roster, places: Sequence[Place] = ()) -> Gathered:
    """Mentions joined, nothing coded yet."""
    setting = Setting.of(article, places, reading.mentions)
    seen = roster.seen(_day(article), setting.about)
    cast = full_cast(article, reading, seen)
    meant = {told for i in cast.playing for told in cast.members.get(i, ())}  # China where "the two countries" act
    kept = tuple(
        d for d in cast.drafts if d.names and (d.type != "place" or d.id in meant or not cast.playing.isdisjoint(d.mentions))
    )
    return Gathered(cast, kept, Affiliation(article, cast, seen, setting, places), seen)


def _actor(draft: Draft, article: Article, roster: Seen, affiliation: Affiliation) -> Actor:
    name = draft.name
    codes = affiliation.codes(draft)
    known = roster.find(name)
    day = roster.day
    roles = {(p.title, p.body): DatedRole(p.title, _state_or(p.body) if p.body else None, day) for p in draft.posts}
    full = known.name if known and draft.type != "person" and name.isupper() else name
    if draft.type != "person" and codes.sector == "GOV":  # of "an Israeli air strike"
        full = _state_or(full)
    return Actor(
        draft.id, full, draft.type, codes.country, codes.sector, tuple(sorted(draft.mentions)), codes.confidence, codes.why,
        tuple(dict.fromkeys(n for n in draft.names if n != full)), codes.others, tuple(roles.values()),
    )  # fmt: skip


def _day(article: Article) -> str | None:
    """The day of publication; None where it cannot be read as one."""
    try:
        return date.fromisoformat((article.published or "")[:10]).isoformat()
    except ValueError:
        return None


def _state_or(body: str) -> str:
    """A body, or the state that a people stands for: "Ukrainian" before a title says Ukraine."""
    state = by_demonym(body)
    return (name_of(state) if state else None) or body
