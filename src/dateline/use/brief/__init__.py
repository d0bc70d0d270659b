"""A brief: what an archive says of an actor, a dyad or a place, every line with its sources. gather -> doubts, cast -> pages."""

from dateline.use.brief.entry import Entry
from dateline.use.brief.gather import Brief, brief
from dateline.use.brief.pages import html, markdown

__all__ = ["Brief", "Entry", "brief", "html", "markdown"]
