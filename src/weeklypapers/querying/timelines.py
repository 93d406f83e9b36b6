"""The papers of a list by category, and in the order of their days, for repeated selections."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain

from weeklypapers.model.categories import Category
from weeklypapers.model.paper import Paper, listed_days

__all__ = ["Days", "Timelines"]

Days = tuple[date, date]
"""The first and last day of a period, or those on which a paper may have been listed."""


class _Timeline:
    """Papers in the order of the first day on which they may have been listed.

    Args:
        papers: The papers of a list.
        positions: The positions of some of them. Papers without a day are left out.
    """

    def __init__(self, papers: Sequence[Paper], positions: Sequence[int]) -> None:
        firsts = lasts = [week for position in positions if (week := papers[position].week)]
        if len(firsts) < len(positions):  # some have a day, a month or a year, or none
            days = {each: days for each in positions if (days := listed_days(papers[each]))}
            positions = list(days)
            firsts, lasts = ([day[end] for day in days.values()] for end in (0, 1))
        order = sorted(range(len(firsts)), key=firsts.__getitem__)
        self._positions = [positions[index] for index in order]
        self._firsts = [firsts[index] for index in order]
        self._lasts = self._firsts if firsts == lasts else [lasts[index] for index in order]

    def within(self, first: date, last: date) -> list[int]:
        """Return the positions of the papers that were certainly listed within a period."""
        part = slice(bisect_left(self._firsts, first), bisect_right(self._firsts, last))
        positions = self._positions[part]
        if self._lasts is self._firsts:
            return positions
        ends = zip(positions, self._lasts[part], strict=True)
        return [position for position, end in ends if end <= last]


class Timelines:
    """The positions of the papers of a list, which are sorted when they are used first."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._papers = papers
        self._by_category: dict[Category | None, _Timeline] = {}

    @cached_property
    def _categories(self) -> Mapping[Category | None, list[int]]:
        """The positions of the papers of each category."""
        positions: defaultdict[Category | None, list[int]] = defaultdict(list)
        for position, paper in enumerate(self._papers):
            positions[paper.category].append(position)
        return dict(positions)

    @cached_property
    def _whole(self) -> _Timeline:
        return _Timeline(self._papers, range(len(self._papers)))

    def _timeline(self, category: Category | None) -> _Timeline:
        if category not in self._by_category:
            positions = self._categories[category]
            self._by_category[category] = _Timeline(self._papers, positions)
        return self._by_category[category]

    def papers(
        self, categories: Collection[Category] | None, periods: Collection[Days] | None
    ) -> Iterator[Paper]:
        """Return the papers of some categories and periods, in listed order.

        Args:
            categories: The categories; None for all papers.
            periods: The periods in one of which a paper must be listed; None for all papers.
        """
        papers = self._papers
        if categories is None and periods is None:
            return iter(papers)
        known = None if categories is None else self._categories.keys() & categories
        if periods is None:
            positions = [self._categories[each] for each in known or ()]
        else:
            timelines = [self._whole] if known is None else map(self._timeline, known)
            positions = [each.within(*days) for each in timelines for days in periods]
        # A set, because periods may overlap.
        distinct = positions[0] if len(positions) == 1 else set(chain.from_iterable(positions))
        return iter([papers[position] for position in sorted(distinct)])
