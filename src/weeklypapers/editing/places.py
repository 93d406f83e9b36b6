"""The places of papers in a document: one class for each form of entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import attrs

from weeklypapers.dialects.collecting import ListedEntry
from weeklypapers.dialects.dialect import TableReader
from weeklypapers.dialects.document import Batch
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.identifiers import identifiers_in
from weeklypapers.dialects.lists import read_list
from weeklypapers.editing.document import Document
from weeklypapers.editing.extents import Extents, form_of
from weeklypapers.markdown import Chunk, Row, Table, split_lines
from weeklypapers.markdown.lines import NumberedLines
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem

__all__ = [
    "Contents",
    "EmptyTable",
    "HtmlRowPlace",
    "IdentifierPlace",
    "ItemPlace",
    "Neighbour",
    "Place",
    "RowPlace",
    "read_contents",
    "without_headings",
]


@attrs.frozen(eq=False)
class Place:
    """The place of a paper in a document.

    Each form of entries has a subclass with what its writer needs; see `writers`.

    Attributes:
        paper: The paper as it is read there.
        lines: The lines of its entry, counted from 1.
        section: The part of the document.
        container: The table or list of the entry: an object that its neighbours share.
        form: A noun phrase for messages, such as "an item or a heading".
    """

    paper: Paper
    lines: range
    section: Section | None
    container: object
    form: str

    @property
    def line(self) -> int:
        """The first line of the entry."""
        return self.lines.start

    @property
    def stop(self) -> int:
        """The line before which an entry below it begins."""
        return self.lines.stop

    @property
    def columns(self) -> tuple[str, ...]:
        """The fields of the columns of its table; empty outside of tables."""
        return self.paper.origin.columns if self.paper.origin else ()

    def is_from_heading(self, field: str) -> bool:
        """Return whether a field of the paper comes from the headings above, not from the entry.

        Args:
            field: "week", "listed_date" or "topics".
        """
        value = getattr(self.paper, field)
        if not value or field in self.columns:
            return False
        return field == "topics" or (
            self.section is not None and getattr(self.section, field) == value
        )


@attrs.frozen(eq=False)
class RowPlace(Place):
    """The place of a paper in a row of a Markdown table.

    Attributes:
        chunk: The rows that were read together with this row.
        reader: The reader of the table.
    """

    chunk: Chunk
    reader: TableReader

    @property
    def text(self) -> str:
        """The line of the row."""
        return self.chunk.lines[self.line - self.chunk.line]

    @property
    def row(self) -> Row:
        """The row."""
        return self.chunk.row(self.line - self.chunk.line)


@attrs.frozen(eq=False)
class HtmlRowPlace(Place):
    """The place of a paper in a row of an HTML table.

    Attributes:
        chunk: The rows that were read together with this row.
        reader: The reader of the table.
        row: The row.
    """

    chunk: Chunk
    reader: TableReader
    row: Row


@attrs.frozen(eq=False)
class ItemPlace(Place):
    """The place of a paper in an item, a heading with the text below it, or a paragraph.

    Attributes:
        entry: The entry with its parts.
        end: The line after the entries nested in it.
    """

    entry: ListedEntry
    end: int

    @property
    def stop(self) -> int:
        """The line before which an entry below it begins."""
        return self.end

    @property
    def columns(self) -> tuple[str, ...]:
        """The fields that the entry has itself although headings may give them."""
        roles = {part.role for part in self.entry.parts}
        return tuple(field for field in ("topics", "week") if field in roles)


@attrs.frozen(eq=False)
class IdentifierPlace(Place):
    """The place of a paper in a line of bare identifiers or addresses."""


@attrs.frozen(eq=False)
class EmptyTable:
    """A Markdown table for papers, but without any.

    Attributes:
        chunk: Its first rows, which list no papers.
        reader: The reader of the table.
        section: The part of the document.
    """

    chunk: Chunk
    reader: TableReader
    section: Section | None

    @property
    def line(self) -> int:
        """The line before which a new row goes."""
        return self.chunk.line

    @property
    def columns(self) -> tuple[str, ...]:
        """The fields of its columns."""
        return self.reader.columns.names

    @property
    def form(self) -> str:
        """A noun phrase for messages."""
        return "an empty table"

    def is_from_heading(self, field: str) -> bool:
        """Return whether a field of its papers comes from the headings above."""
        if self.section is None or field in self.columns:
            return False
        return bool(getattr(self.section, field))


Neighbour: TypeAlias = Place | EmptyTable
"""The place next to that of a new paper."""


@attrs.frozen
class Contents:
    """The papers and tables of a document.

    Attributes:
        file: Name of the file or URL; None for text without one.
        lines: The lines without their endings.
        places: The papers with their places, in listed order.
        empty_tables: The Markdown tables without papers.
        problems: The problems of the document.
    """

    file: str | None
    lines: Sequence[str]
    places: list[Place]
    empty_tables: list[EmptyTable]
    problems: list[Problem]


def read_contents(document: Document, *, for_edit: bool = True) -> Contents:
    """Read the papers of a document with their places.

    Args:
        document: The document.
        for_edit: Whether the places are those for an edit, with what writers need.
    """
    lines = split_lines(document.text)
    places: list[Place] = []
    problems: list[Problem] = []
    tables: dict[Table, EmptyTable] = {}
    filled: set[Table] = set()
    extents = Extents(lines)
    for batch in read_list(
        NumberedLines(document.text),
        document.file,
        document.dialect,
        document.columns,
        keeps_entries=for_edit,
    ):
        are_items = for_edit and batch.entries
        places += _item_places(batch, extents) if are_items else _places(batch)
        problems += batch.problems
        if batch.chunk and batch.chunk.html is None and batch.reader:
            table = EmptyTable(batch.chunk, batch.reader, batch.section)
            tables.setdefault(batch.chunk.table, table)
            if batch.papers:
                filled.add(batch.chunk.table)
    empty = [table for key, table in tables.items() if key not in filled]
    return Contents(document.file, lines, places, empty, problems)


def _places(batch: Batch) -> Iterator[Place]:
    chunk, reader, section = batch.chunk, batch.reader, batch.section
    rows = {(row.line, row.text): row for row in (chunk.html if chunk else None) or ()}
    kinds: dict[str, type[Place]] = {}  # of lines, which may list thousands of papers
    for paper in batch.papers:
        if paper.origin is None:
            continue
        line = paper.origin.line
        lines = range(line, line + 1 + paper.origin.text.count("\n"))
        if chunk is None or reader is None:
            form = "an item or a heading"
            text = paper.origin.text
            if text not in kinds:
                kinds[text] = IdentifierPlace if identifiers_in(text) else Place
            yield kinds[text](paper, lines, section, section, form)
        elif line < chunk.line:
            yield Place(paper, lines, section, section, "the header of a table")
        elif chunk.html is None:
            yield RowPlace(paper, lines, section, chunk.table, "a row of a table", chunk, reader)
        else:
            form, row = "a row of an HTML table", rows[line, paper.origin.text]
            yield HtmlRowPlace(paper, lines, section, chunk.table, form, chunk, reader, row)


def _item_places(batch: Batch, extents: Extents) -> Iterator[Place]:
    """Yield the places of the papers of a passage outside of tables."""
    entries = {(entry.reading.entry.source[0][0], entry.raw): entry for entry in batch.entries}
    listed = [
        entries.get((paper.origin.line, paper.origin.text)) if paper.origin else None
        for paper in batch.papers
    ]
    ends = extents.of([each.reading.entry for each in listed if each])
    containers: dict[tuple[object, ...], object] = {}
    form = "an item or a heading"
    for paper, entry in zip(batch.papers, listed, strict=True):
        if entry is None:
            line = paper.origin.line if paper.origin else 1
            lines = range(line, line + 1 + paper.origin.text.count("\n") if paper.origin else line)
            yield Place(paper, lines, batch.section, batch.section, form)
            continue
        section = _section_of(entry.reading.entry.section, batch.section)
        key = form_of(entry.reading.entry), section.topics
        container = containers.setdefault(key, object())
        lines, end = ends[entry.reading.entry]
        yield ItemPlace(paper, lines, section, container, form, entry, end)


def _section_of(section: Section, outer: Section | None) -> Section:
    """Return the section of an entry, with the year that the document infers for its heading."""
    if outer is None or outer.span is None or section.dating is not outer.dating:
        return section
    return (
        section
        if section.span and section.span.has_year
        else attrs.evolve(section, span=outer.span)
    )


def without_headings(paper: Paper, place: Neighbour) -> Paper:
    """Return a paper without the values that come from the headings above a place."""
    empty: dict[str, Any] = {"week": None, "listed_date": None, "topics": ()}
    from_headings = {field: value for field, value in empty.items() if place.is_from_heading(field)}
    return attrs.evolve(paper, **from_headings)
