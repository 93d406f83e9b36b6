"""The parts of a document: entries of one table or list below the same headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias

import attrs

from weeklypapers.dialects.headings import Section
from weeklypapers.editing.new_sections import SectionMaker
from weeklypapers.editing.places import Contents, EmptyTable, ItemPlace, Neighbour, Place
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.paper import Paper

__all__ = ["Entry", "NewEntry", "NewSection", "Part", "parts_of"]


@attrs.define(eq=False)
class NewEntry:
    """A new paper in a part.

    Attributes:
        index: The index of the paper for `Obstacles`.
        paper: The paper.
        number: Its running number; None if it gets none.
    """

    index: int
    paper: Paper
    number: int | None = None


Entry: TypeAlias = Place | NewEntry
"""An entry of a part."""


@attrs.frozen
class NewSection:
    """The section of a new week, day, month or year.

    Attributes:
        maker: The maker of sections for such dates.
        named: The week or date in its heading.
        index: The index of the section next to it.
        is_first: Whether it comes before that section.
    """

    maker: SectionMaker
    named: date | PartialDate
    index: int
    is_first: bool


@attrs.define(eq=False)
class Part:
    """Consecutive entries of one table or list below the same headings.

    Attributes:
        entries: The entries.
        first: The place of its first old entry, or the empty table. In a new section, a place in
            the section next to it.
        can_grow: Whether there is a writer for its entries.
        new_section: The new section; None in old ones.
    """

    entries: list[Entry]
    first: Neighbour
    can_grow: bool
    new_section: NewSection | None = None

    @cached_property
    def forms(self) -> Counter[object]:
        """The number of old entries of each form: their columns, or their template."""
        return Counter(
            place.entry.template if isinstance(place, ItemPlace) else place.columns
            for place in self.places
        )

    @property
    def places(self) -> list[Place]:
        """The places of the old entries."""
        return [entry for entry in self.entries if isinstance(entry, Place)]

    @property
    def new_entries(self) -> list[NewEntry]:
        """The new entries."""
        return [entry for entry in self.entries if isinstance(entry, NewEntry)]

    @property
    def papers(self) -> list[Paper]:
        """The papers of the entries."""
        return [entry.paper for entry in self.entries]

    @property
    def section(self) -> Section | None:
        """The part of the document with the headings above."""
        return self.first.section

    @property
    def columns(self) -> tuple[str, ...]:
        """The fields of the columns of its table; empty outside of tables."""
        return self.first.columns

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that the headings give to its papers."""
        if not self.first.is_from_heading("topics"):
            return ()
        if isinstance(self.first, Place):
            return self.first.paper.topics
        topics: tuple[str, ...] = self.section.defaults["topics"] if self.section else ()
        return topics

    @property
    def week(self) -> date | None:
        """The week that a heading gives to its papers."""
        is_from_heading = self.section and self.first.is_from_heading("week")
        return self.section.week if self.section and is_from_heading else None

    @property
    def date(self) -> PartialDate | None:
        """The day, month or year in a heading above its papers."""
        return self.section.listed_date if self.section else None

    @property
    def heading_values(self) -> dict[str, Any]:
        """The values that the headings give to its papers, by field."""
        if isinstance(self.first, ItemPlace):  # entries may have some of them, too
            defaults = self.section.defaults if self.section else {}
            return {field: value for field, value in defaults.items() if value}
        date = self.date if self.first.is_from_heading("listed_date") else None
        values = {"week": self.week, "listed_date": date, "topics": self.topics}
        return {field: value for field, value in values.items() if value}

    def neighbours(self) -> Iterator[tuple[NewEntry, Neighbour, bool]]:
        """Yield each new entry, the nearest old one, and whether that is above the new one."""
        below = next((entry for entry in self.entries if isinstance(entry, Place)), self.first)
        above: Place | None = None
        for entry in self.entries:
            if isinstance(entry, Place):
                above = entry
            else:
                yield entry, above or below, above is not None


def parts_of(contents: Contents, can_grow: Iterable[type]) -> list[Part]:
    """Return the parts of a document, in order.

    Args:
        contents: The contents of the document.
        can_grow: The classes of places for which there is a writer.
    """
    classes = tuple(can_grow)
    parts = [
        Part(list(places), places[0], type(places[0]) in classes)
        for places in _runs(contents.places)
    ]
    for table in contents.empty_tables:
        following = (index for index, part in enumerate(parts) if part.first.line > table.line)
        parts.insert(next(following, len(parts)), Part([], table, EmptyTable in classes))
    return parts


def _runs(places: Sequence[Place]) -> Iterator[list[Place]]:
    """Yield consecutive places in one table or list whose headings give the same values."""
    run: list[Place] = []
    for place in places:
        if run and not _is_same_part(run[-1], place):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _is_same_part(place: Place, other: Place) -> bool:
    if place.container is not other.container or type(place) is not type(other):
        return False
    return all(
        place.is_from_heading(field) == other.is_from_heading(field)
        and (
            not place.is_from_heading(field)
            or getattr(place.paper, field) == getattr(other.paper, field)
        )
        for field in ("week", "listed_date", "topics")
    )
