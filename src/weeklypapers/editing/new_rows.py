"""Rows for new papers, each in the style of the rows nearby."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

import attrs

from weeklypapers.editing.differences import differences
from weeklypapers.editing.layout import Layout, layout_of, start_of
from weeklypapers.editing.places import Contents, PaperTable, RowPlace
from weeklypapers.editing.row_writers import RowWriter, row_writer
from weeklypapers.markdown import Chunk, Row
from weeklypapers.markdown.tables import row_at
from weeklypapers.model.errors import EditError
from weeklypapers.model.paper import Paper

__all__ = ["RowMaker"]

# The number of rows that are tried as templates of a new one.
_TEMPLATES = 12
_PICTURE = re.compile(r"!\[|<img", re.IGNORECASE)


class RowMaker:
    """Makes rows for new papers in a document."""

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

        It is like the nearest row of which a copy, with the new values, is read as the paper.

        Args:
            paper: The new paper.
            neighbour: The row next to the new one, or its empty table.
            number: The running number; None if rows have none.

        Raises:
            EditError: The table can't say a value of the paper.
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
        """Return the row of a paper, made from a template, or else from the header."""
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
    """Return the paper without the values that headings say and rows don't."""
    empty: dict[str, Any] = {"week": None, "topics": (), "listed_date": None}
    section = place.section if place else None
    unsaid = {
        field: value
        for field, value in empty.items()
        if field not in columns
        and (field == "topics" or place is None or bool(section and getattr(section, field)))
    }
    return attrs.evolve(paper, **unsaid)


def _is_read(row: Row, neighbour: RowPlace | PaperTable, paper: Paper) -> bool:
    """Return whether a row is read as a paper, except for the fields that headings may say."""
    chunk = neighbour.chunk
    papers, _ = neighbour.reader.read(
        Chunk(chunk.table, chunk.line, [row.text], None, [start_of(row)])
    )
    heading_fields = {"week", "listed_date", "topics"}
    return len(papers) == 1 and not set(differences(paper, papers[0])) - heading_fields
