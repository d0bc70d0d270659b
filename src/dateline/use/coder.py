"""The Python door: `for coded in Coder().code("page.html"): ...`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from os import PathLike
from typing import Any

from dateline import flow
from dateline.read.reader import Reader, Reads
from dateline.records import Article, Coded, Reject
from dateline.resolve.explain import Explained, explain
from dateline.resolve.where import Gazetteer
from dateline.resolve.who import Roster
from dateline.settings import Settings
from dateline.store.archive import MadeBy
from dateline.use.export import article_dict, to_arrow


class Coder:
    """Reads pages and gives coded articles. Loads model, gazetteer and roster once; safe to keep for a whole run.

    reader: any object with `begin`, such as a FakeReader; the shipped network where None.
    """

    def __init__(self, settings: Settings | None = None, *, reader: Reads | None = None) -> None:
        self.settings = settings or Settings()
        with ThreadPoolExecutor(1) as aside:  # the weights open while gazetteer and roster load
            opened: Callable[[], Reads] = (lambda: reader) if reader else aside.submit(self._open).result
            self._world = flow.World(Gazetteer.load(), Roster.load(self.settings.roster))
            self._reader = opened()

    def _open(self) -> Reader:
        return Reader(self.settings.model, threads=self.settings.threads, least=self.settings.min_confidence)

    def run(self, *sources: str | PathLike[str]) -> Iterator[Coded | Reject]:
        """Coded articles and, in their place, what could not be read and why."""
        return flow.code([str(s) for s in sources], self._reader, self._world, self.settings)

    def code(self, *sources: str | PathLike[str]) -> Iterator[Coded]:
        """Coded articles alone; see `run` for those that could not be read."""
        return (item for item in self.run(*sources) if isinstance(item, Coded))

    def articles(self, *sources: str | PathLike[str]) -> Iterator[Article | Reject]:
        """What the sources hold, before it is read by the network."""
        return flow.articles([str(s) for s in sources], self.settings)

    def code_articles(self, some: Iterable[Article | Reject]) -> Iterator[Coded | Reject]:
        """Articles that are at hand already, coded."""
        return flow.code_articles(some, self._reader, self._world, self.settings)

    def explain(self, *sources: str | PathLike[str], most: int = 5) -> Iterator[Explained | Reject]:
        """Why each article is coded as it is, at most `most` candidates a decision; and, in its place, what could not be read."""
        for item in self.articles(*sources):
            if isinstance(item, Reject):
                yield item
                continue
            reading = self._reader.begin(item)()
            coded = flow.resolve(item, reading, self._world, self.settings)
            yield explain(coded, reading, self._world.gazetteer, self._world.roster, most)

    @property
    def roster(self) -> Roster:
        """The known actors, for an archive that is to share them."""
        return self._world.roster

    @property
    def made_by(self) -> MadeBy:
        """The versions that an archive keeps beside what this coder makes."""
        model = getattr(self._reader, "model", None)
        weights = model.settings["sha256"]["reader.onnx"][:12] if model else ""
        name = f"{model.name} {weights}" if model else type(self._reader).__name__
        return MadeBy(f"dateline {version('dateline')}", name)

    def to_dicts(self, *sources: str | PathLike[str]) -> list[dict[str, Any]]:
        """Articles as plain dicts, in the JSON contract."""
        return [article_dict(coded) for coded in self.code(*sources)]

    def to_arrow(self, *sources: str | PathLike[str]) -> Any:
        """One event a row, as a pyarrow.Table for pandas and polars. Needs `pip install "dateline[arrow]"`."""
        return to_arrow(self.code(*sources))
