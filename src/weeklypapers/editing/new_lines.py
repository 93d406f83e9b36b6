"""The lines of new entries and of new sections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import attrs

from weeklypapers.dialects.tables.free import FreeTableReader
from weeklypapers.editing.dates import week_before, written
from weeklypapers.editing.edits import Replacement, insertion
from weeklypapers.editing.obstacles import Obstacles
from weeklypapers.editing.parts import NewEntry, NewSection, Part
from weeklypapers.editing.places import Contents, Neighbour, Place, RowPlace
from weeklypapers.editing.writers import Writers
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.paper import Paper

__all__ = ["LineMaker"]


class LineMaker:
    """Makes the lines of new entries in the parts of a document.

    Attributes:
        renumbered: The new running numbers of old entries.
    """

    def __init__(self, contents: Contents, writers: Writers, obstacles: Obstacles) -> None:
        self.renumbered: dict[Place, int] = {}
        self._places = contents.places
        self._writers = writers
        self._obstacles = obstacles

    def edits(self, parts: Sequence[Part]) -> list[Replacement]:
        """Return the edits of a document with new entries.

        Raises:
            EditError: No section can be written for a new week.
        """
        edits: list[Replacement] = []
        for place, number in self.renumbered.items():
            edits += self._writers[place].renumber(place, number)
        for part in parts:
            if part.new_section:
                edits.append(self._section(part, part.new_section))
            else:
                edits += [
                    self._entry(part, entry, neighbour, is_below=is_below)
                    for entry, neighbour, is_below in part.neighbours()
                ]
        return edits

    def expected(self, parts: Sequence[Part], papers: Sequence[Paper]) -> dict[int, Paper]:
        """Return the papers that must be read, in order, by their index for `Obstacles`.

        Args:
            parts: The parts with new entries.
            papers: The old papers with their records.
        """
        old = {place: (index, papers[index]) for index, place in enumerate(self._places)}
        expected: dict[int, Paper] = {}
        for part in parts:
            for entry in part.entries:
                if isinstance(entry, NewEntry):
                    expected[entry.index] = entry.paper
                    continue
                index, paper = old[entry]
                if (number := self.renumbered.get(entry)) is not None:
                    paper = self._writers[entry].numbered(paper, entry, number)
                expected[index] = paper
        return expected

    def _entry(
        self, part: Part, entry: NewEntry, neighbour: Neighbour, *, is_below: bool
    ) -> Replacement:
        """Return the insertion of a new entry next to its neighbour."""
        lines = self._lines(entry, neighbour)
        entry.paper = _with_values_of(part, entry.paper)
        gap = self._writers[neighbour].gap(neighbour)
        if is_below and isinstance(neighbour, Place):
            return insertion(neighbour.stop, [*gap, *lines])
        below = gap if isinstance(neighbour, Place) else []
        return insertion(neighbour.line, [*lines, *below])

    def _section(self, part: Part, new: NewSection) -> Replacement:
        """Return the insertion of a section for a new week or date."""
        section = new.maker.sections[new.index]
        neighbour = section.places[0 if new.is_first else -1]
        place = _below(neighbour, new.named)
        writer = self._writers[place]
        lines: list[str] = []
        for entry in part.new_entries:
            lines += [*(writer.gap(place) if lines else []), *self._lines(entry, place)]
        head = writer.head(place)
        lines = new.maker.lines(new.named, lines, new.index, head, is_first=new.is_first)
        return insertion(section.heading.line if new.is_first else neighbour.stop, lines)

    def _lines(self, entry: NewEntry, neighbour: Neighbour) -> list[str]:
        """Return the lines of a new entry, and note what can't be written."""
        writer = self._writers[neighbour]
        entry.paper, lines = self._obstacles.write(
            entry.index,
            None,
            entry.paper,
            lambda paper: writer.new(paper, neighbour, entry.number),
        )
        if entry.number is not None:
            entry.paper = writer.numbered(entry.paper, neighbour, entry.number)
        return lines or []


def _below(place: Place, named: date | PartialDate) -> Place:
    """Return a place as if it were below a heading with another date."""
    section = place.section
    if section is None or section.span is None:
        return place
    first = week_before(written(named)) if section.span.kind == "range" else written(named)
    span = attrs.evolve(section.span, first=first, last=written(named))
    section = attrs.evolve(section, span=span)
    field = "listed_date" if isinstance(named, PartialDate) else "week"
    values: dict[str, Any] = {field: named} if place.is_from_heading(field) else {}
    place = attrs.evolve(place, section=section, paper=attrs.evolve(place.paper, **values))
    if isinstance(place, RowPlace) and isinstance(place.reader, FreeTableReader):
        return attrs.evolve(place, reader=attrs.evolve(place.reader, section=section))
    return place


def _with_values_of(part: Part, paper: Paper) -> Paper:
    """Return a paper with the values that it lacks and that the headings above a part give it."""
    values = {
        field: value for field, value in part.heading_values.items() if not getattr(paper, field)
    }
    return attrs.evolve(paper, **values) if values else paper
