"""Running numbers of entries: the column that has them, and those of new entries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import attrs

from weeklypapers.editing.parts import Entry, NewEntry, Part
from weeklypapers.editing.places import Place
from weeklypapers.model.paper import Paper

__all__ = [
    "NumberColumns",
    "number_column",
    "number_entries",
    "numbers_without",
    "step_of",
    "step_of_parts",
]

_NUMBER = re.compile(r"[0-9]{1,6}", re.ASCII)


def number_column(names: Iterable[str], papers: Sequence[Paper]) -> str | None:
    """Return the name of the extra column with running numbers; None if there is none.

    Args:
        names: The names of the extra columns.
        papers: All papers of the table.
    """
    for name in names:
        cells = [paper.extra.get(name, "") for paper in papers]
        if len(cells) > 1 and all(map(_NUMBER.fullmatch, cells)) and step_of(map(int, cells)):
            return name
    return None


class NumberColumns:
    """The columns of running numbers in the tables of a document."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._papers: defaultdict[object, list[Paper]] = defaultdict(list)
        for place in places:
            self._papers[place.container].append(place.paper)
        self._names: dict[object, str | None] = {}

    def name(self, table: object) -> str | None:
        """Return the name of the column in `Paper.extra`; None if a table has none."""
        if table not in self._names:
            papers = self._papers[table]
            names = dict.fromkeys(name for paper in papers for name in paper.extra)
            self._names[table] = number_column(names, papers)
        return self._names[table]

    def numbered(self, paper: Paper, table: object, number: int) -> Paper:
        """Return a paper with a running number, if its table has a column of them."""
        if (column := self.name(table)) is None:
            return paper
        return attrs.evolve(paper, extra={**paper.extra, column: str(number)})


def step_of(numbers: Iterable[int]) -> int:
    """Return the step of running numbers: 1 if they ascend, -1 if they descend, else 0.

    A few numbers may be missing.
    """
    steps = [after - before for before, after in pairwise(numbers)]
    for sign in (1, -1):
        is_monotonic = all(sign * step > 0 for step in steps)
        if is_monotonic and 2 * steps.count(sign) > len(steps):
            return sign
    return 0


def step_of_parts(parts: Iterable[Sequence[int]]) -> int:
    """Return the step of the running numbers of most parts; 0 if there are none."""
    steps = [step_of(numbers) for numbers in parts if len(numbers) > 1]
    rising, falling = steps.count(1), steps.count(-1)
    return 0 if rising == falling else 1 if rising > falling else -1


def number_entries(
    parts: Sequence[Part], number_of: Callable[[Place], int | None], step: int
) -> dict[Place, int]:
    """Set the numbers of new entries in numbered parts, and return new ones of old entries.

    Numbers run on through the parts until they start again. An old number changes only if it is
    no longer free.

    Args:
        parts: The parts, in order.
        number_of: The function that returns the running number of an entry.
        step: -1 if the numbers fall.
    """
    changes: dict[Place, int] = {}
    old_last: int | None = None
    last = 0
    for entry, following in _walk(parts, backwards=step < 0):
        if isinstance(entry, NewEntry):
            next_number = next(filter(None, map(number_of, following)), None)
            if next_number is not None and next_number <= (old_last or next_number):
                old_last = last = next_number - 1
            if old_last is not None:
                last += 1
                entry.number = last
        elif (number := number_of(entry)) is not None:
            starts = old_last is None or number <= old_last
            old_last, last = number, number if starts else max(number, last + 1)
            if last != number:
                changes[entry] = last
    return changes


def numbers_without(
    numbers: Mapping[Place, int | None], removed: Iterable[Place]
) -> dict[Place, int]:
    """Return the new numbers of the entries of lists that lose some, if they count up or down.

    Args:
        numbers: The number of each entry, in the order of the document.
        removed: The entries that are removed.
    """
    gone = set(removed)
    changes: dict[Place, int] = {}
    for run in _runs(numbers):
        step = step_of(number for _, number in run)
        lost = 0
        for place, number in run[:: step or 1]:
            if place in gone:
                lost += 1
            elif lost and step:
                changes[place] = number - lost
    return changes


def _runs(numbers: Mapping[Place, int | None]) -> Iterator[list[tuple[Place, int]]]:
    """Yield the entries with consecutive numbers, each list of them by itself."""
    runs: dict[object, list[tuple[Place, int]]] = {}
    steps: dict[object, int] = {}
    for place, number in numbers.items():
        if number is None:
            continue
        run = runs.setdefault(place.container, [])
        step = number - run[-1][1] if run else 0
        if run and (abs(step) != 1 or steps.setdefault(place.container, step) != step):
            yield run
            run = runs[place.container] = []
            steps.pop(place.container, None)
        run.append((place, number))
    yield from runs.values()


def _walk(parts: Sequence[Part], *, backwards: bool) -> Iterator[tuple[Entry, list[Place]]]:
    """Yield each entry, and the old ones of its part if it is new and the first of them."""
    order = -1 if backwards else 1
    for part in parts[::order]:
        for index, entry in enumerate(part.entries[::order]):
            is_before_all = index == 0 and isinstance(entry, NewEntry)
            yield entry, part.places[::order] if is_before_all else []
