"""Types of events whose time and place are told alike: what is said, where people meet, what is done by force."""

from __future__ import annotations

SPEECH = frozenset("REQUEST ACCUSE REJECT THREATEN SUPPORT AGREE CONCEDE".split())
MEETING = frozenset({"CONSULT"})
FORCE = frozenset("ASSAULT COERCE MOBILIZE PROTEST".split())
