"""Rows of tables, cut into cells (GFM section 4.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from weeklypapers.markdown.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "BLANKS",
    "BLANKS_BEHIND_PIPE",
    "Alignment",
    "Cell",
    "Row",
    "Table",
    "row_at",
    "spans",
    "split_row",
    "unescaped",
]

Alignment: TypeAlias = Literal["left", "center", "right"]

# cmark-gfm strips a cell of spaces and tabs; the pipe before it takes \v and \f off it, too.
BLANKS = " \t"
BLANKS_BEHIND_PIPE = " \t\v\f"


@attrs.frozen
class Cell:
    r"""One cell of a row.

    Attributes:
        text: The content, without the blanks around it and with ``\|`` turned into ``|``.
        start: Offset of the content's first character in the row's text, which is its line. An
            empty cell's is where its content would be written.
        end: Offset behind the content's last character: ``row.text[start:end]`` is the
            content as it stands.
        markdown: Whether the content is Markdown. In an HTML table it is HTML, unless a blank
            line in the cell ends the HTML block (GFM section 4.6).
    """

    text: str
    start: int
    end: int
    markdown: bool = True

    @property
    def column(self) -> int:
        """The content's first column in the row's text, counted from 1; see `Row.place`."""
        return self.start + 1


@attrs.frozen
class Row:
    """One line of a table, or one ``<tr>`` of an HTML table, cut into cells.

    Attributes:
        line: The line's number in the document, counted from 1; that of the ``<tr>`` in HTML.
        text: The whole line as it stands, without its line ending. In HTML, the source from
            ``<tr>`` to ``</tr>``, lines joined by line feeds, without what block quotes and list
            items take off them.
        cells: All cells of the line, whatever the width of its table. In the table, cmark-gfm
            leaves out those beyond the header's width and fills a short row with empty ones. In
            HTML, a cell that spans columns is repeated, and one that spans rows stands in each,
            behind the first with `start` and `end` at the end of the row's text.
        starts: In HTML, the offset in the document's lines at which each line of `text` begins.
    """

    line: int
    text: str
    cells: tuple[Cell, ...]
    starts: tuple[int, ...] = attrs.field(default=(0,), repr=False)

    def place(self, offset: int) -> tuple[int, int]:
        """Where in the document an offset in `text` is: line and column, both from 1."""
        down = self.text.count("\n", 0, offset) if len(self.starts) > 1 else 0
        begin = self.text.rfind("\n", 0, offset) + 1 if down else 0
        return self.line + down, self.starts[down] + offset - begin + 1


def split_row(text: str, line: int = 1) -> Row:
    r"""Cut a line into cells (GFM 4.10).

    Every pipe parts two cells, in a code span too, unless a backslash stands right before it.
    A pipe with nothing but blanks on its other side opens or closes the row.

    Args:
        text: The line, without its line ending.
        line: The line's number, for the row. On line 1 a byte order mark is skipped.

    Returns:
        The row. A line that holds no cell, such as ``"|"`` or an empty one, gives a row
        without cells, which cmark-gfm takes for no row at all.
    """
    return row_at(line, text, Line(line, text).start)


def row_at(line: int, text: str, start: int) -> Row:
    """The row whose first character that is no blank stands at `start`."""
    cells = (_cell(text, left, right, opened=left > start) for left, right in spans(text, start))
    return Row(line, text, tuple(cells))


def spans(text: str, start: int) -> Iterator[tuple[int, int]]:
    """What lies between the pipes of a row: offsets behind one and of the next."""
    left = start
    for pipe in _pipes(text, start):
        if pipe > start:
            yield left, pipe
        left = pipe + 1
    # Blanks behind the last pipe are no cell; a row without pipes is one.
    if text[left:].strip(BLANKS_BEHIND_PIPE if left > start else ""):
        yield left, len(text)


def _pipes(text: str, start: int) -> Iterator[int]:
    r"""Offsets of the pipes that part cells; a backslash escapes one even in ``\\|``."""
    pipe = text.find("|", start)
    while pipe >= 0:
        if pipe == start or text[pipe - 1] != "\\":
            yield pipe
        pipe = text.find("|", pipe + 1)


def _cell(text: str, left: int, right: int, *, opened: bool) -> Cell:
    """The cell between two offsets, `opened` by a pipe or by the line's beginning."""
    content = text[left:right].lstrip(BLANKS_BEHIND_PIPE if opened else BLANKS)
    start = right - len(content)
    content = content.rstrip(BLANKS)
    if not content:
        start = min(left + 1, right)
    return Cell(unescaped(content), start, start + len(content))


def unescaped(content: str) -> str:
    r"""The text of a cell's content: ``\|`` is a pipe, and U+0000 is none (GFM 2.3)."""
    return content.replace("\\|", "|").replace("\0", "\ufffd")


@attrs.frozen(eq=False)
class Table:
    """A table, as its first two lines make it, or as HTML does.

    Attributes:
        header: The header row, which says how wide the table is. An HTML table without rows
            has one without cells.
        alignments: What the delimiter row says of each column; `None` where it has no colon,
            and in HTML.
        html: Whether it is a ``<table>``; `Cell.markdown` says which of its cells hold Markdown.
    """

    header: Row
    alignments: tuple[Alignment | None, ...]
    html: bool = False
