"""Several processes give the results of one, in order."""

from __future__ import annotations

import io
import itertools
import os
from pathlib import Path
from typing import Any

import pytest

from support.processes import ending, failing, name_and_process
from weeklypapers import InvalidValueError, SourceError, WeeklyPapersError, workers
from weeklypapers.files import FoundSource, size_of
from weeklypapers.workers import map_sources


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[FoundSource]:
    """Return ten files of 1000 bytes. Each task has three files."""
    monkeypatch.setattr(workers, "_TASK", 3_000)
    paths = [tmp_path / f"{number}.md" for number in range(10)]
    for path in paths:
        path.write_bytes(b"x" * 1000)
    return [FoundSource(path) for path in paths]


@pytest.fixture
def _always_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all work seem to be enough for other processes."""
    monkeypatch.setattr(workers, "_LEAST_SECONDS", -1.0)
    monkeypatch.setattr(workers, "_LEAST_SECONDS_PER_BYTE", -1.0)


@pytest.mark.usefixtures("_always_slow")
def test_results_are_in_order(sources: list[FoundSource]) -> None:
    names, processes = zip(*map_sources(name_and_process, sources, 2), strict=True)
    assert names == tuple("0123456789")
    assert os.getpid() not in processes
    assert all(len(set(processes[start : start + 3])) == 1 for start in (0, 3, 6))


@pytest.mark.usefixtures("_always_slow")
def test_one_worker_is_this_process(sources: list[FoundSource]) -> None:
    assert {process for _, process in map_sources(name_and_process, sources, 1)} == {os.getpid()}


@pytest.mark.parametrize(("seconds", "others"), [(0.0, 0), (1e-9, 0), (0.05, 7), (1.0, 7)])
def test_other_processes_help_with_slow_work(
    sources: list[FoundSource], monkeypatch: pytest.MonkeyPatch, seconds: float, others: int
) -> None:
    monkeypatch.setattr(workers, "_LEAST_SECONDS", 0.1)
    clock = itertools.count()
    monkeypatch.setattr(workers, "process_time", lambda: next(clock) * seconds)
    results = list(map_sources(name_and_process, sources, 2))
    assert [name for name, _ in results] == [*"0123456789"]
    assert [process != os.getpid() for _, process in results] == [False] * (10 - others) + [
        True
    ] * others


@pytest.mark.usefixtures("_always_slow")
def test_open_files_are_read_in_this_process(sources: list[FoundSource]) -> None:
    given = [*sources[:5], FoundSource(io.StringIO("x")), *sources[5:]]
    results = list(map_sources(name_and_process, given, 2))
    assert [name for name, _ in results] == ["0", "1", "2", "3", "4", "", *"56789"]
    assert [process == os.getpid() for _, process in results].index(True) == 5


@pytest.mark.usefixtures("_always_slow")
def test_the_first_error_is_raised(sources: list[FoundSource]) -> None:
    results = map_sources(failing, sources, 2)
    assert [next(results) for _ in range(3)] == ["0", "1", "2"]
    with pytest.raises(SourceError, match="no 4"):
        next(results)


@pytest.mark.usefixtures("_always_slow")
def test_a_process_that_ends(sources: list[FoundSource]) -> None:
    with pytest.raises(WeeklyPapersError, match="__main__"):
        list(map_sources(ending, sources, 2))


@pytest.mark.parametrize("count", [0, -1, 2.0, True, None, "2"])
def test_other_numbers_of_processes(count: Any) -> None:
    with pytest.raises(InvalidValueError, match="workers must be a number of processes"):
        map_sources(name_and_process, [], count)


def test_sizes(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_bytes(b"abc")
    assert (size_of(path), size_of(str(path))) == (3, 3)
    for other in (tmp_path / "none.md", "https://e.org/list.md", io.StringIO("abc"), "a\nb"):
        assert size_of(other) is None
