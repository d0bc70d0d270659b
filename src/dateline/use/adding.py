"""Sources -> archive. Texts that are kept already are not read again, so a second run over the same folder takes seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from os import PathLike

from dateline.records import Article, Coded, Reject
from dateline.store.archive import Added, Archive
from dateline.store.archive.archive import BATCH
from dateline.use.cluster.out import Out
from dateline.use.cluster.restore import restored
from dateline.use.coder import Coder
from dateline.use.handover import Server


def add_sources(archive: Archive | Server, coder: Coder, *sources: str | PathLike[str]) -> Iterator[Added | Reject]:
    """Code what the sources hold and add it; what became of each article, once it is on the disk."""
    yield from add_articles(archive, coder, coder.articles(*sources))


def add_articles(
    archive: Archive | Server, coder: Coder, some: Iterable[Article | Reject], *, batch: int = BATCH
) -> Iterator[Added | Reject]:
    """The same from articles on. batch: how many are on the disk at once; small ones show sooner what became of them."""
    stream = iter(some)
    while chunk := list(islice(stream, batch)):
        yield from archive.add(_coded(archive, coder, chunk), coder.made_by)


def add_run(archive: Archive | Server, folder: str | PathLike[str]) -> Iterator[Added | Reject]:
    """Add what `dateline run` coded into a folder, under the versions that coded it."""
    out = Out(str(folder))
    yield from archive.add(restored(out), out.made_by)


def _coded(archive: Archive | Server, coder: Coder, some: Sequence[Article | Reject]) -> list[Coded | Reject]:
    """Each item coded, but for articles whose words are kept already: those pass as they are, to be judged known."""
    articles = [item for item in some if isinstance(item, Article)]
    known = dict(zip(map(id, articles), archive.knows(articles), strict=True))
    fresh = iter(list(coder.code_articles([a for a in articles if not known[id(a)]])))
    return [
        item if isinstance(item, Reject) else Coded(item, skipped=item.skipped) if known[id(item)] else next(fresh)
        for item in some
    ]
