"""What a document is made of, as a list of papers needs it: blocks, list items, rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, repeat
from typing import Literal

import attrs

from weeklypapers.markdown.references import NO_REFERENCES
from weeklypapers.markdown.rows import Row, Table, row_at

__all__ = ["Block", "Chunk", "Item"]


@attrs.frozen(eq=False)
class Item:
    """An item of a list (GFM 5.2), one object for all blocks inside it.

    Attributes:
        line: The line its marker stands on, counted from 1.
        ordered: Whether its marker is a number.
        parent: The item that its list stands in.
        list: The list it belongs to (GFM 5.3): an object that its siblings share.
    """

    line: int
    ordered: bool
    parent: Item | None
    list: object


@attrs.frozen(eq=False)
class Block:
    """A heading, a paragraph, or HTML.

    Attributes:
        kind: What it is.
        line: The first line's number, counted from 1.
        lines: Its lines as they stand, whole and without their line endings.
        starts: Offset in each line of the content, behind what block quotes and list items take
            off it, indentation, the markers of a heading and of a task.
        ends: Offset in each line behind the content.
        level: A heading's level, 1 to 6.
        item: The innermost list item that it stands in.
        quoted: Whether it stands in a block quote.
        references: The addresses that the document defines for links, as `render_inline` takes
            them.
    """

    kind: Literal["heading", "paragraph", "html"]
    line: int
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    level: int = 0
    item: Item | None = None
    quoted: bool = False
    references: Mapping[str, str] = NO_REFERENCES

    @property
    def text(self) -> str:
        """The content, lines joined by line feeds."""
        if len(self.lines) == 1:
            return self.lines[0][self.starts[0] : self.ends[0]]
        parts = zip(self.lines, self.starts, self.ends, strict=True)
        return "\n".join(line[start:end] for line, start, end in parts)

    def place(self, offset: int) -> tuple[int, int]:
        """Where in the document an offset in `text` is: line and column, both from 1."""
        last = len(self.lines) - 1
        for down, (start, end) in enumerate(zip(self.starts, self.ends, strict=True)):
            if offset <= end - start or down == last:
                return self.line + down, start + offset + 1
            offset -= end - start + 1
        raise AssertionError("a block has lines")


@attrs.frozen(eq=False)
class Chunk:
    """Consecutive body rows of one table.

    Attributes:
        table: The table they belong to.
        line: The first row's line number, counted from 1.
        lines: The rows' lines as they stand, without their line endings; the rows' sources in
            an HTML table.
        columns: The cells' texts, column by column, as many columns as the header has, if
            every line is ``| … | … |`` with just as many cells. Else `None`: see `rows`.
        starts: Offset in each line of its first character that is no blank, behind what
            block quotes and list items take off it. `None` if all are 0.
        item: The innermost list item that the table stands in.
        html: The rows of an HTML table. `None` in Markdown.
        references: As those of a `Block`.
    """

    table: Table
    line: int
    lines: Sequence[str]
    columns: list[list[str]] | None
    starts: Sequence[int] | None = None
    item: Item | None = None
    html: Sequence[Row] | None = None
    references: Mapping[str, str] = NO_REFERENCES

    def rows(self) -> Iterator[Row]:
        """The rows one by one, every cell with its place; rows may be ragged."""
        if self.html is not None:
            return iter(self.html)
        return map(row_at, count(self.line), self.lines, self.starts or repeat(0))

    def row(self, at: int) -> Row:
        """One of the rows, counted from 0."""
        if self.html is not None:
            return self.html[at]
        return row_at(self.line + at, self.lines[at], self.starts[at] if self.starts else 0)
