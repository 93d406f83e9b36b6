"""The order of the entries of a list, and the position of a new entry in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import Any, TypeAlias

import attrs

from weeklypapers.model.paper import Paper, listed_days
from weeklypapers.model.text import fold

__all__ = ["Order", "Orders", "is_rising", "position_by", "positions_by"]

# A function that returns a sortable value for a paper; None if it has none.
_Key: TypeAlias = Callable[[Paper], Any]

# Of the pairs of different values, at most one in this many may be out of order.
_DISORDER = 6
# Fewer pairs can be in order by chance.
_FEWEST = 8


def is_rising(values: Iterable[Any]) -> bool:
    """Return whether most values are followed by greater ones."""
    rises, falls = _steps([list(values)])
    return rises > falls


def position_by(values: Sequence[Any], value: Any, *, rising: bool) -> int:
    """Return the index at which the fewest values are on the wrong side of a new one.

    Equal values are before the new one. Among several such positions, the first is taken. Values
    that are None are on no side.
    """
    before = [
        None if other is None else other == value or (other < value) is rising for other in values
    ]
    wrong_after = [0, *accumulate(is_before is True for is_before in before)]
    wrong_before = [0, *accumulate(is_before is False for is_before in before)]
    total = wrong_after[-1]
    costs = [wrong_before[i] + total - wrong_after[i] for i in range(len(values) + 1)]
    return costs.index(min(costs))


def positions_by(values: Sequence[Any], new: Sequence[Any], *, rising: bool) -> list[int]:
    """Return the index of each of several new values, none of which is None, as `position_by` does.

    In a list that rises, a greater value never has a lower index. The index of one value is
    therefore a limit for all that are less, and another one for all that are greater.
    """
    ranked = sorted(range(len(new)), key=new.__getitem__, reverse=not rising)
    result = [0] * len(new)
    ranges = [(0, len(ranked), 0, len(values))]  # of `ranked`, and of the indexes to choose from
    while ranges:
        first, stop, lowest, highest = ranges.pop()
        if first < stop:
            middle = (first + stop) // 2
            number = ranked[middle]
            index = lowest + position_by(values[lowest:highest], new[number], rising=rising)
            result[number] = index
            ranges += (first, middle, lowest, index), (middle + 1, stop, index, highest)
    return result


@attrs.frozen
class Order:
    """The order of the entries of a list.

    Attributes:
        key: The function that returns the value by which papers are ordered; None if they are in
            no order. Then a new paper goes to one end.
        rising: Whether the values rise. Without a key, whether a new paper is the last.
    """

    key: _Key | None
    rising: bool

    def places(self, papers: Sequence[Paper], new: Sequence[Paper]) -> list[tuple[int, int]]:
        """Return where new papers go among others, in the order in which they are listed then.

        A paper without a value is the last, but the newest in a list of dates.

        Returns:
            For each new paper, the index of the paper before which it goes, and its own index in
            `new`.
        """
        if self.key is None:
            places = [(len(papers), number) for number in range(len(new))]
            return places if self.rising else [(0, number) for _, number in reversed(places)]
        values = list(map(self.key, papers))
        new_values = list(map(self.key, new))
        numbers = [number for number, value in enumerate(new_values) if value is not None]
        numbers.sort(key=new_values.__getitem__, reverse=not self.rising)
        sorted_values = [new_values[number] for number in numbers]
        known = [
            *zip(positions_by(values, sorted_values, rising=self.rising), numbers, strict=True)
        ]
        index = self._index_without_value(papers, values)
        others = [(index, number) for number, value in enumerate(new_values) if value is None]
        return sorted(
            [*known, *others] if index == len(papers) else [*others, *known], key=itemgetter(0)
        )

    def _index_without_value(self, papers: Sequence[Paper], values: Sequence[Any]) -> int:
        """Return the index of a new paper without a value."""
        if self.key is _day and not self.rising and not any(paper.week for paper in papers):
            return next((i for i, other in enumerate(values) if other is not None), len(papers))
        return len(papers)


class Orders:
    """The orders of the parts of a list."""

    def __init__(self, all_parts: Sequence[Sequence[Paper]], step: int) -> None:
        """Take the papers of a list.

        Args:
            all_parts: The papers of each part of the list, which show the order of a part that has
                too few.
            step: The step of the running numbers; 0 if entries are not numbered.
        """
        self._all_parts = all_parts
        self._step = step
        self._rising: dict[tuple[_Key, int], bool | None] = {}  # of all parts

    def of(self, parts: Sequence[Sequence[Paper]]) -> Order:
        """Return the order of some parts: by date, running number, title or identifier.

        Args:
            parts: The papers of each of these parts.
        """
        for rising in (_is_rising(parts, _day, _FEWEST), self._is_rising(_day, 0)):
            if rising is not None:
                return Order(_day, rising)
        if self._step:
            return Order(None, self._step > 0)
        for key in (_title, _identifier):
            for rising in (_is_rising(parts, key, _FEWEST), self._is_rising(key, _FEWEST)):
                if rising is not None:
                    return Order(key, rising)
        return Order(None, rising=True)

    def _is_rising(self, key: _Key, fewest: int) -> bool | None:
        """Return whether the values of all papers clearly rise or clearly fall."""
        if (key, fewest) not in self._rising:
            self._rising[key, fewest] = _is_rising(self._all_parts, key, fewest)
        return self._rising[key, fewest]


def _is_rising(parts: Sequence[Sequence[Paper]], key: _Key, fewest: int) -> bool | None:
    """Return whether the values of papers clearly rise or clearly fall; None for neither.

    Args:
        parts: The papers of each part of the list.
        key: The function that returns the values.
        fewest: The smallest number of pairs with different values. If there need not be any, the
            values of a list without such pairs fall.
    """
    values = [[key(paper) for paper in part] for part in parts]
    known = [[value for value in part if value is not None] for part in values]
    if 2 * sum(map(len, known)) < sum(map(len, values)):
        return None
    rises, falls = _steps(known)
    if max(rises, falls) < fewest or _DISORDER * min(rises, falls) > max(rises, falls):
        return None
    return rises > falls


def _steps(parts: Iterable[Sequence[Any]]) -> tuple[int, int]:
    """Return the numbers of values that are followed by greater and by lesser ones.

    Each value is compared with the next one and those at distances of 2, 4, 8 and so on. Thus a
    list is in order although neighbours are not, such as papers that are listed a few days late.
    """
    rises = falls = 0
    for part in parts:
        distance = 1
        while distance < len(part):
            for one, other in zip(part, part[distance:], strict=False):
                if one != other:
                    if one < other:
                        rises += 1
                    else:
                        falls += 1
            distance *= 2
    return rises, falls


def _day(paper: Paper) -> Any:
    days = listed_days(paper)
    return days[1] if days else None


def _title(paper: Paper) -> Any:
    return fold(paper.title)


def _identifier(paper: Paper) -> Any:
    return paper.arxiv_id
