"""The layout of a table's cells, for changed rows that look like the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Protocol

import attrs

from weeklypapers.dialects.draft import is_nothing
from weeklypapers.dialects.tables.ragged import CellError, CellRules, fit
from weeklypapers.markdown import Alignment, Chunk, Row, escape_cell
from weeklypapers.markdown.tables import BLANKS, row_at, spans
from weeklypapers.model.errors import EditError

__all__ = [
    "CellLayout",
    "HtmlLayout",
    "Layout",
    "completed_row",
    "html_layout_of",
    "layout_of",
    "start_of",
]

# The number of rows from which a layout is inferred.
_SAMPLE = 40
# In a column with aligned pipes, one row in this many may be longer than the others.
_LONGER = 10


class CellLayout(Protocol):
    """The layout of the cells of a table, in Markdown or in HTML."""

    @property
    def nothing(self) -> Sequence[str]:
        """For each column the content of cells without a value, such as a dash."""
        ...

    @property
    def cells(self) -> Sequence[Sequence[str]]:
        """For each column the content of its first cells."""
        ...

    def replace(self, row: Row, cells: Mapping[int, str]) -> str:
        """Return the text of a row with other content in some cells, by column."""
        ...


@attrs.frozen
class Layout:
    """The layout of a table's cells.

    Attributes:
        widths: For each column the number of characters between its pipes, if its cells are
            padded so that the pipes of all rows are aligned; else None.
        alignments: The alignment of each column.
        nothing: For each column the content of cells without a value, such as a dash.
        cells: For each column the content of its first cells.
    """

    widths: tuple[int | None, ...]
    alignments: tuple[Alignment | None, ...]
    nothing: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]

    def replace(self, row: Row, cells: Mapping[int, str]) -> str:
        """Return the line of a row with other content in some cells.

        Args:
            row: The row.
            cells: The new content by column, with unescaped pipes.
        """
        parts: list[str] = []
        end = 0
        for column, (left, right) in enumerate(spans(row.text, start_of(row))):
            if column in cells:
                old = row.text[left:right]
                parts += [row.text[end:left], self._padded_cell(column, old, cells[column])]
                end = right
        return "".join([*parts, row.text[end:]])

    def _padded_cell(self, column: int, old: str, content: str) -> str:
        """Return the text between two pipes for a new content.

        Args:
            column: The column.
            old: The old text between the pipes, with its padding.
            content: The new content.
        """
        new = escape_cell(content)
        if old_content := old.strip(BLANKS):
            before, after = old.split(old_content, 1)
        else:
            before = after = " " if old else ""
        width = self.widths[column] if column < len(self.widths) else None
        if width is not None:
            sign = {"center": "^", "right": ">"}.get(self.alignments[column] or "left", "<")
            before, after = before[:1], after[:1] or before[:1]
            new = f"{new:{sign}{max(0, width - len(before) - len(after))}}"
        if new.endswith("\\"):
            after = after or " "  # or the backslash would escape the pipe
        return f"{before}{new}{after}"


@attrs.frozen
class HtmlLayout:
    """The layout of the cells of an HTML table: see `CellLayout`.

    Attributes:
        nothing: For each column the content of cells without a value, such as a dash.
        cells: For each column the content of its first cells.
    """

    nothing: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]

    def replace(self, row: Row, cells: Mapping[int, str]) -> str:
        """Return the text of a row with other content in some cells.

        Raises:
            EditError: A cell spans several columns or rows.
        """
        starts = Counter(cell.start for cell in row.cells)
        text = row.text
        for column in sorted(cells, reverse=True):
            cell = row.cells[column]
            if starts[cell.start] > 1 or cell.start >= len(row.text):
                raise EditError("a cell of the row spans several columns or rows")
            text = f"{text[: cell.start]}{cells[column]}{text[cell.end :]}"
        return text


def html_layout_of(chunk: Chunk) -> HtmlLayout:
    """Infer the layout of an HTML table from its first rows."""
    cells = _cells_by_column(chunk)
    return HtmlLayout(tuple(map(_content_for_nothing, cells)), cells)


def layout_of(chunk: Chunk) -> Layout:
    """Infer the layout of a table from its first rows."""
    header = chunk.table.header
    count = len(header.cells)
    rows = _sample(chunk)
    padded = [
        [row.text[left:right] for left, right in spans(row.text, start_of(row))]
        for row in (header, *rows)
    ]
    cells = _cells_by_column(chunk)
    return Layout(
        widths=tuple(
            _width([row[column] for row in padded if column < len(row)]) for column in range(count)
        ),
        alignments=chunk.table.alignments,
        nothing=tuple(map(_content_for_nothing, cells)),
        cells=cells,
    )


def _sample(chunk: Chunk) -> list[Row]:
    """Return the first rows with a cell for each column."""
    count = len(chunk.table.header.cells)
    return [row for row in islice(chunk.rows(), _SAMPLE) if len(row.cells) == count]


def _cells_by_column(chunk: Chunk) -> tuple[tuple[str, ...], ...]:
    rows = _sample(chunk)
    columns = range(len(chunk.table.header.cells))
    return tuple(tuple(row.cells[column].text for row in rows) for column in columns)


def _width(padded: Sequence[str]) -> int | None:
    """Return the common width of a column's cells, if some are padded to it."""
    if not padded:
        return None
    width, count = Counter(map(len, padded)).most_common(1)[0]
    is_padded = any(cell.endswith("  ") or cell.startswith("  ") for cell in padded)
    return width if is_padded and (len(padded) - count) * _LONGER <= len(padded) else None


def _content_for_nothing(cells: Sequence[str]) -> str:
    most_common = Counter(cell for cell in cells if is_nothing(cell)).most_common(1)
    return most_common[0][0] if most_common else ""


def start_of(row: Row) -> int:
    """Return the offset of a row's first pipe or cell, after quote marks and indentation."""
    first = row.cells[0].start if row.cells else len(row.text)
    pipe = row.text.rfind("|", 0, first)
    return pipe if pipe >= 0 else first


def completed_row(row: Row, rules: CellRules) -> Row:
    """Return a row with one cell for each column, if it can be repaired without a guess.

    Args:
        row: The row.
        rules: The rules of its table.
    """
    try:
        _, repair = fit(row, rules)
    except CellError:
        return row
    if repair is None:
        return row
    text = row.text
    for offset, length, replacement in sorted(repair.fix, reverse=True):
        text = f"{text[:offset]}{replacement}{text[offset + length :]}"
    return row_at(row.line, text, start_of(row))
