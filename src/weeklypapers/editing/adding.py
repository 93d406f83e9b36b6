"""New papers in a list: the place of each, its row, and the sections of new weeks.

The result is read again, as in `changing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby, pairwise

from weeklypapers.editing.changing import verified
from weeklypapers.editing.document import Document, EditedDocument
from weeklypapers.editing.new_rows import RowMaker
from weeklypapers.editing.new_sections import SectionMaker, has_week_heading
from weeklypapers.editing.places import Contents, LineEdits, PaperTable, RowPlace, read_contents
from weeklypapers.model.errors import EditError
from weeklypapers.model.paper import Paper

__all__ = ["add_papers", "insert_papers"]


def insert_papers(papers: Sequence[Paper], new: Sequence[Paper]) -> list[Paper]:
    """Return the papers of a list without a document, with new papers in their weeks."""
    result = list(papers)
    is_rising = _is_rising(paper.week for paper in papers)
    for paper in _by_week(new, is_rising=is_rising):
        result.insert(_index(result, paper.week, is_rising=is_rising), paper)
    return result


def _is_rising(weeks: Iterable[date | None]) -> bool:
    """Return whether most weeks of a list are followed by later ones."""
    pairs = list(pairwise(week for week in weeks if week))
    return sum(week < after for week, after in pairs) > sum(week > after for week, after in pairs)


def _by_week(papers: Iterable[Paper], *, is_rising: bool) -> list[Paper]:
    """Return the papers in the order of their weeks; those without a week come last."""
    sign = 1 if is_rising else -1

    def key(paper: Paper) -> tuple[bool, int]:
        return paper.week is None, sign * paper.week.toordinal() if paper.week else 0

    return sorted(papers, key=key)


def _index(papers: Sequence[Paper], week: date | None, *, is_rising: bool) -> int:
    """Return the index for a new paper: after the last of its week, or before the next week."""
    if week is None:
        return len(papers)
    dated = [(index, paper.week) for index, paper in enumerate(papers) if paper.week]
    if same := [index for index, other in dated if other == week]:
        return same[-1] + 1
    later = (index for index, other in dated if (other > week if is_rising else other < week))
    return next(later, dated[-1][0] + 1 if dated else 0)


def add_papers(document: Document, papers: Sequence[Paper], new: Sequence[Paper]) -> EditedDocument:
    """Return the document with new papers.

    Args:
        document: The document.
        papers: Its papers with their records.
        new: The new papers.

    Raises:
        EditError: The document has no place for a paper, or can't say one of its values.
    """
    contents = read_contents(document)
    first_error: EditError | None = None
    # A new heading may need the year although its neighbours have none.
    for prefers_years in (False, True):
        additions = _Additions(document, contents, prefers_years=prefers_years)
        additions.add(new)
        try:
            return verified(document, contents, additions.text(), additions.papers(papers))
        except EditError as error:
            first_error = first_error or error
    raise first_error or AssertionError("each pass returns or raises")


class _Additions:
    """New papers and the lines that list them."""

    def __init__(self, document: Document, contents: Contents, *, prefers_years: bool) -> None:
        weeks = (place.paper.week for place in contents.places)
        self._contents = contents
        self._is_rising = _is_rising(weeks)
        self._rows = contents.rows
        self._row_maker = RowMaker(contents)
        self._section_maker = SectionMaker(
            contents, is_rising=self._is_rising, prefers_years=prefers_years
        )
        self._edits = LineEdits(document.text)
        self._added: list[tuple[int, Paper]] = []  # each with the line after which it is inserted

    def text(self) -> str:
        """Return the text of the document with the new lines."""
        return self._edits.text()

    def papers(self, old: Sequence[Paper]) -> list[Paper]:
        """Return the old and new papers in the order of their lines."""
        places = zip(self._contents.places, old, strict=True)
        listed = [(place.line, 0, paper) for place, paper in places]
        added = [(line, 1, paper) for line, paper in self._added]
        return [paper for *_, paper in sorted([*listed, *added], key=lambda entry: entry[:2])]

    def add(self, papers: Sequence[Paper]) -> None:
        """Add papers: first those of known weeks, then new weeks, then those without a week."""
        known = {place.paper.week for place in self._rows}
        known |= {table.section.week for table in self._contents.empty_tables if table.section}
        ordered = _by_week(papers, is_rising=self._is_rising)
        for paper in ordered:
            if paper.week and paper.week in known:
                self._add_after(self._neighbour_of_week(paper), paper)
        fresh = [paper for paper in ordered if paper.week and paper.week not in known]
        for week, group in groupby(fresh, key=lambda paper: paper.week):
            if week is not None:
                self._add_week(week, list(group))
        for paper in ordered:
            if paper.week is None:
                self._add_after(self._last_neighbour(paper), paper)

    def _neighbour_of_week(self, paper: Paper) -> RowPlace | PaperTable:
        """Return the row after which a paper of a known week goes, or its empty table."""
        if same := [place for place in self._rows if place.paper.week == paper.week]:
            return _under_same_headings(same, paper)[-1]
        tables = self._contents.empty_tables
        return next(table for table in tables if table.section and table.section.week == paper.week)

    def _last_neighbour(self, paper: Paper) -> RowPlace | PaperTable:
        """Return the row after which a paper without a week goes, or its empty table."""
        undated = [place for place in self._rows if not place.paper.week]
        alike = _under_same_headings(undated, paper)
        if alike and len(alike) < len(undated):
            return alike[-1]
        return self._rows[-1] if self._rows else self._first_table(paper)

    def _first_table(self, paper: Paper) -> PaperTable:
        if self._contents.empty_tables:
            return self._contents.empty_tables[0]
        reason = f"the document has no Markdown table of papers to add {paper.title!r} to"
        raise EditError(reason, None, None, self._contents.file)

    def _add_after(self, neighbour: RowPlace | PaperTable, paper: Paper) -> None:
        line = neighbour.line if isinstance(neighbour, RowPlace) else neighbour.chunk.line - 1
        self._add_row(line, neighbour, paper)

    def _add_row(self, line: int, neighbour: RowPlace | PaperTable, paper: Paper) -> None:
        """Insert the row of a paper after a line."""
        number = self._row_maker.number(neighbour) if isinstance(neighbour, RowPlace) else None
        if number is not None:
            number += 1 + sum(other == line for other, _ in self._added)
        self._edits.insert(line, [self._row_maker.line(paper, neighbour, number)])
        self._added.append((line, paper))

    def _add_week(self, week: date, papers: Sequence[Paper]) -> None:
        """Insert the papers of a new week: as rows of a table, or as a section."""
        dated = [(place, place.paper.week) for place in self._rows if place.paper.week]
        later = [
            place for place, other in dated if (week < other if self._is_rising else week > other)
        ]
        if not dated:
            for paper in papers:
                last = self._rows[-1] if self._rows else self._first_table(paper)
                self._add_after(last, paper)
            return
        neighbour = later[0] if later else dated[-1][0]
        if has_week_heading(neighbour):
            self._add_section(week, papers, neighbour, is_first=bool(later))
            return
        for paper in papers:
            self._add_row(neighbour.line - bool(later), neighbour, paper)

    def _add_section(
        self, week: date, papers: Sequence[Paper], neighbour: RowPlace, *, is_first: bool
    ) -> None:
        """Insert a section before or after the section of a row."""
        sections = self._section_maker.sections
        index = next(index for index, section in enumerate(sections) if neighbour in section.places)
        place = sections[index].places[0 if is_first else -1]
        is_numbered = self._row_maker.number(place) is not None
        rows = [
            self._row_maker.line(paper, place, number if is_numbered else None)
            for number, paper in enumerate(papers, 1)
        ]
        lines = self._section_maker.lines(week, rows, index, place, is_first=is_first)
        line = sections[index].heading.line - 1 if is_first else neighbour.line
        self._edits.insert(line, lines)
        self._added += [(line, paper) for paper in papers]


def _under_same_headings(places: list[RowPlace], paper: Paper) -> list[RowPlace]:
    """Return the places whose headings say the topics and date of a paper; if none, all."""
    for field in ("topics", "listed_date"):
        alike = [
            place
            for place in places
            if field not in place.columns and getattr(place.paper, field) == getattr(paper, field)
        ]
        places = alike or places
    return places
