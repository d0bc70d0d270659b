"""Mentions -> actors with names, titles, countries and sectors."""

from dateline.resolve.who.actors import Actors, find_actors
from dateline.resolve.who.roster import Roster

__all__ = ["Actors", "Roster", "find_actors"]
