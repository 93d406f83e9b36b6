"""New papers in a list: the part of the document for each, and the order of its entries.

The result is read again, as in `changing`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

import attrs

from weeklypapers.editing.additions import Addition
from weeklypapers.editing.document import Document, EditedDocument
from weeklypapers.editing.edits import TextEdits
from weeklypapers.editing.new_lines import LineMaker
from weeklypapers.editing.new_sections import SectionMaker, date_sections, week_sections
from weeklypapers.editing.numbering import number_entries, step_of_parts
from weeklypapers.editing.obstacles import FromHeadingError, NoPlaceError, Obstacles
from weeklypapers.editing.ordering import Order, Orders, is_rising, position_by
from weeklypapers.editing.parts import Entry, NewEntry, NewSection, Part, parts_of
from weeklypapers.editing.places import Contents, Place, read_contents
from weeklypapers.editing.placing import Placer
from weeklypapers.editing.verifying import verified
from weeklypapers.editing.writers import WRITERS, Writers
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import EditError, show
from weeklypapers.model.paper import Paper

__all__ = ["add_papers", "insert_papers"]

# How the document is changed until it is read as requested: whether a new heading has a year that
# the headings next to it may leave out, and the values of records that are left out where they
# can't be read again.
_PASSES: tuple[tuple[bool, tuple[str, ...]], ...] = (
    (False, ()),
    (True, ()),
    (False, ("listed_date", "venue")),
    (False, ("listed_authors", "abstract", "category")),
)

_DATES = {"week": "week", "listed_date": "date"}  # each field with its name in messages


def insert_papers(papers: Sequence[Paper], new: Sequence[Paper]) -> list[Paper]:
    """Return the papers of a list without a document and new papers, each in its week."""
    weeks = (paper.week for paper in papers if paper.week)
    order = Order(attrgetter("week"), is_rising(weeks))
    result: list[Paper] = []
    last = 0
    for index, number in order.places(papers, new):
        result += [*papers[last:index], new[number]]
        last = index
    return [*result, *papers[last:]]


def _week_key(paper: Paper, *, rising: bool) -> tuple[bool, int]:
    """Return the sort key of a paper by week; papers without a week come last."""
    sign = 1 if rising else -1
    return paper.week is None, sign * paper.week.toordinal() if paper.week else 0


def add_papers(
    document: Document,
    papers: Sequence[Paper],
    new: Sequence[Addition],
    listed: Sequence[tuple[int, EditError]] = (),
    *,
    strict: bool = False,
) -> EditedDocument:
    """Return the document with new papers.

    Args:
        document: The document.
        papers: Its papers with their records.
        new: The new papers.
        listed: An error for each paper that is listed already, with its index in `papers`.
        strict: Whether a value without a place in the list is an error; else it is left out.

    Raises:
        EditError: The document has no place for a paper or can't express one of its values.
    """
    contents = read_contents(document)
    first_error: EditError | None = None
    failed: Container[int] = ()
    for prefers_years, optional in _PASSES[:2] if strict else _PASSES:
        reduced = _without(new, optional, failed, len(papers))
        if optional and reduced == new:
            continue
        new = reduced
        obstacles = Obstacles(document.file, strict=strict)
        for index, listed_already in listed:
            obstacles.note(listed_already, index, papers[index])
        additions = _Additions(contents, obstacles, prefers_years=prefers_years)
        try:
            additions.place(new)
            edits = TextEdits(document.text)
            edits.add(additions.lines.edits(additions.parts))
            obstacles.check()
            expected = additions.lines.expected(additions.parts, papers)
            return verified(document, contents, edits.text(), expected, obstacles)
        except EditError as error:
            first_error = first_error or error
            failed = obstacles.failed
    raise first_error or AssertionError("each pass returns or raises")


def _without(
    additions: Sequence[Addition], optional: Sequence[str], failed: Container[int], start: int
) -> list[Addition]:
    """Return new papers without some values of their records.

    Args:
        additions: The papers.
        optional: The fields.
        failed: The indexes of the papers that can't be written; if there are none, it may be any.
        start: The index of the first new paper.
    """
    indexes = range(start, start + len(additions))
    concerned = [index for index in indexes if index in failed] or indexes
    return [
        addition.without(optional) if index in concerned else addition
        for index, addition in zip(indexes, additions, strict=True)
    ]


class _Additions:
    """New papers in the parts of a document.

    Attributes:
        parts: The parts with their old and new entries, in order.
        lines: The maker of the new lines.
    """

    def __init__(self, contents: Contents, obstacles: Obstacles, *, prefers_years: bool) -> None:
        self.parts: list[Part] = parts_of(contents, WRITERS)
        self._contents = contents
        self._obstacles = obstacles
        self._writers = Writers(contents)
        self._numbers: dict[Place, int | None] = {}
        self._growing = [part for part in self.parts if part.can_grow]
        numbers = [list(filter(None, map(self._number, part.places))) for part in self._growing]
        self._step = step_of_parts(numbers)
        self._orders = Orders([part.papers for part in self._growing], self._step)
        self._placer = Placer(self._growing)
        self._prefers_years = prefers_years
        self.lines: LineMaker = LineMaker(contents, self._writers, obstacles)

    def place(self, additions: Sequence[Addition]) -> None:
        """Place papers: first those for existing parts, then those of new weeks.

        Raises:
            EditError: There is no place for a paper.
        """
        new: list[NewEntry] = []
        for index, addition in enumerate(additions, len(self._contents.places)):
            new.append(NewEntry(index, addition.paper))
            for note in addition.notes:
                self._obstacles.note(note, index, addition.paper)
        unplaced = self._place_in_parts(new)
        weeks = is_rising(place.paper.week for place in self._contents.places if place.paper.week)
        unplaced.sort(key=lambda entry: _week_key(entry.paper, rising=weeks))
        for _, group in groupby(unplaced, key=lambda entry: _section_key(entry.paper)):
            self._place_in_new_section(list(group))
        for part in self.parts:
            for entry in part.new_entries:
                self._take_headings(entry, part)
        old_parts = [part for part in self._growing if not part.new_section]
        self.lines.renumbered = number_entries(old_parts, self._number, self._step)

    def _number(self, place: Place) -> int | None:
        if place not in self._numbers:
            self._numbers[place] = self._writers[place].number(place)
        return self._numbers[place]

    def _place_in_parts(self, new: Iterable[NewEntry]) -> list[NewEntry]:
        """Insert new entries into the parts to which they belong, and return the others."""
        unplaced: list[NewEntry] = []
        groups: dict[tuple[Part, ...], list[NewEntry]] = {}
        for entry in new:
            if parts := self._parts_for(entry):
                groups.setdefault(tuple(parts), []).append(entry)
            else:
                unplaced.append(entry)
        for parts, entries in groups.items():
            self._insert(parts, entries)
        return unplaced

    def _parts_for(self, entry: NewEntry) -> Sequence[Part]:
        """Return the parts to which a new entry belongs; none if it needs a section of its own."""
        if not self._growing:
            title = show(entry.paper.title)
            reason = f"the document has no table of papers and no other entries to add {title} to"
            raise EditError(reason, None, None, self._contents.file)
        paper = entry.paper
        placing = self._placer.placing_of(paper)
        if placing.obstacle:
            self._obstacles.note(placing.obstacle, entry.index, paper)
            entry.paper = attrs.evolve(paper, topics=())
        return placing.parts

    def _insert(self, parts: Sequence[Part], new: Sequence[NewEntry]) -> None:
        """Insert new entries into some parts, according to the order of their entries."""
        listed = [(part, entry) for part in parts for entry in part.entries]
        places = self._orders.of([part.papers for part in parts]).places(
            [entry.paper for _, entry in listed], [entry.paper for entry in new]
        )
        following: dict[int, list[NewEntry]] = {}  # by the number of entries before them
        for index, number in places:
            following.setdefault(index, []).append(new[number])
        entries: dict[Part, list[Entry]] = {part: [] for part in parts}
        entries[parts[0]] += following.get(0, [])
        for index, (part, entry) in enumerate(listed, 1):
            entries[part] += [entry, *following.get(index, [])]
        for part in parts:
            part.entries = entries[part]

    def _place_in_new_section(self, entries: list[NewEntry]) -> None:
        """Insert the section of a new week or date before or after that of another one."""
        maker, new_date = self._maker(entries[0].paper)
        if new_date is None:
            self._place_elsewhere(entries)
            return
        days = [section.day for section in maker.sections]
        day = new_date.last if isinstance(new_date, PartialDate) else new_date
        index = position_by(days, day, rising=is_rising(days))
        is_first = index < len(days)
        index -= not is_first
        place = maker.sections[index].places[0 if is_first else -1]
        position = next(i for i, part in enumerate(self.parts) if place in part.entries)
        if not is_first:
            position += 1
            while position < len(self.parts) and self.parts[position].new_section:
                position += 1
        section = NewSection(maker, new_date, index, is_first)
        self.parts.insert(position, Part([*entries], place, can_grow=True, new_section=section))
        if self._number(place) is not None:
            for number, entry in enumerate(entries[:: self._step or 1], 1):
                entry.number = number

    def _maker(self, paper: Paper) -> tuple[SectionMaker, date | PartialDate | None]:
        """Return the maker of the section that a paper needs, and the date in its heading.

        The date is None if the document has no such sections, or only one of a date.
        """
        places = self._contents.places
        new_date: date | PartialDate | None
        if paper.week:
            sections = week_sections(places)
            new_date = paper.week if sections else None
        else:
            sections = date_sections(places, paper.topics)
            kinds = [section.named for section in sections]
            listed = paper.listed_date
            new_date = _rounded(listed, kinds[0]) if listed and len(kinds) > 1 else None
        rising = is_rising(section.day for section in sections)
        maker = SectionMaker(
            self._contents, sections, is_rising=rising, prefers_years=self._prefers_years
        )
        return maker, new_date

    def _place_elsewhere(self, entries: Sequence[NewEntry]) -> None:
        """Place new entries whose weeks or dates no section of the document can have."""
        unplaced = list(entries)
        for field, name in _DATES.items():
            dated = [entry for entry in unplaced if getattr(entry.paper, field) is not None]
            for entry in dated:
                reason, value = (
                    f"no heading of the list has this {name}",
                    getattr(entry.paper, field),
                )
                error = NoPlaceError(reason, field, None, str(value))
                self._obstacles.note(error, entry.index, entry.paper)
                left_out: dict[str, Any] = {field: None}
                entry.paper = attrs.evolve(entry.paper, **left_out)
            placed = set(dated) - set(self._place_in_parts(dated))
            unplaced = [entry for entry in unplaced if entry not in placed]
        if unplaced:
            raise EditError("the document has no place for it", None, None, self._contents.file)

    def _take_headings(self, entry: NewEntry, part: Part) -> None:
        """Give a new paper the values of the headings above it, and note those that it lacks."""
        for field, value in part.heading_values.items():
            if not getattr(entry.paper, field):
                reason = f"the headings above the new entry give it {_shown(value)}"
                self._obstacles.note(FromHeadingError(reason, field), entry.index, entry.paper)
                entry.paper = attrs.evolve(entry.paper, **{field: value})


def _section_key(paper: Paper) -> tuple[object, ...]:
    """Return what papers of the same new section have in common."""
    return (paper.week,) if paper.week else (None, paper.listed_date, paper.topics)


def _rounded(day: PartialDate, model: date | PartialDate) -> PartialDate | None:
    """Return a date with the precision of another; None if it is less precise."""
    if not isinstance(model, PartialDate) or model.month is None:
        return PartialDate(day.year, None)
    if model.day is None:
        return PartialDate(day.year, day.month) if day.month else None
    return day if day.day else None


def _shown(value: object) -> str:
    return show(list(value) if isinstance(value, tuple) else str(value))
