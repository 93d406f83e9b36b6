"""The papers of a list with their places, which are looked up only where there is a problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from weeklypapers.dialects.document import Batch
from weeklypapers.dialects.headings import Heading
from weeklypapers.markdown import Cell, Row, Table, render_inline
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import Link, Paper
from weeklypapers.model.problems import Edit, Problem, Severity

__all__ = ["Listed", "Listing", "Part", "Place"]

Place = tuple[int | None, int | None]  # line and column, both counted from 1


@attrs.frozen(eq=False)
class Part:
    """Some lines of a list, and what they gave."""

    batch: Batch

    @property
    def table(self) -> Table | None:
        """The table that the lines are rows of."""
        return self.batch.chunk.table if self.batch.chunk else None

    @cached_property
    def rows(self) -> Mapping[tuple[int, str], Row]:
        """The rows by line and text; rows of HTML may share a line."""
        rows = self.batch.chunk.rows() if self.batch.chunk else ()
        return {(row.line, row.text): row for row in rows}


@attrs.frozen(eq=False)
class Listed:
    """A paper, and where its list names it.

    Attributes:
        paper: The paper.
        line: The line; None where the format has none.
        end: The line of the next paper, or the one behind the last.
        part: The lines that gave it.
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
        """Its topics, or those of the headings above it."""
        section = self.part.batch.section
        return self.paper.topics or (section.topic if section else ())

    @property
    def dating(self) -> Heading | None:
        """The heading that dates the section in which it is."""
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
        """A problem of the paper."""
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
        """Where the cell of a field stands; the title if there is none."""
        if self.line is None or not self._is_markdown:
            return self.line, None
        if self._row and field in self._cells:
            return self._row.place(self._cells[field].start)
        return self._title

    def link(self, link: Link) -> Place:
        """Where a link stands."""
        if self.line is None or not self._is_markdown:
            return self.line, None
        same = [place for target, place in self._links if target == link.url]
        before = [other for other in self.paper.links if other.url == link.url]
        nth = next(at for at, other in enumerate(before) if other is link)
        return same[min(nth, len(same) - 1)] if same else self.cell("links")

    @property
    def lines(self) -> range:
        """The lines that it may stand in."""
        if self.line is None:
            return range(0)
        row = self._row
        return range(self.line, self.line + row.text.count("\n") + 1 if row else self.end)

    @property
    def _is_markdown(self) -> bool:
        return self.paper.origin is not None

    @cached_property
    def _row(self) -> Row | None:
        origin = self.paper.origin
        return self.part.rows.get((origin.line, origin.text)) if origin else None

    @cached_property
    def _cells(self) -> Mapping[str, Cell]:
        reader = self.part.batch.reader
        return reader.cells(self._row) if reader and self._row else {}

    @property
    def _title(self) -> Place:
        if self._row and "title" in self._cells:
            return self._row.place(self._cells["title"].start)
        text = self.listing.line(self.line or 0)
        at = text.find(self.paper.title)
        return self.line, (at if at >= 0 else len(text) - len(text.lstrip())) + 1

    @cached_property
    def _links(self) -> list[tuple[str, Place]]:
        """The targets of its links with their places, in order."""
        return [
            (mark.target or "", (line, column + mark.start))
            for source, line, column in self._pieces()
            for mark in render_inline(source, markdown=self._has_markdown).marks
            if mark.kind == "link"
        ]

    @property
    def _is_html(self) -> bool:
        return self.part.table is not None and self.part.table.html

    @property
    def _has_markdown(self) -> bool:
        cells = self._row.cells if self._row else ()
        return not self._is_html or any(cell.markdown for cell in cells)

    def _pieces(self) -> Iterator[tuple[str, int, int]]:
        """What is rendered on its own: cells, or lines; each with line and column."""
        if self._row and not self._is_html:
            for cell in self._row.cells:
                line, column = self._row.place(cell.start)
                yield self._row.text[cell.start : cell.end], line, column
            return
        for line in self.lines:
            yield self.listing.line(line), line, 1


@attrs.define(eq=False)
class Listing:
    """A whole list.

    Attributes:
        source: Its lines.
        file: Its name.
        parts: Its parts, in order.
        problems: What was found when it was read.
    """

    source: Sequence[str]
    file: str | None
    parts: list[Part] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)

    def add(self, batch: Batch) -> None:
        """Take what some lines gave."""
        self.parts.append(Part(batch))
        self.problems += batch.problems

    def line(self, number: int) -> str:
        """A line by its number, counted from 1."""
        return self.source[number - 1] if 0 < number <= len(self.source) else ""

    @cached_property
    def papers(self) -> Sequence[Listed]:
        """The papers, in listed order."""
        found: list[tuple[Paper, int | None, Part]] = [
            (paper, paper.origin.line if paper.origin else part.batch.line, part)
            for part in self.parts
            for paper in part.batch.papers
        ]
        ends = [line or 0 for _, line, _ in found[1:]] + [len(self.source) + 1]
        return [
            Listed(paper, line, end, part, self)
            for (paper, line, part), end in zip(found, ends, strict=False)  # none has an end, too
        ]
