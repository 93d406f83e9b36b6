"""Pipe tables (GFM 4.10): lines to cells, and cells to lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Literal, TypeAlias

import attrs

__all__ = [
    "BLANKS",
    "BLANKS_AFTER_PIPE",
    "Alignment",
    "Cell",
    "Row",
    "Table",
    "escape_cell",
    "escape_cells",
    "render_table",
    "row_at",
    "spans",
    "unescaped",
]

Alignment: TypeAlias = Literal["left", "center", "right"]

# cmark-gfm strips spaces and tabs from a cell, and \v and \f as well after the pipe before it.
BLANKS = " \t"
BLANKS_AFTER_PIPE = " \t\v\f"


@attrs.frozen
class Cell:
    r"""A cell of a row.

    Attributes:
        text: The content, without the blanks around it and with ``\|`` turned into ``|``.
        start: Offset of the content's first character in the row's text, which is its line. For
            an empty cell, the offset at which its content would be written.
        end: Offset after the content's last character: ``row.text[start:end]`` is the content
            as written.
        markdown: True if the content is Markdown. In an HTML table it is HTML, unless a blank
            line in the cell ends the HTML block (GFM 4.6).
    """

    text: str
    start: int
    end: int
    markdown: bool = True

    @property
    def column(self) -> int:
        """The first column of the content in the row's text, counted from 1; see `Row.place`."""
        return self.start + 1


@attrs.frozen
class Row:
    """A line of a table, or a ``<tr>`` of an HTML table, split into cells.

    Attributes:
        line: The line's number in the document, counted from 1; in HTML, that of the ``<tr>``.
        text: The whole line, without its line ending. In HTML, the source from ``<tr>`` to
            ``</tr>``, lines joined by line feeds, without the prefixes of block quotes and list
            items.
        cells: All cells of the line, whatever the width of its table. In the table, cmark-gfm
            omits those beyond the header's width and fills a short row with empty ones. In
            HTML, a cell that spans columns is repeated, and one that spans rows is in each of
            them, after the first with `start` and `end` at the end of the row's text.
        starts: In HTML, the offset in the document's lines at which each line of `text` starts.
    """

    line: int
    text: str
    cells: tuple[Cell, ...]
    starts: tuple[int, ...] = attrs.field(default=(0,), repr=False)

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column, both from 1, of an offset in `text`."""
        before = self.text[:offset]
        index = before.count("\n")
        return self.line + index, self.starts[index] + offset - before.rfind("\n")

    def place_in(self, cell: Cell, offset: int) -> tuple[int, int]:
        r"""Return the line and the column, both from 1, of an offset in the text of a cell.

        The source may be longer than the text, since a pipe in it is ``\|``. All offsets in a copy
        of a cell of another row have the same place.
        """
        size = cell.end - cell.start
        if size == 0:
            return self.place(cell.start)
        # All pipes in the text of such a cell are escaped in the source.
        backslashes = cell.text[:offset].count("|") if size > len(cell.text) else 0
        return self.place(cell.start + offset + backslashes)


@attrs.frozen(eq=False)
class Table:
    """A table, in Markdown or in HTML.

    Attributes:
        header: The header row, whose width is the table's. An HTML table without rows has a
            header without cells.
        alignments: The alignment of each column according to the delimiter row; `None` where
            it has no colon, and in HTML.
        html: True for a ``<table>``; see `Cell.markdown`.
    """

    header: Row
    alignments: tuple[Alignment | None, ...]
    html: bool = False


# --- reading ------------------------------------------------------------------------------------


def row_at(line: int, text: str, start: int) -> Row:
    """Split a line into cells (GFM 4.10).

    Every pipe separates two cells, in a code span too, unless a backslash is right before it.
    A pipe with only blanks on its other side opens or closes the row. A line without cells, such
    as ``"|"`` or an empty one, is not a row to cmark-gfm.

    Args:
        line: The line's number.
        text: The line, without its line ending.
        start: Offset of the first character that is not blank, after the prefixes of containers.
    """
    cells: list[Cell] = []
    for left, right in spans(text, start):
        content = text[left:right].lstrip(BLANKS_AFTER_PIPE if left > start else BLANKS)
        first = right - len(content)
        content = content.rstrip(BLANKS)
        if not content:
            first = min(left + 1, right)
        cells.append(Cell(unescaped(content), first, first + len(content)))
    return Row(line, text, tuple(cells))


def spans(text: str, start: int) -> Iterator[tuple[int, int]]:
    r"""Yield the offsets after a pipe and of the next one, for each cell of a row.

    A backslash escapes a pipe even in ``\\|``.
    """
    left = start
    pipe = text.find("|", start)
    while pipe >= 0:
        if pipe == start:
            left = pipe + 1
        elif text[pipe - 1] != "\\":
            yield left, pipe
            left = pipe + 1
        pipe = text.find("|", pipe + 1)
    # Blanks after the last pipe are not a cell; a row without pipes is one.
    if text[left:].strip(BLANKS_AFTER_PIPE if left > start else ""):
        yield left, len(text)


def unescaped(content: str) -> str:
    r"""Return the text of a cell's content: ``\|`` is a pipe, and U+0000 is replaced (GFM 2.3)."""
    return content.replace("\\|", "|").replace("\0", "\ufffd")


# --- writing ------------------------------------------------------------------------------------

# A column is at least this much wider than its header, as in tabulate.
_HEADER_PADDING = 2

_SHORTEST_DELIMITER = 1  # between two colons, or in the place of one


def escape_cell(text: str) -> str:
    r"""Escape a cell's text, each ``|`` as ``\|``, so that a reader gets the same text back.

    Args:
        text: The text, without line breaks and without blanks around it.

    Returns:
        The content to write between two pipes and the spaces next to them.
    """
    return text.replace("|", "\\|")


def escape_cells(texts: Iterable[str]) -> list[str]:
    """Escape the texts of many cells; see `escape_cell`."""
    return list(map(str.replace, texts, repeat("|"), repeat("\\|")))


def render_table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    alignments: Sequence[Alignment | None],
    *,
    pad: bool = True,
) -> str:
    """Lay out a table.

    Args:
        header: The header's cells, escaped already.
        rows: The cells of each row, escaped already.
        alignments: The alignment of each column; `None` is left, without a colon.
        pad: True to put all pipes in line, as tabulate's format "pipe" and pandas do: a column is
            as wide as its widest cell, or as its header and two more, in characters. False for one
            space on either side of each cell, however long it is.

    Returns:
        The table's lines, joined by line feeds and without one at the end.

    Raises:
        ValueError: A row, or `alignments`, has more or fewer elements than the header.
    """
    body = list(rows)
    width = len(header)
    if len(alignments) != width:
        raise _wrong_width("alignments", width, len(alignments))
    for number, size in enumerate(map(len, body), start=1):
        if size != width:
            raise _wrong_width(f"row {number}", width, size)
    if pad:
        columns = list(zip(header, *body, strict=True))
        widths = [max(len(column[0]) + _HEADER_PADDING, *map(len, column)) for column in columns]
        first: Sequence[str]
        others: Sequence[Sequence[str]]
        first, *others = zip(*map(_pad, columns, widths, alignments), strict=True)
    else:
        widths = [max(len(cell), _SHORTEST_DELIMITER) for cell in header]
        (first,) = zip(*map(_pad, zip(header), widths, alignments), strict=True)
        others = body
    delimiters = "|".join(map(_delimiter, widths, alignments))
    head = f"| {' | '.join(first)} |\n|{delimiters}|"
    lines = " |\n| ".join(map(" | ".join, others))  # much faster than row by row
    return f"{head}\n| {lines} |" if others else head


def _wrong_width(name: str, width: int, size: int) -> ValueError:
    return ValueError(f"{name}: expected {width}, as many as the header has, got {size}")


def _pad(cells: Iterable[str], width: int, alignment: Alignment | None) -> list[str]:
    if alignment == "center":
        return [f"{cell:^{width}}" for cell in cells]
    return list(map(str.rjust if alignment == "right" else str.ljust, cells, repeat(width)))


def _delimiter(width: int, alignment: Alignment | None) -> str:
    """Return a delimiter as wide as the column's cells with a space around them."""
    left = ":" if alignment in ("left", "center") else "-"
    right = ":" if alignment in ("right", "center") else "-"
    return f"{left}{'-' * width}{right}"
