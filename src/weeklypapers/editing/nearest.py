"""The entries of a document that are nearest to one of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Generic, TypeVar

from weeklypapers.editing.extents import form_of
from weeklypapers.editing.item_edits import ROLES
from weeklypapers.editing.places import ItemPlace, Place
from weeklypapers.model.paper import Paper
from weeklypapers.model.templates import EXTRA, FIELDS

__all__ = ["ItemIndex", "Nearest"]

_FIELDS = {**FIELDS, **{role: field for field, role in ROLES.items()}, "url": "links"}


P = TypeVar("P", bound=Place)

# The number of neighbours that show how entries are usually written.
_NEIGHBOURS = 12


class Nearest(Generic[P]):
    """Some entries, in the order of their lines."""

    def __init__(self, places: Iterable[P]) -> None:
        self._places = sorted(places, key=lambda place: place.line)
        self._lines = [place.line for place in self._places]

    def __iter__(self) -> Iterator[P]:
        return iter(self._places)

    def to(self, line: int) -> Iterator[P]:
        """Yield the entries, the nearest to a line first; of two equally near ones, the upper."""
        below = bisect_left(self._lines, line)
        above = below - 1
        while above >= 0 or below < len(self._lines):
            is_above = below == len(self._lines) or (
                above >= 0 and line - self._lines[above] <= self._lines[below] - line
            )
            if is_above:
                yield self._places[above]
                above -= 1
            else:
                yield self._places[below]
                below += 1

    def beside(self, line: int) -> list[P]:
        """Return the next and the previous entry of a line, if there are any."""
        below, above = bisect_right(self._lines, line), bisect_left(self._lines, line)
        return [*self._places[below : below + 1], *self._places[:above][-1:]]


class ItemIndex:
    """The entries of a document outside of tables, by their lists, templates and values."""

    def __init__(self, places: Iterable[ItemPlace]) -> None:
        """Index entries."""
        self._places = list(places)
        self._containers = _grouped(self._places, lambda place: id(place.container))
        self._alike = _grouped(self._places, _style)
        self._forms = _grouped(self._places, _form)
        self._with_role: dict[str, dict[object, Nearest[ItemPlace]]] = {}
        self._others: dict[str, Nearest[ItemPlace]] = {}

    def siblings(self, place: ItemPlace) -> list[ItemPlace]:
        """Return the next and the previous entry of the same list, if there are any."""
        container = self._containers.get(id(place.container))
        return container.beside(place.line) if container else []

    def near(self, place: ItemPlace) -> Iterator[ItemPlace]:
        """Yield the entries that follow the template of an entry, the nearest first.

        If it is an exception among its neighbours, they follow the template of most of these.
        """
        alike = self._alike.get(self._usual_style(place))
        return alike.to(place.line) if alike else iter(())

    def _usual_style(self, place: ItemPlace) -> object:
        """Return the style of an entry, or that of most neighbours if few have its own."""
        neighbours = list(islice(self._forms[_form(place)].to(place.line), _NEIGHBOURS))
        counts = Counter(map(_style, neighbours))
        ((usual, count),) = counts.most_common(1)
        own = _style(place)
        is_exception = 2 * count > len(neighbours) and 4 * counts[own] <= len(neighbours)
        return usual if is_exception else own

    def with_role(self, place: ItemPlace, role: str) -> Iterator[ItemPlace]:
        """Yield the entries that may have a value with a role, the nearest first.

        Those that follow the template of an entry come before all others.
        """
        if role not in self._with_role:
            having = [other for other in self._places if _may_have(other.paper, role)]
            self._with_role[role] = _grouped(having, _style)
            self._others[role] = Nearest(having)
        if alike := self._with_role[role].get(_style(place)):
            yield from alike.to(place.line)
        for other in self._others[role].to(place.line):
            if other.entry.template != place.entry.template:
                yield other


def _grouped(
    places: Iterable[ItemPlace], key: Callable[[ItemPlace], object]
) -> dict[object, Nearest[ItemPlace]]:
    groups: defaultdict[object, list[ItemPlace]] = defaultdict(list)
    for place in places:
        groups[key(place)].append(place)
    return {each: Nearest(group) for each, group in groups.items()}


def _style(place: ItemPlace) -> object:
    """Return what entries that are written alike have in common."""
    return place.entry.template, _form(place)


def _form(place: ItemPlace) -> object:
    """Return the Markdown block of an entry and its marker."""
    return form_of(place.entry.reading.entry)[:2]


def _may_have(paper: Paper, role: str) -> bool:
    """Return whether the entry of a paper may have a value with a role."""
    if role == "name" or role.startswith(EXTRA):
        return bool(paper.extra.get(role.removeprefix(EXTRA)))
    field = _FIELDS.get(role, role)
    return bool(getattr(paper, field, True))
