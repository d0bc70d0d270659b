"""Feeds -> archive, for days on end: asked politely, each page once, nothing lost when the network or the process is."""

from dateline.use.follow.clock import Clock, Wall
from dateline.use.follow.follower import Follower
from dateline.use.follow.pace import Pace, addresses
from dateline.use.follow.state import State

__all__ = ["Clock", "Follower", "Pace", "State", "Wall", "addresses"]
