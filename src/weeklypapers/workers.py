"""Calls of a function for many sources, in several processes where that is faster."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from time import process_time
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from weeklypapers.files import FoundSource, size_of
from weeklypapers.model.errors import InvalidValueError, WeeklyPapersError, show

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["map_sources"]

T = TypeVar("T")
_Function: TypeAlias = Callable[[FoundSource], T]

_TASK = 1_000_000  # bytes: much work for one task, and enough tasks for all processes
# Other processes help with work of so many seconds that takes so long per byte. Papers have to come
# back from them, which takes about as long as reading a weekly table. Starting them takes 0.1 s.
_LEAST_SECONDS = 0.5
_LEAST_SECONDS_PER_BYTE = 50e-9
_NO_PROCESSES = sys.platform in ("emscripten", "wasi")


class _Task(NamedTuple):
    """Sources for one process: some files, or one source that only this process can read.

    Attributes:
        sources: The sources.
        size: The size of the files in bytes; None for another source.
    """

    sources: list[FoundSource]
    size: int | None


def map_sources(
    function: _Function[T], sources: Sequence[FoundSource], workers: int
) -> Iterator[T]:
    """Yield the result of a function for each source, in order.

    The first sources are read in this process, which shows whether others would be faster.

    Args:
        function: A function that other processes can import, or a partial of one.
        sources: The sources. Other processes read files only.
        workers: The number of processes; 1 for this one only.

    Raises:
        InvalidValueError: `workers` is not a positive number.
        WeeklyPapersError: A process ended without a result.
    """
    if type(workers) is not int or workers < 1:
        raise InvalidValueError(f"workers must be a number of processes, got {show(workers)}")
    if workers == 1 or _NO_PROCESSES:
        return map(function, sources)
    return _in_processes(function, list(_tasks(sources)), workers)


def _tasks(sources: Sequence[FoundSource]) -> Iterator[_Task]:
    files: list[FoundSource] = []
    total = 0
    for source in sources:
        size = size_of(source.source)
        if files and (size is None or total + size > _TASK):
            yield _Task(files, total)
            files, total = [], 0
        if size is None:
            yield _Task([source], None)
        else:
            files.append(source)
            total += size
    if files:
        yield _Task(files, total)


def _in_processes(function: _Function[T], tasks: list[_Task], workers: int) -> Iterator[T]:
    """Yield the results of all tasks, those of the first ones from this process."""
    seconds, size, left = 0.0, 0, sum(task.size or 0 for task in tasks)
    while tasks:
        per_byte = seconds / size if size else 0
        if per_byte > _LEAST_SECONDS_PER_BYTE and per_byte * left > _LEAST_SECONDS:
            break
        task = tasks.pop(0)
        start = process_time()
        results = _call(function, task.sources)
        if task.size is not None:
            seconds += process_time() - start
            size, left = size + task.size, left - task.size
        yield from results
    if tasks:
        yield from _in_pool(function, tasks, workers)


def _in_pool(function: _Function[T], tasks: Sequence[_Task], workers: int) -> Iterator[T]:
    """Yield the results of tasks from a pool of processes."""
    # Imported here because these modules are slow to import.
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(min(workers, len(tasks)))
    try:
        futures: list[Future[list[T]] | None] = [
            None if task.size is None else pool.submit(_call, function, task.sources)
            for task in tasks
        ]
        for future, task in zip(futures, tasks, strict=True):
            yield from future.result() if future else _call(function, task.sources)
    except BrokenProcessPool as error:
        raise WeeklyPapersError(
            "a process that read lists has ended. A program with workers= must start below "
            "`if __name__ == '__main__':`, so that other processes can import it"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _call(function: _Function[T], sources: Sequence[FoundSource]) -> list[T]:
    return list(map(function, sources))
