"""The papers of a list, with positions that are only looked up for problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

import attrs

from weeklypapers.dialects.document import Batch
from weeklypapers.dialects.headings import Heading
from weeklypapers.markdown import Cell, Row, Table, render_inline
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import Link, Paper
from weeklypapers.model.problems import Edit, Problem, Severity

__all__ = ["ListedPaper", "Listing", "Part", "Place"]

Place: TypeAlias = tuple[int | None, int | None]  # line and column, both counted from 1


@attrs.frozen(eq=False)
class Part:
    """A part of a list that was read at once."""

    batch: Batch

    @property
    def table(self) -> Table | None:
        """The table with the rows of the part."""
        return self.batch.chunk.table if self.batch.chunk else None

    @cached_property
    def rows(self) -> Mapping[tuple[int, str], Row]:
        """The rows by line and text, because rows of HTML may share a line."""
        rows = self.batch.chunk.rows() if self.batch.chunk else ()
        return {(row.line, row.text): row for row in rows}


@attrs.frozen(eq=False)
class ListedPaper:
    """A paper and its position in the list.

    Attributes:
        paper: The paper.
        line: Its first line; None for formats without lines.
        end: The first line of the next paper, or the line after the end of the list.
        part: The part of the list with the paper.
        listing: The list.
    """

    paper: Paper
    line: int | None
    end: int
    part: Part
    listing: Listing

    @cached_property
    def arxiv_id(self) -> ArxivId | None:
        """The identifier of the paper."""
        return self.paper.arxiv_id

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of the paper, or else of the headings above it."""
        section = self.part.batch.section
        return self.paper.topics or (section.defaults.get("topics", ()) if section else ())

    @property
    def dated_heading(self) -> Heading | None:
        """The heading with the date of the section."""
        section = self.part.batch.section
        return section.dating if section else None

    def problem(
        self,
        code: str,
        message: str,
        place: Place,
        *,
        severity: Severity = "warning",
        fix: tuple[Edit, ...] = (),
    ) -> Problem:
        """Return a problem of the paper."""
        origin = self.paper.origin
        return Problem(
            code=code,
            message=message,
            line=place[0],
            column=place[1],
            text=origin.text if origin else self.paper.title,
            severity=severity,
            file=self.listing.file,
            fix=fix,
        )

    def cell(self, field: str) -> Place:
        """Return the position of a field's cell, or that of the title if there is no such cell."""
        if self.line is None or not self.paper.origin:  # not a Markdown list
            return self.line, None
        if self._row and field in self._cells:
            return self._row.place(self._cells[field].start)
        if self._row and "title" in self._cells:
            return self._row.place(self._cells["title"].start)
        text = self.listing.line(self.line)
        offset = text.find(self.paper.title)
        return self.line, (offset if offset >= 0 else len(text) - len(text.lstrip())) + 1

    def link(self, link: Link) -> Place:
        """Return the position of a link."""
        if self.line is None or not self.paper.origin:
            return self.line, None
        places = [place for target, place in self._links if target == link.url]
        if not places:
            return self.cell("links")
        same = [other for other in self.paper.links if other.url == link.url]
        index = next(index for index, other in enumerate(same) if other is link)
        return places[min(index, len(places) - 1)]

    @property
    def lines(self) -> range:
        """The numbers of the lines of the paper."""
        if self.line is None:
            return range(0)
        row = self._row
        return range(self.line, self.line + row.text.count("\n") + 1 if row else self.end)

    @cached_property
    def _row(self) -> Row | None:
        origin = self.paper.origin
        if origin is None:
            return None
        rows, first = self.part.rows, origin.text.partition("\n")[0]
        # A title may continue in the next row.
        return rows.get((origin.line, origin.text)) or rows.get((origin.line, first))

    @cached_property
    def _cells(self) -> Mapping[str, Cell]:
        """The cells of the row, by field."""
        reader = self.part.batch.reader
        return reader.cells(self._row) if reader and self._row else {}

    @cached_property
    def _links(self) -> list[tuple[str, Place]]:
        """The targets of the links in the text, with their positions."""
        is_html = self.part.table is not None and self.part.table.html
        cells = self._row.cells if self._row else ()
        has_markdown = not is_html or any(cell.markdown for cell in cells)
        if self._row and not is_html:
            row = self._row
            sources = [(row.text[cell.start : cell.end], *row.place(cell.start)) for cell in cells]
        else:
            sources = [(self.listing.line(number), number, 1) for number in self.lines]
        return [
            (mark.target or "", (line, column + mark.start))
            for source, line, column in sources
            for mark in render_inline(source, markdown=has_markdown).marks
            if mark.kind == "link"
        ]


@attrs.frozen(eq=False)
class Listing:
    """A whole list.

    Attributes:
        source: Its lines.
        file: Its name.
        parts: Its parts, in order.
    """

    source: Sequence[str]
    file: str | None
    parts: Sequence[Part]

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """The problems of reading the list."""
        return [problem for part in self.parts for problem in part.batch.problems]

    @cached_property
    def papers(self) -> Sequence[ListedPaper]:
        """The papers, in listed order."""
        rows = [
            (paper, paper.origin.line if paper.origin else part.batch.line, part)
            for part in self.parts
            for paper in part.batch.papers
        ]
        ends = [line or 0 for _, line, _ in rows[1:]] + [len(self.source) + 1]
        return [
            ListedPaper(paper, line, end, part, self)
            for (paper, line, part), end in zip(rows, ends, strict=False)  # no rows have one end
        ]

    def line(self, number: int) -> str:
        """Return a line by its number, counted from 1; empty if there is no such line."""
        return self.source[number - 1] if 0 < number <= len(self.source) else ""
