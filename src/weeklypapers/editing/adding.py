"""New papers in a list: the place of each, its row, and the sections of new weeks.

The result is read again, as in `changing`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import Any

import attrs

from weeklypapers.editing.changing import verified
from weeklypapers.editing.differences import differences
from weeklypapers.editing.document import Document, EditedDocument
from weeklypapers.editing.layout import Layout, layout_of, start_of
from weeklypapers.editing.new_sections import SectionMaker, has_week_heading
from weeklypapers.editing.places import Contents, LineEdits, PaperTable, RowPlace, read_contents
from weeklypapers.editing.rows import RowWriter, row_writer
from weeklypapers.markdown import Chunk, Row
from weeklypapers.markdown.tables import row_at
from weeklypapers.model.errors import EditError
from weeklypapers.model.paper import Paper

__all__ = ["add_papers", "insert_papers"]

# The number of rows that are tried as templates of a new row.
_TEMPLATES = 12
_PICTURE = re.compile(r"!\[|<img", re.IGNORECASE)


def insert_papers(papers: Sequence[Paper], new: Sequence[Paper]) -> list[Paper]:
    """Return the papers of a list without a document and new papers, each in its week."""
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
        EditError: The document has no place for a paper or for one of its values.
    """
    contents = read_contents(document)
    first_error: EditError | None = None
    # A new heading may need the year although the headings next to it have none.
    for prefers_years in (False, True):
        additions = _Additions(document, contents, new, prefers_years=prefers_years)
        try:
            return verified(document, contents, additions.text(), additions.papers(papers))
        except EditError as error:
            first_error = first_error or error
    raise first_error or AssertionError("each pass returns or raises")


class _Additions:
    """New papers and the lines that list them.

    Args:
        document: The document.
        contents: Its contents.
        new: The new papers.
        prefers_years: As in `SectionMaker`.

    Raises:
        EditError: The document has no place for a paper or for one of its values.
    """

    def __init__(
        self,
        document: Document,
        contents: Contents,
        new: Sequence[Paper],
        *,
        prefers_years: bool,
    ) -> None:
        weeks = (place.paper.week for place in contents.places)
        self._contents = contents
        self._is_rising = _is_rising(weeks)
        self._rows = contents.rows
        self._row_maker = _RowMaker(contents)
        self._section_maker = SectionMaker(
            contents, is_rising=self._is_rising, prefers_years=prefers_years
        )
        self._edits = LineEdits(document.text)
        self._added: list[tuple[int, Paper]] = []  # each with the line after which it is inserted
        self._add(new)

    def text(self) -> str:
        """Return the text of the document with the new lines."""
        return self._edits.text()

    def papers(self, old: Sequence[Paper]) -> list[Paper]:
        """Return the old and new papers in the order of their lines."""
        places = zip(self._contents.places, old, strict=True)
        listed = [(place.line, 0, paper) for place, paper in places]
        added = [(line, 1, paper) for line, paper in self._added]
        return [paper for *_, paper in sorted([*listed, *added], key=lambda entry: entry[:2])]

    def _add(self, papers: Sequence[Paper]) -> None:
        """Add papers: first those of known weeks, then new weeks, then those without a week."""
        known = {place.paper.week for place in self._rows}
        known |= {table.section.week for table in self._contents.empty_tables if table.section}
        ordered = _by_week(papers, is_rising=self._is_rising)
        for paper in ordered:
            if paper.week and paper.week in known:
                self._add_after(self._neighbour_of_week(paper), paper)
        unknown = [paper for paper in ordered if paper.week and paper.week not in known]
        for week, group in groupby(unknown, key=lambda paper: paper.week):
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
    """Return the places under headings with the topics and the date of a paper, or else all."""
    for field in ("topics", "listed_date"):
        alike = [
            place
            for place in places
            if field not in place.columns and getattr(place.paper, field) == getattr(paper, field)
        ]
        places = alike or places
    return places


# Rows


class _RowMaker:
    """Makes rows for new papers in a document, each in the style of the rows nearby."""

    def __init__(self, contents: Contents) -> None:
        # A picture belongs to its paper, so a row with a picture is no template.
        self._templates = [place for place in contents.rows if not _PICTURE.search(place.text)]
        self._file = contents.file
        self._layouts: dict[Chunk, Layout] = {}

    def number(self, place: RowPlace) -> int | None:
        """Return the running number of a row; None if it has none."""
        return self._writer(place, place.chunk).number(place.row)

    def line(self, paper: Paper, neighbour: RowPlace | PaperTable, number: int | None) -> str:
        """Return the line of a new row.

        Its template is the nearest row whose copy, with the new values, is read as the paper.

        Args:
            paper: The new paper.
            neighbour: The row next to the new one, or its empty table.
            number: The running number; None if rows have none.

        Raises:
            EditError: The table has no place for a value of the paper.
        """
        lines: list[str] = []
        failure = EditError("no row can be written")
        for template in [*self._near(neighbour), None]:
            try:
                row = self._row(paper, neighbour, template, number)
            except EditError as error:
                failure = error
                continue
            if _is_read(row, neighbour, paper):
                return row.text
            lines.append(row.text)
        if lines:
            return lines[0]
        raise EditError(failure.reason, failure.field, None, self._file)

    def _near(self, neighbour: RowPlace | PaperTable) -> list[RowPlace]:
        """Return the nearest rows with the same columns, then one row of each other table."""
        line = neighbour.line if isinstance(neighbour, RowPlace) else neighbour.chunk.line
        columns = neighbour.reader.columns
        alike = [place for place in self._templates if place.reader.columns == columns]
        alike.sort(key=lambda place: abs(place.line - line))
        nearest = {place.chunk: place for place in reversed(alike)}
        return [*alike[:_TEMPLATES], *reversed(nearest.values())][: 2 * _TEMPLATES]

    def _row(
        self,
        paper: Paper,
        neighbour: RowPlace | PaperTable,
        template: RowPlace | None,
        number: int | None,
    ) -> Row:
        """Return the row of a paper from a template, or else from the header."""
        columns = neighbour.reader.columns.names
        after = _without_headings(paper, template, columns)
        writer = self._writer(neighbour, template.chunk if template else neighbour.chunk)
        if template:
            before = _without_headings(template.paper, template, columns)
            row = template.row
            start = start_of(row)
            row = row_at(row.line, writer.rewrite(row, before, after), start)
            if number is not None:
                row = row_at(row.line, writer.renumber(row, number), start)
            return row
        header = neighbour.chunk.table.header
        blank = self._layout(neighbour.chunk).replace(
            header, dict.fromkeys(range(len(header.cells)), "")
        )
        start = start_of(header)
        line = writer.rewrite(row_at(header.line, blank, start), None, after)
        text = line.removeprefix("\ufeff")  # the byte order mark of a header on the first line
        return row_at(header.line, text, start - len(line) + len(text))

    def _writer(self, neighbour: RowPlace | PaperTable, chunk: Chunk) -> RowWriter:
        return row_writer(neighbour.reader, self._layout(chunk))

    def _layout(self, chunk: Chunk) -> Layout:
        if chunk not in self._layouts:
            self._layouts[chunk] = layout_of(chunk)
        return self._layouts[chunk]


def _without_headings(paper: Paper, place: RowPlace | None, columns: Collection[str]) -> Paper:
    """Return the paper without the values that come from headings and not from rows."""
    empty: dict[str, Any] = {"week": None, "topics": (), "listed_date": None}
    section = place.section if place else None
    from_headings = {
        field: value
        for field, value in empty.items()
        if field not in columns
        and (field == "topics" or place is None or bool(section and getattr(section, field)))
    }
    return attrs.evolve(paper, **from_headings)


def _is_read(row: Row, neighbour: RowPlace | PaperTable, paper: Paper) -> bool:
    """Return whether a row is read as a paper, apart from fields that may come from headings."""
    chunk = neighbour.chunk
    papers, _ = neighbour.reader.read(
        Chunk(chunk.table, chunk.line, [row.text], None, [start_of(row)])
    )
    heading_fields = {"week", "listed_date", "topics"}
    return len(papers) == 1 and not set(differences(paper, papers[0])) - heading_fields
