"""What the reader itself says of how mentions belong together or act on one another, by index of mention."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from dateline.records import Mention, Offsets, Reading, TieName

# From what confidence a tie is believed. Of 0.5, 0.6 and 0.7 the last codes most countries and sectors of the 48 held-out articles rightly:
# 0.870 and 0.862, without ties 0.862 and 0.859; the others 0.867 to 0.870 and 0.859.
LEAST = 0.7


class Tied:
    """The ties that are believed: titles by who bears them, the others by their head."""

    def __init__(self, reading: Reading) -> None:
        believed = [t for t in reading.ties if t.confidence >= LEAST]
        self._tail = {(t.name, t.head): t.tail for t in believed}
        self._titles: dict[int, list[int]] = {}
        people = sorted((m.start, m.end) for m in reading.mentions if m.type == "person")
        for tie in believed:
            if tie.name == "title_of" and not _of_another(reading.mentions[tie.head], reading.mentions[tie.tail], people):
                self._titles.setdefault(tie.tail, []).append(tie.head)
        self._reached: dict[int, set[int]] = {}
        self._reaching: dict[int, set[int]] = {}
        for trigger in reading.triggers:
            actors, recipients = ({r.mention for r in trigger.roles if r.name == name} for name in ("actor", "recipient"))
            for a in actors:
                self._reached.setdefault(a, set()).update(recipients)
            for r in recipients:
                self._reaching.setdefault(r, set()).update(actors)

    def same(self, index: int) -> int | None:
        """The earlier mention that this one is the same as."""
        return self._tail.get(("same", index))

    def titles(self, index: int) -> Sequence[int]:
        """Titles of whom a mention names."""
        return self._titles.get(index, ())

    def places(self, mentions: Sequence[int]) -> Iterator[int]:
        """The places that these mentions belong to."""
        name: TieName = "based_in"
        yield from (self._tail[name, i] for i in mentions if (name, i) in self._tail)

    def facing(self, index: int) -> Collection[int]:
        """Those on whom a mention acts, or who act on it."""
        return {*self.reached(index), *self._reaching.get(index, ())}

    def reached(self, index: int) -> Collection[int]:
        """Those on whom a mention acts."""
        return self._reached.get(index, ())


def _of_another(title: Mention, bearer: Mention, people: Sequence[Offsets]) -> bool:
    """Whether a title stands in or right before the mention of someone else: of "she met Foreign Minister Ali" it is Ali's."""
    k = bisect_right(people, title.end + 1, key=lambda p: p[0]) - 1
    start, end = people[k] if k >= 0 else (0, 0)
    return start != bearer.start and title.end < end and (start <= title.start or start == title.end + 1)
