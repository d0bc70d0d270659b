"""What the gate knows of a figure: the records, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One quality figure, higher is better unless `falling`. `best`: the best known figure of the field, in words.

    `least` is what it must reach, `aim` what it should; a falling figure, such as an error, must come down to them.
    """

    name: str
    what: str
    best: str = ""
    aim: float | None = None
    least: float | None = None
    falling: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """Scores by figure name; `beside`: a note shown next to a figure, such as a baseline; `errors`: one line each."""

    scores: Mapping[str, float]
    beside: Mapping[str, str] = field(default_factory=dict)
    errors: Sequence[str] = ()

    def __add__(self, other: Result) -> Result:
        """Both, as the result of one measure."""
        return Result({**self.scores, **other.scores}, {**self.beside, **other.beside}, (*self.errors, *other.errors))


@dataclass(frozen=True, slots=True)
class Measure:
    """One run over some data that gives one or more figures.

    `data`: files and folders below the shared folder; `own`: files below `evals/data/`.
    """

    run: Callable[[Path], Result]
    data: tuple[str, ...]
    figures: tuple[Figure, ...]
    own: tuple[str, ...] = ()
