"""Rows of the table of speeds, and their measurement."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

__all__ = ["Pair", "Result", "Row", "Sides", "Task", "lazily", "measure", "pair_of", "seconds"]

_LONG = 5  # seconds

Task = Callable[[], object]
"""A task to time. Its result is dropped after the time is taken."""


class Pair(NamedTuple):
    """Two tasks to compare.

    Attributes:
        ours: The task of this library.
        theirs: The measure for it.
        reset: Prepares each task, such as with papers that were not used before. It isn't timed.
    """

    ours: Task
    theirs: Task
    reset: Task = bool


class Row(NamedTuple):
    """A row of the table: a job, the measure for it, and the largest ratio that is good enough.

    Attributes:
        name: The job.
        against: The measure.
        goal: The largest ratio that meets the goal.
        prepare: Makes the two tasks for a number of papers, or returns two sizes in bytes.
        inner: The number of repetitions of each task in a run, for short tasks.
        unit: ``"s"``, or ``"B"`` if the row compares two sizes.
        file: A file that the tasks read, if it isn't in the repository.
        grows: Whether the size of the tasks depends on the number of papers.
    """

    name: str
    against: str
    goal: float
    prepare: Callable[[int], Pair | Sides]
    inner: int = 1
    unit: Literal["s", "B"] = "s"
    file: Path | None = None
    grows: bool = True

    def available(self) -> bool:
        """Return whether the row can be measured here."""
        return self.file is None or self.file.exists()


class Sides(NamedTuple):
    """Two sizes to compare, in bytes."""

    ours: float
    theirs: float


class Result(NamedTuple):
    """The result of a row.

    Attributes:
        ours: The median of our side, in seconds or bytes.
        theirs: The median of the other side.
        ratio: The median of the ratios of each run.
    """

    ours: float
    theirs: float
    ratio: float


def lazily(make: Callable[[], Task]) -> Task:
    """Return a task that is made when it first runs, such as from values that need much memory."""
    task = cache(make)
    return lambda: task()()


def measure(row: Row, papers: int, runs: int, clock: Callable[[], float]) -> Result:
    """Measure both sides of a row, alternately, so that they share the load of the machine.

    Args:
        row: The row.
        papers: The number of papers.
        runs: The number of runs.
        clock: `time.perf_counter`, or `time.process_time` on a machine with other load.
    """
    sides = row.prepare(papers)
    if isinstance(sides, Sides):
        return Result(sides.ours, sides.theirs, sides.ours / sides.theirs)
    times = list(_runs(sides, runs, row.inner, clock))
    ours, theirs = zip(*times, strict=True)
    ratios = [our / their for our, their in times]
    median = statistics.median
    return Result(median(ours), median(theirs), median(ratios))


def pair_of(row: Row, papers: int) -> Pair:
    """Return the two tasks of a row that compares times."""
    pair = row.prepare(papers)
    if isinstance(pair, Sides):
        raise TypeError(f"no times are compared: {row.name}")
    return pair


def seconds(row: Row, papers: int, runs: int, clock: Callable[[], float]) -> float:
    """Return the median time of our side of a row.

    A task that takes long runs once.
    """
    pair = pair_of(row, papers)
    times = [_seconds(pair.ours, pair.reset, row.inner, clock)]
    if times[0] > _LONG:
        return times[0]
    return statistics.median(_seconds(pair.ours, pair.reset, row.inner, clock) for _ in range(runs))


def _runs(
    pair: Pair, runs: int, inner: int, clock: Callable[[], float]
) -> Iterator[tuple[float, float]]:
    for task in (pair.ours, pair.theirs):
        pair.reset()
        task()  # imports and caches that last
    for _ in range(runs):
        ours, theirs = (
            _seconds(task, pair.reset, inner, clock) for task in (pair.ours, pair.theirs)
        )
        yield ours, theirs


def _seconds(task: Task, reset: Task, inner: int, clock: Callable[[], float]) -> float:
    reset()
    gc.collect()
    start = clock()
    for _ in range(inner):
        result = task()
    elapsed = (clock() - start) / inner
    del result  # after the measurement
    return max(elapsed, 1e-9)
