"""Names of places -> candidates. Compiled by training/gazetteer/build.py from GeoNames (CC BY 4.0)."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.errors import DamagedFile
from dateline.records import PlaceKind

FILE = Path(__file__).with_name("gazetteer.npz")
KINDS: tuple[PlaceKind, ...] = ("town", "division", "country", "continent", "region", "sea", "other")
DROPPED = re.compile(r"[’'`.]")
PARTED = re.compile(r"[-‐–_/,\s]+")
SPECIAL = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


def fold(name: str) -> str:
    """One key for the spellings of a name: case, accents, hyphens, "St.", a leading "the" and "al-" are levelled."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(SPECIAL))
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


class Gazetteer:
    """The shipped gazetteer, in arrays: small in memory, binary search by folded name."""

    def __init__(self, path: Path = FILE) -> None:
        if not path.exists():
            raise DamagedFile(
                f"{path} is missing: reinstall Dateline, or make it with `python -m training.gazetteer.build`"
            )
        with np.load(path, allow_pickle=False) as found:
            a = {k: found[k] for k in found.files}
        self._keys = a["keys"].tobytes().split(b"\n")
        self._entry: NDArray[np.uint32] = a["entry"]
        self._names = a["names"].tobytes().decode().split("\n")
        self._arrays = a
        self._codes = a["codes"].tobytes().decode().split("\n")
        self._admins = a["admins"].tobytes().decode().split("\n")

    @classmethod
    def load(cls) -> Gazetteer:
        """Open the shipped file. Raises DamagedFile where it is missing."""
        return cls()

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """All places of that name, the most populous first; empty where there is none."""
        key = fold(name).encode("utf-8", "replace")
        first, last = bisect_left(self._keys, key), bisect_right(self._keys, key)
        found = [self._candidate(int(i)) for i in self._entry[first:last]]
        return tuple(sorted(found, key=lambda c: -c.population))

    def _candidate(self, i: int) -> Candidate:
        a = self._arrays
        lat, lon = (round(float(x), 4) for x in a["place"][i])
        return Candidate(
            self._names[i], KINDS[int(a["kind"][i])], self._codes[int(a["country"][i])] or None, self._admins[int(a["admin1"][i])] or None,
            lat, lon, int(a["population"][i]), int(a["geonameid"][i]) or None,
        )  # fmt: skip
