"""Anything a user can point at -> Page."""

from dateline.ingest.sources.pick import open_sources

__all__ = ["open_sources"]
