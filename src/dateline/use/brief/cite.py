"""Numbered citations: one a sentence of an article, in the order in which they are first used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cite:
    """One sentence and where it stands. `link` is None where the article has no web address."""

    number: int
    words: str
    article: str
    title: str | None
    site: str | None
    published: str | None
    source: str

    @property
    def link(self) -> str | None:
        return self.source if self.source.startswith(("http://", "https://")) else None


class Cites:
    """Gives each sentence its number."""

    def __init__(self) -> None:
        self._cites: dict[tuple[str, int], Cite] = {}

    def of(self, told: Iterable[Row]) -> tuple[int, ...]:
        """Numbers of some rows, which have article_id, sentence, words, title, site, published and source."""
        return tuple(dict.fromkeys(self._one(row) for row in told))

    def _one(self, row: Row) -> int:
        at = (row["article_id"], row["sentence"])
        if at not in self._cites:
            day = str(row["published"])[:10] if row["published"] else None
            words = " ".join(row["words"].split())
            self._cites[at] = Cite(len(self._cites) + 1, words, at[0], row["title"], row["site"], day, row["source"])
        return self._cites[at].number

    @property
    def all(self) -> list[Cite]:
        return list(self._cites.values())
