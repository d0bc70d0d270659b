"""Names of places -> candidates. Compiled by training/gazetteer/build.py from GeoNames (CC BY 4.0)."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.errors import DamagedFile
from dateline.records import PlaceKind

FILE = Path(__file__).with_name("gazetteer.npz")
KINDS: tuple[PlaceKind, ...] = ("town", "division", "country", "continent", "region", "sea", "other")
SCALE = 10_000  # coordinates are kept as whole numbers of 1/10,000 degree
KEPT = 50_000
LEADING = frozenset((b" ", b"the ", b"al ", b"st "))  # what `fold` takes from a name of several words, or puts in another way
DROPPED = re.compile(r"[’'`.]")
PARTED = re.compile(r"[-‐–_/,\s]+")
SPECIAL = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """One key for the spellings of a name: case, accents, hyphens, "St.", a leading "the" and "al-" are levelled."""
    plain = name.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(SPECIAL))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = PARTED.sub(" ", DROPPED.sub("", plain)).strip()
    words = re.sub(r"^the |^al (?=\w{3})", "", words)
    return re.sub(r"^st ", "saint ", words)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean. `population` is that of a town or country, a rough size for the rest."""

    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int
    geonameid: int | None
    key: str = ""  # the name folded


class Gazetteer:
    """The shipped gazetteer, in arrays: small in memory, binary search by folded name, names found once kept."""

    def __init__(self, path: Path = FILE) -> None:
        if not path.exists():
            raise DamagedFile(
                f"{path} is missing: reinstall Dateline, or make it with `python -m training.gazetteer.build`"
            )
        with np.load(path, allow_pickle=False) as found:
            a = {k: found[k] for k in found.files}
        self._keys = a["keys"].tobytes().split(b"\n")
        self._entry: NDArray[np.uint32] = a["entry"]
        self._names = a["names"].tobytes().split(b"\n")
        self._codes = a["codes"].tobytes().decode().split("\n")
        self._admins = a["admins"].tobytes().decode().split("\n")
        self._arrays = a
        self._known: dict[str, tuple[Candidate, ...]] = {}
        self._first: dict[str, bool] = {}

    @classmethod
    def load(cls) -> Gazetteer:
        """Open the shipped file. Raises DamagedFile where it is missing."""
        return cls()

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """All places of that name, the most populous first; empty where there is none."""
        found = self._known.get(name)
        if found is None:
            if len(self._known) > KEPT:  # names of a long run: begin anew
                self._known.clear()
            found = self._known[name] = self._look(fold(name).encode("utf-8", "replace"))
        return found

    def begins(self, word: str) -> bool:
        """Whether some name of several words may begin with this one: most capitalised words of a text need no further look."""
        found = self._first.get(word)
        if found is None:
            if len(self._first) > KEPT:
                self._first.clear()
            key = fold(word).encode("utf-8", "replace") + b" "
            at = bisect_left(self._keys, key)
            found = key in LEADING or (at < len(self._keys) and self._keys[at].startswith(key))
            self._first[word] = found
        return found

    def _look(self, key: bytes) -> tuple[Candidate, ...]:
        first = bisect_left(self._keys, key)
        if first == len(self._keys) or self._keys[first] != key:
            return ()
        last = bisect_right(self._keys, key, first)
        return tuple(sorted((self._candidate(int(i)) for i in self._entry[first:last]), key=lambda c: -c.population))

    def _candidate(self, i: int) -> Candidate:
        a, name = self._arrays, self._names[i].decode()
        return Candidate(
            name, KINDS[int(a["kind"][i])], self._codes[int(a["country"][i])] or None,
            self._admins[int(a["admin1"][i])] or None, int(a["lat"][i]) / SCALE, int(a["lon"][i]) / SCALE,
            int(a["population"][i]), int(a["geonameid"][i]) or None, fold(name),
        )  # fmt: skip
