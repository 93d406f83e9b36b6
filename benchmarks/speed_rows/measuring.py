"""Rows of the table of speeds, and their measurement."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Iterator
from typing import NamedTuple

__all__ = ["Pair", "Result", "Row", "Sides", "Task", "measure"]

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
    """

    name: str
    against: str
    goal: float
    prepare: Callable[[int], Pair | Sides]
    inner: int = 1


class Sides(NamedTuple):
    """Two sizes to compare, in bytes."""

    ours: float
    theirs: float


class Result(NamedTuple):
    """The result of a row.

    Attributes:
        row: The row.
        ours: The median of our side, in seconds or bytes.
        theirs: The median of the other side.
        ratio: The median of the ratios of each run.
        unit: ``"s"`` or ``"B"``.
    """

    row: Row
    ours: float
    theirs: float
    ratio: float
    unit: str


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
        return Result(row, sides.ours, sides.theirs, sides.ours / sides.theirs, "B")
    times = list(_runs(sides, runs, row.inner, clock))
    ours, theirs = zip(*times, strict=True)
    ratios = [our / their for our, their in times]
    median = statistics.median
    return Result(row, median(ours), median(theirs), median(ratios), "s")


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
