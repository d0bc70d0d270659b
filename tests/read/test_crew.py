from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event

import pytest

from dateline.read.crew import Crew

WAIT = 5.0  # seconds; only a broken crew takes as long


class Job:
    """Work that says when it began and lasts until it may end."""

    def __init__(self) -> None:
        self.begun, self.end = Event(), Event()

    def __call__(self) -> str:
        self.begun.set()
        assert self.end.wait(WAIT)
        return "done"


def started(crew: Crew, *jobs: Job) -> list[Callable[[], str]]:
    return [crew.begin(job) for job in jobs]


def test_one_processor_is_left_to_the_caller() -> None:
    first, second = Job(), Job()
    results = started(Crew(2), first, second)
    assert first.begun.wait(WAIT)
    assert not second.begun.wait(0.1)
    first.end.set()
    assert second.begun.wait(WAIT)
    second.end.set()
    assert [r() for r in results] == ["done", "done"]


def test_all_work_while_the_caller_waits() -> None:
    first, second = Job(), Job()

    def third() -> str:  # ends only when both of the others are at work, and lets them end
        assert first.begun.wait(WAIT)
        assert second.begun.wait(WAIT)
        first.end.set()
        second.end.set()
        return "third"

    crew = Crew(3)
    results = started(crew, first, second)
    assert crew.begin(third)() == "third"
    assert [r() for r in results] == ["done", "done"]


def test_one_thread_is_enough() -> None:
    crew = Crew(1)
    results = [crew.begin(partial(pow, n, 2)) for n in range(20)]
    assert [r() for r in results] == [n * n for n in range(20)]


def test_what_the_work_raises_reaches_the_caller() -> None:
    def fails() -> None:
        raise ValueError("a damaged window")

    crew = Crew(2)
    result = crew.begin(fails)
    with pytest.raises(ValueError, match="damaged"):
        result()
    assert crew.begin(lambda: 7)() == 7
