"""Place names -> places on the map; the place of each event."""

from dateline.resolve.where.event import event_place
from dateline.resolve.where.find import find_places
from dateline.resolve.where.gazetteer import Gazetteer

__all__ = ["Gazetteer", "event_place", "find_places"]
