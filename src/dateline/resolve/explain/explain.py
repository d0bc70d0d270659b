"""All decisions of one article. Coding pays nothing for it: the steps are asked again for what they weighed."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records import Coded, Reading, Time
from dateline.resolve.explain.events import TriggerTold, triggers_told
from dateline.resolve.explain.when import DateTold, dates_told
from dateline.resolve.explain.where import PlaceTold, places_told
from dateline.resolve.explain.who import ActorTold, PointsAt, actors_told
from dateline.resolve.when.find import anchor_of
from dateline.resolve.where import Gazetteer
from dateline.resolve.who import Roster
from dateline.resolve.whole import made_whole


@dataclass(frozen=True, slots=True)
class Explained:
    """Decisions in the order of the text. `anchor` is the day that "Sunday" and the like are counted from, None where unknown."""

    id: str
    title: str | None
    anchor: str | None
    anchor_is: str
    times: tuple[Time, ...]
    dates: tuple[DateTold, ...]
    places: tuple[PlaceTold, ...]
    actors: tuple[ActorTold, ...]
    shared: tuple[PointsAt, ...]
    triggers: tuple[TriggerTold, ...]


def explain(coded: Coded, reading: Reading, gazetteer: Gazetteer, roster: Roster, most: int = 5) -> Explained:
    """The decisions behind a coded article, from the reading that it was made of; at most `most` candidates each."""
    article = coded.article
    reading = made_whole(article, reading)
    anchor = anchor_of(article)
    actors, shared = actors_told(coded, reading, roster)
    return Explained(
        article.id,
        article.title,
        anchor.day.isoformat() if anchor.day else None,
        anchor.name,
        coded.times,
        dates_told(coded, reading, most),
        places_told(article, reading, gazetteer, most),
        actors,
        shared,
        triggers_told(coded, reading, most),
    )
