"""What the readers of a page hand over."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records import Caption, Link


@dataclass(frozen=True, slots=True)
class Found:
    """Main text and what the page says of itself; see Article for the meaning of each."""

    text: str
    title: str | None = None
    standfirst: str | None = None
    section: str | None = None
    site: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    tags: tuple[str, ...] = ()
    captions: tuple[Caption, ...] = ()
    links: tuple[Link, ...] = ()
