"""The topics, venues, categories and weeks of a list, which its selections remember."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Any, Self, TypeVar

from weeklypapers.model.categories import Category
from weeklypapers.model.paper import Paper
from weeklypapers.model.text import fold

__all__ = ["ListedValues", "nearest", "topic_paths"]

T = TypeVar("T")


class ListedValues:
    """The distinct values of the papers of a list, in listed order, computed on first use.

    The values of a selection include those of the whole list. A topic without papers in one week is
    therefore distinguished from a topic that the list doesn't have.

    Args:
        papers: The papers.
        whole_list: The values of the list from which the papers were selected.
    """

    def __init__(self, papers: Sequence[Paper], whole_list: ListedValues | None = None) -> None:
        self._papers = papers
        self._whole_list = whole_list

    @cached_property
    def has_papers(self) -> bool:
        """True if there is a paper."""
        return bool(self._papers or (self._whole_list and self._whole_list.has_papers))

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The topics with their paths."""
        listed = self._whole_list.topics if self._whole_list else ()
        return _distinct(listed, (topic for paper in self._papers for topic in paper.topics))

    @cached_property
    def topic_parts(self) -> dict[str, str]:
        """The topics and the parts of their paths, by their folded form."""
        paths: dict[str, str] = {}
        for topic in self.topics:
            for path in topic_paths(topic):
                paths.setdefault(fold(path), path)
        return paths

    @cached_property
    def venues(self) -> tuple[str, ...]:
        """The venues."""
        listed = self._whole_list.venues if self._whole_list else ()
        return _distinct(listed, (paper.venue for paper in self._papers))

    @cached_property
    def categories(self) -> tuple[Category, ...]:
        """The categories."""
        listed = self._whole_list.categories if self._whole_list else ()
        return _distinct(listed, (paper.category for paper in self._papers))

    @cached_property
    def week_endings(self) -> tuple[date, ...]:
        """The last days of the weeks."""
        listed = self._whole_list.week_endings if self._whole_list else ()
        return _distinct(listed, (paper.week_ending for paper in self._papers))

    def including(self, papers: Sequence[Paper]) -> ListedValues:
        """Return these values and those of some papers, without keeping the papers."""
        return self.of_state(ListedValues(papers, self).state())

    def state(self) -> dict[str, Any]:
        """Return the values by name, without keeping the papers."""
        return {name: getattr(self, name) for name in _VALUES}

    @classmethod
    def of_state(cls, state: Mapping[str, Any]) -> Self:
        """Return the object with the given values."""
        result = cls(())
        vars(result).update(state)  # in the place of what the properties would compute
        return result


_VALUES = ("has_papers", "topics", "venues", "categories", "week_endings")


def _distinct(first: Iterable[T | None], second: Iterable[T | None]) -> tuple[T, ...]:
    values = dict.fromkeys(first) | dict.fromkeys(second)
    return tuple(value for value in values if value is not None)


def topic_paths(topic: str) -> Iterator[str]:
    """Yield a topic and the parts of its path, such as ``a``, ``a > b`` and ``b``."""
    parts = " ".join(topic.split()).split(" > ")
    for start, end in combinations(range(len(parts) + 1), 2):
        yield " > ".join(parts[start:end])


def nearest(text: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the most similar of some texts, or None if none is similar."""
    import difflib  # here, since only errors use it

    folded = {fold(each): each for each in reversed(list(known))}  # the first spelling counts
    near = difflib.get_close_matches(fold(text), folded, n=1, cutoff=cutoff)
    return folded[near[0]] if near else None
